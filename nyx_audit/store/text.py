"""Values fit for a database: text without what databases refuse, JSON, times, digests."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any

# PostgreSQL refuses NUL, and no database takes half of a surrogate pair.
UNSAFE = re.compile("[\x00\ud800-\udfff]")


def safe(text: str) -> str:
    """Return text that every database takes; what it refuses becomes the replacement character."""
    return UNSAFE.sub("\ufffd", text)


def to_json(value: Any) -> str:
    """Return compact JSON of plain values, with safe text."""
    return json.dumps(_safe_all(value), ensure_ascii=False, separators=(",", ":"))


def digest_of(*texts: str) -> bytes:
    """Return what names the content of safe texts: 16 bytes, different where any text is."""
    found = blake2b(digest_size=16)
    for text in texts:
        part = text.encode()
        found.update(b"%d:" % len(part))
        found.update(part)
    return found.digest()


def digest_of_bytes(data: bytes) -> bytes:
    """Return what names the content of some bytes: 16 bytes."""
    return blake2b(data, digest_size=16).digest()


def to_time(when: datetime) -> str:
    """Return a time as text that sorts."""
    return when.astimezone(UTC).isoformat(timespec="microseconds")


def from_time(text: str) -> datetime:
    """Return the time of `to_time`."""
    return datetime.fromisoformat(text)


def _safe_all(value: Any) -> Any:
    if isinstance(value, str):
        return safe(value)
    if isinstance(value, dict):
        return {safe(str(key)): _safe_all(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_safe_all(one) for one in value]
    return value
