"""The log file: what the program notes of its own faults, with tracebacks."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nyx_audit.errors import OutputError
from nyx_audit.redact import cleared

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class _WithoutSecrets(logging.Formatter):
    """Clears a record of the secrets of the run, its traceback too."""

    def format(self, record: logging.LogRecord) -> str:
        return cleared(super().format(record))


@contextmanager
def logging_to(path: Path | None) -> Iterator[None]:
    """Write what the program logs to a file while the block runs; it is added to. Raises OutputError."""
    if path is None:
        yield
        return
    try:
        handler = logging.FileHandler(path, encoding="utf-8", errors="replace")
    except OSError as error:
        raise OutputError(f"--log {path}: cannot be written ({error.strerror})") from error
    handler.setFormatter(_WithoutSecrets(FORMAT))
    logger = logging.getLogger("nyx_audit")
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.setLevel(before)
        logger.removeHandler(handler)
        handler.close()
