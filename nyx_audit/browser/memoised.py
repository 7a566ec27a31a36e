"""Has axe-core find what it remembers of an element at once.

It remembers its answers in lists, which it searches from the beginning: on a page of 25,000 elements, most of its time
goes into that. The one function that searches them looks values up in a map instead; what it answers is the same.
"""

from __future__ import annotations

import re

# Where the library that remembers takes hold of the search, in axe-core's minified build and in its plain one.
SEARCH = re.compile(
    r"\bArray\.prototype\.indexOf(?=\s*,\s*[\w$]+\s*=\s*Object\.prototype\.hasOwnProperty\s*,\s*[\w$]+\s*=\s*Math\.abs)"
)
# The lists only grow, and hold a value once. Short ones, of which there are many, are searched faster than a map is made.
IN_A_MAP = """
(() => {
  const maps = new WeakMap();
  return function (value) {
    if (this.length < 16) return Array.prototype.indexOf.call(this, value);
    let places = maps.get(this);
    if (!places || places.size > this.length) maps.set(this, (places = new Map()));
    for (let at = places.size; at < this.length; at++) places.set(this[at], at);
    return places.get(value) ?? -1;
  };
})()
""".strip()


def memoised(axe: str) -> str:
    """Return axe-core's source with the faster search; a build that is made in another way stays as it is."""
    return SEARCH.sub(lambda _: IN_A_MAP, axe)
