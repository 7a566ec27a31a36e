"""What is equal on many pages is kept once."""

from __future__ import annotations

from dataclasses import replace

from nyx_audit.engine.sharing import Sharing
from nyx_audit.model.outcome import Outcome, View
from nyx_audit.model.page import Finding, RuleOutcome


def outcomes_of_a_page() -> tuple[RuleOutcome, ...]:
    """Outcomes as a judging process sends them: objects of their own each time."""
    finding = Finding(Outcome.FAILED, "#a", "<img>", "no text", (View.DESKTOP,), "", "main", "print", "group")
    return (
        RuleOutcome("html-has-lang", Outcome.PASSED, passed=1),
        RuleOutcome("image-alt", Outcome.FAILED, failed=1, findings=(finding,)),
    )


def test_an_outcome_that_two_pages_have_is_kept_once() -> None:
    sharing = Sharing()
    first, second = sharing.shared(outcomes_of_a_page()), sharing.shared(outcomes_of_a_page())
    assert first == second == outcomes_of_a_page()
    assert all(one is other for one, other in zip(first, second, strict=True))


def test_a_finding_of_two_pages_is_kept_once_though_their_outcomes_differ() -> None:
    sharing = Sharing()
    [_, first] = sharing.shared(outcomes_of_a_page())
    [language, pictures] = outcomes_of_a_page()
    [_, second] = sharing.shared((language, replace(pictures, passed=7)))
    assert second.passed == 7
    assert second.findings[0] is first.findings[0]
