"""What pressing the controls of a page does, and what it must never do."""

from __future__ import annotations

from collections.abc import Sequence
from unittest.mock import ANY

import pytest

from nyx_audit.browser import tab
from nyx_audit.browser.request import VisitRequest
from nyx_audit.browser.session import Session
from nyx_audit.catalogue.load import Catalogue
from nyx_audit.catalogue.plan import plan_for
from nyx_audit.examples.server import Seen, page, serving
from nyx_audit.model.evidence.axe import AxeEvidence
from nyx_audit.model.evidence.interaction import CONTROLS, OPENED, ControlsTried, Openings, Way
from nyx_audit.model.evidence.kind import Missing
from nyx_audit.model.evidence.visit import PageEvidence
from nyx_audit.model.outcome import View
from nyx_audit.model.reason import Reason, ReasonCode

PRESSED = ("keyboard-operable", "state-told", "opened-reached", "shown-on-hover", "link-name")
MENU = """<button aria-expanded="false" aria-controls="list">Services</button><div id="list" hidden>{}</div><script>
  const button = document.querySelector('button'), list = document.getElementById('list');
  button.onclick = () => {{ list.hidden = !list.hidden; button.setAttribute('aria-expanded', String(!list.hidden)); {} }};
</script>"""


async def test_what_a_button_opens_is_judged_and_says_what_opened_it(session: Session, catalogue: Catalogue) -> None:
    evidence, _ = await _visited(session, catalogue, MENU.format('<a href="/boats"></a> Boats', ""))
    axe = evidence.axe[View.DESKTOP]
    assert isinstance(axe, AxeEvidence)
    (node,) = axe.rules["link-name"].failed
    assert node.message.endswith("(seen once “Services” is used)")


async def test_what_is_seen_before_and_after_is_judged_once(session: Session, catalogue: Catalogue) -> None:
    evidence, _ = await _visited(session, catalogue, '<a href="/cars"></a>' + MENU.format("<p>Boats</p>", ""))
    axe = evidence.axe[View.DESKTOP]
    assert isinstance(axe, AxeEvidence)
    assert [("seen once" in node.message) for node in axe.rules["link-name"].failed] == [False]


async def test_a_press_sends_nothing_and_opens_no_window(session: Session, catalogue: Catalogue) -> None:
    acts = "fetch('/count', {method: 'POST'}); window.open('/window'); location.href = '/away';"
    evidence, seen = await _visited(session, catalogue, MENU.format("<p>Boats</p>", acts))
    assert len(_openings(evidence).openings) == 1
    assert {one.path for one in seen}.isdisjoint({"/count", "/window", "/away"})
    assert {one.method for one in seen} <= {"GET", "HEAD"}


async def test_what_says_that_it_does_something_that_lasts_is_left_alone(
    session: Session, catalogue: Catalogue
) -> None:
    words = ("Delete my account", "Sign out", "Eliminar", "付款", "Accept all cookies")
    body = "".join(f'<div role="button" tabindex="0" onclick="fetch(`/done`)">{one}</div>' for one in words)
    evidence, seen = await _visited(session, catalogue, body)
    assert {one.way for one in _controls(evidence).tried} == {Way.LEFT}
    assert "/done" not in {one.path for one in seen}


async def test_what_a_press_stores_is_gone_when_the_next_page_comes(session: Session, catalogue: Catalogue) -> None:
    stores = "localStorage.setItem('look', 'dark');"
    asks = "<script>if (localStorage.getItem('look')) fetch('/dark');</script>"
    body = asks + MENU.format("<p>Boats</p>", stores)
    with serving({"/": page(body)}) as server:
        for _ in range(2):
            evidence = await session.visit(_request(server.url, catalogue))
            assert len(_openings(evidence).openings) == 1
    assert "/dark" not in {one.path for one in server.seen}


async def test_an_arrow_key_reaches_what_a_toolbar_holds(session: Session, catalogue: Catalogue) -> None:
    body = """<div role="toolbar" aria-label="Text"><input aria-label="Font"> <span role="button" tabindex="0">Bold</span>
      <span role="button" tabindex="-1" id="italic" onclick="this.textContent = 'Italic is on'">Italic</span></div><script>
      document.querySelector('[role=toolbar]').onkeydown = (event) => {
        if (event.key === 'ArrowRight') document.getElementById('italic').focus();
      };</script>"""
    evidence, _ = await _visited(session, catalogue, body)
    assert {one.name: one.way for one in _controls(evidence).tried}["Italic"] is Way.KEYS


async def test_a_page_that_changes_by_itself_is_not_taken_for_one_that_answers(
    session: Session, catalogue: Catalogue
) -> None:
    body = """<div role="button" tabindex="0">Nothing at all</div><p id="clock">0</p><script>
      setInterval(() => { document.getElementById('clock').textContent += '1'; }, 40);</script>"""
    evidence, _ = await _visited(session, catalogue, body)
    assert {one.way for one in _controls(evidence).tried} <= {Way.KEYS, Way.NOTHING}


async def test_a_script_that_never_ends_costs_what_pressed_it_and_not_the_page(
    session: Session, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tab, "PROBES_SECONDS", 2.0)
    body = MENU.format('<a href="/boats"></a>', "while (true);") + '<a href="/cars"></a>'
    evidence, _ = await _visited(session, catalogue, body)
    assert evidence.get(OPENED) == Missing(Reason(ReasonCode.OUT_OF_TIME, ANY))
    axe = evidence.axe[View.DESKTOP]
    assert isinstance(axe, AxeEvidence)
    assert len(axe.rules["link-name"].failed) == 1


async def test_controls_that_look_alike_are_tried_twice_at_most(session: Session, catalogue: Catalogue) -> None:
    body = "".join(f'<div role="button" tabindex="0" class="more">Part {number}</div>' for number in range(300))
    evidence, _ = await _visited(session, catalogue, body)
    assert len(_controls(evidence).tried) == 2


async def _visited(session: Session, catalogue: Catalogue, body: str) -> tuple[PageEvidence, Sequence[Seen]]:
    with serving({"/": page(body)}) as server:
        return await session.visit(_request(server.url, catalogue)), server.seen


def _request(url: str, catalogue: Catalogue) -> VisitRequest:
    return VisitRequest(url + "/", plan_for([catalogue.rules[name] for name in PRESSED]))


def _controls(evidence: PageEvidence) -> ControlsTried:
    found = evidence.get(CONTROLS)
    assert isinstance(found, ControlsTried)
    return found


def _openings(evidence: PageEvidence) -> Openings:
    found = evidence.get(OPENED)
    assert isinstance(found, Openings)
    return found
