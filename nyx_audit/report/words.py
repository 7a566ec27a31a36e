"""The words of the reports: one place, so that every format says the same. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from nyx_audit.compare import Change
from nyx_audit.model import Area, Impact, PageStatus, Rule, Tier, View
from nyx_audit.ruleset import Ruleset
from nyx_audit.score import Gain, Score

IMPACTS = {one: one.value.capitalize() for one in Impact}
AREAS = {one: one.value.capitalize() for one in Area}
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
PLACES = {
    "home": "the home page",
    "journey": "a page that people need to finish a task",
    "other": "a page",
    "page": "this page",
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


def count(number: int, noun: str, nouns: str = "") -> str:
    """Return a number with its noun ("1 page", "3 pages")."""
    return f"{number:,} {noun if number == 1 else nouns or noun + 's'}"


def listed(words: Sequence[str]) -> str:
    """Return words as a sentence lists them ("a, b and c")."""
    return ", ".join(words[:-1]) + " and " + words[-1] if len(words) > 1 else "".join(words)


def sentence(text: str) -> str:
    """Return text with a capital at its beginning; the rest stays as it is."""
    return text[:1].upper() + text[1:]


def affected(rule: Rule) -> str:
    """Return whom a failure of the rule affects."""
    return listed([AFFECTED.get(one, one) for one in rule.affects])


def views(found: Sequence[View]) -> str:
    """Return in which views something was seen."""
    names = [VIEWS[view] for view in View if view in found]
    return f"{names[0]} only" if len(names) == 1 else listed(names)


def number(value: float | None) -> str:
    """Return a score as reports print it, or a dash."""
    return "–" if value is None else f"{value:.1f}"


def signed(value: float) -> str:
    """Return points with their sign ("+22.0"); what rounds to nothing has none."""
    text = f"{abs(value):.1f}"
    return text if text == "0.0" else ("+" if value > 0 else MINUS) + text


def gain(found: Gain) -> str:
    """Return what a mend brings; before the cap too, where the cap hides it."""
    hidden = signed(found.before_cap) != signed(found.points)
    return signed(found.points) + (f" ({signed(found.before_cap)} before the cap)" if hidden else "")


def band(value: float | None, ruleset: Ruleset) -> str:
    """Return the word for a score as it is printed, or nothing."""
    return "" if value is None else ruleset.band(round(value, 1))


def cap(score: Score) -> str:
    """Return why a score is capped, or nothing."""
    if score.cap is None or score.before_cap is None:
        return ""
    title = score.cap.blocker.title
    why = f"a blocker on {PLACES.get(score.cap.place, score.cap.place)}: {title[:1].lower() + title[1:]}"
    if score.before_cap > score.cap.limit:
        return f"{number(score.before_cap)} before the cap, {number(score.cap.limit)} because of {why}"
    return f"Capped at {number(score.cap.limit)} by {why}; it is below that anyway"


def evidence(score: Score) -> str:
    """Return how much could not be looked at and how low the score may be, or nothing."""
    if not score.gap or score.value is None:
        return ""
    text = f"{percent(score.gap)} of the evidence could not be had"
    if score.worst_case is None:
        return text
    return f"{text}; had all of it failed, the score would be {number(score.worst_case)}"


def percent(share: float) -> str:
    """Return a share in percent; what is not nothing does not read as nothing."""
    return "less than 1%" if 0 < share < 0.01 else f"{share:.0%}"


def change(found: Change | None) -> str:
    """Return how a score moved since the last run, or why that cannot be said."""
    if found is None:
        return "no earlier run"
    if found.points is None:
        return f"not comparable: {found.reason or 'no number'}"
    text = f"{abs(found.points):.1f}"
    if text == "0.0":
        return "= 0.0"
    return ("▲ " if found.points > 0 else "▼ ") + text


def change_counts(found: Change | None) -> str:
    """Return how many defects are new, mended and still open since the last run, or nothing."""
    if found is None:
        return ""
    counts = f"{len(found.new)} new, {len(found.mended)} mended, {len(found.still_open)} still open"
    return f"{counts} since {day(found.since)}"


def day(moment: datetime) -> str:
    """Return a date in words, in UTC."""
    moment = moment.astimezone(UTC)
    return f"{moment.day} {moment:%B %Y}"


def moment(at: datetime) -> str:
    """Return date and time in words, in UTC."""
    return f"{day(at)}, {at.astimezone(UTC):%H:%M} UTC"


def duration(seconds: float) -> str:
    """Return a length of time in words."""
    whole = round(seconds)
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    parts = [f"{number} {unit}" for number, unit in ((hours, "h"), (minutes, "min"), (rest, "s")) if number]
    return " ".join(parts) or "0 s"
