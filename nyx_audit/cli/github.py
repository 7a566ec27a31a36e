"""What a command does where it runs in GitHub Actions: annotations beside the code, and a summary of the job."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nyx_audit.cli.console import losing_only_words

if TYPE_CHECKING:
    from nyx_audit.analysis.summary import Summary

# GitHub takes a summary of this size from a step.
MOST_BYTES = 1_000_000


def in_actions() -> bool:
    """Return whether this is a step of a workflow."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


@contextmanager
def untrusted(*, to_stderr: bool) -> Iterator[None]:
    """Have GitHub take nothing that the block writes for a command: it may hold text of pages."""
    if not in_actions():
        yield
        return
    token = secrets.token_hex(16)
    with losing_only_words():
        click.echo(f"::stop-commands::{token}", err=to_stderr)
    try:
        yield
    finally:
        with losing_only_words():
            click.echo(f"::{token}::", err=to_stderr)


def without_commands(line: str) -> str:
    """Return a line that GitHub takes for none of its commands."""
    return line.replace("##[", "## [") if in_actions() else line


def tell_github(summary: Summary, *, to_stderr: bool) -> None:
    """Write annotations, and add to the summary of the job, where this is a step of a workflow."""
    if in_actions():
        from nyx_audit.report.annotations import annotations_of

        with losing_only_words():
            for line in annotations_of(summary):
                click.echo(line, err=to_stderr)
    if path := os.environ.get("GITHUB_STEP_SUMMARY"):
        _add_summary(summary, Path(path))


def _add_summary(summary: Summary, path: Path) -> None:
    from nyx_audit.report.job_summary import job_summary

    data = job_summary(summary).encode("utf-8", "replace")
    try:
        with path.open("ab") as file:
            if file.tell() + len(data) <= MOST_BYTES:
                file.write(data)
    except OSError as error:
        click.echo(f"nyx-audit: GITHUB_STEP_SUMMARY: cannot be written ({error.strerror or error})", err=True)
