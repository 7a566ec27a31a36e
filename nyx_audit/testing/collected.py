"""What the checks of a session found together, as a baseline."""

from __future__ import annotations

from pathlib import Path

from nyx_audit.analysis.baseline import baseline_of
from nyx_audit.analysis.baseline_upkeep import joined, updated
from nyx_audit.config.baseline_file import baseline_text, load_baseline
from nyx_audit.model.audit import Audit
from nyx_audit.model.baseline import Baseline


class Collected:
    """A page may be checked in several states: what any of them showed is there."""

    def __init__(self) -> None:
        self._found: Baseline | None = None

    def add(self, audit: Audit) -> None:
        """Add what one check found."""
        one = baseline_of(audit, "pytest")
        self._found = joined(self._found, one) if self._found else one

    def write(self, path: Path) -> None:
        """Bring the file up to what was found; nothing is written where nothing was checked."""
        if self._found is None:
            return
        old = load_baseline(path) if path.exists() else Baseline(path.name)
        path.write_text(baseline_text(updated(old, self._found, prune=False)), encoding="utf-8")
