"""The editor that findings on the screen lead to."""

from __future__ import annotations

import os

from nyx_audit.errors import UsageError, did_you_mean

# Terminals within an editor say so.
BY_TERMINAL = {"vscode": "vscode", "zed": "zed", "JetBrains-JediTerm": "idea"}


def editor_of(named: str | None) -> str:
    """Return the pattern of the editor that was named, else of the one that the terminal is part of, else of the file.

    Raises UsageError for a name that there is not, and for a pattern without {path} or with another word in braces.
    """
    from nyx_audit.report.links import EDITORS

    if named is None:
        told = os.environ.get("TERM_PROGRAM") or os.environ.get("TERMINAL_EMULATOR") or ""
        return EDITORS[BY_TERMINAL.get(told, "file")]
    if named in EDITORS:
        return EDITORS[named]
    try:
        filled = named.format(path="/p", line=1, column=1)
    except (KeyError, ValueError, IndexError):
        filled = ""
    if "{path}" not in named or "://" not in named or not filled:
        names = ", ".join(EDITORS)
        raise UsageError(
            f'--editor "{named}" is not an editor{did_you_mean(named, EDITORS)}; there are {names}, '
            'or a pattern such as "my-editor://open?file={path}&line={line}"'
        )
    return named
