"""Records for tests of the history: small, and complete enough to be compared whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from nyx_audit.model.audit import Audit, Site, Tool
from nyx_audit.model.outcome import Area, Impact, Outcome, Tier, View
from nyx_audit.model.page import Finding, Page, PageStatus, RuleOutcome
from nyx_audit.model.rule import Example, Rule, Source
from nyx_audit.score import AreaScore, Score
from nyx_audit.score.ruleset import Ruleset
from nyx_audit.store.history import History
from nyx_audit.store.scores import Result
from tests.support.build import because

TOOL = Tool("0.1.0", "test-1+0a0b0c0d", {"axe-core": "4.12.1", "chromium": "156.0"}, unknown_rules=("new-one",))
HEALTH = Site("health", "Department of Health", "Health", "https://health.example/", "web@health.example")
LABOR = Site("labor", "Department of Labor", "Labor", "https://labor.example/")
START = datetime(2026, 11, 24, 2, 0, 0, 123456, UTC)

RULE = Rule(
    id="image-alt",
    title="Images must have a text alternative",
    problem="An image has no text alternative",
    area=Area.ACCESS,
    impact=Impact.CRITICAL,
    tier=Tier.WCAG,
    what="Images.",
    why="People hear them.",
    fix="Write one.",
    check="axe",
    evidence=("axe",),
    since="0.1",
    affects=("screen-reader",),
    wcag=("1.1.1",),
    act=("23a2a8",),
    sources=(Source("WCAG", "https://www.w3.org/TR/WCAG22/"),),
    options={"rule": "image-alt", "most": 3, "words": ["a", "b"]},
    views=(View.DESKTOP,),
    good=1.0,
    poor=2.5,
    examples=(Example(Outcome.FAILED, "None", "<img src='a.png'>", ("img",)),),
)
RULES = {RULE.id: RULE}


def figures() -> Ruleset:
    """The figures of the packaged ruleset."""
    from nyx_audit.catalogue.folder import packaged_folder
    from nyx_audit.score.ruleset import load_ruleset

    return load_ruleset(packaged_folder() / "ruleset.yaml")


def finding(name: str = "a", outcome: Outcome = Outcome.FAILED) -> Finding:
    return Finding(
        outcome, f"main > img.{name}", f'<img src="{name}.png">', "has no alt", (View.DESKTOP,), name, "main",
        fingerprint=f"print-{name}", group=f"group-{name}",
    )  # fmt: skip


def page(path: str = "", site: str = "health", names: Iterable[str] = ("a",)) -> Page:
    found = tuple(finding(name) for name in names)
    url = f"https://{site}.example/{path}"
    failed = RuleOutcome(RULE.id, Outcome.FAILED, passed=3, failed=len(found), findings=found)
    row = failed if found else RuleOutcome(RULE.id, Outcome.PASSED, passed=3)
    return Page(
        url,
        PageStatus.AUDITED,
        site,
        final_url=url,
        http_status=200,
        title="A page",
        start=not path,
        linked_from=(f"https://{site}.example/",) if path else (),
        notes=("A banner was closed.",),
        seconds=1.25,
        outcomes=(
            row,
            RuleOutcome("lang", Outcome.INAPPLICABLE),
            RuleOutcome("x", Outcome.UNTESTED, reason=because("too slow")),
        ),
    )


def begin(history: History, digest: str = "settings", ruleset: str = TOOL.ruleset, under: Ruleset | None = None) -> int:
    """Start a run of both sites, and return its number."""
    return history.start(replace(TOOL, ruleset=ruleset), RULES, under or figures(), (HEALTH, LABOR), digest)


def audit_of(run: int, pages: Iterable[Page], ruleset: str = TOOL.ruleset) -> Audit:
    return Audit(
        tool=replace(TOOL, ruleset=ruleset),
        started_at=START,
        finished_at=START + timedelta(minutes=run),
        rules=RULES,
        sites=(HEALTH, LABOR),
        pages=tuple(pages),
        run=run,
        confirmed={"group-a": True, "group-b": False},
    )


def keep(
    history: History,
    pages: Iterable[Page],
    score: float | None = 80.0,
    ruleset: str = TOOL.ruleset,
    under: Ruleset | None = None,
) -> int:
    """Keep a whole finished run, and return its number."""
    run = begin(history, ruleset=ruleset, under=under)
    kept = list(pages)
    for one in kept:
        history.record(run, one, key_of(one))
    history.finish(run, audit_of(run, kept, ruleset), {"health": Result(score_of(score))})
    return run


def key_of(one: Page) -> str:
    return one.url.removeprefix("https://")


def score_of(value: float | None) -> Score:
    areas = {Area.ACCESS: AreaScore(value, 4, 5)}
    return Score(value, "" if value is not None else "nothing was measured", value, areas=areas)


def numeric(name: str, good: float, poor: float, tier: Tier = Tier.HEURISTIC) -> Rule:
    """A rule that measures a number on a page."""
    return replace(
        RULE, id=name, title=f"{name} should be low", problem=f"The {name} is high", area=Area.TIME, tier=tier, wcag=(),
        impact=Impact.MODERATE, quality="numeric", good=good, poor=poor,
    )  # fmt: skip


ZOOM = replace(
    RULE, id="viewport-zoom", problem="The page cannot be zoomed", area=Area.DIGITAL, wcag=("1.4.4",), quality="binary"
)
QUARTERLY = {
    one.id: one
    for one in (
        RULE,
        ZOOM,
        numeric("journey-questions", 12, 40),
        numeric("uploads", 2, 3),
        numeric("lab-largest-paint", 2.5, 4.0, Tier.PREVIEW),
        replace(RULE, id="journey-languages", problem="The words are English only", wcag=(), tier=Tier.GUIDANCE),
        replace(RULE, id="declared-channels", problem="No other way is named", wcag=(), tier=Tier.GUIDANCE),
        replace(RULE, id="accessibility-link", problem="Nobody is told whom to ask", wcag=(), tier=Tier.LAW),
    )
}


def said(rule: str, *names: str, value: float | None = None, passed: int = 1) -> RuleOutcome:
    """What a rule says of a page: it failed for these names, or passed."""
    found = tuple(replace(finding(name), group=f"{rule}-{name}", fingerprint=f"{rule}-{name}") for name in names)
    outcome = Outcome.FAILED if found else Outcome.PASSED
    return RuleOutcome(rule, outcome, passed, len(found), value=value, findings=found)


def visited(path: str, *rows: RuleOutcome, site: str = "health", **more: Any) -> Page:
    """An audited page of which these rows are known."""
    return replace(page(path, site), outcomes=rows, **more)


def keep_at(
    history: History,
    when: datetime,
    pages: Iterable[Page],
    *,
    sites: Iterable[Site] = (HEALTH, LABOR),
    ruleset: str = TOOL.ruleset,
    finished: bool = True,
) -> int:
    """Keep a run of that moment with the scores that its outcomes have, and return its number."""
    from nyx_audit.analysis.summary import summarize
    from nyx_audit.run.history import results_of
    from nyx_audit.score import Scoring

    under = figures()
    tool = replace(TOOL, ruleset=ruleset)
    known, kept = tuple(sites), list(pages)
    run = history.start(tool, QUARTERLY, under, known, "settings")
    for one in kept:
        history.record(run, one, key_of(one))
    audit = Audit(tool, when - timedelta(minutes=2), when, QUARTERLY, known, tuple(kept), run=run)
    scoring = Scoring.of(under, QUARTERLY)
    if finished:
        history.finish(run, audit, results_of(summarize(audit, scoring)))
    return run
