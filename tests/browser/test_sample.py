"""The sample site is audited as its manifest says: these defects on these pages, and nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from nyx_audit.browser.request import VisitRequest
from nyx_audit.browser.session import Session
from nyx_audit.catalogue.load import Catalogue
from nyx_audit.catalogue.plan import is_of_site, plan_for
from nyx_audit.cli.demo import sample_sites
from nyx_audit.engine.auditor import Auditor
from nyx_audit.engine.crawl import crawl_sites
from nyx_audit.examples.site import FactsRecorder
from nyx_audit.judge.page import judge_page
from nyx_audit.model.outcome import Outcome
from nyx_audit.model.page import Page
from nyx_audit.net.local import serve_folder
from nyx_audit.yaml_input import read_yaml

SAMPLE = Path(__file__).parents[2] / "nyx_audit" / "sample"
MANIFEST: dict[str, Any] = read_yaml(SAMPLE / "manifest.yaml")[0]


@pytest.fixture(scope="module")
def root() -> Iterator[str]:
    with serve_folder(SAMPLE / "site") as address:
        yield address.rstrip("/")


@pytest.mark.parametrize("path", MANIFEST["pages"])
async def test_a_page_has_exactly_the_defects_of_the_manifest(
    path: str, root: str, session: Session, catalogue: Catalogue
) -> None:
    expected = MANIFEST["pages"][path]
    rules = [rule for rule in catalogue.rules.values() if not is_of_site(rule)]
    evidence = await session.visit(VisitRequest(root + path, plan_for(rules), site="sample"))
    rows = judge_page(rules, evidence)
    scored = {rule.id for rule in catalogue.scored()}
    found = [
        (row.rule, f.selector, tuple(sorted(f.views)))
        for row in rows
        if row.rule in scored
        for f in row.findings
        if f.outcome is Outcome.FAILED
    ]
    listed = [(one["rule"], one["selector"], _views(one, catalogue)) for one in expected["expect"]]
    assert sorted((rule, views) for rule, _, views in found) == sorted((rule, views) for rule, _, views in listed)
    keys = await session.locate(root + path, [selector for _, selector, _ in (*found, *listed)])
    assert None not in keys
    named = [(rule, key) for (rule, _, _), key in zip((*found, *listed), keys, strict=True)]
    assert set(named[: len(found)]) == set(named[len(found) :])


@pytest.mark.parametrize("path", MANIFEST["pages"])
async def test_a_page_has_the_advice_of_the_manifest(
    path: str, root: str, session: Session, catalogue: Catalogue
) -> None:
    advice = [
        rule for rule in catalogue.rules.values() if rule.tier == "advice" and not rule.wcag and not is_of_site(rule)
    ]
    evidence = await session.visit(VisitRequest(root + path, plan_for(advice), site="sample"))
    failed = sorted(row.rule for row in judge_page(advice, evidence) if row.failed)
    assert failed == sorted(MANIFEST["pages"][path].get("advice", []))


@pytest.fixture(scope="module")
async def crawled(root: str, session: Session, catalogue: Catalogue) -> dict[str, Page]:
    """All pages of the three sites, audited by the rules of sites alone; how fast they load is not measured."""
    rules = [rule for rule in catalogue.rules.values() if is_of_site(rule)]
    auditor = Auditor(session, rules, lambda _event: None, probes=False)
    sites = [replace(one, lab_pages=0) for one in sample_sites(root + "/")]
    found = await crawl_sites(sites, auditor, FactsRecorder(), tabs=2, stop=asyncio.Event())
    return {page.url.removeprefix(root): page for pages in found.values() for page in pages}


def test_the_sites_have_exactly_the_defects_of_the_manifest(crawled: dict[str, Page], catalogue: Catalogue) -> None:
    scored = {rule.id for rule in catalogue.scored()}
    found = sorted(
        (path, row.rule, finding.outcome.value, finding.selector)
        for path, page in crawled.items()
        for row in page.outcomes
        if row.rule in scored
        for finding in row.findings
    )
    listed = sorted(
        (path, one["rule"], one.get("outcome", "failed"), one["selector"])
        for path, expected in {**MANIFEST["pages"], **MANIFEST["documents"]}.items()
        for one in expected.get("site", [])
    )
    assert found == listed


@pytest.mark.parametrize("path", [*MANIFEST["pages"], *MANIFEST["documents"]])
def test_a_page_has_the_role_of_the_manifest(path: str, crawled: dict[str, Page]) -> None:
    expected = {**MANIFEST["pages"], **MANIFEST["documents"]}[path]
    assert (crawled[path].role, list(crawled[path].journeys)) == (expected["role"], expected.get("journeys", []))


def _views(one: dict[str, Any], catalogue: Catalogue) -> tuple[str, ...]:
    """The views in which a defect shows, as far as its rule looks at them."""
    looked_at = {view.value for view in catalogue.rules[one["rule"]].views}
    return tuple(sorted(looked_at & set(one.get("views", looked_at))))


def test_the_manifest_lists_every_page_that_ships() -> None:
    files = {"/" + path.relative_to(SAMPLE / "site").as_posix() for path in (SAMPLE / "site").rglob("*.html")}
    named = {path + "index.html" if path.endswith("/") else path for path in MANIFEST["pages"]}
    assert files - named == {"/labor/internal/index.html"}
    assert named <= files
