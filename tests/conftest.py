"""One real browser for all tests; every page comes from a local server."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from nyx_audit.browser.axe import load_engine
from nyx_audit.browser.find import find_browser
from nyx_audit.browser.session import Session, open_session
from nyx_audit.catalogue.load import Catalogue, load_catalogue


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="session")
async def session(catalogue: Catalogue) -> AsyncIterator[Session]:
    async with open_session(find_browser(), load_engine(catalogue.in_page)) as opened:
        yield opened
