"""Where reports go: opened before the run, so that a bad path fails before the crawl and not after it."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from nyx_audit.analysis.summary import Summary
from nyx_audit.errors import OutputError
from nyx_audit.run.rendering import render

STDOUT = "-"


@dataclass(slots=True)
class Outputs:
    """The reports that were requested: a path by format, each with the file that will become it."""

    paths: Mapping[str, str]
    _waiting: dict[str, Path] = field(default_factory=dict)

    def open(self) -> None:
        """Make sure that every report can be written. Raises OutputError."""
        if sum(path == STDOUT for path in self.paths.values()) > 1:
            raise OutputError("two reports cannot both go to standard output (-)")
        files = [os.path.realpath(path) for path in self.paths.values() if path != STDOUT]
        if len(set(files)) < len(files):
            raise OutputError("two reports cannot go to the same file")
        for kind, path in self.paths.items():
            if path == STDOUT:
                continue
            target = Path(path)
            try:
                if target.is_dir():
                    raise IsADirectoryError(21, "is a folder; name a file")
                target.parent.mkdir(parents=True, exist_ok=True)
                handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
                os.close(handle)
            except OSError as error:
                raise OutputError(f"--{kind} {path}: cannot be written ({error.strerror})") from error
            self._waiting[kind] = Path(name)

    @property
    def takes_stdout(self) -> bool:
        """Whether a report goes to standard output, and nothing else may."""
        return STDOUT in self.paths.values()

    def write(self, summary: Summary) -> None:
        """Write all reports; each file is whole or as it was. Raises OutputError."""
        for kind, path in self.paths.items():
            text = render(summary, kind)
            if path == STDOUT:
                sys.stdout.write(text)
                sys.stdout.flush()
                continue
            waiting = self._waiting.pop(kind)
            try:
                waiting.write_text(text, encoding="utf-8", newline="")
                waiting.chmod(0o644)
                waiting.replace(path)
            except OSError as error:
                raise OutputError(f"--{kind} {path}: cannot be written ({error.strerror})") from error

    def close(self) -> None:
        """Remove what was opened and not written."""
        for waiting in self._waiting.values():
            waiting.unlink(missing_ok=True)
