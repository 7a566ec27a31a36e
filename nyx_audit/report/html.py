"""The report for people: one HTML file that needs no network, and reads well with scripts off."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from nyx_audit.model import Impact
from nyx_audit.report import words
from nyx_audit.report.cards import criteria_of
from nyx_audit.report.plain import CONTROL
from nyx_audit.report.rows import gain_is_known
from nyx_audit.report.shown import shown
from nyx_audit.summary import Summary

TEMPLATES = Path(__file__).parent / "templates"


def render(summary: Summary) -> str:
    """Return the report as one HTML document."""
    style, script = _inlined("report.css"), _inlined("report.js")
    policy = "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_hash(style)}'",
            f"script-src '{_hash(script)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    template = _environment().get_template("report.html")
    text = template.render(report=shown(summary), audit=summary.audit, style=style, script=script, policy=policy)
    # Whatever a page said, the document can be written as UTF-8.
    return text.encode("utf-8", "replace").decode("utf-8")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(words=words, criteria_of=criteria_of, gain_is_known=gain_is_known, Impact=Impact)
    environment.filters.update(prose=prose, sentence=words.sentence)
    return environment


def prose(text: str) -> Markup:
    """Return text of the catalogue as HTML: what stands between backticks becomes code."""
    parts = re.split(r"`([^`]+)`", text)
    return Markup().join(
        Markup("<code>{}</code>").format(part) if place % 2 else escape(part) for place, part in enumerate(parts)
    )


def _printable(value: object) -> object:
    """Return what a template prints: text without control characters, its lines kept; all else as it is."""
    return CONTROL.sub("", value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _inlined(name: str) -> Markup:
    """Return a file of ours as it stands in the document; nothing in it may end its element."""
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    assert "</" not in text, f"{name} would end its element"
    return Markup(text)


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
