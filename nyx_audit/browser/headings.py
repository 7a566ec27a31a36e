"""Has axe-core's rule on the order of headings take time in proportion to their number.

It works out each heading's way through the document again and again, counting the elements before it, and looks for it
in a list of such ways: on a page of 4,000 headings, that took longer than all other rules together. What it finds is
the same.
"""

from __future__ import annotations

import re

# In axe-core's minified build and in its plain one: a list, and the ancestry that is looked for in it.
SEARCH = re.compile(
    r"(?<![\w$])([\w$]++)\.findIndex\(function\s*+\(([\w$]++)\)\s*+\{\s*+return\s++[\w$]++\(\2\.ancestry,\s*+([\w$]++)\);?\s*+\}\)"
)
# A list that has grown is another list; of equal ways, the first counts.
IN_A_MAP = """
((headings, ancestry) => {
  if (headings.known?.many !== headings.length) {
    const places = new Map();
    headings.forEach((one, at) => {
      const way = JSON.stringify(one.ancestry);
      if (!places.has(way)) places.set(way, at);
    });
    Object.defineProperty(headings, 'known', {value: {many: headings.length, places}, configurable: true});
  }
  return headings.known.places.get(JSON.stringify(ancestry)) ?? -1;
})
""".strip()
# An element's place among its siblings.
COUNT = re.compile(r"\bArray\.prototype\.indexOf\.call\(([\w$]+)\.children,\s*([\w$]+)\)")
# A place that is remembered is right as long as the element stands there.
REMEMBERED = """
((siblings, element) => {
  const places = (globalThis[Symbol.for('places among siblings')] ||= new WeakMap());
  if (siblings[places.get(element)] !== element) [...siblings].forEach((one, at) => places.set(one, at));
  return places.get(element);
})
""".strip()


def with_known_headings(axe: str) -> str:
    """Return axe-core's source with the faster searches; a build that is made in another way stays as it is."""
    axe = COUNT.sub(lambda found: f"{REMEMBERED}({found[1]}.children, {found[2]})", axe)
    return SEARCH.sub(lambda found: f"{IN_A_MAP}({found[1]}, {found[3]})", axe)
