"""What the outcomes of a page hang on beside the page itself: under other conditions, no page is carried over."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import nyx_audit
from nyx_audit.config.sites import SiteConfig
from nyx_audit.model.audit import Tool
from nyx_audit.run.setup import Setup

SIZE_BYTES = 16


def conditions_of(setup: Setup, tool: Tool, sites: Sequence[SiteConfig]) -> dict[str, bytes]:
    """Return a digest of the conditions for each site, by its id."""
    shared = (_program(), repr(tool), repr(setup.rules), repr(setup.catalogue.in_page), repr(setup.options.probes))
    axe = setup.options.axe.read_bytes() if setup.options.axe else b""
    return {
        one.site.id: _digest(*shared, one.starts[0], repr(one.scope.has_routes), repr(one.access), axe) for one in sites
    }


@cache
def _program() -> bytes:
    """Return a digest of the program's own files: its version stays the same from one release to the next."""
    files = sorted(file for file in Path(nyx_audit.__file__).parent.rglob("*") if file.suffix in (".py", ".js"))
    return _digest(*(file.read_bytes() for file in files))


def _digest(*parts: str | bytes) -> bytes:
    return hashlib.blake2b(b"".join(_framed(parts)), digest_size=SIZE_BYTES).digest()


def _framed(parts: Sequence[str | bytes]) -> Iterator[bytes]:
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        yield b"%d:" % len(data) + data
