"""axe-core finds headings, and places among siblings, as before, and at once."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT

from nyx_audit.browser.headings import COUNT, IN_A_MAP, REMEMBERED, SEARCH, with_known_headings
from nyx_audit.browser.session import Session

# Ways as axe writes them: one selector a frame, which is a list itself where it enters a shadow root.
DIFFERING = f"""() => {{
  const search = {IN_A_MAP};
  const same = (one, other) => one.length === other.length && one.every((part, at) =>
    Array.isArray(part) ? part.length === other[at].length && part.every((inner, on) => other[at][on] === inner) : part === other[at]);
  const ways = [['h1'], ['h1'], ['h2'], ['iframe', 'h1'], [['my-part', 'h1']], [['my-part', 'h2']], ['iframe'], []];
  const list = [], differing = [];
  for (const ancestry of ways) {{
    list.splice(list.length >> 1, 0, {{ancestry}});
    for (const way of ways) if (search(list, way) !== list.findIndex((one) => same(one.ancestry, way))) differing.push(way);
  }}
  return differing;
}}"""

MOVED = f"""() => {{
  const place = {REMEMBERED};
  const differing = [];
  document.body.innerHTML = '<p></p>'.repeat(20);
  const {{children}} = document.body;
  const compare = () => {{
    for (const one of children) if (place(children, one) !== Array.prototype.indexOf.call(children, one)) differing.push(one.outerHTML);
  }};
  compare();
  document.body.prepend(children[9]);
  compare();
  children[3].remove();
  compare();
  return differing;
}}"""


def test_the_searches_of_the_packaged_engine_are_found_once() -> None:
    assert len(SEARCH.findall(AXE_SCRIPT)) == len(COUNT.findall(AXE_SCRIPT)) == 1
    assert IN_A_MAP in with_known_headings(AXE_SCRIPT)


def test_a_build_without_that_search_stays_as_it_is() -> None:
    assert with_known_headings("list.findIndex((one) => one)") == "list.findIndex((one) => one)"


async def test_a_heading_has_the_same_place_in_the_map_as_in_the_list_while_it_grows(session: Session) -> None:
    page = await session._browser.new_page()
    assert await page.evaluate(DIFFERING) == []
    await page.close()


async def test_an_element_has_its_place_among_its_siblings_whatever_was_moved(session: Session) -> None:
    page = await session._browser.new_page()
    assert await page.evaluate(MOVED) == []
    await page.close()
