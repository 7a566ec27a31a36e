"""axe-core remembers in maps, and finds the same as in its lists."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT

from nyx_audit.browser.memoised import IN_MAPS, MADE, memoised
from nyx_audit.browser.session import Session

COUNTED = f"""() => {{
  {IN_MAPS}
  const values = [{{}}, {{}}, null, undefined, NaN, 0, '0', 'a'];
  const counts = {{}};
  const none = nyxMemoised(function () {{ counts.none = (counts.none || 0) + 1; return [...arguments]; }});
  const one = nyxMemoised(function (a) {{ counts.one = (counts.one || 0) + 1; return {{a}}; }});
  const two = nyxMemoised(function (a, b) {{ counts.two = (counts.two || 0) + 1; return {{a, b}}; }});
  const wrong = [];
  for (const again of [1, 2, 3]) for (const a of values) {{
    none(a);
    if (!Object.is(one(a, again).a, a)) wrong.push(a);
    for (const b of values) if (!Object.is(two(a, b).b, b) || !Object.is(two(a, b).a, a)) wrong.push([a, b]);
  }}
  for (const memory of [none, one, two]) memory.clear();
  none(), one(1), two(1, 2);
  return {{...counts, wrong}};
}}"""
MADE_NEW = f"""() => {{
  {IN_MAPS}
  const Kept = nyxMemoised(function (a, b, c) {{ this.sum = a + b; return this; }});
  Kept.prototype = {{get double() {{ return this.sum * 2; }}}};
  return [new Kept(1, 2).double, new Kept(1, 2) === new Kept(1, 2), new Kept(1, 3) === new Kept(1, 2)];
}}"""
BREAKS = f"""() => {{
  {IN_MAPS}
  let calls = 0;
  const broken = nyxMemoised(function (a) {{ calls++; throw new Error(a); }});
  for (const again of [1, 2]) try {{ broken('x'); }} catch {{}}
  return calls;
}}"""


def test_the_memory_of_the_packaged_engine_is_found_once() -> None:
    assert len(MADE.findall(AXE_SCRIPT)) == 1


def test_a_build_without_that_memory_stays_as_it_is() -> None:
    assert memoised("const at = remember(original);") == "const at = remember(original);"


async def test_each_set_of_declared_arguments_is_worked_out_once_until_it_is_cleared(session: Session) -> None:
    page = await session._browser.new_page()
    assert await page.evaluate(COUNTED) == {"none": 2, "one": 9, "two": 65, "wrong": []}
    await page.close()


async def test_what_remembers_can_make_objects(session: Session) -> None:
    page = await session._browser.new_page()
    assert await page.evaluate(MADE_NEW) == [6, True, False]
    await page.close()


async def test_an_error_is_not_remembered(session: Session) -> None:
    page = await session._browser.new_page()
    assert await page.evaluate(BREAKS) == 2
    await page.close()
