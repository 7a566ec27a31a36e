"""Text of untrusted pages, made fit for terminals, files and spreadsheets."""

from __future__ import annotations

import re
import unicodedata

from nyx_audit.net.addresses import without_userinfo

# Control characters, and those that turn the direction of what follows.
CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2028\u2029\u2060-\u2069\ufeff\ufff9-\ufffb]"
)


def clean(text: str, limit: int = 2000) -> str:
    """Return text without control characters, lone surrogates and passwords in addresses, cut with an ellipsis.

    Line ends become spaces.
    """
    text = text.encode("utf-8", "replace").decode("utf-8")
    text = without_userinfo(CONTROL.sub("", text.replace("\n", " ").replace("\r", " ").replace("\t", " ")))
    return text if len(text) <= limit else text[: limit - 1] + "…"


def spreadsheet_cell(text: str) -> str:
    """Return text that a spreadsheet does not run: what begins like a formula gets an apostrophe before it."""
    text = clean(text, 32_000)
    return "'" + text if text.lstrip()[:1] in ("=", "+", "-", "@") else text


def file_name(text: str) -> str:
    """Return a safe file name made from untrusted text."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text.lower()).strip("-")[:60] or "page"
