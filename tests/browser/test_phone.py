"""A page that is loaded again as a phone is given the time that its first load had, and no less is made of it."""

from __future__ import annotations

import pytest

from nyx_audit.browser.request import VisitRequest
from nyx_audit.browser.session import Session
from nyx_audit.examples.server import Answer, page, serving
from nyx_audit.model.evidence.visit import Plan
from nyx_audit.model.outcome import View

ASKS = "<h1>Fine</h1><script>document.title = 'ontouchstart' in window</script>"
PHONE = Plan({View.MOBILE: ("document-title",)})


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("tab", "phone"):
        monkeypatch.setattr(f"nyx_audit.browser.{module}.LOAD_SECONDS", 0.5)


@pytest.mark.usefixtures("impatient")
async def test_a_picture_that_never_comes_does_not_cost_the_page_as_a_phone(session: Session) -> None:
    never = Answer(b"", wait=30)
    with serving({"/": page(ASKS + '<img src="/never" alt="">'), "/never": never}) as server:
        evidence = await session.visit(VisitRequest(server.url, PHONE))
    assert any("not fully loaded as a phone" in note for note in evidence.notes)
    assert View.MOBILE in evidence.axe
