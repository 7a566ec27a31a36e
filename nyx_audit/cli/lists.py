"""Lists of addresses, as people and their editors save them."""

from __future__ import annotations

import codecs
import sys
from pathlib import Path

from nyx_audit.errors import InputError


def read_list(path: str) -> list[str]:
    """Return the addresses of a list, one a line, of standard input for `-`.

    A `#` that begins a line or follows a space starts a comment. Raises InputError for what cannot be read.
    """
    try:
        data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
        text = data.decode(_encoding(data))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            path, f"cannot be read ({getattr(error, 'strerror', None) or 'it is not in UTF-8'})"
        ) from error
    lines = (line.split(" #")[0].strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _encoding(data: bytes) -> str:
    """Return how a list was saved: editors of Windows mark UTF-8, and write UTF-16 with a mark or without."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" in data[:2]:
        return "utf-16-be" if data.startswith(b"\0") else "utf-16-le"
    return "utf-8-sig"


MAX_PAGE = 20_000_000


def read_page() -> bytes:
    """Return the page that comes by standard input. Raises InputError where it is empty or too large."""
    data = sys.stdin.buffer.read(MAX_PAGE + 1)
    if not data.strip():
        raise InputError("standard input", "is empty; send a page, such as: cat page.html | nyx-audit check -")
    if len(data) > MAX_PAGE:
        raise InputError(
            "standard input", f"is larger than {MAX_PAGE // 1_000_000} MB; save the page and name its file"
        )
    return data
