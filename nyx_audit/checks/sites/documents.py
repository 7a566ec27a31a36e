"""Checks of the PDFs that a site's pages link to. Their outcomes stand on the document's own address."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from nyx_audit.checks.sites.registry import site_check
from nyx_audit.model.outcome import Judgement, Outcome, Target, Verdict
from nyx_audit.model.rule import Rule
from nyx_audit.site.evidence import DOCUMENTS, Document, Documents
from nyx_audit.site.records import SiteEvidence

LANGUAGE = re.compile(r"^[a-z]{2,3}(-[a-z0-9]{2,8})*$", re.IGNORECASE)
FILE_NAME = re.compile(
    r"\.(?:pdf|docx?|docm|odt|rtf|txt|html?|indd|pmd|xlsx?|pptx?|pub|qxd|tiff?|jpe?g|png|eps|ai|dwg|wpd)\W*$|^(?:[a-z]:\\|\\\\|/(?:\w[\w.-]*/)|file:|https?:)|"
    r"^(?:microsoft (?:word|excel|powerpoint|publisher)|new microsoft \w+ document|untitled|layout|slide|sheet|book|document|doc|page|print|blank|template|presentation|powerpoint presentation)[\s_-]*\d*\W*$|"
    r"^microsoft (?:word|excel|powerpoint|publisher) - |^untitled\b|^(?:none|null|nil|n/?a|undefined|unknown|no title|title|document title|test|temp|tmp|draft|copy|default|anonymous|acrobat|sin título|documento)\W*$|"
    r"^scan[\W\d_]*$|^scanned (?:document|image)s?\W*$|^[\W\d_]+$",
    re.IGNORECASE,
)
# A path says where the file was, and only its end may say what is in it.
PROGRAM = re.compile(
    r"^(?:new )?microsoft (word|excel|powerpoint|publisher)( document)?\W*|^powerpoint presentation\W*|^.{0,300}[\\/]|\.\w{2,5}$",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_]{3,}")
# "Date of birth" is a name, though not the one that should be read out; Text14 and f1_02[0] are not.
NAMES_ITSELF = re.compile(r"[A-Z][a-z]+( [A-Za-z]+)+\W*")
ROOT = Target("document", "html")


@site_check("pdf-tagged", DOCUMENTS)
def judge_pdf_tagged(_rule: Rule, _site: SiteEvidence, documents: Documents) -> Mapping[str, Verdict]:
    """Fail a PDF with text and without tags: no reading order, no headings, no table cells."""
    return _each(documents, _tagged)


def _tagged(found: Document) -> Verdict:
    if not found.pages_with_text and not found.fields:
        return Verdict()
    return _said(found.tagged, "has no tags")


@site_check("pdf-language", DOCUMENTS)
def judge_pdf_language(_rule: Rule, _site: SiteEvidence, documents: Documents) -> Mapping[str, Verdict]:
    """Fail a PDF with text that does not name its language by a valid tag."""
    return _each(documents, _language)


def _language(found: Document) -> Verdict:
    if not found.pages_with_text:
        return Verdict()
    language = found.language
    message = (
        f'names "{language[:40]}" as its language, which is not a language tag' if language else "names no language"
    )
    return _said(bool(LANGUAGE.match(language)), message)


@site_check("pdf-title", DOCUMENTS)
def judge_pdf_title(_rule: Rule, _site: SiteEvidence, documents: Documents) -> Mapping[str, Verdict]:
    """Fail a PDF without a title, or with the name of a file or a program that says nothing; doubt one that says more, or is not shown."""
    return _each(documents, _title)


def _title(found: Document) -> Verdict:
    title = found.title
    if not title:
        return _said(False, "has no title")
    if FILE_NAME.search(title):
        # A file's name may describe what is in it (WCAG's failure F25).
        sure = len(WORD.findall(PROGRAM.sub("", PROGRAM.sub("", title)))) < 2
        return _said(False, f'has a file\'s name for its title ("{title[:80]}")', sure=sure)
    message = f'has the title "{title[:80]}", but makes readers show the file\'s name instead'
    return _said(found.shows_title, message, sure=False)


@site_check("pdf-text", DOCUMENTS)
def judge_pdf_text(_rule: Rule, _site: SiteEvidence, documents: Documents) -> Mapping[str, Verdict]:
    """Fail a PDF of pictures without any text: a scan; doubt one whose tags say in words what a picture shows."""
    return _each(documents, _text)


def _text(found: Document) -> Verdict:
    if found.pages_with_text and found.pages_with_text * 2 < found.pages_read and found.pages_with_images:
        message = f"only {found.pages_with_text} of {found.pages_read} pages hold text; the others may be scans"
        return Verdict((Judgement(ROOT, Outcome.CANT_TELL, message),))
    if found.pages_with_text:
        return _said(True, "")
    if not found.pages_with_images:
        return Verdict()
    message = f"holds pictures and no text on its {found.pages_read} pages: a scan"
    return _said(False, message, sure=not found.alternatives)


@site_check("pdf-fields-named", DOCUMENTS)
def judge_pdf_fields_named(_rule: Rule, _site: SiteEvidence, documents: Documents) -> Mapping[str, Verdict]:
    """Fail the fields of a PDF form that have no name for people who cannot see it; doubt those whose technical name is words."""
    return _each(documents, _fields_named)


def _fields_named(found: Document) -> Verdict:
    unnamed = [one for one in found.fields if not one.tooltip]
    named = frozenset(f"field {at}" for at, one in enumerate(found.fields) if one.tooltip)
    judgements = tuple(
        Judgement(
            Target(f"unnamed {at}", "html", name=one.name),
            Outcome.CANT_TELL if NAMES_ITSELF.fullmatch(one.name) else Outcome.FAILED,
            f'the field "{one.name[:60]}" has no tooltip, so a screen reader says its technical name, if any',
        )
        for at, one in enumerate(unnamed)
    )
    return Verdict(judgements, named)


@site_check("pdf-bookmarks", DOCUMENTS, options=("pages",))
def judge_pdf_bookmarks(rule: Rule, _site: SiteEvidence, documents: Documents) -> Mapping[str, Verdict]:
    """Fail a long PDF without bookmarks."""
    least = int(rule.options.get("pages", 20))

    def judge(found: Document) -> Verdict:
        if found.pages < least:
            return Verdict()
        return _said(found.bookmarks, f"has {found.pages} pages and no bookmarks")

    return _each(documents, judge)


@site_check("pdf-open-to-assistive", DOCUMENTS)
def judge_pdf_open_to_assistive(_rule: Rule, _site: SiteEvidence, documents: Documents) -> Mapping[str, Verdict]:
    """Fail a PDF whose encryption keeps assistive technology out."""
    return _each(documents, _open_to_assistive)


def _open_to_assistive(found: Document) -> Verdict:
    if not found.encrypted:
        return Verdict()
    return _said(found.assistive, "is encrypted in a way that keeps screen readers out")


def _said(holds: bool, message: str, *, sure: bool = True) -> Verdict:
    if holds:
        return Verdict(passed=frozenset({ROOT.key}))
    return Verdict((Judgement(ROOT, Outcome.FAILED if sure else Outcome.CANT_TELL, message),))


def _each(documents: Documents, judge: Callable[[Document], Verdict]) -> Mapping[str, Verdict]:
    """Judge each document that was read."""
    return {url: judge(one) for url, one in documents.read.items()}
