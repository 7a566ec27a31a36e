"""The docs as a site: every link leads somewhere, nothing comes from elsewhere, and it passes the audit."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from nyx_audit.net.local import serve_folder
from tests.support.command import nyx

ROOT = Path(__file__).parents[2]
# Tables of keys; a page that is not in the menu, with code.
PAGES = ("configuration.html", "rules/label.html")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"}
    built = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT, env=env, timeout=120)
    assert (built.returncode, built.stdout, built.stderr) == (0, "", "")
    return folder


def test_every_page_of_the_docs_is_in_the_site(site: Path) -> None:
    docs = {path.relative_to(ROOT / "docs").with_suffix(".html") for path in (ROOT / "docs").rglob("*.md")}
    assert docs == {path.relative_to(site) for path in site.rglob("*.html")} - {Path("404.html")}
    assert (site / "schemas" / "report-1.json").is_file()
    assert (site / "files" / "action.yml.txt").read_bytes() == (ROOT / "action.yml").read_bytes()


def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    loads = re.compile(
        r"""<(?:script|img|iframe|source)[^>]*\ssrc=["']?(?:https?:)?//|<link[^>]*\shref=["']?(?:https?:)?//"""
    )
    assert [path for path in site.rglob("*.html") if loads.search(path.read_text(encoding="utf-8"))] == []


def test_its_pages_fail_no_rule_of_law_or_wcag(site: Path) -> None:
    with serve_folder(site) as address:
        pages = [f"{address.rstrip('/')}/{one}" for one in PAGES]
        ran = nyx("check", *pages, "--tag", "law", "--tag", "wcag", "--json", "-", "--fail-on", "minor")
    assert [one["status"] for one in ran.report["pages"]] == ["audited"] * len(PAGES)
    failed = [group["rule"] for group in ran.report["groups"] if group["outcome"] == "failed"]
    assert (ran.status, failed) == (0, [])
