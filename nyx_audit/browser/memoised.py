"""Has axe-core remember what it found of an element in maps.

It remembers its answers in lists, which it searches from the beginning: on a page of 25,000 elements, most of its time
goes into that. What the functions answer is the same.
"""

from __future__ import annotations

import re

# Where axe-core makes a function remember, in its minified build and in its plain one.
MADE = re.compile(
    r"\(0,\s*[\w$]+(?:\.default|\[['\"]default['\"]\])\)\((?P<original>[\w$]+)\)(?=[,;]\s*axe\._memoizedFns\.push\()"
)
# By the arguments that a function declares, as the library does that axe-core uses. Errors are not remembered.
IN_MAPS = """
function nyxMemoised(original) {
  const {length} = original, last = length - 1;
  let known = new Map();
  function memoised(...given) {
    let at = known;
    for (let depth = 0; depth < last; depth++) {
      let below = at.get(given[depth]);
      if (!below) at.set(given[depth], (below = new Map()));
      at = below;
    }
    const key = given[last], before = at.get(key);
    if (before !== undefined || at.has(key)) return before;
    const found = original.apply(this, given);
    at.set(key, found);
    return found;
  }
  function memoisedByOne(given) {
    const before = known.get(given);
    if (before !== undefined || known.has(given)) return before;
    const found = original.apply(this, arguments);
    known.set(given, found);
    return found;
  }
  return Object.assign(length === 1 ? memoisedByOne : memoised, {clear: () => known.clear()});
}
""".strip()


def memoised(axe: str) -> str:
    """Return axe-core's source with its memory in maps; a build that is made in another way stays as it is."""
    found, count = MADE.subn(lambda made: f"nyxMemoised({made['original']})", axe)
    return f"{IN_MAPS}\n{found}" if count else axe
