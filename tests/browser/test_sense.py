"""What watches a page in its own world can't be told from the browser."""

from __future__ import annotations

from nyx_audit.browser.request import VisitRequest
from nyx_audit.browser.session import Session
from nyx_audit.examples.server import page, serving
from nyx_audit.model.evidence.visit import Plan
from tests.support.evidence import words_of


async def test_a_page_that_asks_is_shown_the_browsers_own_clock(session: Session) -> None:
    asks = "<p id='said'></p><script>document.getElementById('said').textContent = String(window.setInterval);</script>"
    with serving({"/": page(asks)}) as server:
        evidence = await session.visit(VisitRequest(server.url + "/", Plan({})))
    assert "[native code]" in words_of(evidence)
