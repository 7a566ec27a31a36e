"""The findings as the HTML report shows them, bounded: cards of defects, and topics of doubts and advice. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nyx_audit.analysis.compare import Change
from nyx_audit.analysis.summary import Group
from nyx_audit.model.rule import Rule
from nyx_audit.model.wcag import CRITERIA, Criterion
from nyx_audit.report.examples import Shown, pair_of
from nyx_audit.report.plain import clean
from nyx_audit.report.standing import mark

OPEN = 10
SNIPPET = 600
TOPICS = 40


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much of a site is shown: cards, samples of a topic, pages of an open and of a folded card."""

    cards: int
    samples: int
    pages_open: int
    pages_folded: int

    @classmethod
    def of(cls, sites: int) -> Bounds:
        """Return the bounds for a site among so many: they share the room, so that the report stays small."""
        sites = max(1, sites)
        return cls(max(15, 320 // sites), max(2, min(8, 24 // sites)), max(5, 25 // sites), max(3, 10 // sites))


@dataclass(frozen=True, slots=True)
class Place:
    """A page as it is named in the report; `href` is empty where a reader cannot follow it."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Card:
    """A group of failures.

    `examples_at` is the card that shows the rule's examples where this one does not; `line` is where it is in a file.
    """

    id: str
    number: int
    group: Group
    message: str
    selector: str
    snippet: str
    first: Place
    pages: tuple[Place, ...]
    more_pages: int
    page_numbers: tuple[int, ...]
    status: str
    examples: tuple[Shown, Shown] | None
    examples_at: str
    line: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """One place of a topic."""

    message: str
    selector: str
    group: Group
    first: Place


@dataclass(frozen=True, slots=True)
class Topic:
    """All groups of one rule that a person must judge, or that are advice."""

    rule: Rule
    places: int
    pages: int
    samples: tuple[Sample, ...]
    more: int
    page_numbers: tuple[int, ...]


def cards_of(
    groups: Sequence[Group], prefix: str, bounds: Bounds, numbers: Mapping[str, int], change: Change | None
) -> tuple[tuple[Card, ...], int]:
    """Return the first groups as cards, and how many more there are. `numbers` are those of the pages' rows."""
    shown: list[Card] = []
    example_of: dict[str, str] = {}
    for number, group in enumerate(groups[: bounds.cards], 1):
        name = f"{prefix}-d{number}"
        first = example_of.setdefault(group.rule.id, name)
        shown.append(_card(group, name, number, first if first != name else "", bounds, numbers, change))
    return tuple(shown), len(groups) - len(shown)


def topics_of(groups: Sequence[Group], bounds: Bounds, numbers: Mapping[str, int]) -> tuple[tuple[Topic, ...], int]:
    """Return the groups by rule, most serious rules first, and how many rules more there are."""
    by_rule: dict[str, list[Group]] = {}
    for group in groups:
        by_rule.setdefault(group.rule.id, []).append(group)
    ranked = sorted(by_rule.values(), key=lambda members: (-members[0].rule.impact.rank, -len(members)))
    return tuple(_topic(members, bounds, numbers) for members in ranked[:TOPICS]), max(0, len(ranked) - TOPICS)


def place(url: str) -> Place:
    """Return a page as the report names it; only web addresses become links."""
    label = clean(url, 300)
    return Place(label, label if label == url and url.lower().startswith(("https://", "http://")) else "")


def criteria_of(rule: Rule) -> list[Criterion]:
    """Return the success criteria that a rule bears on."""
    return [CRITERIA[one] for one in rule.criteria if one in CRITERIA]


def code_lines(text: str) -> str:
    """Return code with its lines kept, and no other control characters."""
    return "\n".join(clean(line.rstrip(), SNIPPET) for line in text.splitlines())


def _card(
    group: Group,
    name: str,
    number: int,
    examples_at: str,
    bounds: Bounds,
    numbers: Mapping[str, int],
    change: Change | None,
) -> Card:
    kept = bounds.pages_open if number <= OPEN else bounds.pages_folded
    return Card(
        id=name,
        number=number,
        group=group,
        message=clean(group.sample.message, 800),
        selector=clean(group.sample.selector, 500),
        snippet=clean(group.sample.html, SNIPPET),
        first=place(group.sample_page),
        pages=tuple(place(page) for page in group.pages[:kept]),
        more_pages=max(0, len(group.pages) - kept),
        page_numbers=_numbers(group.pages, numbers),
        status=mark(group) or ("open" if change else ""),
        examples=None if examples_at else pair_of(group.rule),
        examples_at=examples_at if group.rule.examples else "",
    )


def _topic(members: Sequence[Group], bounds: Bounds, numbers: Mapping[str, int]) -> Topic:
    pages = tuple(dict.fromkeys(page for group in members for page in group.pages))
    samples = tuple(
        Sample(clean(group.sample.message, 400), clean(group.sample.selector, 300), group, place(group.sample_page))
        for group in members[: bounds.samples]
    )
    return Topic(
        rule=members[0].rule,
        places=sum(group.places for group in members),
        pages=len(pages),
        samples=samples,
        more=len(members) - len(samples),
        page_numbers=_numbers(pages, numbers),
    )


def _numbers(pages: Sequence[str], numbers: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(numbers[page] for page in pages if page in numbers)
