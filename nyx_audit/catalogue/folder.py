"""Where rules stand, and how their files are called; nothing is read."""

from __future__ import annotations

from pathlib import Path

from nyx_audit.errors import InputError

# Files of the packaged folder that are not rules.
NOT_RULES = ("ruleset.yaml", "law.yaml", "techniques.yaml")


def packaged_folder() -> Path:
    """Return the folder of the rules that ship with the program; in a checkout, the one at its root."""
    package = Path(__file__).parents[1]
    inside = package / "rules"
    return inside if inside.is_dir() else package.parent / "rules"


def rule_files(folder: Path) -> list[Path]:
    """Return the files of a folder of rules, in their order. Raises InputError where it is not a folder."""
    if not folder.is_dir():
        raise InputError(folder, "is not a folder of rules")
    return [path for path in sorted(folder.rglob("*.yaml")) if path.name not in NOT_RULES]
