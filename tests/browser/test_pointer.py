"""No pointer lies on the page while it is looked at."""

from __future__ import annotations

from nyx_audit.browser.request import VisitRequest
from nyx_audit.browser.session import Session
from nyx_audit.catalogue.load import Catalogue
from nyx_audit.catalogue.plan import plan_for
from nyx_audit.examples.server import page, serving
from nyx_audit.model.evidence.axe import AxeEvidence
from nyx_audit.model.evidence.interaction import FOCUS, FocusLooks
from nyx_audit.model.evidence.visit import PageEvidence
from nyx_audit.model.outcome import View

CORNER = """<style>body {{ margin: 0 }} a {{ display: block; width: 300px; height: 90px; font-size: 40px; color: #000 }} {}</style>
<a href="/boats">Boats</a><main><h1>Boats of the state</h1></main>"""


async def test_what_lies_in_the_corner_is_judged_as_it_is_at_rest(session: Session, catalogue: Catalogue) -> None:
    evidence = await _visited(session, catalogue, "color-contrast", CORNER.format("a:hover { color: #eee }"))
    axe = evidence.axe[View.DESKTOP]
    assert isinstance(axe, AxeEvidence)
    assert not axe.rules["own/color-contrast"].failed


async def test_the_focus_on_what_lies_in_the_corner_is_compared_with_rest(
    session: Session, catalogue: Catalogue
) -> None:
    style = "a:hover, a:focus { color: #d00; outline: none }"
    evidence = await _visited(session, catalogue, "focus-visible", CORNER.format(style))
    looks = evidence.get(FOCUS)
    assert isinstance(looks, FocusLooks)
    assert not looks.unseen


async def _visited(session: Session, catalogue: Catalogue, rule: str, html: str) -> PageEvidence:
    with serving({"/": page(html)}) as server:
        return await session.visit(VisitRequest(server.url + "/", plan_for([catalogue.rules[rule]])))
