"""What stays of an element when only its place and its looks change: tag, name, and the attributes that mean something.

A fingerprint holds the classes and the way to an element, so a new layout changes all of them at once. Pure.
"""

from __future__ import annotations

import hashlib
import re

from nyx_audit.model.page import Finding

LONGEST = 2000
START = re.compile(r"<([a-zA-Z][\w:-]{0,60})")
ATTRIBUTE = re.compile(r"""\s([^\s"'<>/=]{1,60})=(?:"([^"]{0,500})"|'([^']{0,500})'|([^\s"'<>]{1,500}))""")
# Many elements of a page share these: alone they tell nobody which one it is.
COMMON = re.compile(
    r"type|role|tabindex|target|rel|loading|decoding|lang|dir|hidden|disabled|required|readonly|checked|selected"
    r"|autocomplete|method|scope|colspan|rowspan|border|align|valign|bgcolor|frameborder|allow\w*|aria-(?!label$).*"
)
# What describes looks, carries data, or is made anew by each build.
LOOKS = re.compile(
    r"class|style|id|for|on\w+|data-.*|aria-(?:labelledby|describedby|controls|owns)|width|height|_ng.*|v-.*"
)
SIZE_BYTES = 4


def trait_of(finding: Finding) -> str:
    """Return a digest of what stays of a finding's element; empty where others may have it, too."""
    html = finding.html[:LONGEST]
    tag = START.match(html)
    if not tag:
        return ""
    # The attributes of the start tag; a ">" within a value ends them early, here as in every other report of it.
    found = {one[1].lower(): one[2] or one[3] or one[4] or "" for one in ATTRIBUTE.finditer(html.partition(">")[0])}
    kept = sorted((name, value) for name, value in found.items() if not LOOKS.fullmatch(name))
    if not finding.name and all(COMMON.fullmatch(name) or not value for name, value in kept):
        return ""
    text = "\0".join((tag[1].lower(), finding.name, *(f"{name}={value}" for name, value in kept)))
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=SIZE_BYTES).hexdigest()
