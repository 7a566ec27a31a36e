"""Which rules a change touches, so that the quick lane runs their examples and no others."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

from nyx_audit.checks import CHECKS, SITE_CHECKS
from nyx_audit.model.rule import Rule

ROOT = Path(__file__).parents[2]
CHECKS_FOLDER = "nyx_audit/checks/"


def changed_files(base: str = "main") -> frozenset[str]:
    """The files that differ from where this branch left the base, in commits, in the working tree and new ones."""
    since = _git("merge-base", base, "HEAD") or ["HEAD"]
    return frozenset((*_git("diff", "--name-only", since[0]), *_git("ls-files", "--others", "--exclude-standard")))


def touched(rules: Iterable[Rule], files: Iterable[str]) -> frozenset[str]:
    """The rules whose own files, or whose check's module, are among the files."""
    stems = {Path(file).stem for file in files if file.startswith("rules/")}
    modules = {file.removesuffix(".py").replace("/", ".") for file in files if file.startswith(CHECKS_FOLDER)}
    return frozenset(rule.id for rule in rules if rule.id in stems or _module(rule) in modules)


def _module(rule: Rule) -> str:
    return (CHECKS.get(rule.check) or SITE_CHECKS[rule.check]).judge.__module__


def _git(*words: str) -> list[str]:
    done = subprocess.run(["git", *words], check=False, cwd=ROOT, capture_output=True, text=True)
    return done.stdout.split() if done.returncode == 0 else []
