"""The program as a library: the names that other programs rely on."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import nyx_audit
from nyx_audit.engine import trying
from nyx_audit.engine.events import PageFinished, SiteFinished
from nyx_audit.examples.server import page, serving

UNNAMED = page('<h1>Renew a licence</h1><main><img src="/x.png"></main>')


def test_check_returns_the_summary_of_the_pages_named() -> None:
    with serving({"/": UNNAMED}) as server:
        summary = nyx_audit.check([server.url + "/"], options=nyx_audit.Options(only=("image-alt",)))
    (one,) = summary.audit.pages
    assert [(row.rule, row.failed) for row in one.outcomes] == [("image-alt", 1)]


def test_a_local_file_is_checked_like_an_address(tmp_path: Path) -> None:
    file = tmp_path / "index.html"
    file.write_text(UNNAMED, encoding="utf-8")
    summary = nyx_audit.check([str(file)], options=nyx_audit.Options(only=("image-alt",)))
    assert summary.failures == 1


def test_audit_crawls_a_site_and_keeps_the_run(tmp_path: Path) -> None:
    history = tmp_path / "history.sqlite"
    with serving({"/": page('<h1>Home</h1><a href="/a">A</a>'), "/a": UNNAMED}) as server:
        crawl = nyx_audit.Crawl(history=history, max_pages=5)
        summary = nyx_audit.audit([server.url + "/"], crawl=crawl, options=nyx_audit.Options(only=("image-alt",)))
    assert (summary.audit.run, summary.failures, history.exists()) == (1, 1, True)
    assert len([one for one in summary.audit.pages if one.outcomes]) == 2


def test_of_a_large_site_the_controls_of_a_sample_are_tried_the_same_in_each_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trying, "SMALL", 3)
    monkeypatch.setattr(trying, "ONE_IN", 10**20)
    names = [f"/{number}" for number in range(5)]
    form = "<form><label>Name <input></label> <label>Town <input></label> <button>Send</button></form>"
    links = "".join(f'<p><a href="{name}">Page {name}</a></p>' for name in (*names, "/step"))
    pages: dict[str, Any] = {
        "/": page(f"<main>{links}</main>"),
        **dict.fromkeys(names, page("<p>Text</p>")),
        "/step": page(form),
    }
    only = nyx_audit.Options(only=("keyboard-operable", "html-has-lang"))
    with serving(pages) as server:
        crawl = nyx_audit.Crawl(history=tmp_path / "history.sqlite")
        runs = [nyx_audit.audit([server.url + "/"], crawl=crawl, options=only) for _ in range(2)]
        twice = [seen.path for seen in server.seen]
    tried = [{one.url for one in run.audit.pages if len(one.outcomes) == 2} for run in runs]
    assert tried[0] == tried[1]
    assert {server.url + "/", server.url + "/step"} < tried[0]
    assert [run.sites[0].tried for run in runs] == [5, 5]
    assert max(twice.count(name) for name in names) <= 3
    assert all(len(one.outcomes) == len({row.rule for row in one.outcomes}) for one in runs[1].audit.pages)


async def test_a_listener_hears_what_happens() -> None:
    heard: list[nyx_audit.Event] = []
    with serving({"/": UNNAMED}) as server:
        await nyx_audit.check_async(
            [server.url + "/"], options=nyx_audit.Options(only=("image-alt",)), listen=heard.append
        )
    assert [type(event) for event in heard][-2:] == [PageFinished, SiteFinished]


async def test_a_run_that_is_stopped_says_so() -> None:
    stop = asyncio.Event()
    stop.set()
    summary = await nyx_audit.check_async(
        ["https://a.example/"], options=nyx_audit.Options(only=("image-alt",)), stop=stop
    )
    assert "stopped" in summary.audit.incomplete[0]


def test_a_summary_is_rendered_in_each_format() -> None:
    with serving({"/": UNNAMED}) as server:
        summary = nyx_audit.check([server.url + "/"], options=nyx_audit.Options(only=("image-alt",)))
    assert json.loads(nyx_audit.render(summary, "json"))["pages"][0]["status"] == "audited"
    with pytest.raises(nyx_audit.NyxError, match="did you mean"):
        nyx_audit.render(summary, "jason")


def test_every_public_name_is_there_and_importing_the_package_is_cheap() -> None:
    assert all(getattr(nyx_audit, name) for name in nyx_audit.__all__)
    code = "import sys, nyx_audit; sys.exit(bool({'pydantic', 'playwright', 'rich'} & sys.modules.keys()))"
    assert subprocess.run([sys.executable, "-c", code], check=False, env=os.environ).returncode == 0


def test_types_ship_with_the_package() -> None:
    assert (Path(nyx_audit.__file__).parent / "py.typed").exists()
