"""Decodes a body while it arrives, in pieces of bounded size: a megabyte of gzip may stand for a gigabyte. Pure."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

PIECE = 65_536
# What a client may offer: only what is decoded here, within bounds.
ACCEPTED = "gzip, deflate"
GZIP = b"\x1f\x8b"


class BodyError(Exception):
    """A body that cannot be decoded; the message says why."""


class Decoder:
    """Undoes one Content-Encoding. Raises BodyError for one that was not offered."""

    def __init__(self, coding: str) -> None:
        self._coding = coding.strip().lower().removeprefix("x-")
        if self._coding not in ("", "identity", "gzip", "deflate"):
            raise BodyError(f"it is compressed in a way that was not offered ({coding[:40]})")
        self._is_plain = self._coding in ("", "identity")
        self._inflate: zlib._Decompress | None = None
        self._held = b""

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """Yield what this part of the body decodes to, at most `PIECE` bytes at a time. Raises BodyError."""
        if not self._is_plain and self._inflate is None:
            data, self._held = self._held + data, b""
            if len(data) < len(GZIP):
                self._held = data
                return
            self._begin(data)
        if self._inflate is None:
            yield from (data[at : at + PIECE] for at in range(0, len(data), PIECE))
            return
        yield from _inflated(self._inflate, data)

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing of what was decompressed."""
        return self._is_plain or (self._inflate is not None and self._inflate.eof)

    def _begin(self, data: bytes) -> None:
        """Choose how to decompress, by the first bytes: what servers say of them is not always so."""
        if self._coding == "gzip":
            # A file that is sent as it is, and only called compressed, is read as it is.
            self._is_plain = not data.startswith(GZIP)
            self._inflate = None if self._is_plain else zlib.decompressobj(zlib.MAX_WBITS | 16)
            return
        has_header = data[0] & 0x0F == zlib.DEFLATED and int.from_bytes(data[:2], "big") % 31 == 0
        self._inflate = zlib.decompressobj(zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS)


def _inflated(inflate: zlib._Decompress, data: bytes) -> Iterator[bytes]:
    while not inflate.eof:
        try:
            piece = inflate.decompress(data, PIECE)
        except zlib.error as error:
            raise BodyError(f"its compression is broken ({error})") from error
        if piece:
            yield piece
        data = inflate.unconsumed_tail
        if not data and len(piece) < PIECE:
            return
