"""What appears under a pointer or with the focus: what is taken for it, and what is not."""

from __future__ import annotations

from nyx_audit.browser.request import VisitRequest
from nyx_audit.browser.session import Session
from nyx_audit.catalogue.load import Catalogue
from nyx_audit.catalogue.plan import plan_for
from nyx_audit.examples.server import page, serving
from nyx_audit.model.evidence.hovered import HOVERED, Appearance, Appearances

WORDS = "<p>Each licence has a number of nine digits, printed in black.</p>"
# A tip below its button, in a layer of its own; what hears pointer and focus follows.
TIP = """<button id="button">Number</button>{words}<script>
  const tip = document.createElement('div');
  tip.textContent = 'It stands on the back of your card';
  const show = () => {{
    const box = button.getBoundingClientRect();
    tip.style.cssText = `position: fixed; left: ${{box.left}}px; top: ${{box.bottom}}px; padding: 20px; background: white`;
    document.body.append(tip);
  }};
  const hide = () => tip.remove();
  {script}
</script>"""
HEARS = "button.onmouseenter = button.onfocus = show; button.onmouseleave = button.onblur = hide;"


async def test_a_tip_that_waits_for_the_pointer_is_within_its_reach(session: Session, catalogue: Catalogue) -> None:
    script = """let late; button.onmouseenter = show; tip.onmouseenter = () => clearTimeout(late);
      button.onmouseleave = tip.onmouseleave = () => { late = setTimeout(hide, 250); };"""
    (found,) = await _found(session, catalogue, TIP.format(words="", script=script))
    assert found.reached


async def test_a_tip_that_leaves_with_the_pointer_is_out_of_reach(session: Session, catalogue: Catalogue) -> None:
    (found,) = await _found(session, catalogue, TIP.format(words=WORDS, script=HEARS))
    assert (found.stays, found.reached, found.dismissed) == (True, False, False)
    assert found.covers.startswith("Each licence")


async def test_what_covers_nothing_need_not_be_sent_away(session: Session, catalogue: Catalogue) -> None:
    (found,) = await _found(session, catalogue, TIP.format(words="", script=HEARS))
    assert found.dismissed


async def test_escape_counts_only_where_the_focus_need_not_move(session: Session, catalogue: Catalogue) -> None:
    script = HEARS + "button.onkeydown = (event) => { if (event.key === 'Escape') hide(); };"
    (found,) = await _found(session, catalogue, TIP.format(words=WORDS, script=script))
    assert found.dismissed is None


async def test_a_listener_on_the_whole_page_is_found_by_what_an_element_has_to_say(
    session: Session, catalogue: Catalogue
) -> None:
    script = """button.dataset.tip = 'On your card';
      addEventListener('mouseover', (event) => event.target === button && show());
      addEventListener('mouseout', (event) => event.target === button && hide());"""
    (found,) = await _found(session, catalogue, TIP.format(words=WORDS, script=script))
    assert found.key


async def test_what_comes_with_the_focus_alone_is_sent_away_by_escape(session: Session, catalogue: Catalogue) -> None:
    script = """button.onfocus = show; button.onblur = hide;
      addEventListener('keydown', (event) => { if (event.key === 'Escape') hide(); });"""
    (found,) = await _found(session, catalogue, TIP.format(words=WORDS, script=script))
    assert found.focused
    assert found.dismissed


async def test_a_page_that_changes_by_itself_shows_nothing(session: Session, catalogue: Catalogue) -> None:
    script = """button.onmouseenter = () => 0; let count = 0;
      setInterval(() => { (count++ % 2 ? hide : show)(); }, 150);"""
    found = await _found(session, catalogue, TIP.format(words=WORDS, script=script))
    assert all(one.is_sound for one in found)


async def test_what_stays_when_the_pointer_is_gone_is_left_alone(session: Session, catalogue: Catalogue) -> None:
    assert not await _found(session, catalogue, TIP.format(words=WORDS, script="button.onmouseenter = show;"))


async def _found(session: Session, catalogue: Catalogue, body: str) -> tuple[Appearance, ...]:
    with serving({"/": page(body)}) as server:
        evidence = await session.visit(VisitRequest(server.url + "/", plan_for([catalogue.rules["hover-content"]])))
    found = evidence.get(HOVERED)
    assert isinstance(found, Appearances)
    return found.found
