"""What a crawl makes of what pages lead to: frames, late menus, addresses without a page, error pages."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace

from nyx_audit.browser.session import Session
from nyx_audit.catalogue.load import Catalogue
from nyx_audit.config.sites import sites_for_addresses
from nyx_audit.engine.auditor import Auditor
from nyx_audit.engine.crawl import crawl_sites
from nyx_audit.engine.events import ignore
from nyx_audit.examples.server import Answer, page, serving
from nyx_audit.examples.site import FactsRecorder
from nyx_audit.model.page import Page, PageStatus
from nyx_audit.model.reason import ReasonCode

FEES = page("<main><h1>Fees</h1><p>Forty dollars a year.</p></main>")
# A menu for phones, which its script builds when the window has become one.
LATE_MENU = """<script>addEventListener('resize', () => {
  if (innerWidth < 500) document.querySelector('nav').innerHTML = '<a href="/late">More services</a>'; })</script>"""


async def _crawled(answers: Mapping[str, Answer | str], session: Session, catalogue: Catalogue) -> dict[str, Page]:
    """Crawl a small site with few rules; return its pages by path."""
    rules = [catalogue.rules[name] for name in ("document-title", "image-alt", "reflow", "viewport-zoom")]
    with serving({"/robots.txt": Answer(status=404), **answers}) as server:
        site = replace(sites_for_addresses([server.url + "/"])[0], rate=50.0, sitemaps=False)
        auditor = Auditor(session, rules, ignore, probes=False)
        found = await crawl_sites([site], auditor, FactsRecorder(), tabs=1, stop=asyncio.Event())
    return {page.url.removeprefix(server.url): page for pages in found.values() for page in pages}


def _home(body: str) -> str:
    return page(f"<main><h1>Department</h1>{body}</main>")


async def test_the_frames_of_a_site_are_pages_of_it(session: Session, catalogue: Catalogue) -> None:
    frames = "<frameset cols='50%,50%'><frame title='Menu' src='/menu'><frame title='Fees' src='/fees'></frameset>"
    home = f"<!doctype html><html lang='en'><head><title>Department</title></head>{frames}</html>"
    answers = {"/": home, "/menu": page('<a href="/hours">Hours</a>'), "/fees": FEES, "/hours": FEES}
    found = await _crawled(answers, session, catalogue)
    assert {path for path, page in found.items() if page.status is PageStatus.AUDITED} == {*answers}


async def test_frames_of_other_schemes_are_no_pages(session: Session, catalogue: Catalogue) -> None:
    frames = "".join(f'<iframe title="x" src="{src}"></iframe>' for src in ("about:blank", "javascript:0", "data:,x"))
    assert set(await _crawled({"/": _home(frames)}, session, catalogue)) == {"/"}


async def test_links_that_a_menu_builds_late_are_found(session: Session, catalogue: Catalogue) -> None:
    answers = {"/": _home(f"<p>Welcome</p><nav></nav>{LATE_MENU}"), "/late": FEES}
    found = await _crawled(answers, session, catalogue)
    assert found["/late"].status is PageStatus.AUDITED


async def test_a_link_to_an_address_without_content_is_no_failure(session: Session, catalogue: Catalogue) -> None:
    found = await _crawled({"/": _home('<a href="/ping">Ping</a>'), "/ping": Answer(status=204)}, session, catalogue)
    assert found["/ping"].status is PageStatus.SKIPPED
    assert found["/ping"].reason
    assert found["/ping"].reason.code is ReasonCode.NO_CONTENT


async def test_an_error_page_that_answers_200_is_a_dead_link(session: Session, catalogue: Catalogue) -> None:
    lost = page("<main><h1>Page not found</h1><p>It may have moved. Try the search.</p></main>", title="Department")
    found = await _crawled({"/": _home('<a href="/old">Old</a>'), "/old": lost}, session, catalogue)
    assert found["/old"].status is PageStatus.SKIPPED
    assert found["/old"].reason
    assert found["/old"].reason.code is ReasonCode.DEAD_LINK


async def test_linked_pages_about_errors_are_audited(session: Session, catalogue: Catalogue) -> None:
    titles = {"/401k": "401(k) Plan Errors", "/408": "408 area code", "/denied": "Access Denied: Voting Rights"}
    links = "".join(f'<a href="{path}">{title}</a> ' for path, title in titles.items())
    pages = {
        path: page(f"<main><h1>{title}</h1><p>Read this.</p></main>", title=title) for path, title in titles.items()
    }
    found = await _crawled({"/": _home(links), **pages}, session, catalogue)
    assert [found[path].status for path in titles] == [PageStatus.AUDITED] * 3


async def test_a_page_that_goes_on_in_its_head_leads_the_crawl_on(session: Session, catalogue: Catalogue) -> None:
    moves = page("", head="<script>location.replace('/fees')</script>")
    found = await _crawled({"/": _home('<a href="/old">Old</a>'), "/old": moves, "/fees": FEES}, session, catalogue)
    assert (found["/old"].status, found["/fees"].status) == (PageStatus.SKIPPED, PageStatus.AUDITED)
