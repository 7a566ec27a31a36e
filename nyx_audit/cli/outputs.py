"""Where reports go: tried before the run, so that a bad path fails before the crawl and not after it."""

from __future__ import annotations

import os
import sys
import tempfile
import webbrowser
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from nyx_audit.cli.console import drop_stdout
from nyx_audit.cli.editors import editor_of
from nyx_audit.errors import OutputError
from nyx_audit.run.rendering import parts

if TYPE_CHECKING:
    from nyx_audit.analysis.summary import Summary
    from nyx_audit.report.fixes import Screen

STDOUT = "-"


@dataclass(frozen=True, slots=True)
class Outputs:
    """The reports that were requested: a path by format; whether the screen shows everything, and a browser the HTML.

    `editor` is what findings on the screen lead to.
    """

    paths: Mapping[str, str]
    everything: bool = False
    opened: bool = False
    editor: str | None = None

    def check(self) -> None:
        """Make sure that every report can be written; nothing is left beside it. Raises OutputError."""
        editor_of(self.editor)
        if sum(path == STDOUT for path in self.paths.values()) > 1:
            raise OutputError("two reports cannot both go to standard output (-)")
        if self.opened and self.paths["html"] == STDOUT:
            raise OutputError("--open: an HTML report on standard output (-) cannot be opened; name a file")
        files = [os.path.realpath(path) for path in self.paths.values() if path != STDOUT]
        if len(set(files)) < len(files):
            raise OutputError("two reports cannot go to the same file")
        for kind, path in self.paths.items():
            try:
                _try(path)
            except OSError as error:
                raise _problem(kind, path, error) from error

    @property
    def screen(self) -> Screen:
        """How the summary is shown on the screen."""
        from nyx_audit.report.fixes import Screen

        return Screen(everything=self.everything, editor=editor_of(self.editor), folder=Path.cwd().as_posix())

    @property
    def takes_stdout(self) -> bool:
        """Whether a report goes to standard output, and nothing else may."""
        return STDOUT in self.paths.values()

    def write(self, summary: Summary) -> list[OutputError]:
        """Write all reports, and return why some could not be written.

        Each file is whole or as it was. What cannot be made for a fault of the program is raised when the others are
        written.
        """
        problems, faults = [], []
        # A program that reads standard output may end at any time.
        for kind, path in sorted(self.paths.items(), key=lambda report: report[1] == STDOUT):
            try:
                _write(path, (part.encode("utf-8", "replace") for part in parts(summary, kind)))
            except OSError as error:
                problems.append(_problem(kind, path, error))
            except Exception as fault:
                faults.append(fault)
        if faults:
            raise faults[0]
        return problems

    def open(self) -> str:
        """Show the HTML report in the person's browser where that was requested; return what went wrong, in words."""
        if not self.opened:
            return ""
        path = Path(self.paths["html"]).resolve()
        is_shown = path.exists() and webbrowser.open(path.as_uri())
        return "" if is_shown else f"no browser was found to show {path}; BROWSER can name one"


def write_text(path: Path, text: str) -> None:
    """Write a file whole, or leave it as it was. Raises OutputError."""
    try:
        _write(str(path), [text.encode("utf-8", "replace")])
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror or error})") from error


def _problem(kind: str, path: str, error: OSError) -> OutputError:
    return OutputError(f"--{kind} {path}: cannot be written ({error.strerror or error})")


def _try(path: str) -> None:
    """Raises OSError where a report could not be written there."""
    if path == STDOUT:
        if sys.stdout is None:
            raise OSError("standard output is closed")
        return
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise IsADirectoryError(21, "is a folder; name a file")
    if _is_device(target):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    # Such a file has no name, or loses it at once: a kill leaves nothing.
    with tempfile.TemporaryFile(dir=target.parent):
        return


def _write(path: str, data: Iterable[bytes]) -> None:
    """Write a report. Raises OSError."""
    if path == STDOUT:
        return _write_out(data)
    target = Path(os.path.realpath(path))
    if _is_device(target):
        with target.open("wb") as device:
            device.writelines(data)
        return None
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:50]}.")
    waiting = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(data)
        waiting.chmod(0o644)
        waiting.replace(target)
    finally:
        waiting.unlink(missing_ok=True)
    return None


def _write_out(data: Iterable[bytes]) -> None:
    """Write to standard output what a file would hold, whatever the console's encoding is. Raises OSError."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.writelines(data)
        sys.stdout.buffer.flush()
    except OSError:
        drop_stdout()
        raise


def _is_device(path: Path) -> bool:
    """Whether there is something that is written to and not replaced: a device, a pipe."""
    return path.exists() and not path.is_file()
