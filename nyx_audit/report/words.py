"""The words and symbols that every report shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from nyx_audit.analysis.compare import Change
from nyx_audit.analysis.summary import Group, SiteSummary, Summary
from nyx_audit.model.outcome import Area, Impact, Owner, Tier, View
from nyx_audit.model.page import Page, PageStatus
from nyx_audit.model.reason import ReasonCode
from nyx_audit.model.rule import Rule
from nyx_audit.model.wcag import LEVELS_A_AA
from nyx_audit.score import AreaScore, Cap, Gain, Score
from nyx_audit.score.interval import Interval
from nyx_audit.score.ruleset import Ruleset

AREAS = {
    Area.ACCESS: "Access: close enrolment gaps",
    Area.TIME: "Time: save people's time",
    Area.EFFICIENCY: "Efficiency of operations",
    Area.DIGITAL: "Digital: works on web and phone",
    Area.SATISFACTION: "Satisfaction of people",
}
SYMBOLS = {Impact.CRITICAL: "✗", Impact.SERIOUS: "✗", Impact.MODERATE: "!", Impact.MINOR: "·"}
CRITERIA_TOTAL = len(LEVELS_A_AA)
PLACES = {
    "home": "the home page",
    "unknown": "a page that may be the home page",
    "journeys": "a large part of the key tasks",
    "journey": "a key task",
    "other": "a page",
    "page": "the page",
}
LAWS = {
    "federal": "WCAG 2.1 A and AA, as federal law names it",
    "state": "WCAG 2.2 A and AA, as the state's law names it",
}
IMPACTS = {one: one.value.capitalize() for one in Impact}
VIEWS = {View.DESKTOP: "desktop", View.MOBILE: "phone"}
STATUSES = {
    PageStatus.AUDITED: "audited",
    PageStatus.FAILED: "not audited",
    PageStatus.SKIPPED: "left out",
}
TIERS = {
    Tier.LAW: "the law",
    Tier.WCAG: "WCAG 2.2",
    Tier.GUIDANCE: "official guidance",
    Tier.HEURISTIC: "a rule of thumb",
    Tier.ADVICE: "good practice",
    Tier.PREVIEW: "a rule on trial",
}
AFFECTED = {
    "screen-reader": "people who listen to the page",
    "low-vision": "people with low vision",
    "colour-vision": "people who see colours differently",
    "hearing": "people who cannot hear",
    "keyboard": "people who use only the keyboard",
    "voice": "people who speak commands",
    "touch": "people who touch the screen",
    "cognitive": "people who find reading or remembering hard",
    "seizure": "people prone to seizures",
    "language": "people who use another language",
    "phone": "people on a phone",
}
MINUS = "\N{MINUS SIGN}"

NO_REASON = "no reason given"
LEFT_OUT: Mapping[ReasonCode, str] = {
    ReasonCode.OUT_OF_SCOPE: "of another site or folder",
    ReasonCode.ROBOTS: "robots.txt does not allow them",
    ReasonCode.TRAP: "addresses without end",
    ReasonCode.ACTION: "addresses that act",
    ReasonCode.NOT_AN_ADDRESS: "not web addresses",
    ReasonCode.DEPTH_LIMIT: "too many links away from the start",
    ReasonCode.VARIANT_LIMIT: "too many that differ only in the query",
    ReasonCode.PAGE_LIMIT: "beyond the limit of pages",
    ReasonCode.NOT_A_PAGE: "files, not pages",
    ReasonCode.DOCUMENT: "documents, not pages",
    ReasonCode.DUPLICATE: "audited under another address",
    ReasonCode.REDIRECTS_AWAY: "redirect to another site",
    ReasonCode.MOVES_ON: "move on by themselves to another page",
    ReasonCode.DEAD_LINK: "dead links",
}


def plural(count: int, word: str, words: str = "") -> str:
    """Return '1 page', '2 pages', '1,200 pages'."""
    return f"{count:,} {word if count == 1 else words or word + 's'}"


def number(value: float | None) -> str:
    """Return a score as people read it, or a dash."""
    return "–" if value is None else f"{value:.0f}"


def exact(value: float | None) -> str:
    """Return a score to one decimal, or a dash."""
    return "–" if value is None else f"{value:.1f}"


def points(value: float) -> str:
    """Return points with their sign, '+4.1'; what rounds to nothing has none."""
    text = f"{abs(value):.1f}"
    return text if text == "0.0" else ("+" if value > 0 else MINUS) + text


def span(seconds: float) -> str:
    """Return a duration, '1 min 52 s'."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [f"{number} {unit}" for number, unit in ((hours, "h"), (minutes, "min"), (rest, "s")) if number]
    return " ".join(parts) or "0 s"


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
    """Return a score's change against the last run: '▲ 3.0', '▼ 2.0', '= 0.0', or nothing where there was none.

    '≈ +0.4' is one that may be the luck of the sample, 'new rules' one that cannot be said.
    """
    if change is None:
        return ""
    if change.points is None:
        return "new rules" if change.reason and change.reason.code is ReasonCode.OTHER_RULESET else "–"
    if abs(change.points) < 0.05:
        return "= 0.0"
    if not change.is_real:
        return f"≈ {points(change.points)}"
    return f"{'▲' if change.points > 0 else '▼'} {abs(change.points):.1f}"


def worst_area(score: Score) -> tuple[Area, AreaScore] | None:
    """Return the area with the lowest score, or None where none counts."""
    known = [(area, one) for area, one in score.areas.items() if one.value is not None]
    return min(known, key=lambda pair: pair[1].value or 0.0, default=None)


def where_words(group: Group) -> str:
    """Return where the sample of a group stands, and the rule and criteria behind it."""
    owner = [] if group.sample.owner is Owner.AGENCY else [f"owner: {group.sample.owner}"]
    return " · ".join([group.sample.selector or "the page", group.rule.id, *standards(group.rule), *owner])


def standards(rule: Rule) -> list[str]:
    """Return what a rule rests on, 'WCAG 1.4.4'."""
    return [f"WCAG {criterion}" for criterion in rule.wcag] or [rule.tier.value]


def view_words(views: Sequence[View]) -> str:
    """Return where a finding was seen: 'phone only', 'desktop only', 'phone and desktop'."""
    names = [VIEWS[view] for view in (View.MOBILE, View.DESKTOP) if view in views]
    return f"{names[0]} only" if len(names) == 1 else listed(names)


def totals(summary: Summary) -> str:
    """Return '3 sites, 44 pages, 1 min 52 s'."""
    audit = summary.audit
    took = (audit.finished_at - audit.started_at).total_seconds()
    audited = sum(site.audited for site in summary.sites)
    sites = [plural(len(audit.sites), "site")] if audit.sites else []
    return ", ".join([*sites, plural(audited, "page"), span(took)])


def reason_text(page: Page) -> str:
    """Return why a page was not audited, in words; empty for an audited one."""
    return page.reason.text if page.reason else ""


def not_audited_words(site: SiteSummary) -> list[str]:
    """Return why pages were not looked at, most frequent first: '7 pages: answered 503: is not available'."""
    counts: dict[str, int] = {}
    for page in site.not_audited:
        reason = reason_text(page)
        counts[reason] = counts.get(reason, 0) + 1
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [f"{plural(count, 'page')}: {reason}" for reason, count in ordered]


def skipped_words(pages: Sequence[Page]) -> list[str]:
    """Return why pages were left out, by the kind of reason."""
    counts: dict[str, int] = {}
    for page in pages:
        kind = LEFT_OUT.get(page.reason.code, page.reason.text) if page.reason else NO_REASON
        counts[kind] = counts.get(kind, 0) + 1
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [
        f"{plural(count, 'address') if count == 1 else f'{count} addresses'}: {reason}" for reason, count in ordered
    ]


def lower(sentence: str) -> str:
    """Return a sentence as part of another: its first letter small, unless a word of capitals begins it."""
    first = sentence.partition(" ")[0]
    return sentence if len(first) > 1 and first[:2].isupper() else sentence[:1].lower() + sentence[1:]


def listed(words: Sequence[str]) -> str:
    """Return words as a sentence lists them ("a, b and c")."""
    return ", ".join(words[:-1]) + " and " + words[-1] if len(words) > 1 else "".join(words)


def sentence(text: str) -> str:
    """Return text with a capital at its beginning; the rest stays as it is."""
    return text[:1].upper() + text[1:]


def affected(rule: Rule) -> str:
    """Return whom a failure of the rule affects."""
    return listed([AFFECTED.get(one, one) for one in rule.affects])


def gain(found: Gain) -> str:
    """Return what a fix brings; before the cap too, where the cap hides it."""
    hidden = points(found.before_cap) != points(found.points)
    return points(found.points) + (f" ({points(found.before_cap)} before the cap)" if hidden else "")


def band(value: float | None, ruleset: Ruleset) -> str:
    """Return the word for a score as it is printed, or nothing."""
    return "" if value is None else ruleset.band(round(value, 1))


def cap_reason(score: Score) -> str:
    """Return why a score is capped, or nothing."""
    if score.cap is None or score.before_cap is None:
        return ""
    why = f"a blocker on {PLACES[score.cap.place]}: {lower(score.cap.blocker.title)}"
    if score.before_cap > score.cap.limit:
        return f"{exact(score.before_cap)} before the cap, {exact(score.cap.limit)} because of {why}"
    return f"Capped at {exact(score.cap.limit)} by {why}; it is below that anyway"


def evidence(score: Score) -> str:
    """Return how much could not be looked at and how low the score may be, or nothing."""
    if not score.gap or score.value is None:
        return ""
    text = f"{percent(score.gap)} of the evidence is unavailable"
    if score.worst_case is None:
        return text
    return f"{text}; had all of it failed, the score would be {exact(score.worst_case)}"


def law(figures: Mapping[str, Score]) -> str:
    """Return the score by the criteria of each law alone, in words; empty where there is none."""
    if not figures:
        return ""
    known = [f"{number(figures[name].value)} by {words}" for name, words in LAWS.items() if name in figures]
    return f"By the criteria of the law alone: {' and '.join(known)}. Automated evidence, not a conformance finding"


def interval(found: Interval) -> str:
    """Return how far sampling leaves a score open."""
    return f"{exact(found.low)} to {exact(found.high)}, sampling error only"


def percent(share: float) -> str:
    """Return a share in percent; what is not nothing does not read as nothing."""
    return "less than 1%" if 0 < share < 0.01 else f"{share:.0%}"


def change_reason(found: Change | None) -> str:
    """Return how a score moved since the last run, or why that cannot be said."""
    if found is None:
        return "no earlier run"
    if found.points is None:
        return f"not comparable: {found.reason or 'no number'}"
    return change_words(found)


def day(moment: date) -> str:
    """Return a date in words; that of a moment in UTC."""
    moment = moment.astimezone(UTC) if isinstance(moment, datetime) else moment
    return f"{moment.day} {moment:%B %Y}"


def moment(at: datetime) -> str:
    """Return date and time in words, in UTC."""
    return f"{day(at)}, {at.astimezone(UTC):%H:%M} UTC"
