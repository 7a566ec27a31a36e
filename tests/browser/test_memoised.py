"""axe-core finds what it remembers in a map, and finds the same as in a list."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT

from nyx_audit.browser.memoised import IN_A_MAP, SEARCH, memoised
from nyx_audit.browser.session import Session

GROWING = f"""() => {{
  const search = {IN_A_MAP};
  const list = [], differing = [];
  const values = Array.from({{length: 60}}, (_, at) => at % 3 ? {{at}} : at % 2 ? at : String(at));
  for (const value of values) {{
    list.push(value);
    for (const other of values) if (search.call(list, other) !== list.indexOf(other)) differing.push([list.length, other]);
  }}
  return differing;
}}"""
EMPTIED = f"""() => {{
  const search = {IN_A_MAP};
  const list = Array.from({{length: 60}}, (_, at) => `a${{at}}`);
  search.call(list, 'a59');
  list.splice(20);
  return [search.call(list, 'a19'), search.call(list, 'a20')];
}}"""


def test_the_search_of_the_packaged_engine_is_found_once() -> None:
    assert len(SEARCH.findall(AXE_SCRIPT)) == 1


def test_a_build_without_that_search_stays_as_it_is() -> None:
    assert memoised("const at = Array.prototype.indexOf;") == "const at = Array.prototype.indexOf;"


async def test_a_value_has_the_same_place_in_the_map_as_in_the_list_while_it_grows(session: Session) -> None:
    page = await session._browser.new_page()
    assert await page.evaluate(GROWING) == []
    await page.close()


async def test_a_value_that_was_taken_off_the_list_is_not_found(session: Session) -> None:
    page = await session._browser.new_page()
    assert await page.evaluate(EMPTIED) == [19, -1]
    await page.close()
