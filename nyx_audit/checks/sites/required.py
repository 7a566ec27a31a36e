"""Checks of whether a form says which answers must be given, and how much it asks beyond them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from nyx_audit.checks.sites.fields import Asked, Said, forms_of, of_fields
from nyx_audit.checks.sites.registry import site_check
from nyx_audit.checks.sites.verdicts import of_page
from nyx_audit.model.facts import Facts, FormField
from nyx_audit.model.outcome import Outcome, Verdict
from nyx_audit.model.rule import Rule
from nyx_audit.site.records import SiteEvidence
from nyx_audit.site.roles import is_step

REQUIRED = re.compile(r"\b(required|mandatory|obligatori[oa]s?|requerid[oa]s?|necesari[oa]s?)\b", re.IGNORECASE)
OPTIONAL = re.compile(
    r"\b(optional|not required|if (any|applicable|you have (one|it)|known)|opcional(es)?|no (es )?obligatori[oa]s?|si (corresponde|lo tiene|aplica|lo sabe))\b",
    re.IGNORECASE,
)
MARK = re.compile(r"[*＊∗⁎✱]")
NAMED_MARK = re.compile(r"[*＊∗⁎✱]|\basterisks?\b|\basteriscos?\b", re.IGNORECASE)
ALL = re.compile(
    r"\b(all|every|each)\b.{0,40}\b(fields?|questions?|items?|answers?|information|sections?)\b.{0,50}\b(required|mandatory|must be)\b"
    r"|\b(answer|complete|fill (in|out)) (all|every)\b|\btod[oa]s (los campos|las preguntas|los datos)\b.{0,40}\b(obligatori[oa]s|requerid[oa]s|necesari[oa]s)\b"
    r"|\b(required|obligatori[oa]s)\b.{0,20}\b(unless|except|salvo|excepto|a menos que)\b",
    re.IGNORECASE,
)
LEAST_QUESTIONS = 2
LEAST_FOR_A_SHARE = 4


@site_check("required-told", alone=True)
def judge_required_told(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Fail a field that must be filled in and does not say so, or says it by an asterisk that nothing explains."""
    return {page.url: of_fields(_told(page.facts)) for page in site.pages.values() if is_step(page.facts)}


def _told(facts: Facts) -> Iterator[tuple[FormField, Said | None]]:
    for form in forms_of(facts):
        if len(form.fields) >= LEAST_QUESTIONS and not form.signs_in and not form.searches:
            yield from _told_in(form, facts)


def _told_in(form: Asked, facts: Facts) -> Iterator[tuple[FormField, Said | None]]:
    lines = facts.whole_text.splitlines()
    explained = any(NAMED_MARK.search(line) and REQUIRED.search(line) and not _is_label(line, form) for line in lines)
    all_said = any(asks_for_all(line) for line in lines)
    words = {one.key: _words(one) for one in form.fields}
    marked = any(_says(text) or MARK.search(text) for text in words.values())
    must = any(one.required for one in form.fields)
    sure = Outcome.CANT_TELL if facts.is_cut else Outcome.FAILED
    for field in form.fields:
        text = words[field.key]
        if _says(text) or all_said:
            yield field, (Outcome.PASSED, "")
        elif MARK.search(text):
            message = "is marked with an asterisk, and no text on the page says what that means"
            yield field, (Outcome.PASSED, "") if explained else (sure, message)
        elif field.required:
            yield field, (sure, "must be filled in, and no text says so")
        elif marked:
            # Where the others are marked, what has no mark is the other kind.
            yield field, (Outcome.PASSED, "")
    if not (marked or must or all_said):
        message = f"nothing says which of these {len(form.fields)} answers must be given"
        yield form.fields[0], (Outcome.CANT_TELL, message)


def asks_for_all(line: str) -> bool:
    """Return whether a line says that all fields must be filled in; one that speaks of a mark means only the marked ones."""
    return bool(ALL.search(line)) and not NAMED_MARK.search(line)


def _is_label(line: str, form: Asked) -> bool:
    """Whether a line is only a field's label, such as "Required documents *"."""
    return any(line.strip() in (one.seen_label, one.label, one.group) for one in form.fields)


def _words(field: FormField) -> str:
    """The words that belong to a question: of a set of buttons or boxes, those of the whole set."""
    own = f"{field.group} {field.description}"
    if field.type == "radio" or (field.type == "checkbox" and field.group):
        return own
    return f"{field.seen_label} {field.label} {own} {field.around} {field.placeholder}"


def _says(text: str) -> bool:
    return bool(REQUIRED.search(text) or OPTIONAL.search(text))


@site_check("optional-share", alone=True, options=("share",))
def judge_optional_share(rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Fail a page more of whose questions are said to be optional than the allowed share, in percent."""
    allowed = float(rule.options["share"])
    verdicts = {}
    for page in site.pages.values():
        if not is_step(page.facts):
            continue
        known = [one for form in forms_of(page.facts) if not form.searches for one in form.fields]
        optional = [one for one in known if OPTIONAL.search(_words(one)) and not one.required]
        if len(known) < LEAST_FOR_A_SHARE:
            continue
        share = 100 * len(optional) / len(known)
        message = f"{len(optional)} of {len(known)} questions are optional ({share:.0f} %)"
        verdicts[page.url] = of_page(page.facts, Outcome.FAILED if share > allowed else Outcome.PASSED, message)
    return verdicts
