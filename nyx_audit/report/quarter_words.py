"""The quarterly report's figures as words of a language. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from markupsafe import Markup, escape

from nyx_audit.analysis.quarter.period import Period
from nyx_audit.analysis.quarter.records import (
    SLOTS,
    AgencyQuarter,
    Answer,
    Move,
    Pages,
    Point,
    Quarter,
    SiteQuarter,
    Stop,
    Task,
)
from nyx_audit.analysis.tasks import Doing
from nyx_audit.model.outcome import Area, Owner
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.report import plots, words
from nyx_audit.report.plain import clean
from nyx_audit.report.quarter_texts import AND, DAY, MONTHS, TEXTS
from nyx_audit.score import Cap, Score

REASONS = {
    ReasonCode.NOT_MEASURED: "never_measured",
    ReasonCode.OTHER_RULESET: "reason_ruleset",
    ReasonCode.OTHER_SITES: "reason_sites",
    ReasonCode.NO_EARLIER_RUN: "reason_no_run",
    ReasonCode.NO_SCORE: "reason_no_number",
    ReasonCode.NO_SCORE_BEFORE: "reason_no_number_before",
}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says a report in a language; everything that it returns as Markup is safe, whatever pages said."""

    report: Quarter
    lang: str

    def t(self, key: str, **parts: object) -> Markup:
        """Return a fixed text with its parts filled in."""
        known = {
            name: clean(one) if isinstance(one, str) and not isinstance(one, Markup) else one
            for name, one in parts.items()
        }
        return Markup(escape(TEXTS[self.lang][key])).format(**known)

    def plain(self, key: str, **parts: object) -> str:
        """Return a fixed text as plain text."""
        return TEXTS[self.lang][key].format(**parts)

    def english(self, text: str, limit: int = 300) -> Markup:
        """Return text that is English whatever the report's language."""
        said = escape(clean(text, limit))
        return said if self.lang == "en" else Markup('<span lang="en">{}</span>').format(said)

    def day(self, moment: date | datetime) -> str:
        """Return a date in words."""
        day = moment.astimezone(UTC) if isinstance(moment, datetime) else moment
        return DAY[self.lang].format(day=day.day, month=MONTHS[self.lang][day.month - 1], year=day.year)

    def quarter(self, period: Period) -> str:
        """Return a quarter in words."""
        return self.plain("quarter", number=period.number, year=period.year)

    def listed(self, items: Sequence[str | Markup]) -> Markup:
        """Return items as a sentence lists them."""
        parts = [escape(one) for one in items]
        if len(parts) < 2:
            return Markup().join(parts)
        return Markup(", ").join(parts[:-1]) + AND[self.lang] + parts[-1]

    def number(self, value: float | None) -> str:
        """Return a score to one decimal, or the words for none."""
        return self.plain("no_number") if value is None else words.exact(value)

    def count(self, value: float | None) -> str:
        """Return a count, or the words for what was not measured."""
        return self.plain("not_measured") if value is None else f"{value:g}"

    def band(self, word: str) -> str:
        """Return the word for a score."""
        return TEXTS[self.lang].get(f"band_{word}", word)

    def area(self, area: Area) -> str:
        """Return an area's name."""
        return self.plain(f"area_{area.value}")

    def no_score(self, text: str, code: ReasonCode | None) -> Markup:
        """Return why there is no score."""
        return self.t("never_measured") if code is ReasonCode.NOT_MEASURED else self.english(text)

    def reason(self, reason: Reason | None) -> Markup:
        """Return why two figures are not subtracted."""
        known = REASONS.get(reason.code) if reason else None
        return self.t(known) if known else self.english(str(reason or ""))

    def move(self, move: Move) -> Markup:
        """Return how a figure moved since the quarter before; an arrow only where that is sure."""
        quarter = str(self.report.period.before())
        if move.points is None:
            return self.t("no_move", quarter=quarter, reason=self.reason(move.reason))
        if abs(move.points) < 0.05:
            return self.t("same", quarter=quarter)
        if not move.is_real:
            return self.t("unsure", quarter=quarter, points=words.points(move.points))
        return self.t("up" if move.points > 0 else "down", quarter=quarter, points=f"{abs(move.points):.1f}")

    def pages(self, pages: Pages) -> Markup:
        """Return how many pages are known, audited and not measured, and why."""
        parts = [self.t("pages_line", known=pages.known, audited=pages.audited, missing=pages.not_measured)]
        if pages.not_measured:
            parts.append(self.t("pages_why", failed=pages.failed, beyond=pages.beyond))
        if pages.left_out:
            parts.append(self.t("left_out", count=pages.left_out))
        return Markup("; ").join(parts)

    def cap(self, score: Score) -> Markup:
        """Return what a score was before its cap and why it has one, or nothing."""
        if score.cap is None or score.before_cap is None:
            return Markup()
        return self.t("before_cap", value=words.exact(score.before_cap)) + "; " + self._cap(score.cap)

    def _cap(self, cap: Cap) -> Markup:
        blocker = self.english(words.lower(cap.blocker.title))
        return self.t("capped_by", limit=f"{cap.limit:g}", place=self.t(cap.place), blocker=blocker)

    def interval(self, low: float | None, high: float | None) -> Markup:
        """Return what sampling leaves open, or nothing."""
        if low is None or high is None:
            return Markup()
        return self.t("interval", low=words.exact(low), high=words.exact(high))

    def who(self, affects: Sequence[str]) -> Markup:
        """Return whom a defect stops."""
        if not affects:
            return self.t("everyone")
        known = TEXTS[self.lang]
        return self.listed([known.get(f"affects_{one}", one) for one in affects])

    def where(self, stop: Stop) -> Markup:
        """Return on which step of which task a blocker stands, or on what other page."""
        if stop.journey:
            return self.t("step", journey=stop.journey, number=stop.step)
        return self.t("home" if stop.home else "a_page")

    def owner(self, stop: Stop) -> Markup:
        """Return who can fix a blocker: whom the configuration names, unless it is not the agency's."""
        owner = stop.group.sample.owner
        if owner is Owner.AGENCY and stop.site.owner:
            return escape(clean(stop.site.owner, 200))
        return self.t(f"owner_{owner.value}")

    def age(self, stop: Stop) -> Markup:
        """Return how old a blocker is."""
        if stop.days is None or stop.at_least:
            return self.t("age_at_least") if stop.at_least else Markup()
        return self.t("age_new") if stop.days < 1 else self.t("age_one" if stop.days == 1 else "age", days=stop.days)

    def fields(self, task: Task) -> Markup | str:
        """Return how many fields a task asks."""
        if task.fields_partly:
            return self.t("fields_partly", count=self.count(task.fields))
        return self.count(task.fields)

    def languages(self, task: Task) -> Markup:
        """Return how many of the twelve languages a task is offered in."""
        if task.languages is None:
            return self.t("not_measured")
        key = "languages_doubt" if task.doubtful else "languages_value"
        return self.t(key, offered=task.languages, promised=task.promised)

    def doing(self, task: Task) -> list[Markup]:
        """Return who can do a task, a line for each verdict, the worst first; and where the first of them is met."""
        verdict = task.verdict
        if verdict is None or (not verdict.audited and verdict.doing is not Doing.CANNOT):
            return [self.t("doing_none")]
        found = []
        for doing, key in ((Doing.CANNOT, "cannot"), (Doing.HARD, "hard"), (Doing.UNKNOWN, "unknown")):
            told = [one for one in verdict.verdicts if one.doing is doing]
            if not told:
                continue
            names = [self.plain(f"people_{one.people.value}") for one in told]
            nobody = doing is Doing.CANNOT and len(told) == len(verdict.verdicts)
            found.append(self.t("doing_nobody") if nobody else self.t(f"doing_{key}", who=self.listed(names)))
            ground = told[0].ground
            if ground and doing is Doing.CANNOT:
                what = self.english(words.lower(ground.what), 200)
                found.append(self.t("doing_step", number=ground.step) + ": " + what)
        return found or [self.t("doing_can")]

    def channels(self, task: Task) -> Markup:
        """Return in which other ways a task can be done, and whether its first page names them."""
        names = self.listed([self.plain(f"channel_{one}") for one in task.channels])
        if task.declared:
            said = "channels_named" if task.named is not None else "channels_not_measured"
            told = self.t(said, named=task.named, declared=task.declared)
            return names + ": " + told if names else told
        return self.t("ways_named", named=task.named) if task.named is not None else self.t("not_measured")

    def answer(self, answer: Answer) -> Markup:
        """Return what the audit says of a duty."""
        return self.t(f"state_{answer.state}", failed=answer.failed, measured=answer.measured)

    def slots(self, agency: AgencyQuarter) -> list[tuple[str, str]]:
        """Return what people wrote down, the usual places first; those that are empty say so."""
        found = [(self.plain(f"slot_{slot}"), agency.notes.get(slot, "") or self.plain("not_given")) for slot in SLOTS]
        return found + [(name, value) for name, value in agency.notes.items() if name not in SLOTS]

    def weakest(self, agency: AgencyQuarter) -> str:
        """Return the area with the lowest figure, or nothing."""
        known = [(value, area) for area, value in agency.points[-1].areas.items() if value is not None]
        value, area = min(known, default=(None, None))
        return f"{self.area(area)} {words.exact(value)}" if area else "–"

    def unmeasured(self, agency: AgencyQuarter) -> Markup:
        """Return the blockers that no rule measures yet."""
        return self.english("; ".join(words.lower(one.title) for one in agency.unmeasured), 2000)

    def unknown(self, agency: AgencyQuarter) -> Markup:
        """Return of how many tasks it is not known whether everybody can do them, or nothing."""
        told = [one.verdict for one in agency.tasks if one.verdict]
        count = sum(any(one.doing is Doing.UNKNOWN for one in verdict.verdicts) for verdict in told)
        if not count:
            return Markup()
        return self.t("task_unmeasured") if count == 1 else self.t("tasks_unmeasured", count=count)

    def areas(self) -> tuple[Area, ...]:
        """Return all areas in their order."""
        return tuple(Area)

    def short(self, url: str) -> str:
        """Return a page's address as a person reads it."""
        return clean(url, 120).removeprefix("https://").removeprefix("http://")

    def site(self, agency: AgencyQuarter, name: str) -> str:
        """Return the name of an agency's site, by its id, with its score."""
        found = next(one for one in agency.sites if one.site.id == name)
        return f"{clean(found.site.name, 200)}, {self.number(found.score.value)}"

    def cleaned(self, names: Sequence[str]) -> list[str]:
        """Return names fit to be printed."""
        return [clean(name, 200) for name in names]

    def broken(self, points: Sequence[Point], at: int) -> bool:
        """Return whether a quarter's figure does not compare with the one before it."""
        before, now = points[at - 1] if at else None, points[at]
        return bool(before and before.ruleset and now.ruleset and before.ruleset != now.ruleset)

    def plot_agencies(self) -> Markup:
        """Return the plot that compares the agencies."""
        rows = [
            plots.Bar(one.name, one.score.value, self._figure(one.score.value, one.score.band),
                      _slug(one.score.band), one.before_cap, one.low, one.high)
            for one in self.report.agencies
        ]  # fmt: skip
        return plots.bars("plot-agencies", self._say("plot_agencies", [(one.label, one.text) for one in rows]), rows)

    def plot_sites(self, agency: AgencyQuarter, name: str) -> Markup:
        """Return the plot that compares an agency's sites."""
        rows = [self._bar(site) for site in agency.sites]
        return plots.bars(name, self._say("plot_sites", [(one.label, one.text) for one in rows]), rows)

    def plot_trend(self, agency: AgencyQuarter, name: str) -> Markup:
        """Return the plot of an agency's score over the quarters."""
        dots = self._dots(agency.points, [point.value for point in agency.points])
        return plots.trend(name, self._say("plot_trend", _pairs(dots)), dots, agency.low, agency.high)

    def plot_areas(self, agency: AgencyQuarter, name: str) -> Markup:
        """Return the plot of an agency's areas over the quarters."""
        groups, said = [], []
        for area in Area:
            dots = self._dots(agency.points, [point.areas.get(area) for point in agency.points])
            note = self.plain("proxy") if area in agency.proxies else ""
            groups.append(plots.Columns(self.area(area), note, tuple(dots)))
            values = ", ".join(f"{label} {text}" for label, text in _pairs(dots))
            said.append((self.area(area) + (f" ({note})" if note else ""), values))
        return plots.columns(name, self._say("plot_areas", said), groups)

    def _bar(self, site: SiteQuarter) -> plots.Bar:
        text = self._figure(site.score.value, site.band)
        return plots.Bar(
            site.site.name, site.score.value, text, _slug(site.band), site.score.before_cap, site.low, site.high
        )

    def _figure(self, value: float | None, band: str) -> str:
        return self.number(value) if value is None else f"{words.exact(value)} {self.band(band)}"

    def _dots(self, points: Sequence[Point], values: Sequence[float | None]) -> list[plots.Dot]:
        return [
            plots.Dot(str(point.period), value, self.number(value), self.broken(points, at))
            for at, (point, value) in enumerate(zip(points, values, strict=True))
        ]

    def _say(self, key: str, pairs: Sequence[tuple[str, str]]) -> str:
        said = "; ".join(f"{label}: {text}" for label, text in pairs)
        return f"{self.plain(key)}. {said}."


def _pairs(dots: Sequence[plots.Dot]) -> list[tuple[str, str]]:
    return [(dot.label, ("┆ " if dot.broken else "") + dot.text) for dot in dots]


def _slug(band: str) -> str:
    return band.replace(" ", "-")
