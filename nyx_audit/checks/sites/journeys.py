"""Checks of journeys as the configuration states them: what their steps ask, taken together, and how a person moves in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from nyx_audit.checks.sites.fields import asked_of
from nyx_audit.checks.sites.purposes import about_others, bare_label, purpose_of
from nyx_audit.checks.sites.registry import site_check
from nyx_audit.checks.sites.verdicts import field_target, measured, of_page
from nyx_audit.model.facts import FormField
from nyx_audit.model.journey import Journey
from nyx_audit.model.outcome import Judgement, Outcome, Verdict
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.model.rule import Rule
from nyx_audit.net.addresses import site_key
from nyx_audit.site.records import SiteEvidence, SitePage
from nyx_audit.site.roles import is_step

BACK = re.compile(
    r"^\W*(go |step )?(back|previous|prev)\b(?!.{0,12}\b(top|home)\b)|^\W*(atr[aá]s|anterior|volver|regresar|paso anterior|p[aá]gina anterior)\b(?!.{0,12}\b(arriba|inicio)\b)",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"^\s*+(?:(?:step|part|section|paso|parte|secci[oó]n)\s*+)?\d+\s*[.:)–-]", re.IGNORECASE)
SAVES = re.compile(
    r"\b(save|continue|return|finish|resume|come back)\b.{0,40}\b(later|draft|progress|another time|at any time)\b|\bsave (and|&) (return|exit|close)\b|\bsave (my|your|this|as) (draft|progress|application|work)\b"
    r"|\bguardar? (y|e) (continuar|salir|volver|regresar)\b|\bguardar? (el |su )?(progreso|borrador|avance)\b|\b(continuar|regresar|terminar) m[aá]s tarde\b",
    re.IGNORECASE,
)
AGAIN = re.compile(
    r"\b(confirm|re-?enter|re-?type|repeat|again|verify|confirm[ae]r?|repita|vuelva a|de nuevo)\b", re.IGNORECASE
)
SECTIONS = 2


@site_check("journey-questions")
def judge_journey_questions(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Measure how many questions a journey asks over all of its steps."""
    found: dict[str, Verdict] = {}
    for journey, first in _journeys(site):
        steps, gap = _known(site, journey)
        count = sum(len(asked_of(page.facts)) for page in steps)
        if gap:
            found.setdefault(first.url, Verdict(untested=Reason(ReasonCode.NOT_AUDITED, gap)))
        elif count:
            message = f'"{journey.name}" asks {count} questions in {len(steps)} steps'
            _keep_worse(found, first.url, measured(first.facts, count, message))
    return found


@site_check("uploads", alone=True)
def judge_uploads(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Measure how many files a journey asks for, and each page that belongs to none."""
    found: dict[str, Verdict] = {}
    for journey, first in _journeys(site):
        steps, gap = _known(site, journey)
        if gap:
            found.setdefault(first.url, Verdict(untested=Reason(ReasonCode.NOT_AUDITED, gap)))
        elif any(asked_of(page.facts) for page in steps):
            count = sum(_files(page) for page in steps)
            _keep_worse(found, first.url, measured(first.facts, count, f'"{journey.name}" asks for {count} files'))
    for page in site.pages.values():
        if not page.journeys and is_step(page.facts):
            found[page.url] = measured(page.facts, _files(page), f"asks for {_files(page)} files")
    return found


def _files(page: SitePage) -> int:
    return sum(one.type == "file" for one in asked_of(page.facts))


def _keep_worse(found: dict[str, Verdict], url: str, verdict: Verdict) -> None:
    """Two journeys may begin on one page."""
    before = found.get(url)
    if before is None or before.value is None or (verdict.value or 0) > before.value:
        found[url] = verdict


def _journeys(site: SiteEvidence) -> Iterator[tuple[Journey, SitePage]]:
    for journey in site.declared.journeys:
        first = site.steps(journey)[0]
        if first is not None:
            yield journey, first


def _known(site: SiteEvidence, journey: Journey) -> tuple[list[SitePage], str]:
    """The pages of a journey, each once, and why its sum cannot be known."""
    pages: dict[str, SitePage] = {}
    for address, page in zip(journey.steps, site.steps(journey), strict=True):
        if page is None:
            return [], f"the step {address} was not audited"
        if page.role == "login":
            return [], f"the step {address} asks for a sign-in first"
        pages[page.url] = page
    return list(pages.values()), ""


def _forms(site: SiteEvidence, journey: Journey) -> list[SitePage]:
    """The steps of a journey that ask something, in order, each once."""
    steps = {page.url: page for page in site.steps(journey) if page is not None and asked_of(page.facts)}
    return [page for page in steps.values() if page.role != "login"]


@site_check("steps-shown")
def judge_steps_shown(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Fail a step of a journey of more than two that does not say how far a person has come."""
    verdicts = {}
    for journey in site.declared.journeys:
        forms = _forms(site, journey)
        if len(forms) <= SECTIONS:
            continue
        for page in forms:
            verdicts[page.url] = of_page(page.facts, *_progress(page))
    return verdicts


def _progress(page: SitePage) -> tuple[Outcome, str]:
    if page.facts.progress:
        return Outcome.PASSED, ""
    numbered = next((one.text for one in page.facts.headings if NUMBERED.match(one.text)), "")
    if numbered or page.facts.frames:
        return (
            Outcome.CANT_TELL,
            f'only "{numbered}" shows where in the task this is' if numbered else "a frame may show the steps",
        )
    return Outcome.FAILED, "nothing says which step this is, and how many there are"


@site_check("step-back")
def judge_step_back(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Fail a later step of a journey without a link or button back to the one before."""
    verdicts = {}
    for journey in site.declared.journeys:
        forms = _forms(site, journey)
        if len(forms) <= SECTIONS:
            continue
        for at, page in enumerate(forms[1:], start=1):
            verdicts[page.url] = of_page(page.facts, *_back(page, forms[:at]))
    return verdicts


def _back(page: SitePage, earlier: Sequence[SitePage]) -> tuple[Outcome, str]:
    names = [link.text for link in page.facts.links if link.shown]
    names += [button.text for button in page.facts.buttons if button.shown]
    addresses = {site_key(one) for before in earlier for one in (before.url, before.final_url)}
    if any(BACK.search(name) for name in names) or any(site_key(link.href) in addresses for link in page.facts.links):
        return Outcome.PASSED, ""
    if page.facts.frames or any(not name for name in names):
        return Outcome.CANT_TELL, "no link or button back was seen; one has no name, or a frame may hold it"
    return Outcome.FAILED, "no link or button leads back to the step before"


@site_check("save-and-return", options=("steps", "questions"))
def judge_save_and_return(rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Doubt a long journey that nowhere says that it can be gone on with later."""
    verdicts = {}
    for journey, first in _journeys(site):
        forms = _forms(site, journey)
        count = sum(len(asked_of(page.facts)) for page in forms)
        if len(forms) < rule.options["steps"] and count <= rule.options["questions"]:
            continue
        said = any(SAVES.search(text) for page in (first, *forms) for text in _all_words(page))
        message = f'"{journey.name}" asks {count} questions in {len(forms)} steps, and none offers to continue later'
        verdicts[first.url] = of_page(first.facts, Outcome.PASSED if said else Outcome.CANT_TELL, message)
    return verdicts


def _all_words(page: SitePage) -> Iterator[str]:
    yield page.facts.whole_text
    yield from page.facts.names


@site_check("asked-twice")
def judge_asked_twice(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Doubt a field that asks again for a detail that an earlier step of the journey asked for (WCAG 3.3.7)."""
    judged: dict[str, tuple[list[Judgement], set[str]]] = {}
    for journey in site.declared.journeys:
        before: dict[tuple[str, str], SitePage] = {}
        for page in _forms(site, journey):
            judgements, passed = judged.setdefault(page.url, ([], set()))
            now = {}
            for field in asked_of(page.facts):
                subject = _subject(field)
                if subject is None:
                    continue
                earlier = before.get(subject)
                if earlier is None or earlier.url == page.url or field.filled:
                    passed.add(field.key)
                else:
                    message = f'asks for "{bare_label(field)}", as {earlier.final_url} does: is the answer filled in, or offered?'
                    judgements.append(Judgement(field_target(field), Outcome.CANT_TELL, message))
                now[subject] = page
            before = {**now, **before}
    return {url: Verdict(tuple(judgements), frozenset(passed)) for url, (judgements, passed) in judged.items()}


def _subject(field: FormField) -> tuple[str, str] | None:
    """What a field asks, and of whom; None where that is not sure, or where it is a check of what was just typed."""
    purpose = purpose_of(field)
    if not purpose or AGAIN.search(f"{field.label} {field.seen_label}"):
        return None
    whom = f"{field.group} {field.section}"
    return purpose, whom.strip().lower() if about_others(whom) else ""
