"""axe-core finds a heading in a map, and finds the same as in its list."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT

from nyx_audit.browser.headings import IN_A_MAP, SEARCH, with_known_headings
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


def test_the_search_of_the_packaged_engine_is_found_once() -> None:
    assert len(SEARCH.findall(AXE_SCRIPT)) == 1
    assert IN_A_MAP in with_known_headings(AXE_SCRIPT)


def test_a_build_without_that_search_stays_as_it_is() -> None:
    assert with_known_headings("list.findIndex((one) => one)") == "list.findIndex((one) => one)"


async def test_a_heading_has_the_same_place_in_the_map_as_in_the_list_while_it_grows(session: Session) -> None:
    page = await session._browser.new_page()
    assert await page.evaluate(DIFFERING) == []
    await page.close()
