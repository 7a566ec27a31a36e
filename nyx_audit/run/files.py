"""What of that which a person names is a file; apart, since it is needed where no page is audited."""

from __future__ import annotations

from pathlib import Path


def is_path(text: str) -> bool:
    """Return whether what a person named is a file or a folder that there is, and not an address."""
    return "://" not in text and Path(text).exists()


def file_of(requested: str) -> Path | None:
    """Return the file that a page is; None for one at an address."""
    return Path(requested) if is_path(requested) and Path(requested).is_file() else None
