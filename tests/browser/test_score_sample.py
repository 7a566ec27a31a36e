"""The score of the sample site, audited by the browser: what is broken on it costs points, and a fix brings its gain."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from nyx_audit.browser.request import VisitRequest
from nyx_audit.browser.session import Session
from nyx_audit.catalogue.load import Catalogue
from nyx_audit.catalogue.plan import is_of_site, plan_for
from nyx_audit.judge.page import judge_page
from nyx_audit.model.page import Page, PageStatus
from nyx_audit.net.local import serve_folder
from nyx_audit.score import Fix, Scoring, gains, score_site, scorecards_of

SITE = Path(__file__).parents[2] / "nyx_audit" / "sample" / "site"
PATHS = ("health/index.html", "health/contact.html", "health/news/flu-clinics.html", "health/es/vacunas.html")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample site that may be changed."""
    copy = tmp_path_factory.mktemp("sample") / "site"
    shutil.copytree(SITE, copy)
    return copy


@pytest.fixture(scope="module")
def root(folder: Path) -> Iterator[str]:
    with serve_folder(folder) as address:
        yield address


@pytest.fixture(scope="module")
def scoring(catalogue: Catalogue) -> Scoring:
    return Scoring(catalogue.ruleset, {rule.id: rule for rule in catalogue.scored()})


@pytest.fixture(scope="module")
async def whole(root: str, session: Session, catalogue: Catalogue) -> dict[str, Page]:
    return {path: await _audited(path, root, session, catalogue) for path in PATHS}


async def _audited(path: str, root: str, session: Session, catalogue: Catalogue) -> Page:
    scored = [rule for rule in catalogue.scored() if not is_of_site(rule)]
    evidence = await session.visit(VisitRequest(root + path, plan_for(scored), site="sample", fresh=True))
    return Page(path, PageStatus.AUDITED, "sample", start=path == PATHS[0], outcomes=judge_page(scored, evidence))


async def _changed(
    path: str, old: str, new: str, folder: Path, root: str, session: Session, catalogue: Catalogue
) -> Page:
    """The page as it is audited with a piece of it changed."""
    file = folder / path
    before = file.read_text(encoding="utf-8")
    assert old in before
    file.write_text(before.replace(old, new), encoding="utf-8")
    try:
        return await _audited(path, root, session, catalogue)
    finally:
        file.write_text(before, encoding="utf-8")


def _value(pages: dict[str, Page], scoring: Scoring) -> float:
    value = score_site(list(scorecards_of(list(pages.values()), scoring).values()), scoring).value
    assert value is not None
    return value


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("health/contact.html", ' alt=""', ""),
        ("health/contact.html", '<label for="email">Your email address</label>', "Your email address"),
        ("health/index.html", '<html lang="en">', "<html>"),
        ("health/index.html", '<meta name="viewport" content="width=device-width, initial-scale=1">', ""),
    ],
    ids=["alt", "label", "lang", "viewport"],
)
async def test_what_is_taken_away_lowers_the_score(
    path: str, old: str, new: str, whole: dict[str, Page], folder: Path, root: str, session: Session,
    catalogue: Catalogue, scoring: Scoring,
) -> None:  # fmt: skip
    page = await _changed(path, old, new, folder, root, session, catalogue)
    assert _value({**whole, path: page}, scoring) < _value(whole, scoring) - 0.05


@pytest.mark.parametrize(
    ("rule", "selector", "old", "new"),
    [
        ("image-alt", "img", 'src="/health/news/clinic.svg"', 'src="/health/news/clinic.svg" alt="A nurse at a table"'),
        ("link-in-text-block", "#who", 'id="who">', 'id="who"><style>#who a { text-decoration: underline }</style>'),
    ],
)
async def test_a_fix_by_hand_brings_the_gain_that_was_promised(
    rule: str, selector: str, old: str, new: str, whole: dict[str, Page], folder: Path, root: str, session: Session,
    catalogue: Catalogue, scoring: Scoring,
) -> None:  # fmt: skip
    path = PATHS[2]
    (group,) = {
        finding.group
        for row in whole[path].outcomes
        if row.rule == rule
        for finding in row.findings
        if selector in finding.selector
    }
    scorecards = list(scorecards_of(list(whole.values()), scoring).values())
    promised = gains(scorecards, scoring, [Fix(rule, group)])[Fix(rule, group)].points
    page = await _changed(path, old, new, folder, root, session, catalogue)
    # Rules that had nothing to look at before may have something now: that is no part of the fix.
    known = {row.rule for row in whole[path].outcomes if row.passed or row.failed}
    page = replace(page, outcomes=tuple(row for row in page.outcomes if row.rule in known))
    assert promised > 0.01
    assert _value({**whole, path: page}, scoring) - _value(whole, scoring) == pytest.approx(promised)
