"""Runs the program as its users do."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.schemas import STRICT_REPORT, problems


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    status: int
    out: str
    err: str

    @property
    def last_line(self) -> str:
        return self.err.strip().splitlines()[-1] if self.err.strip() else ""

    @property
    def report(self) -> dict[str, Any]:
        """The JSON that went to standard output; a report has no key that its schema does not describe."""
        found: dict[str, Any] = json.loads(self.out)
        if "schema_version" in found:
            assert problems(STRICT_REPORT, found) == []
        return found


def environment(**more: str) -> dict[str, str]:
    """The environment of a command: no terminal's width or colours of this one."""
    other = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY")
    kept = {name: value for name, value in os.environ.items() if name not in other}
    return {**kept, "COLUMNS": "80", **more}


def nyx(*arguments: str, cwd: Path | None = None, stdin: str | None = None, **env: str) -> Ran:
    """Run `nyx-audit` with these arguments and return what it did."""
    command = [sys.executable, "-m", "nyx_audit", *arguments]
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, cwd=cwd, input=stdin, env=environment(**env), timeout=300
    )
    return Ran(done.returncode, done.stdout, done.stderr)
