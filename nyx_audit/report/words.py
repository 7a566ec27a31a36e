"""The words and symbols that every report shares."""

from __future__ import annotations

from collections.abc import Sequence

from nyx_audit.compare import Change
from nyx_audit.model import Area, Impact, Page, Rule, View
from nyx_audit.score import AreaScore, Cap, Score
from nyx_audit.summary import Group, SiteSummary, Summary
from nyx_audit.wcag import LEVELS_A_AA

AREAS = {
    Area.ACCESS: "Access: close enrolment gaps",
    Area.TIME: "Time: save people's time",
    Area.EFFICIENCY: "Efficiency of operations",
    Area.DIGITAL: "Digital: works on web and phone",
    Area.SATISFACTION: "Satisfaction of people",
}
SYMBOLS = {Impact.CRITICAL: "✗", Impact.SERIOUS: "✗", Impact.MODERATE: "!", Impact.MINOR: "·"}
CRITERIA_TOTAL = len(LEVELS_A_AA)
PLACES = {"home": "the home page", "journey": "a key task", "other": "a page", "page": "the page"}


def plural(count: int, word: str) -> str:
    """Return '1 page', '2 pages'."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def number(value: float | None) -> str:
    """Return a score as people read it, or a dash."""
    return "–" if value is None else f"{value:.0f}"


def points(value: float) -> str:
    """Return a gain, '+4.1'."""
    return f"{value:+.1f}"


def span(seconds: float) -> str:
    """Return a duration, '1 min 52 s'."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def cap_sentence(name: str, score: Score) -> str:
    """Return why a score is capped: '81 before the cap, 59 because …'; empty where it is not."""
    if score.cap is None or score.before_cap is None or score.value is None or score.before_cap <= score.value:
        return ""
    where = PLACES[score.cap.place]
    return f"{name}: {score.before_cap:.0f} before the cap, {score.value:.0f} because of {where}: {lower(score.cap.blocker.title)}."


def cap_words(cap: Cap | None) -> str:
    """Return the word that stands beside a capped score."""
    return "capped" if cap else ""


def change_words(change: Change | None) -> str:
    """Return a score's change against the last comparable run: '▲ 3', '▼ 2', '= 0', 'new ruleset', or nothing."""
    if change is None:
        return ""
    if change.points is None:
        return "not comparable"
    if abs(change.points) < 0.05:
        return "= 0"
    return f"{'▲' if change.points > 0 else '▼'} {abs(change.points):.1f}"


def worst_area(score: Score) -> tuple[Area, AreaScore] | None:
    """Return the area with the lowest score, or None where none counts."""
    known = [(area, one) for area, one in score.areas.items() if one.value is not None]
    return min(known, key=lambda pair: pair[1].value or 0.0, default=None)


def where_words(group: Group) -> str:
    """Return where the sample of a group stands, and the rule and criteria behind it."""
    return " · ".join([group.sample.selector or "the page", group.rule.id, *standards(group.rule)])


def standards(rule: Rule) -> list[str]:
    """Return what a rule rests on, 'WCAG 1.4.4'."""
    return [f"WCAG {criterion}" for criterion in rule.wcag] or [rule.tier.value]


def view_words(views: Sequence[View]) -> str:
    """Return where a finding was seen: 'phone', 'desktop', 'phone and desktop'."""
    names = {View.MOBILE: "phone", View.DESKTOP: "desktop"}
    return " and ".join(names[view] for view in (View.MOBILE, View.DESKTOP) if view in views)


def totals(summary: Summary) -> str:
    """Return '3 sites, 44 pages, 1 min 52 s'."""
    audit = summary.audit
    took = (audit.finished_at - audit.started_at).total_seconds()
    audited = sum(site.audited for site in summary.sites)
    sites = [plural(len(audit.sites), "site")] if audit.sites else []
    return ", ".join([*sites, plural(audited, "page"), span(took)])


def not_audited_words(site: SiteSummary) -> list[str]:
    """Return why pages were not looked at, most frequent first: '7 pages: answered 503: is not available'."""
    counts: dict[str, int] = {}
    for page in site.not_audited:
        counts[page.reason] = counts.get(page.reason, 0) + 1
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [f"{plural(count, 'page')}: {reason}" for reason, count in ordered]


def skipped_words(pages: Sequence[Page]) -> list[str]:
    """Return why pages were left out, by the kind of reason (what is in brackets or after a colon is dropped)."""
    counts: dict[str, int] = {}
    for page in pages:
        kind = page.reason.split(" (")[0].split(": ")[0].split(" to http")[0]
        counts[kind] = counts.get(kind, 0) + 1
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [
        f"{plural(count, 'address') if count == 1 else f'{count} addresses'}: {reason}" for reason, count in ordered
    ]


def lower(sentence: str) -> str:
    """Return a sentence as part of another: its first letter small, unless a word of capitals begins it."""
    return sentence if sentence[:2].isupper() else sentence[:1].lower() + sentence[1:]
