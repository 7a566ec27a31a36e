"""What is compared: how each program is told to audit the same pages, and how many it did audit."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.speed import bare_command
from nyx_audit.browser.find import find_browser

# The sandbox does not start as root.
FLAGS = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
TABS = 2
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Task:
    """The pages to audit, where a program may write, and where the programs from npm are."""

    urls: Sequence[str]
    folder: Path
    tools: Path


@dataclass(frozen=True, slots=True)
class Contender:
    """`prepare` writes what the program reads, and returns its command; `count` is how many pages it audited."""

    name: str
    prepare: Callable[[Task], list[str]]
    count: Callable[[Path], int]
    from_npm: bool = True


def environment() -> Mapping[str, str]:
    """Return the environment in which all of them find the same browser, and the one from npm does not fetch another."""
    path = str(find_browser().path or "")
    modules = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    puppeteer = {"PUPPETEER_SKIP_DOWNLOAD": "1", "PUPPETEER_EXECUTABLE_PATH": path, "CHROME_PATH": path}
    return {**os.environ, **puppeteer, "NYX_BROWSER": path, "PYTHONPATH": modules, "CI": "1"}


def _ours(task: Task) -> list[str]:
    report, history = task.folder / "report.json", task.folder / "history.sqlite"
    where = ["--json", str(report), "--history", str(history), "--fail-on", "never", "--quiet", "--tabs", str(TABS)]
    return [sys.executable, "-m", "nyx_audit", "run", task.urls[0], "--max-pages", str(len(task.urls)), *where]


def audited(folder: Path) -> list[str]:
    """Return the addresses of the pages that our run audited."""
    pages = json.loads((folder / "report.json").read_text(encoding="utf-8"))["pages"]
    return [page["final_url"] for page in pages if page["status"] == "audited"]


def _bare(task: Task) -> list[str]:
    return bare_command(task.urls, TABS)


def _bare_count(folder: Path) -> int:
    return int((folder / "words.txt").read_text().split()[-1])


def _pa11y(task: Task) -> list[str]:
    launch = {"executablePath": environment()["PUPPETEER_EXECUTABLE_PATH"], "args": FLAGS}
    defaults = {
        "runners": ["axe", "htmlcs"],
        "concurrency": TABS,
        "chromeLaunchConfig": launch,
        "timeout": 120_000,
        "useIncognitoBrowserContext": False,
    }
    config = task.folder / "pa11y.json"
    config.write_text(json.dumps({"defaults": defaults, "urls": list(task.urls)}))
    program = task.tools / "node_modules/.bin/pa11y-ci"
    return [str(program), "--config", str(config), "--json"]


def _pa11y_count(folder: Path) -> int:
    said = (folder / "words.txt").read_text(encoding="utf-8")
    results = json.loads(said[said.index("{") :])["results"]
    # A page that could not be tested has one error in place of its issues.
    return sum(not (len(found) == 1 and "code" not in found[0]) for found in results.values())


def _unlighthouse(categories: Sequence[str]) -> Callable[[Task], list[str]]:
    def prepare(task: Task) -> list[str]:
        parts = urlsplit(task.urls[0])
        config = {
            "site": f"{parts.scheme}://{parts.netloc}",
            "urls": [urlsplit(url).path for url in task.urls],
            "outputPath": str(task.folder / "found"),
            "cache": False,
            "scanner": {"device": "desktop", "throttle": False, "samples": 1, "sitemap": False, "robotsTxt": False, "crawler": False, "dynamicSampling": False},
            "puppeteerOptions": {"executablePath": environment()["PUPPETEER_EXECUTABLE_PATH"], "args": FLAGS},
            "puppeteerClusterOptions": {"maxConcurrency": TABS},
            "ci": {"buildStatic": False, "reporter": "jsonExpanded"},
            **({"lighthouseOptions": {"onlyCategories": list(categories)}} if categories else {}),
        }  # fmt: skip
        (task.folder / "unlighthouse.config.mjs").write_text(f"export default {json.dumps(config)}\n")
        return [str(task.tools / "node_modules/.bin/unlighthouse-ci"), "--root", str(task.folder)]

    return prepare


def _unlighthouse_count(folder: Path) -> int:
    result = next((folder / "found").rglob("ci-result.json"))
    return len(json.loads(result.read_text(encoding="utf-8"))["routes"])


OURS = Contender("nyx-audit run", _ours, lambda folder: len(audited(folder)), from_npm=False)
PEERS = (
    Contender("bare loop of axe.run()", _bare, _bare_count, from_npm=False),
    Contender("pa11y-ci, axe and htmlcs", _pa11y, _pa11y_count),
    Contender("unlighthouse, accessibility", _unlighthouse(["accessibility"]), _unlighthouse_count),
    Contender("unlighthouse", _unlighthouse([]), _unlighthouse_count),
)
