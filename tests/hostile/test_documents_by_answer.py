"""What is a document, and what a page, is known by the answer, whatever the address looks like."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from nyx_audit.analysis.summary import Summary
from nyx_audit.config.sites import SiteConfig
from nyx_audit.examples.server import Answer, Seen, Server, serving
from nyx_audit.model.page import Page, PageStatus
from nyx_audit.model.reason import ReasonCode
from nyx_audit.run.options import Options
from nyx_audit.run.sites import Crawl, audit_async
from tests.hostile.test_moments import a_pdf
from tests.hostile.test_sites import config_of, moved, pages_of, site_page, visited

OPTIONS = Options(only=("html-has-lang", "pdf-tagged"), tabs=2, timeout=20, probes=False)


async def audited(folder: Path, server: Server, more: str = "") -> Summary:
    config: SiteConfig = config_of(folder, server.url + "/", more)
    return await asyncio.wait_for(audit_async([config], crawl=Crawl(folder / "sites.yaml"), options=OPTIONS), 120)


def rules_of(page: Page) -> list[str]:
    return [one.rule for one in page.outcomes]


async def test_an_address_that_answers_with_a_document_is_read_as_one(tmp_path: Path) -> None:
    with serving({"/": site_page("Parks", "/download?id=7"), "/download?id=7": a_pdf()}) as server:
        found = pages_of(await audited(tmp_path, server), server)["/download?id=7"]
    assert (found.status, found.role, rules_of(found)) == (PageStatus.AUDITED, "document", ["pdf-tagged"])


async def test_a_download_behind_a_redirect_is_read_as_a_document(tmp_path: Path) -> None:
    pages: dict[str, Answer | str] = {
        "/": site_page("Parks", "/latest"),
        "/latest": moved("/files/7.pdf"),
        "/files/7.pdf": a_pdf(),
    }
    with serving(pages) as server:
        found = pages_of(await audited(tmp_path, server), server)["/latest"]
    assert (found.status, found.role) == (PageStatus.AUDITED, "document")


async def test_a_page_that_ends_like_a_document_is_audited_and_its_links_are_followed(tmp_path: Path) -> None:
    pages: dict[str, Answer | str] = {
        "/": site_page("Parks", "/report.pdf"),
        "/report.pdf": site_page("Report", "/fees"),
        "/fees": site_page("Fees"),
    }
    with serving(pages) as server:
        summary = await audited(tmp_path, server)
        assert visited(summary, server) == ["/", "/fees", "/report.pdf"]
        report = pages_of(summary, server)["/report.pdf"]
    assert report.role != "document"
    assert "html-has-lang" in rules_of(report)


async def test_a_start_that_ends_like_a_document_is_audited_as_the_page_that_it_is(tmp_path: Path) -> None:
    with serving({"/": site_page("Parks"), "/home.pdf": site_page("Home")}) as server:
        summary = await audited(tmp_path, server, f', pages: ["{server.url}/home.pdf"]')
        assert visited(summary, server) == ["/", "/home.pdf"]


async def test_a_document_by_its_ending_is_read_and_not_loaded_in_the_browser(tmp_path: Path) -> None:
    with serving({"/": site_page("Parks", "/form.pdf"), "/form.pdf": a_pdf()}) as server:
        summary = await audited(tmp_path, server)
        browsers = [one for one in server.seen if one.path == "/form.pdf" and "sec-fetch-dest" in one.headers]
        assert (pages_of(summary, server)["/form.pdf"].role, browsers) == ("document", [])


@pytest.mark.parametrize(
    "answer", [moved("/login"), Answer(status=404), Answer(status=403)], ids=["a login", "nothing", "a refusal"]
)
async def test_what_stands_in_the_place_of_a_document_is_no_page_of_that_address(
    answer: Answer, tmp_path: Path
) -> None:
    pages: dict[str, Answer | str] = {
        "/": site_page("Parks", "/form.pdf"),
        "/form.pdf": answer,
        "/login": site_page("Sign in"),
    }
    with serving(pages) as server:
        assert visited(await audited(tmp_path, server), server) == ["/"]


async def test_of_many_documents_only_some_are_requested(tmp_path: Path) -> None:
    def any_pdf(seen: Seen) -> Answer:
        return a_pdf() if seen.path.endswith(".pdf") else Answer(status=404)

    links = [f"/{number}.pdf" for number in range(60)]
    with serving({"/": site_page("Parks", *links)}, handler=any_pdf) as server:
        await audited(tmp_path, server)
        assert len({one.path for one in server.seen if one.path.endswith(".pdf")}) == 25


async def test_a_document_of_another_kind_is_left_out_with_its_type(tmp_path: Path) -> None:
    table = Answer(b"a;b", headers={"Content-Type": "text/csv"})
    with serving({"/": site_page("Parks", "/download?id=8"), "/download?id=8": table}) as server:
        found = pages_of(await audited(tmp_path, server), server)["/download?id=8"]
    assert found.reason
    assert (found.status, found.reason.code) == (PageStatus.SKIPPED, ReasonCode.NOT_A_PAGE)
