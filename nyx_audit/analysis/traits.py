"""What stays of an element when only its place and its looks change: tag, name, and the attributes that mean something.

A fingerprint holds the classes and the way to an element, so a new layout changes all of them at once. Pure.
"""

from __future__ import annotations

import hashlib
import re

from nyx_audit.analysis.start_tags import start_tag_of
from nyx_audit.model.page import Finding

LONGEST = 2000
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
    tag = start_tag_of(finding.html[:LONGEST])
    if tag is None:
        return ""
    kept = sorted((name, value) for name, value in tag.attributes.items() if not LOOKS.fullmatch(name))
    if not finding.name and all(COMMON.fullmatch(name) or not value for name, value in kept):
        return ""
    text = "\0".join((tag.name, finding.name, *(f"{name}={value}" for name, value in kept)))
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=SIZE_BYTES).hexdigest()
