"""A page is carried over where all that it is made of answers as before; whatever else happens to it, it is audited."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from nyx_audit.analysis.summary import Summary
from nyx_audit.engine.events import Event, PageFinished
from nyx_audit.examples.server import serving
from nyx_audit.model.page import PageStatus
from tests.support.nights import HISTORY, LONG_AGO, File, Files, by_path, night, said, text_page

# A page of its own for each thing that may change, with its parts.
PAGES = {
    "/same": text_page("Same", head='<link rel="stylesheet" href="/kept.css">'),
    "/styled": text_page("Styled", head='<link rel="stylesheet" href="/changed.css">'),
    "/imported": text_page("Imported", head='<link rel="stylesheet" href="/outer.css">'),
    "/scripted": text_page("Scripted", head='<script src="/changed.js"></script>'),
    "/pictured": text_page("Pictured", body='<img src="/changed.svg">'),
    "/framed": text_page("Framed", body='<iframe src="/frame" title="Frame"></iframe>'),
    "/rewritten": text_page("Rewritten"),
    "/without-validators": text_page("Without validators"),
    "/rewritten-without-validators": text_page("Rewritten without validators"),
    "/dated": text_page("Dated"),
    "/restored": text_page("Restored"),
    "/tagged-anew": text_page("Tagged anew"),
    "/other-header": text_page("Other header"),
    "/moved": text_page("Moved"),
    "/gone": text_page("Gone"),
    "/closed": text_page("Closed"),
    "/fetching": text_page("Fetching", body="<p id=p></p><script>fetch('/data.json')</script>"),
    "/fetching-tagged": text_page("Fetching what has a tag", body="<script>fetch('/tagged.json')</script>"),
    "/posting": text_page(
        "Posting",
        body="<script>fetch('/count', {method: 'POST'}).catch(() => 0); navigator.sendBeacon('/count', '1')</script>",
    ),
    "/working": text_page("Working", body="<script>new Worker('/worker.js')</script>"),
    "/without-picture": text_page("Without picture", body='<img src="/missing.svg" alt="">'),
    "/without-style": text_page("Without style", head='<link rel="stylesheet" href="/missing.css">'),
    "/without-style-for-now": text_page("Without style for now", head='<link rel="stylesheet" href="/busy.css">'),
    "/from": "",
}
PARTS = {
    "/target": text_page("Target"),
    "/kept.css": "h1 { color: #222 }",
    "/changed.css": "h1 { color: #222 }",
    "/outer.css": '@import "/inner.css";',
    "/inner.css": "h1 { color: #222 }",
    "/changed.js": "document.title += ' ';",
    "/kept.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "/changed.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "/frame": "<!doctype html><html lang=en><title>Frame</title><img src=/kept.svg>",
    "/data.json": "[1]",
    "/tagged.json": "[1]",
    "/worker.js": "postMessage(1)",
    "/robots.txt": "User-agent: *\nDisallow: /nothing\n",
}


def a_site() -> Files:
    links = "".join(f'<a href="{path}">{path[1:]}</a> ' for path in PAGES)
    files = {path: File(body) for path, body in {**PAGES, **PARTS}.items()}
    files["/"] = File(text_page("Home", body=links))
    files["/busy.css"] = File("", 503, tagged=False)
    files["/from"] = File("", 302, headers={"Location": "/target"}, tagged=False)
    for path in ("/without-validators", "/rewritten-without-validators", "/data.json"):
        files[path].tagged = False
    for path in ("/dated", "/restored"):
        files[path].dated = LONG_AGO
    return Files(files)


def change(files: dict[str, File]) -> None:
    """Change one thing of most pages."""
    for path in ("/changed.css", "/inner.css", "/changed.js", "/changed.svg", "/frame"):
        files[path] = File(files[path].body + " ")
    for path in ("/rewritten", "/rewritten-without-validators"):
        files[path].body = files[path].body.replace("Rewritten", "Written anew")
    files["/restored"] = File(text_page("An older one"), dated=LONG_AGO - 86_400)
    files["/tagged-anew"].tagged = False
    files["/tagged-anew"].headers["ETag"] = '"of-another-machine"'
    files["/other-header"].headers["Content-Language"] = "es"
    files["/moved"] = File("", 302, headers={"Location": "/moved-to"}, tagged=False)
    files["/moved-to"] = File(text_page("Moved to"))
    del files["/gone"]
    files["/robots.txt"] = File("User-agent: *\nDisallow: /closed\n")


@dataclass(frozen=True)
class Nights:
    """The first night, one after changes, one after none, and one with all pages audited anew."""

    first: Summary
    changed: Summary
    unchanged: Summary
    anew: Summary


@pytest.fixture(scope="module")
async def nights(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Nights]:
    folder, site = tmp_path_factory.mktemp("nights"), a_site()
    with serving({}, handler=site) as server:
        first = await night(server.url + "/", folder)
        change(site.files)
        changed = await night(server.url + "/", folder)
        unchanged = await night(server.url + "/", folder)
        yield Nights(first, changed, unchanged, await night(server.url + "/", folder, anew=True))


def test_no_page_of_the_first_night_is_carried_over(nights: Nights) -> None:
    assert [page.url for page in nights.first.audit.pages if page.carried] == []


@pytest.mark.parametrize(
    "path",
    [
        "/same",
        "/dated",
        "/without-validators",
        "/tagged-anew",
        "/fetching-tagged",
        "/posting",
        "/without-picture",
        "/without-style",
        "/from",
    ],
)
def test_a_page_of_which_nothing_changed_is_carried_over_with_its_findings(nights: Nights, path: str) -> None:
    before, page = by_path(nights.first)[path], by_path(nights.changed)[path]
    assert page.carried is not None
    assert (page.carried.run, page.outcomes, page.redirects) == (1, before.outcomes, before.redirects)
    assert any(row.failed for row in page.outcomes)


@pytest.mark.parametrize(
    "path",
    ["/styled", "/imported", "/scripted", "/pictured", "/framed", "/rewritten", "/rewritten-without-validators",
     "/restored", "/other-header", "/fetching", "/working", "/without-style-for-now", "/"],
)  # fmt: skip
def test_a_page_of_which_something_changed_or_is_unknown_is_audited(nights: Nights, path: str) -> None:
    page = by_path(nights.changed)[path]
    assert (page.status, page.carried) == (PageStatus.AUDITED, None)


def test_a_page_that_redirects_now_is_audited_where_it_leads(nights: Nights) -> None:
    page = by_path(nights.changed)["/moved"]
    assert (page.final_url.rpartition("/")[2], page.carried) == ("moved-to", None)


def test_a_page_that_is_gone_is_a_dead_link(nights: Nights) -> None:
    page = by_path(nights.changed)["/gone"]
    assert (page.status, page.reason and page.reason.code, page.carried) == (PageStatus.SKIPPED, "dead-link", None)


def test_a_page_that_robots_txt_forbids_now_is_left_out(nights: Nights) -> None:
    page = by_path(nights.changed)["/closed"]
    assert (page.status, page.reason and page.reason.code) == (PageStatus.SKIPPED, "robots")


def test_an_unchanged_night_says_of_each_page_what_a_full_one_says(nights: Nights) -> None:
    assert said(nights.unchanged) == said(nights.anew)
    assert nights.unchanged.sites[0].score == nights.anew.sites[0].score


def test_an_unchanged_night_carries_over_all_pages_that_can_be(nights: Nights) -> None:
    audited = [path for path, page in by_path(nights.unchanged).items() if page.status is PageStatus.AUDITED]
    carried = [path for path in audited if by_path(nights.unchanged)[path].carried]
    assert sorted(set(audited) - set(carried)) == ["/", "/fetching", "/without-style-for-now", "/working"]


def test_anew_audits_every_page(nights: Nights) -> None:
    assert [page.url for page in nights.anew.audit.pages if page.carried] == []


async def test_a_shared_part_is_requested_once_a_night(tmp_path: Path) -> None:
    head = '<link rel="stylesheet" href="/kept.css">'
    files = {f"/{name}": File(text_page(name, head=head)) for name in "abcd"}
    links = "".join(f'<a href="{path}">{path[1:]}</a> ' for path in files)
    home = File(text_page("Home", body=links))
    site = Files({"/": home, **files, "/kept.css": File("h1 { color: #222 }"), "/kept.svg": File(PARTS["/kept.svg"])})
    with serving({}, handler=site) as server:
        await night(server.url + "/", tmp_path)
        site.seen.clear()
        summary = await night(server.url + "/", tmp_path)
    assert (summary.sites[0].carried, site.seen.count("/kept.css")) == (4, 1)


async def test_an_unchanged_night_that_is_killed_and_resumed_says_the_same(tmp_path: Path) -> None:
    site, other = a_site(), tmp_path / "undisturbed"
    other.mkdir()
    with serving({}, handler=site) as server:
        await night(server.url + "/", tmp_path)
        shutil.copy(tmp_path / HISTORY, other)
        await _killed_after(8, server.url + "/", tmp_path)
        resumed = await night(server.url + "/", tmp_path, resume=True)
        whole = await night(server.url + "/", other)
    assert (resumed.audit.run, said(resumed)) == (2, said(whole))
    assert [page.carried for page in resumed.audit.pages] == [page.carried for page in whole.audit.pages]


async def _killed_after(pages: int, url: str, folder: Path) -> None:
    """Begin a night that ends without a word after so many pages."""
    left = pages

    def count(event: Event) -> None:
        nonlocal left
        left -= isinstance(event, PageFinished)
        if not left:
            running.cancel()

    running = asyncio.ensure_future(night(url, folder, count))
    with pytest.raises(asyncio.CancelledError):
        await running
