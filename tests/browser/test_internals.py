"""Components that say what they are without an attribute are marked, and notice nothing of it."""

from __future__ import annotations

from nyx_audit.browser.session import Session
from nyx_audit.browser.world import script

COMPONENT = """() => {
  customElements.define('agency-print', class extends HTMLElement {
    internals = this.attachInternals();
  });
  document.body.innerHTML = '<agency-print></agency-print>';
}"""
MARKED = "(state) => document.querySelector('agency-print').matches(`:state(${state})`)"


async def _after(session: Session, step: str, read: str, given: str | None = None) -> object:
    """Return what a page reads when its component has taken a step."""
    page = await session._browser.new_page()
    await page.add_init_script(script("internals.js"))
    await page.goto("data:text/html,<body>")
    await page.evaluate(COMPONENT)
    await page.evaluate(f"() => {{ const {{internals}} = document.querySelector('agency-print'); {step} }}")
    found: object = await page.evaluate(read, given)
    await page.close()
    return found


async def test_a_component_that_sets_its_role_is_marked(session: Session) -> None:
    assert await _after(session, "internals.role = 'button'", MARKED, "nyx-role") is True


async def test_a_component_that_sets_its_label_is_marked(session: Session) -> None:
    assert await _after(session, "internals.ariaLabel = 'Print'", MARKED, "nyx-name") is True


async def test_a_component_that_says_nothing_is_not_marked(session: Session) -> None:
    assert await _after(session, "", MARKED, "nyx-role") is False


async def test_a_component_that_takes_its_role_back_is_marked_no_more(session: Session) -> None:
    assert await _after(session, "internals.role = 'button'; internals.role = null", MARKED, "nyx-role") is False


async def test_a_component_reads_the_role_that_it_set(session: Session) -> None:
    read = "() => document.querySelector('agency-print').internals.role"
    assert await _after(session, "internals.role = 'button'", read) == "button"


async def test_the_setter_looks_like_the_browsers_own(session: Session) -> None:
    read = "() => String(Object.getOwnPropertyDescriptor(ElementInternals.prototype, 'role').set)"
    assert "[native code]" in str(await _after(session, "", read))
