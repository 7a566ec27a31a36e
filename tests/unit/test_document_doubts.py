"""What a PDF lacks is a failure where it is sure, and a doubt where something else may do."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from nyx_audit.checks.sites.documents import judge_pdf_fields_named, judge_pdf_text, judge_pdf_title
from nyx_audit.documents.pdf import read_pdf
from nyx_audit.model.outcome import Outcome, Verdict
from nyx_audit.site.evidence import Document, DocumentField, Documents
from nyx_audit.site.records import SiteEvidence
from tests.support.build import rule
from tests.support.sites import facts, site

HOME, FILE = "https://a.example/", "https://a.example/a.pdf"


PLAIN = Document(
    pages=1, tagged=True, language="en", title="A form", shows_title=True, pages_with_text=1, pages_with_images=0,
    alternatives=False, pages_read=1, bookmarks=False, fields=(), dynamic_form=False, encrypted=False, assistive=True,
)  # fmt: skip


def _read(document: Document) -> tuple[SiteEvidence, Documents]:
    return site({HOME: facts()}), Documents({FILE: document}, {})


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
        ("None", [Outcome.FAILED]),
        ("Untitled-1", [Outcome.FAILED]),
        ("PowerPoint Presentation", [Outcome.FAILED]),
        ("20231104", [Outcome.FAILED]),
        (r"C:\\Users\\ann\\Desktop\\mv82", [Outcome.FAILED]),
        ("/home/ann/annual report of the agency", [Outcome.CANT_TELL]),
        ("file:///C|/forms/dt-12.htm", [Outcome.FAILED]),
        ("Slide rules of the office", []),
        ("None of your money is lost", []),
        ("Page turners: books for the young", []),
        ("mv82.pdf", [Outcome.FAILED]),
        ("Microsoft Word - mv82.docx", [Outcome.FAILED]),
        ("annual-report-of-the-agency.pdf", [Outcome.CANT_TELL]),
        ("Microsoft Word - Annual report.docx", [Outcome.CANT_TELL]),
    ],
)
def test_a_title_that_says_something_is_no_failure(title: str, outcomes: list[Outcome]) -> None:
    found = judge_pdf_title(rule(), *_read(replace(PLAIN, title=title)))
    assert _outcomes(found[FILE]) == outcomes


def test_a_title_that_is_not_shown_is_a_doubt() -> None:
    found = judge_pdf_title(rule(), *_read(replace(PLAIN, shows_title=False)))
    assert _outcomes(found[FILE]) == [Outcome.CANT_TELL]


@pytest.mark.parametrize(("stated", "outcome"), [(False, Outcome.FAILED), (True, Outcome.CANT_TELL)])
def test_pictures_may_have_their_words_in_the_tags(outcome: Outcome, *, stated: bool) -> None:
    found = replace(PLAIN, pages_with_text=0, pages_with_images=2, pages_read=2, alternatives=stated)
    assert _outcomes(judge_pdf_text(rule(), *_read(found))[FILE]) == [outcome]


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
    form = replace(PLAIN, fields=(DocumentField(name, "", "/Tx"),))
    assert _outcomes(judge_pdf_fields_named(rule(), *_read(form))[FILE]) == [outcome]


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


@pytest.mark.parametrize("stated", [False, True])
def test_the_words_of_a_picture_are_found_in_the_tags(tmp_path: Path, *, stated: bool) -> None:
    document = pikepdf.new()
    document.add_blank_page()
    picture = pikepdf.Dictionary(S=pikepdf.Name.Figure)
    if stated:
        picture.Alt = pikepdf.String("A map")
    tree = document.make_indirect(
        pikepdf.Dictionary(K=pikepdf.Array([pikepdf.Dictionary(K=pikepdf.Array([picture, 1]))]))
    )
    tree.K.append(tree)
    document.Root.StructTreeRoot = tree
    document.save(tmp_path / "a.pdf")
    assert read_pdf(tmp_path / "a.pdf")["alternatives"] is stated
