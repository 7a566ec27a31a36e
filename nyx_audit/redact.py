"""The secret values of the run, and texts without them. Whatever leaves the program is cleared of them first.

They are those of the process, not of a configuration: a log line or a traceback does not know whose run it is of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar
from urllib.parse import quote

T = TypeVar("T")
# Stands where a secret was. No browser leaves this sign as it is in an address that it resolved.
MARK = "…"
# A shorter one is part of many words: it is hidden only where it stands alone.
SHORT = 6
ENDS = re.compile(rf"{MARK}|\.\.\.|$")

_known: set[str] = set()


def keep_secret(*values: str) -> None:
    """Have every text cleared of these values from now on."""
    new = {value.strip() for value in values} - {""} - _known
    if new:
        _known.update(new)
        _pattern.cache_clear()


def forget_secrets() -> None:
    """Know no secrets any more."""
    _known.clear()
    _pattern.cache_clear()


def cleared(text: str) -> str:
    """Return a text without the secrets of the run, however they are encoded in it, also where one is cut off."""
    if not _known or not text:
        return text
    return _without_beginnings(_pattern().sub(MARK, text))


def cleared_record(record: T) -> T:
    """Return a record with all texts in it cleared: dataclasses, mappings and sequences are looked into."""
    return _cleared(record) if _known else record


def _cleared(value: Any) -> Any:
    match value:
        case str():
            # An enumeration is a text, too; what is the same stays the very object.
            shown = cleared(value)
            return value if shown == value else shown
        case bytes() | int() | float() | None:
            return value
        case Mapping():
            return {_cleared(key): _cleared(one) for key, one in value.items()}
        case list() | set() | frozenset():
            return type(value)(_cleared(one) for one in value)
        case tuple():
            return tuple(_cleared(one) for one in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    found = {one.name: getattr(value, one.name) for one in fields(value) if one.init}
    changed = {name: new for name, one in found.items() if (new := _cleared(one)) is not one and new != one}
    return replace(value, **changed) if changed else value


@cache
def _pattern() -> re.Pattern[str]:
    """All secrets, the longest first: one may be a part of another."""
    return re.compile("|".join(_spelled(one) for one in sorted(_known, key=len, reverse=True)))


def _spelled(secret: str) -> str:
    """Return a pattern of a secret in plain text, addresses, HTML, JSON, selectors and any mix of them."""
    spelled = "".join(_sign(one) for one in secret)
    return spelled if len(secret) >= SHORT else rf"(?<!\w){spelled}(?!\w)"


@cache
def _sign(sign: str) -> str:
    encoded = quote(sign.encode("utf-8", "surrogatepass"), safe="")
    percent = encoded if len(encoded) > 1 else "".join(f"%{byte:02X}" for byte in sign.encode())
    ways = [rf"\\?{re.escape(sign)}", f"(?i:{percent})", rf"(?i:\\u{ord(sign):04x})"]
    if sign.isspace():
        ways += [r"\+", r"\s+"]
    if not sign.isalnum():
        ways += [f"&#0*{ord(sign)};", f"(?i:&#x0*{ord(sign):x};)", *_entities(sign)]
    return f"(?:{'|'.join(ways)})"


def _entities(sign: str) -> Iterable[str]:
    names = {"&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "apos"}
    return [f"&{names[sign]};"] if sign in names else ()


def _without_beginnings(text: str) -> str:
    """A text that was cut off, at its end or before what says so, may end in the beginning of a secret."""
    longest = max(map(len, _known))
    pieces, at = [], 0
    for end in ENDS.finditer(text):
        piece = text[at : end.start()]
        tail = piece[-longest:]
        cut = max((_overlap(tail, secret) for secret in _known), default=0)
        pieces += [piece[: len(piece) - cut] + MARK if cut else piece, end[0]]
        at = end.end()
    return "".join(pieces)


def _overlap(tail: str, secret: str) -> int:
    """Return how many signs at the end of a text are the beginning of a secret, 0 where it is too few to tell."""
    for size in range(min(len(tail), len(secret)), SHORT - 1, -1):
        if tail.endswith(secret[:size]):
            return size
    return 0
