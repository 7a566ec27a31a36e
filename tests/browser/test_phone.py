"""A page that is loaded again as a phone is given the time that its first load had, and no less is made of it."""

from __future__ import annotations

import pytest

from nyx_audit.browser.request import VisitRequest
from nyx_audit.browser.session import Session
from nyx_audit.errors import PageFailed
from nyx_audit.examples.server import Answer, Seen, page, serving
from nyx_audit.model.evidence.visit import Plan
from nyx_audit.model.outcome import View

ASKS = "<h1>Fine</h1><script>document.title = 'ontouchstart' in window</script>"
PHONE = Plan({View.MOBILE: ("document-title",)})


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("arrival", "phone"):
        monkeypatch.setattr(f"nyx_audit.browser.{module}.LOAD_SECONDS", 0.5)


@pytest.mark.usefixtures("impatient")
async def test_a_picture_that_never_comes_does_not_cost_the_page_as_a_phone(session: Session) -> None:
    never = Answer(b"", wait=6)
    with serving({"/": page(ASKS + '<img src="/never" alt="">'), "/never": never}) as server:
        evidence = await session.visit(VisitRequest(server.url, PHONE))
    assert any("not fully loaded as a phone" in note for note in evidence.notes)
    assert View.MOBILE in evidence.axe


@pytest.mark.usefixtures("impatient")
async def test_a_page_that_cannot_be_seen_when_it_is_loaded_again_is_not_waited_for_without_end(
    session: Session,
) -> None:
    late = '<link rel="stylesheet" href="/style.css">'

    def first_time_only(seen: Seen) -> Answer:
        again = sum(one.path == seen.path for one in server.seen) > 1
        return Answer(b"", headers={"Content-Type": "text/css", "Cache-Control": "no-store"}, wait=6 if again else 0)

    with (
        serving({"/": page(ASKS, head=late)}, handler=first_time_only) as server,
        pytest.raises(PageFailed, match="did not load again as a phone"),
    ):
        await session.visit(VisitRequest(server.url, PHONE))
