"""Writes the man page, one for all commands, from what the command line says of itself."""

from __future__ import annotations

import importlib
import inspect
import re
import textwrap
from collections.abc import Iterable, Iterator

import click

from nyx_audit.cli import COMMANDS, cli
from nyx_audit.version import VERSION

STATUS = (
    (0, "nothing was found at or above the level that fails"),
    (1, "something was found"),
    (2, "wrong usage or configuration"),
    (3, "the audit is not complete: a page that should have been audited was not"),
    (4, "a fault of the program"),
    (5, "busy: another run holds what this one needs"),
    (130, "stopped at once"),
)
VARIABLES = (
    ("NYX_BROWSER", "The browser's executable."),
    ("NYX_HISTORY", "The history: a SQLite file or a postgresql:// address."),
    ("XDG_CACHE_HOME", "Where the program keeps what it makes of its rules."),
)
# `\b` stands before a paragraph whose lines are kept.
KEPT = "\b"
# Before hyphens are escaped.
WIDTH = 70
Named = tuple[str, click.Command]


def man_page() -> str:
    """Return the page as roff."""
    summary = inspect.cleandoc(cli.help or "").split("\n\n")[0]
    lines = [
        ".\\\" Written by tools/man.py; change the command's help, not this page.",
        f'.TH NYX\\-AUDIT 1 "" "nyx\\-audit {VERSION}" "User Commands"',
        *_section("NAME", "nyx\\-audit \\- audits government web sites for what keeps people out"),
        *_section("SYNOPSIS", *_usage(cli, "")),
        *_section("DESCRIPTION", *_text(summary), *_paragraph("The commands are:"), *_terms(COMMANDS.items())),
    ]
    for path, command in _every():
        lines += _section(_escaped(path.upper()), *_usage(command, path), *_text(command.help or ""), *_options(command, path))  # fmt: skip
    lines += _section("EXIT STATUS", *_terms((str(code), told) for code, told in STATUS))
    lines += _section("ENVIRONMENT", *_terms(VARIABLES))
    return "\n".join(lines) + "\n"


def _every() -> Iterator[Named]:
    """Each command by its words, those of groups behind them."""
    for name in COMMANDS:
        command: click.Command = getattr(importlib.import_module(f"nyx_audit.cli.{name}"), name)
        yield name, command
        if isinstance(command, click.Group):
            yield from ((f"{name} {sub_name}", sub) for sub_name, sub in command.commands.items())


def _section(title: str, *lines: str) -> list[str]:
    # A section begins a paragraph by itself.
    return [f'.SH "{title}"', *(lines[1:] if lines[:1] == (".PP",) else lines)]


def _usage(command: click.Command, path: str) -> list[str]:
    pieces = " ".join(command.collect_usage_pieces(_context(command, path)))
    return [f"\\fB{_escaped(f'nyx-audit {path}'.strip())}\\fR {_escaped(pieces)}"]


def _options(command: click.Command, path: str) -> Iterator[str]:
    context = _context(command, path)
    records = [record for one in command.get_params(context) if (record := one.get_help_record(context))]
    if records:
        yield from _paragraph("Options:")
        yield from _terms(records)


def _context(command: click.Command, path: str) -> click.Context:
    return click.Context(command, info_name=f"nyx-audit {path}".strip(), **cli.context_settings)


def _text(help_text: str) -> Iterator[str]:
    """Help as click lays it out: paragraphs, and lines that are kept."""
    for paragraph in inspect.cleandoc(help_text).split("\n\n"):
        kept, _, rest = paragraph.partition("\n")
        if kept.strip() == KEPT:
            yield from (".PP", ".nf", *map(_line, rest.split("\n")), ".fi")
        else:
            yield from _paragraph(" ".join(paragraph.split()))


def _paragraph(text: str) -> list[str]:
    return [".PP", *_lines(text)]


def _terms(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    for term, told in pairs:
        yield from (".TP", f"\\fB{_escaped(term)}\\fR", *_lines(" ".join(told.split())))


def _lines(text: str) -> list[str]:
    return [_line(line) for line in textwrap.wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)]


def _line(text: str) -> str:
    """A line of text that roff takes for none of its own requests."""
    escaped = _escaped(text)
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped


def _escaped(text: str) -> str:
    return re.sub("-", r"\\-", text.replace("\\", r"\e"))
