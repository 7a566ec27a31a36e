"""Checks of single fields: what they say, and what they spare a person typing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from nyx_audit.checks.sites.purposes import OF_THE_PERSON, about_a_place, about_others, bare_label, purpose_of
from nyx_audit.checks.sites.registry import site_check
from nyx_audit.checks.sites.verdicts import field_target
from nyx_audit.model.facts import Facts, FormField
from nyx_audit.model.outcome import Judgement, Outcome, Verdict
from nyx_audit.model.rule import Rule
from nyx_audit.site.records import SiteEvidence

Said = tuple[Outcome, str]
AROUND = ("banner", "contentinfo", "navigation")
FINDS = re.compile(
    r"\b(search|find|look ?up|filter|locate|verify|check|buscar|encontrar|filtrar|verificar)\b", re.IGNORECASE
)
# A component of the design system has no way to say this: the agency that uses it cannot mend it alone.
BY_DESIGN_SYSTEM = "; the design system's field has no such setting"


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions of one form, with the words of its buttons."""

    fields: tuple[FormField, ...]
    buttons: str

    @property
    def searches(self) -> bool:
        """Whether the form looks something up."""
        return bool(FINDS.search(self.buttons))

    @property
    def signs_in(self) -> bool:
        """Whether the form asks for a password."""
        return any(one.type == "password" for one in self.fields)


def asked_of(facts: Facts) -> tuple[FormField, ...]:
    """Return the questions of a page outside of its header, footer and menus."""
    return tuple(one for one in facts.questions if one.landmark not in AROUND)


def forms_of(facts: Facts) -> Iterator[Asked]:
    """Yield the forms of a page that ask something, fields without a form together."""
    groups: dict[str, list[FormField]] = {}
    for one in asked_of(facts):
        groups.setdefault(one.form, []).append(one)
    for form, fields in groups.items():
        yield Asked(tuple(fields), " ".join(one.text for one in facts.buttons if one.form == form))


def each_field(facts: Facts, judge: Callable[[FormField, Facts], Said | None]) -> Verdict:
    """Return the verdict of a rule that looks at each question by itself; None leaves one out."""
    return of_fields((one, judge(one, facts)) for one in asked_of(facts))


def of_fields(said: Iterator[tuple[FormField, Said | None]]) -> Verdict:
    """Return a verdict with a target for each field of which something is said."""
    judgements, passed = [], set()
    for field, one in said:
        if one is None:
            continue
        if one[0] is Outcome.PASSED:
            passed.add(field.key)
        else:
            judgements.append(Judgement(field_target(field), *one))
    return Verdict(tuple(judgements), frozenset(passed))


@site_check("autocomplete-purpose", alone=True)
def judge_autocomplete_purpose(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Fail a field that surely asks for a detail of the person and has no autocomplete (WCAG 1.3.5)."""
    return {page.url: _purposes(page.facts) for page in site.pages.values()}


def _purposes(facts: Facts) -> Verdict:
    said: list[tuple[FormField, Said | None]] = []
    heading = next((one.text for one in facts.headings if one.level == 1), "")
    for form in forms_of(facts):
        known = [(one, purpose) for one in form.fields if (purpose := purpose_of(one))]
        if form.searches or not known:
            continue
        sure = bool({purpose for _, purpose in known} & OF_THE_PERSON)
        others = any(about_others(f"{one.group} {one.section} {one.label}") for one in form.fields)
        doubtful = not sure or others or about_others(f"{facts.title} {heading}")
        doubt_told = False
        for field, purpose in known:
            if field.autocomplete not in ("", "on", "off"):
                said.append((field, (Outcome.PASSED, "")))
            elif not doubtful and not about_a_place(field, f"{facts.title} {heading}"):
                system = BY_DESIGN_SYSTEM if field.component.startswith("nys-") else ""
                said.append(
                    (
                        field,
                        (Outcome.FAILED, f'asks for "{bare_label(field)}" without autocomplete="{purpose}"{system}'),
                    )
                )
            elif not doubt_told:
                # One doubt a form: the answer is the same for all of its fields.
                doubt_told = True
                said.append((field, (Outcome.CANT_TELL, f'has no autocomplete="{purpose}": is it the person\'s own?')))
    return of_fields(iter(said))


DIGITS = re.compile(r"zip( ?code)?|social security number( \(ssn\))?|ssn|n[uú]mero de seguro social", re.IGNORECASE)
PLUS_FOUR = re.compile(r"\d{5}-\d{4}|zip ?\+ ?4", re.IGNORECASE)


@site_check("field-type", alone=True)
def judge_field_type(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Fail a field for an e-mail address, a telephone number or digits that brings up the wrong keyboard."""
    return {page.url: each_field(page.facts, _keyboard) for page in site.pages.values()}


def _keyboard(field: FormField, _facts: Facts) -> Said | None:
    if field.tag != "input" or field.type not in ("text", "email", "tel", "number"):
        return None
    purpose, mode = purpose_of(field), field.inputmode
    if purpose == "email":
        return _right(field.type == "email" or mode == "email", field, 'is type "email"')
    if purpose == "tel":
        return _right(field.type == "tel" or mode in ("tel", "numeric"), field, 'is type "tel"')
    if not DIGITS.fullmatch(bare_label(field)) or field.component.startswith("nys-"):
        return None
    if PLUS_FOUR.search(f"{field.around} {field.placeholder} {field.description}"):
        return None
    return _right(field.type == "tel" or mode in ("numeric", "tel", "decimal"), field, 'has inputmode "numeric"')


def _right(right: bool, field: FormField, wanted: str) -> Said:
    if right:
        return Outcome.PASSED, ""
    return Outcome.FAILED, f'is of type "{field.type}"; a field for "{bare_label(field)}" {wanted}'


@site_check("placeholder-visible-label", alone=True)
def judge_placeholder_visible_label(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Fail a field whose placeholder is all that can be seen of its label; without any name another rule speaks."""
    return {page.url: each_field(page.facts, _seen) for page in site.pages.values()}


def _seen(field: FormField, facts: Facts) -> Said | None:
    if not field.placeholder or not field.label or field.type == "search":
        return None
    if field.seen_label or field.group:
        return Outcome.PASSED, ""
    if not field.around:
        return Outcome.FAILED, f'only the placeholder "{field.placeholder}" can be seen'
    buttons = [one.text for one in facts.buttons]
    return (
        (Outcome.CANT_TELL, f'only the placeholder "{field.placeholder}" and a button can be seen')
        if field.around in buttons
        else (Outcome.PASSED, "")
    )


TYPES_SAID = re.compile(
    r"\b(pdf|jpe?g|png|gif|tiff?|docx?|word|image|photo|file types?|formats?|im[aá]gen(es)?|formatos?|tipos? de archivo)\b",
    re.IGNORECASE,
)
SIZE_SAID = re.compile(
    r"\b\d+([.,]\d+)?\s*(mb|kb|gb|megabytes?|kilobytes?|mbytes?)\b|\b(file size|maximum size|tama[nñ]o m[aá]ximo)\b",
    re.IGNORECASE,
)


@site_check("upload-limits", alone=True)
def judge_upload_limits(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Fail an upload that says neither which files it takes nor how large they may be."""
    return {page.url: each_field(page.facts, _limits) for page in site.pages.values()}


def _limits(field: FormField, facts: Facts) -> Said | None:
    if field.type != "file":
        return None
    own = f"{field.label} {field.seen_label} {field.around} {field.description} {field.group}"
    # One sentence above may hold for all uploads of the page.
    types = bool(field.accept) or bool(TYPES_SAID.search(own)) or bool(TYPES_SAID.search(facts.whole_text))
    size = bool(SIZE_SAID.search(own)) or bool(SIZE_SAID.search(facts.whole_text))
    if types and size:
        return Outcome.PASSED, ""
    if types:
        return Outcome.CANT_TELL, "does not say how large a file may be: is there a limit?"
    if size:
        return Outcome.CANT_TELL, "does not say which kinds of files it takes: are all taken?"
    return Outcome.FAILED, "says neither which kinds of files it takes nor how large they may be"
