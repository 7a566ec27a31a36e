"""One real browser a worker for all its tests; every page comes from a local server."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from hypothesis import settings

from nyx_audit.browser.axe import load_engine
from nyx_audit.browser.find import find_browser
from nyx_audit.browser.session import Session, open_session
from nyx_audit.catalogue.load import Catalogue, load_catalogue
from nyx_audit.model.rule import Rule
from tests.support.changed import changed_files, touched

# How long an example takes says how busy the machine is; speed is measured in `benchmarks/`.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="session")
async def session(catalogue: Catalogue) -> AsyncIterator[Session]:
    async with open_session(find_browser(), load_engine(catalogue.in_page)) as opened:
        yield opened


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--changed", action="store_true", help="Of the rules' examples, only those of changed rules.")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--changed"):
        return
    rules = touched(load_catalogue().rules.values(), changed_files())
    kept = [item for item in items if _rule_of(item) is None or _rule_of(item) in rules]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept


def _rule_of(item: pytest.Item) -> str | None:
    """The rule whose example a test runs."""
    call = getattr(item, "callspec", None)
    rule = call.params.get("rule") if call and "/rules/" in item.nodeid else None
    return rule.id if isinstance(rule, Rule) else None
