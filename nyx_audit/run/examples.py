"""Runs the examples of rules, as the tests of the project do."""

from __future__ import annotations

from collections.abc import Sequence

from nyx_audit.browser.axe import load_engine
from nyx_audit.browser.find import find_browser
from nyx_audit.catalogue.load import Catalogue
from nyx_audit.examples.trial import Trial, try_example
from nyx_audit.model.rule import Rule


async def try_rules(catalogue: Catalogue, ids: Sequence[str], browser: str | None) -> list[tuple[Rule, Trial]]:
    """Return what became of each example of these rules. Raises UsageError, BrowserError."""
    from nyx_audit.browser.session import open_session

    rules = catalogue.pick(ids)
    async with open_session(find_browser(browser), load_engine(catalogue.in_page)) as session:
        return [(rule, await try_example(session, rule, example)) for rule in rules for example in rule.examples]
