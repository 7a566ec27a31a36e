"""Whether a key task can be done, and by whom."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nyx_audit.analysis.summary import Summary
from nyx_audit.analysis.tasks import Doing, Known, People, TaskVerdict, verdicts_of
from nyx_audit.catalogue.load import load_catalogue
from nyx_audit.model.journey import Journey
from nyx_audit.model.outcome import Outcome
from nyx_audit.model.page import Finding, Page, PageStatus, RuleOutcome
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.report import blocked, task_words
from nyx_audit.run.rendering import FORMATS, parts
from nyx_audit.score import Scoring, scorecards_of
from tests.support.build import HOSTILE, finding, outcome, page, rule, site, summary

CATALOGUE = load_catalogue()
SCORING = Scoring(CATALOGUE.ruleset, CATALOGUE.rules)
ONE, TWO = "https://a.example/renew", "https://a.example/renew/2"
RENEW = Journey("renew", "Renew a license", (ONE, TWO), ("en", "es"))


def _step(url: str, *outcomes: RuleOutcome) -> Page:
    return replace(page(url, *outcomes, site="a"), role="step", journeys=("renew",))


def _spanish(said: Outcome) -> RuleOutcome:
    return outcome("journey-languages", replace(finding("es", outcome=said), name="es"))


def _named(rule: str, name: str, group: str = "g") -> RuleOutcome:
    found: Finding = replace(finding(group), name=name)
    return outcome(rule, found)


def _verdict(*pages: Page, unconfirmed: frozenset[str] = frozenset(), journey: Journey = RENEW) -> TaskVerdict:
    cards = scorecards_of(pages, SCORING, unconfirmed=unconfirmed)
    return verdicts_of([journey], pages, Known(cards, SCORING, CATALOGUE.rules, unconfirmed))[0]


def _doing(task: TaskVerdict, people: People) -> Doing | None:
    told = task.of(people)
    return told.doing if told else None


def test_a_task_whose_steps_hold_nothing_in_the_way_can_be_done() -> None:
    task = _verdict(_step(ONE), _step(TWO))
    assert task.doing is Doing.CAN
    assert task_words.sentence(task) == "Renew a license: can be done, as far as 2 steps could be tried"


@pytest.mark.parametrize(
    ("rule", "stopped"),
    [
        ("submit-by-keyboard", {People.KEYBOARD, People.SCREEN_READER}),
        ("page-without-mouse", {People.KEYBOARD, People.SCREEN_READER}),
        ("label", {People.SCREEN_READER}),
        ("content-lost-narrow", {People.PHONE}),
    ],
)
def test_a_blocker_on_a_step_stops_those_whom_it_stops(rule: str, stopped: set[People]) -> None:
    task = _verdict(_step(ONE), _step(TWO, _named(rule, "Continue")))
    assert {one.people for one in task.verdicts if one.doing is Doing.CANNOT} == stopped


def test_the_sentence_says_who_is_stopped_where_and_by_what() -> None:
    task = _verdict(_step(ONE), _step(TWO, _named("submit-by-keyboard", "Continue")))
    assert task_words.sentence(task) == (
        "Renew a license: cannot be done by people who use the keyboard and people who use a screen reader "
        "(step 2, “Continue”: the keyboard does not reach submit or next)"
    )


def test_a_serious_failure_of_wcag_makes_a_task_hard_for_those_whom_it_affects() -> None:
    task = _verdict(_step(ONE, _named("link-name", "More")), _step(TWO))
    assert _doing(task, People.SCREEN_READER) is Doing.HARD
    assert _doing(task, People.PHONE) is Doing.CAN


def test_a_first_step_that_answers_with_an_error_can_be_done_by_nobody() -> None:
    gone = Page(ONE, PageStatus.FAILED, "a", reason=Reason(ReasonCode.NOT_FOUND, "it answers 404"))
    task = _verdict(gone, _step(TWO))
    assert task.doing is Doing.CANNOT
    assert "cannot be done by anybody (step 1: it answers 404)" in task_words.sentence(task)


def test_a_step_that_was_not_audited_leaves_the_task_not_measured() -> None:
    slow = Page(TWO, PageStatus.FAILED, "a", reason=Reason(ReasonCode.TIMEOUT, "it took longer than 30 s"))
    task = _verdict(_step(ONE), slow)
    assert task.doing is Doing.UNKNOWN
    assert "step 2: this step was not audited: it took longer than 30 s" in task_words.sentence(task)


def test_a_task_of_which_no_step_was_audited_says_that_nothing_was_measured() -> None:
    assert task_words.verdict(_verdict()) == "nothing of it was measured"


def test_what_would_tell_a_blocker_and_was_untested_is_never_taken_for_none() -> None:
    off = Reason(ReasonCode.PROBES_OFF, "probes are off")
    untested = RuleOutcome("submit-by-keyboard", Outcome.UNTESTED, reason=off)
    task = _verdict(_step(ONE, untested), _step(TWO))
    assert _doing(task, People.KEYBOARD) is Doing.UNKNOWN
    assert _doing(task, People.PHONE) is Doing.CAN


def test_a_blocker_that_was_not_seen_again_stops_nobody() -> None:
    step = _step(ONE, _named("submit-by-keyboard", "Send"))
    assert _verdict(step, _step(TWO), unconfirmed=frozenset({"g"})).doing is Doing.CAN


@pytest.mark.parametrize(("said", "doing"), [(Outcome.FAILED, Doing.CANNOT), (Outcome.CANT_TELL, Doing.UNKNOWN)])
def test_a_step_without_its_promised_spanish_stops_those_who_read_it(said: Outcome, doing: Doing) -> None:
    assert _doing(_verdict(_step(ONE), _step(TWO, _spanish(said))), People.SPANISH) is doing


def test_a_task_that_promises_no_spanish_says_nothing_of_it() -> None:
    assert _doing(_verdict(_step(ONE), journey=replace(RENEW, languages=("en",))), People.SPANISH) is None


def _audited(name: str = "Renew a license", field: str = "Continue") -> Summary:
    step = replace(_step(ONE, _named("label", field)), site="health")
    journey = Journey("renew", name, (ONE,))
    return summary([step], rules=[rule("label")], sites=[site(journeys=(journey,))])


def test_a_blocker_says_whom_it_stops_and_on_which_step() -> None:
    (one,) = _audited().sites
    (group,) = one.groups
    assert blocked.stops(group, one) == (
        "people who listen to the page and people who speak commands, on step 1 of “Renew a license”: "
        "a control on a task page has no label"
    )


@pytest.mark.parametrize("kind", FORMATS)
def test_what_pages_and_names_say_of_a_task_breaks_out_of_no_report(kind: str) -> None:
    text = "".join(parts(_audited(HOSTILE, HOSTILE), kind))
    assert "<script>alert(1)" not in text or kind in ("json", "sarif", "earl", "csv")
    assert "\x1b" not in text


def test_the_terminal_and_markdown_lead_with_the_key_tasks() -> None:
    text = "".join(parts(_audited(), "markdown"))
    assert text.index("## Key tasks") < text.index("| Site |")
    assert "✗ Renew a license: cannot be done by people who use a screen reader" in text
