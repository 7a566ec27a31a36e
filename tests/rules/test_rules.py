"""Every rule is held against its own examples, in the real browser: exactly the listed targets, no others."""

from __future__ import annotations

import pytest

from nyx_audit.browser.session import Session
from nyx_audit.catalogue.load import load_catalogue
from nyx_audit.examples.trial import try_example
from nyx_audit.model.rule import Example, Rule

EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.id}: {example.outcome}: {example.title}")
    for rule in load_catalogue().rules.values()
    for example in rule.examples
]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
async def test_an_example_has_the_outcome_it_says(rule: Rule, example: Example, session: Session) -> None:
    assert (await try_example(session, rule, example)).problems == ()
