"""Whether each key task of a site can be done, and by whom. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from nyx_audit.model.journey import Journey
from nyx_audit.model.outcome import Impact, Outcome
from nyx_audit.model.page import Finding, Page, PageStatus
from nyx_audit.model.reason import ReasonCode
from nyx_audit.model.rule import Rule
from nyx_audit.net.addresses import site_key
from nyx_audit.score.caps import blocked_by
from nyx_audit.score.records import Scorecard, Scoring
from nyx_audit.score.ruleset import Blocker

# What an address answers that nobody gets past.
ERRORS = frozenset({ReasonCode.NOT_FOUND, ReasonCode.HTTP_ERROR, ReasonCode.ERROR_PAGE, ReasonCode.CERTIFICATE})
HARD = frozenset({Impact.CRITICAL, Impact.SERIOUS})
LANGUAGES, SPANISH = "journey-languages", "es"


class Doing(StrEnum):
    """What a task is to some people, the worst first."""

    CANNOT = "cannot be done"
    HARD = "can be done with difficulty"
    UNKNOWN = "not measured"
    CAN = "can be done"


class People(StrEnum):
    """Those for whom a task has a verdict of its own."""

    KEYBOARD = "keyboard"
    SCREEN_READER = "screen-reader"
    PHONE = "phone"
    SPANISH = "spanish"


# In the words of a rule's `affects`.
AFFECTED: Mapping[People, frozenset[str]] = {
    People.KEYBOARD: frozenset({"keyboard"}),
    People.SCREEN_READER: frozenset({"screen-reader"}),
    People.PHONE: frozenset({"phone", "touch"}),
}


@dataclass(frozen=True, slots=True)
class Ground:
    """What a verdict rests on: a step by its number from 1, its address, and what is there.

    `group` and `name` are those of a finding, and empty where it is none; `rule` is what found it.
    """

    step: int
    page: str
    what: str
    rule: str = ""
    group: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class ForPeople:
    """What a task is to some people, and the first ground of it; none where it can be done."""

    people: People
    doing: Doing
    ground: Ground | None = None


@dataclass(frozen=True, slots=True)
class TaskVerdict:
    """A key task: how many of its steps were audited, and what it is to whom."""

    journey: Journey
    steps: int
    audited: int
    verdicts: tuple[ForPeople, ...]

    def of(self, people: People) -> ForPeople | None:
        """Return what it is to some people, None where nothing is promised to them."""
        return next((one for one in self.verdicts if one.people is people), None)

    @property
    def doing(self) -> Doing:
        """What it is to those for whom it is worst."""
        return min((one.doing for one in self.verdicts), key=list(Doing).index)


@dataclass(frozen=True, slots=True)
class Known:
    """What a verdict is made of: the site's scorecards by address, the scoring, the rules, the groups that were not seen again."""

    scorecards: Mapping[str, Scorecard]
    scoring: Scoring
    rules: Mapping[str, Rule]
    unconfirmed: frozenset[str] = frozenset()


def verdicts_of(journeys: Sequence[Journey], pages: Sequence[Page], known: Known) -> tuple[TaskVerdict, ...]:
    """Return the verdict on each of a site's key tasks, in their order."""
    return tuple(_verdict(journey, pages, known) for journey in journeys)


def steps_of(journey: Journey, pages: Sequence[Page]) -> list[Page | None]:
    """Return the audited pages of a journey's steps, None for one that was not.

    Where none of the declared addresses is known, the site has moved, or was declared otherwise when the run was made:
    then they are the pages that the run took for its steps.
    """
    mine = [page for page in pages if page.status is PageStatus.AUDITED]
    found = {site_key(page.final_url or page.url): page for page in mine} | {site_key(page.url): page for page in mine}
    steps = [found.get(site_key(step)) for step in journey.steps]
    return steps if any(steps) else [page for page in mine if journey.id in page.journeys] or steps


def _verdict(journey: Journey, pages: Sequence[Page], known: Known) -> TaskVerdict:
    steps = steps_of(journey, pages)
    lost = _lost(journey, steps, pages)
    told = [_for_people(people, steps, lost, known) for people in AFFECTED]
    if any(tag.partition("-")[0].lower() == SPANISH for tag in journey.languages):
        told.append(_in_spanish(steps, lost))
    return TaskVerdict(journey, len(steps), sum(step is not None for step in steps), tuple(told))


def _lost(journey: Journey, steps: Sequence[Page | None], pages: Sequence[Page]) -> list[tuple[bool, Ground]]:
    """The steps that were not audited: whether nobody gets past one, and why."""
    failed = {site_key(page.url): page for page in pages if page.status is not PageStatus.AUDITED}
    found = []
    for number, (address, step) in enumerate(zip(journey.steps, steps, strict=False), 1):
        if step is not None:
            continue
        page = failed.get(site_key(address))
        why = str(page.reason) if page and page.reason else "it was not reached"
        is_error = bool(page and page.reason and page.reason.code in ERRORS)
        found.append((is_error, Ground(number, address, why if is_error else f"this step was not audited: {why}")))
    return found


def _for_people(
    people: People, steps: Sequence[Page | None], lost: Sequence[tuple[bool, Ground]], known: Known
) -> ForPeople:
    for is_error, ground in lost:
        if is_error:
            return ForPeople(people, Doing.CANNOT, ground)
    hard = None
    for number, step in enumerate(steps, 1):
        if step is None:
            continue
        card = known.scorecards.get(step.url)
        blocks = blocked_by([card], known.scoring) if card else {}
        for finding, rule in _failures(step, known):
            blocker = blocks.get(finding.group)
            if blocker and _stops(blocker, people):
                return ForPeople(people, Doing.CANNOT, _ground(number, step, blocker.title, rule, finding))
            if hard is None and _is_hard(rule, people):
                hard = _ground(number, step, rule.problem, rule, finding)
    if hard:
        return ForPeople(people, Doing.HARD, hard)
    gap = next((ground for _, ground in lost), None) or _untested(people, steps, known)
    return ForPeople(people, Doing.UNKNOWN if gap or not any(steps) else Doing.CAN, gap)


def _failures(page: Page, known: Known) -> Iterator[tuple[Finding, Rule]]:
    for row in page.outcomes:
        for finding in row.findings:
            if finding.outcome is Outcome.FAILED and finding.group not in known.unconfirmed:
                yield finding, known.rules[row.rule]


def _stops(blocker: Blocker, people: People) -> bool:
    return not blocker.stops or not AFFECTED[people].isdisjoint(blocker.stops)


def _is_hard(rule: Rule, people: People) -> bool:
    return rule.tier.gates and rule.impact in HARD and not AFFECTED[people].isdisjoint(rule.affects)


def _ground(number: int, page: Page, what: str, rule: Rule, finding: Finding) -> Ground:
    return Ground(number, page.url, what, rule.id, finding.group, finding.name)


def _untested(people: People, steps: Sequence[Page | None], known: Known) -> Ground | None:
    """Why it is not known whether something stops these people: what would say so could not be tested on a step."""
    telling = {
        rule for one in known.scoring.ruleset.blockers if one.stops and _stops(one, people) for rule in one.rules
    }
    for number, step in enumerate(steps, 1):
        for row in step.outcomes if step else ():
            if row.rule in telling and row.outcome is Outcome.UNTESTED:
                return Ground(number, step.url if step else "", str(row.reason or "not tested"), row.rule)
    return None


def _in_spanish(steps: Sequence[Page | None], lost: Sequence[tuple[bool, Ground]]) -> ForPeople:
    for is_error, ground in lost:
        if is_error:
            return ForPeople(People.SPANISH, Doing.CANNOT, ground)
    doubt = next((ground for _, ground in lost), None)
    for number, step in enumerate(steps, 1):
        rows = [row for row in step.outcomes if row.rule == LANGUAGES] if step else []
        for finding in (finding for row in rows for finding in row.findings):
            if finding.name.partition("-")[0].lower() == SPANISH:
                ground = Ground(
                    number, step.url if step else "", "no version in Spanish is offered", LANGUAGES, finding.group
                )
                if finding.outcome is Outcome.FAILED:
                    return ForPeople(People.SPANISH, Doing.CANNOT, ground)
                doubt = doubt or ground
    return ForPeople(People.SPANISH, Doing.UNKNOWN if doubt or not any(steps) else Doing.CAN, doubt)
