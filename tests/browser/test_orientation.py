"""A phone is turned, and what differs for another reason than that is not taken for a loss."""

from __future__ import annotations

from nyx_audit.browser.request import VisitRequest
from nyx_audit.browser.session import Session
from nyx_audit.examples.server import page, serving
from nyx_audit.model.evidence.kind import Missing
from nyx_audit.model.evidence.orientation import ORIENTATION, OrientationLooks
from nyx_audit.model.evidence.visit import Plan

MAIN = "<main><h1>Letters</h1><p>You have thirty days to answer the letter.</p></main>"


async def _looks(session: Session, html: str) -> OrientationLooks:
    with serving({"/": page(html)}) as server:
        plan = Plan({}, frozenset({ORIENTATION.name}))
        evidence = await session.visit(VisitRequest(server.url + "/", plan))
    found = evidence.get(ORIENTATION)
    assert not isinstance(found, Missing)
    return found


async def test_a_layer_that_a_script_brings_when_the_screen_has_stopped_turning_is_seen(session: Session) -> None:
    script = """<script>let waits; addEventListener('resize', () => { clearTimeout(waits); waits = setTimeout(() => {
        document.getElementById('layer').hidden = innerWidth < innerHeight; }, 150); });</script>"""
    layer = "<div id='layer' hidden style='position: fixed; inset: 0; background: #000'>Hold it upright</div>"
    looks = await _looks(session, layer + MAIN + script)
    sideways = looks.losses[0]
    assert (sideways.held, sideways.share, sideways.instead) == ("sideways", 100, "Hold it upright")


async def test_a_text_that_only_comes_later_is_not_lost_upright(session: Session) -> None:
    script = """<script>addEventListener('resize', () => { if (innerWidth > innerHeight && innerHeight < 500)
        setTimeout(() => { document.getElementById('late').hidden = false; }, 50); });</script>"""
    late = "<p id='late' hidden>The office has answered your letter, and the answer is on its way to you.</p>"
    looks = await _looks(session, MAIN + late + script)
    assert [loss.share for loss in looks.losses] == [0, 0]


async def test_a_page_that_does_not_ask_how_it_is_held_is_not_turned(session: Session) -> None:
    assert (await _looks(session, MAIN)).losses == ()
