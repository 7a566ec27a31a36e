"""The key tasks of a site, with what the rules measured of them; and the blockers in their way. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import fsum

from nyx_audit.analysis.quarter.records import SiteInput, Stop, Task
from nyx_audit.analysis.summary import SiteSummary, Summary, known_of
from nyx_audit.analysis.tasks import TaskVerdict, steps_of, verdicts_of
from nyx_audit.model.journey import Journey
from nyx_audit.model.outcome import Outcome
from nyx_audit.model.page import Page, RuleOutcome

# The rules that measure tasks, by what they are asked for here; a catalogue may hold more or fewer of them.
FIELDS, FIELDS_OF_PAGE, UPLOADS = "journey-questions", "questions-on-page", "uploads"
PAINT, LANGUAGES, CHANNELS, WAYS = "lab-largest-paint", "journey-languages", "declared-channels", "service-channels"


def tasks_of(given: SiteInput, summary: Summary, languages: Mapping[str, str]) -> list[Task]:
    """Return the declared key tasks of a site in their order; names and steps are the configuration's, where known."""
    pages, journeys = summary.audit.pages_of(given.site.id), journeys_of(given)
    known = known_of(pages, summary)
    return [
        _task(given, verdict, steps_of(verdict.journey, pages), languages)
        for verdict in verdicts_of(journeys, pages, known)
    ]


def journeys_of(given: SiteInput) -> list[Journey]:
    """Return the journeys that the configuration declares now, and those that the run knew besides."""
    known = {one.id: one for one in given.journeys}
    return [*given.journeys, *(one for one in given.site.journeys if one.id not in known)]


def stops_of(given: SiteInput, summary: Summary, site: SiteSummary) -> list[Stop]:
    """Return the open blockers of a site, each with the first step of a task that it stands on, if it does."""
    steps = [
        (page.url, journey.name, number)
        for journey in journeys_of(given)
        for number, page in enumerate(steps_of(journey, summary.audit.pages_of(given.site.id)), 1)
        if page
    ]
    home = {page.url for page in summary.audit.pages_of(given.site.id) if page.role == "home"}
    found = []
    for group in site.groups:
        if not group.blocker:
            continue
        on = next((step for step in steps if step[0] in group.pages), None)
        page = next((one for one in group.pages if one in home), on[0] if on else group.sample_page)
        seen = given.first_seen.get(group.id)
        found.append(
            Stop(
                given.site,
                group,
                page,
                page in home,
                on[1] if on and on[0] == page else "",
                on[2] if on and on[0] == page else None,
                seen,
                seen is not None and seen == given.known_since,
                (summary.audit.finished_at - seen).days if seen else None,
            )
        )
    return found


def _task(
    given: SiteInput,
    verdict: TaskVerdict,
    steps: Sequence[Page | None],
    languages: Mapping[str, str],
) -> Task:
    journey = verdict.journey
    audited = [page for page in steps if page]
    first = steps[0] if steps else None
    fields = _value(first, FIELDS)
    parts = [value for page in audited if (value := _value(page, FIELDS_OF_PAGE)) is not None]
    partly = fields is None and bool(parts) and len(audited) < len(steps)
    offered, promised, doubtful = _languages(journey, audited, languages)
    declared = _outcome(first, CHANNELS)
    ways = _value(first, WAYS)
    return Task(
        site=given.site,
        id=journey.id,
        name=journey.name,
        steps=len(steps),
        audited=len(audited),
        fields=fields if fields is not None else fsum(parts) if parts else None,
        fields_partly=partly,
        uploads=_value(first, UPLOADS),
        largest_paint=_value(first, PAINT),
        verdict=verdict,
        languages=offered,
        promised=promised,
        doubtful=doubtful,
        channels=tuple(one for one in journey.channels if one != "online"),
        declared=len(journey.channels),
        named=declared.passed if declared else int(ways) if ways is not None else None,
    )


def _languages(
    journey: Journey, audited: Sequence[Page], twelve: Mapping[str, str]
) -> tuple[int | None, int | None, bool]:
    """Return how many of the twelve every step offers, how many are promised, and whether there may be more."""
    promised = {tag.partition("-")[0].lower() for tag in journey.languages}.intersection(twelve)
    said = [row for page in audited if (row := _outcome(page, LANGUAGES))]
    if journey.languages and not promised:
        return 0, 0, False
    if not journey.languages or not said or len(said) < len(audited):
        return None, len(promised) if journey.languages else None, False
    lacking: dict[Outcome, set[str]] = {Outcome.FAILED: set(), Outcome.CANT_TELL: set()}
    for row in said:
        for finding in row.findings:
            if finding.outcome in lacking:
                lacking[finding.outcome].add(finding.name.partition("-")[0].lower())
    offered = promised - lacking[Outcome.FAILED] - lacking[Outcome.CANT_TELL]
    return len(offered), len(promised), bool(promised & lacking[Outcome.CANT_TELL])


def _outcome(page: Page | None, rule: str) -> RuleOutcome | None:
    """What a rule said of a page, where it measured something."""
    rows = [row for row in page.outcomes if row.rule == rule] if page else []
    return rows[0] if rows and rows[0].outcome not in (Outcome.INAPPLICABLE, Outcome.UNTESTED) else None


def _value(page: Page | None, rule: str) -> float | None:
    row = _outcome(page, rule)
    return row.value if row else None
