"""Keeps texts that take long to make, in the user's folder for such things.

A text stands under the digest of all that it is made of, and its own digest stands in it: neither a stale nor a torn
one is ever used. Where nothing can be kept, it is made each time.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

# Of texts of one kind, those of so many versions of what they are made of.
KEPT = 4
# Digits of a digest.
DIGEST = 64


def cached(kind: str, parts: Sequence[str], make: Callable[[], str]) -> str:
    """Return what `make` returns, or what it returned before where these very parts were kept.

    `parts` are all that the text is made of, the program's own version of it among them. Raises only what `make` does.
    """
    found = recall(kind, parts)
    if found is not None:
        return found
    made = make()
    keep(kind, parts, made)
    return made


def recall(kind: str, parts: Sequence[str]) -> str | None:
    """Return the text that was kept under these very parts, or None."""
    path = _path(kind, parts)
    return _read(path) if path else None


def keep(kind: str, parts: Sequence[str], text: str) -> None:
    """Keep a text, where that can be done."""
    path = _path(kind, parts)
    # A full disk, a home that nobody may write to, a file in the way: the next run makes it again.
    with suppress(OSError, UnicodeError):
        if path:
            _write(path, text)
            _drop_old(path.parent, kind)


def _path(kind: str, parts: Sequence[str]) -> Path | None:
    folder = _folder()
    return folder / f"{kind}-{_digest(parts)}" if folder else None


def _folder() -> Path | None:
    """Return the user's folder, None where there is none: a container's user may have no home."""
    fallback = "~/AppData/Local" if sys.platform == "win32" else "~/.cache"
    # The base directory specification: what is not absolute is to be ignored.
    stated = os.environ.get("XDG_CACHE_HOME", "")
    folder = Path(stated if Path(stated).is_absolute() else os.path.expanduser(fallback))  # noqa: PTH111
    return folder / "nyx-audit" if folder.is_absolute() else None


def _digest(parts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        # With its length before it, no part can be taken for the end of another.
        digest.update(b"%d " % len(data))
        digest.update(data)
    return digest.hexdigest()


def _read(path: Path) -> str | None:
    try:
        if not _is_own(path):
            return None
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    kept = text[DIGEST:]
    return kept if text[:DIGEST] == _digest([kept]) else None


def _is_own(path: Path) -> bool:
    """Whether nobody else wrote the file: what stands in it runs in pages."""
    return not hasattr(os, "geteuid") or path.stat().st_uid == os.geteuid()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write((_digest([text]) + text).encode())
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def _drop_old(folder: Path, kind: str) -> None:
    found = sorted(folder.glob(f"{kind}-*"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in found[KEPT:]:
        path.unlink(missing_ok=True)
