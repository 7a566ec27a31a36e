"""What a PDF lacks is a failure where it is sure, and a doubt where something else may do."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from nyx_audit.checks.sites.documents import judge_pdf_fields_named, judge_pdf_text, judge_pdf_title
from nyx_audit.documents.pdf import read_pdf
from nyx_audit.model.outcome import Outcome, Verdict
from nyx_audit.site.records import SiteEvidence
from tests.support.build import rule
from tests.support.sites import facts, site

HOME, FILE = "https://a.example/", "https://a.example/a.pdf"


def _site(**found: Any) -> SiteEvidence:
    return site({HOME: facts()}, answers={"documents": {"documents": {FILE: found}}})


def _outcomes(verdict: Verdict) -> list[Outcome]:
    return [one.outcome for one in verdict.judgements]


@pytest.mark.parametrize(
    ("title", "outcomes"),
    [
        ("Renew a license", []),
        ("Scandinavian studies", []),
        ("Scan your papers: a guide", []),
        ("scan0001", [Outcome.FAILED]),
        ("Untitled", [Outcome.FAILED]),
        ("Document1", [Outcome.FAILED]),
        ("mv82.pdf", [Outcome.FAILED]),
        ("Microsoft Word - mv82.docx", [Outcome.FAILED]),
        ("annual-report-of-the-agency.pdf", [Outcome.CANT_TELL]),
        ("Microsoft Word - Annual report.docx", [Outcome.CANT_TELL]),
    ],
)
def test_a_title_that_says_something_is_no_failure(title: str, outcomes: list[Outcome]) -> None:
    found = judge_pdf_title(rule(), _site(title=title, shows_title=True))
    assert _outcomes(found[FILE]) == outcomes


def test_a_title_that_is_not_shown_is_a_doubt() -> None:
    found = judge_pdf_title(rule(), _site(title="Renew a license", shows_title=False))
    assert _outcomes(found[FILE]) == [Outcome.CANT_TELL]


@pytest.mark.parametrize(("told", "outcome"), [(False, Outcome.FAILED), (True, Outcome.CANT_TELL)])
def test_pictures_may_have_their_words_in_the_tags(outcome: Outcome, *, told: bool) -> None:
    found = _site(pages_with_text=0, pages_with_images=2, pages_read=2, alternatives=told)
    assert _outcomes(judge_pdf_text(rule(), found)[FILE]) == [outcome]


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("Text14", Outcome.FAILED),
        ("f1_02[0]", Outcome.FAILED),
        ("Name", Outcome.FAILED),
        ("Date of birth", Outcome.CANT_TELL),
    ],
)
def test_a_technical_name_of_words_is_a_doubt(name: str, outcome: Outcome) -> None:
    fields = [{"name": name, "tooltip": "", "kind": "/Tx"}]
    assert _outcomes(judge_pdf_fields_named(rule(), _site(fields=fields))[FILE]) == [outcome]


@pytest.mark.parametrize("in_a_list", [False, True])
def test_the_language_may_stand_at_the_tag_around_all_others(tmp_path: Path, *, in_a_list: bool) -> None:
    document = pikepdf.new()
    document.add_blank_page()
    tag = document.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Document, Lang="es"))
    document.Root.StructTreeRoot = pikepdf.Dictionary(K=pikepdf.Array([tag]) if in_a_list else tag)
    out = io.BytesIO()
    document.save(out)
    (tmp_path / "a.pdf").write_bytes(out.getvalue())
    assert read_pdf(tmp_path / "a.pdf")["language"] == "es"


@pytest.mark.parametrize("told", [False, True])
def test_the_words_of_a_picture_are_found_in_the_tags(tmp_path: Path, *, told: bool) -> None:
    document = pikepdf.new()
    document.add_blank_page()
    picture = pikepdf.Dictionary(S=pikepdf.Name.Figure)
    if told:
        picture.Alt = pikepdf.String("A map")
    tree = document.make_indirect(
        pikepdf.Dictionary(K=pikepdf.Array([pikepdf.Dictionary(K=pikepdf.Array([picture, 1]))]))
    )
    tree.K.append(tree)
    document.Root.StructTreeRoot = tree
    document.save(tmp_path / "a.pdf")
    assert read_pdf(tmp_path / "a.pdf")["alternatives"] is told
