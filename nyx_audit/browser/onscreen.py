"""Has axe-core take our word for what can be seen, in its own checks, too.

Its own notion calls all hidden that lies outside of a box that hides what overflows it, even where a box between them
scrolls: of an application whose page stands still while a part of it scrolls, nothing below the fold would be judged.
"""

from __future__ import annotations

import re

# The name under which axe-core gives the function to others, in its minified build and in its plain one.
GIVEN = re.compile(r"isVisibleOnScreen:\s*function(?:\s+isVisibleOnScreen)?\(\)\s*\{\s*return ([\w$]+);?\s*\}")
# A text is seen where its element is. Before the library is there, nothing is asked.
OURS = """
function {name}(given) {{
  const node = given.actualNode || given;
  return nyx.onscreen.isOnScreen(node.nodeType === 1 ? node : node.parentElement || node.parentNode.host);
}}
""".strip()


def with_our_screen(axe: str) -> str:
    """Return axe-core's source with our notion in place of its own; a build that is made in another way stays as it is."""
    given = GIVEN.search(axe)
    if given is None:
        return axe
    name = given[1]
    return re.sub(
        rf"\bfunction {re.escape(name)}\((?=[\w$]+\)\s*\{{)",
        OURS.format(name=name) + f"function {name}Before(",
        axe,
        count=1,
    )
