"""What stops people, in words. Pure."""

from __future__ import annotations

from collections.abc import Collection

from nyx_audit.score.ruleset import Blocker


def measured_by(blocker: Blocker, rules: Collection[str]) -> str:
    """Return what says in an audit of these rules whether a blocker is there: 'measured by label, select-name'."""
    known = [rule for rule in blocker.rules if rule in rules]
    if known:
        return f"measured by {', '.join(known)}"
    if blocker.reasons:
        return "measured by what each address answers"
    return "not measured in this audit" if blocker.rules else "not measured yet"
