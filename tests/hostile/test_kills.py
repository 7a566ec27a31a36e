"""A run that is killed, or whose browser is, says in the end what an undisturbed one says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.kill_site import serving_site
from benchmarks.kills import SITE_PHASE, Undisturbed, after_pages, browser_killed, program_killed, undisturbed
from nyx_audit.examples.server import Server

RULES = ("image-alt", "label", "viewport-zoom", "broken-links", "sitemap-complete", "title-repeats", "pdf-title")
OPTIONS = ("--no-probes", "--tabs", "2", *(part for rule in RULES for part in ("--rule", rule)))


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving_site() as served:
        yield served


@pytest.fixture(scope="module")
def whole(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    return undisturbed(tmp_path_factory.mktemp("undisturbed"), (server.url, *OPTIONS))


def test_an_undisturbed_run_is_complete_and_finds_defects(whole: Undisturbed) -> None:
    statuses = [page["status"] for page in whole.report["pages"]]
    assert (whole.status, whole.report["complete"], statuses.count("audited")) == (1, True, 62)


def test_a_run_that_is_killed_three_times_and_resumed_says_the_same(
    server: Server, whole: Undisturbed, tmp_path: Path
) -> None:
    moments = [after_pages(5), after_pages(20), SITE_PHASE]
    row = program_killed(tmp_path, (server.url, *OPTIONS), moments, whole)
    assert (row.problems, row.missed) == ([], False)


def test_a_run_whose_browser_is_killed_three_times_says_the_same(
    server: Server, whole: Undisturbed, tmp_path: Path
) -> None:
    moments = [after_pages(5), after_pages(30), SITE_PHASE]
    row = browser_killed(tmp_path, (server.url, *OPTIONS), moments, whole)
    assert (row.problems, row.missed) == ([], False)
