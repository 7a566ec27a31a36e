"""Small audits made by hand: each function fills in what a test does not care for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from nyx_audit.analysis.baseline import baseline_of
from nyx_audit.analysis.compare import Change
from nyx_audit.analysis.gating import gate
from nyx_audit.analysis.marked import with_changes, with_gating
from nyx_audit.analysis.summary import Summary, summarize
from nyx_audit.catalogue.folder import packaged_folder
from nyx_audit.model.audit import Audit, Site, Tool
from nyx_audit.model.outcome import Area, Impact, Outcome, Tier, View
from nyx_audit.model.page import Finding, Page, PageStatus, RuleOutcome
from nyx_audit.model.position import Position
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.model.rule import Example, Rule
from nyx_audit.model.terms import Terms
from nyx_audit.score import Scoring
from nyx_audit.score.ruleset import load_ruleset

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
# Text that a page could hold to break out of a report.
HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)></style></script> =cmd|' /C calc'!A0 [red]loud[/red] "
    "[a](javascript:alert(1)) ![b](https://evil.example/b.png) ``tick`` `one` | bar ]]> &amp; {{ 7*7 }} @everyone #12 "
    "www.evil.example https://evil.example\x00\x07\x1b[31m\u202eright\u2066\u200b\ufeff\ufffe\ud800\r\nnext\x0bline"
)


def rule(
    name: str = "label",
    *,
    area: Area = Area.ACCESS,
    impact: Impact = Impact.CRITICAL,
    tier: Tier = Tier.WCAG,
    wcag: tuple[str, ...] = ("4.1.2",),
    **more: object,
) -> Rule:
    """Return a rule with examples."""
    made = Rule(
        id=name,
        title=f"The {name} must be there",
        problem=f"People without eyes miss the {name}",
        area=area,
        impact=impact,
        tier=tier,
        what=f"Every `{name}` element.",
        why="Somebody needs it.",
        fix=f"Write the `{name}` down.",
        check="axe",
        evidence=("axe",),
        affects=("screen-reader", "voice"),
        wcag=wcag,
        examples=(
            Example(Outcome.PASSED, "one that is right", "<p>\n  right\n</p>"),
            Example(Outcome.FAILED, "one that is wrong", "<p>\n  wrong\n</p>", ("p",)),
        ),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def finding(
    group: str = "g1",
    *,
    outcome: Outcome = Outcome.FAILED,
    selector: str = "#field",
    html: str = "<input id=field>",
    message: str = "has no label",
    views: tuple[View, ...] = (View.DESKTOP, View.MOBILE),
    fingerprint: str = "",
) -> Finding:
    """Return a finding; those of one group are the same defect."""
    return Finding(outcome, selector, html, message, views, "name", "main", fingerprint or f"{group}-print", group)


def outcome(name: str, *findings: Finding, passed: int = 3, reason: str = "", omitted: int = 0) -> RuleOutcome:
    """Return what a rule says of a page, its counts as the findings have it."""
    failed = sum(one.outcome is Outcome.FAILED for one in findings)
    doubts = len(findings) - failed
    said = Outcome.PASSED if passed else Outcome.INAPPLICABLE
    said = Outcome.UNTESTED if reason else said
    said = Outcome.FAILED if failed else Outcome.CANT_TELL if doubts else said
    return RuleOutcome(
        name,
        said,
        0 if reason else passed,
        failed + omitted,
        doubts,
        because(reason),
        findings=findings,
        omitted=omitted,
    )


def page(
    url: str = "https://a.example/",
    *outcomes: RuleOutcome,
    status: PageStatus = PageStatus.AUDITED,
    site: str | None = None,
    reason: str | Reason = "",
    title: str = "A page",
    start: bool = False,
    notes: tuple[str, ...] = (),
) -> Page:
    """Return a page."""
    return Page(
        url,
        status,
        site,
        reason=reason if isinstance(reason, Reason) else because(reason),
        title=title,
        start=start,
        notes=notes,
        seconds=1.5,
        outcomes=outcomes,
    )


def site(name: str = "health", **more: Any) -> Site:
    """Return a site."""
    filled: dict[str, Any] = {
        "name": f"Department of {name}",
        "agency": "The agency",
        "url": f"https://{name}.example/",
    } | more
    return Site(id=name, **filled)


def summary(
    pages: Iterable[Page],
    *,
    rules: Iterable[Rule] = (),
    sites: Iterable[Site] = (),
    changes: Mapping[str, Change] | None = None,
    incomplete: tuple[str, ...] = (),
    confirmed: Mapping[str, bool] | None = None,
) -> Summary:
    """Return the summary of an audit of these pages."""
    known = {one.id: one for one in rules or (rule(),)}
    audit = Audit(
        tool=Tool("0.1.0", "nyx-test+1234abcd", {"axe-core": "4.12.1", "chromium": "156.0"}),
        started_at=NOON - timedelta(seconds=112),
        finished_at=NOON,
        rules=known,
        sites=tuple(sites),
        pages=tuple(pages),
        incomplete=incomplete,
        confirmed=confirmed or {},
    )
    scoring = Scoring.of(load_ruleset(packaged_folder() / "ruleset.yaml"), known)
    return with_changes(summarize(audit, scoring), changes or {})


def change(
    *, points: float | None = 3.0, reason: str = "", new: Iterable[str] = (), fixed: Iterable[str] = ()
) -> Change:
    """Return what became of a site since a week ago."""
    return Change(
        NOON - timedelta(days=7),
        4,
        points,
        change_reason(reason),
        frozenset(new),
        frozenset(fixed),
        frozenset({"old"}),
    )


def hostile() -> Summary:
    """Return an audit whose pages say hostile things wherever a page can say anything."""
    rules = (rule(), rule("contrast", area=Area.DIGITAL), rule("order", tier=Tier.ADVICE, wcag=()))
    bad = finding(selector=HOSTILE, html=HOSTILE, message=HOSTILE)
    doubt = finding("g2", outcome=Outcome.CANT_TELL, selector=HOSTILE, html=HOSTILE, message=HOSTILE)
    advice = finding("g3", selector=HOSTILE, html=HOSTILE, message=HOSTILE)
    return summary(
        [
            page("https://a.example/", outcome("label", bad), outcome("contrast", doubt), outcome("order", advice),
                 title=HOSTILE, notes=(HOSTILE,), site="a", start=True),
            page("https://a.example/" + HOSTILE, outcome("label", bad), outcome("contrast", reason=HOSTILE), site="a"),
            page("javascript:alert(1)", outcome("label", bad), site="a"),
            page("https://a.example/" + "x" * 900, status=PageStatus.FAILED, reason=HOSTILE, site="a"),
            page("https://a.example/left", status=PageStatus.SKIPPED, reason=HOSTILE, site="a"),
        ],
        rules=rules,
        sites=[site("a")],
        incomplete=(HOSTILE,),
    )  # fmt: skip


def because(text: str, code: ReasonCode = ReasonCode.NOT_GATHERED) -> Reason | None:
    """A reason of this text; None without any."""
    return Reason(code, text) if text else None


def change_reason(text: str) -> Reason | None:
    """Why two scores are not subtracted; an empty text where they are."""
    code = ReasonCode.OTHER_RULESET if text.startswith("another ruleset") else ReasonCode.NO_SCORE
    return Reason(code, text) if text else None


def placed(found: Summary, positions: Mapping[tuple[str, str], Position]) -> Summary:
    """Return a summary with the places of elements in files."""
    return replace(found, audit=replace(found.audit, positions=positions))


def gated(found: Summary, *, before: Summary | None = None, **terms: Any) -> Summary:
    """Return a summary held against terms, on 1 December 2026, and against what an earlier one found."""
    baseline = baseline_of(before.audit, "baseline.yaml") if before else None
    return with_gating(found, gate(found.audit, Terms(**terms), baseline, date(2026, 12, 1)))
