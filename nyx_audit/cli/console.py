"""The streams of the command line: what a console cannot show, or does not take, must not cost the run."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

STANDARD = 3


class _Forgiving(io.FileIO):
    """A stream whose words are lost where they cannot be written: the console is gone, or its disk is full."""

    def write(self, data: ReadableBuffer, /) -> int:
        try:
            return super().write(data)
        except OSError:
            return memoryview(data).nbytes


def prepare() -> None:
    """Show what the console's encoding lacks as question marks, and let messages be lost rather than the run."""
    _reserve()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    if isinstance(sys.stderr, io.TextIOWrapper):
        raw = _Forgiving(sys.stderr.fileno(), "w", closefd=False)
        sys.stderr = io.TextIOWrapper(
            io.BufferedWriter(raw), sys.stderr.encoding, errors="replace", line_buffering=True, write_through=True
        )


@contextmanager
def losing_only_words() -> Iterator[None]:
    """Let what the block shows on standard output be lost where nobody reads it."""
    try:
        yield
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        drop_stdout()
    except SystemExit:
        # This is how rich leaves a pipe that nobody reads.
        drop_stdout()


def drop_stdout() -> None:
    """Let what waits to be written on standard output go nowhere; at its end, Python would fail on it once more."""
    if sys.stdout is not None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _reserve() -> None:
    """Fill the places of closed standard streams: else, the next file that is opened would stand for one."""
    while True:
        opened = os.open(os.devnull, os.O_RDWR)
        if opened >= STANDARD:
            os.close(opened)
            return
