"""What our HTML documents have in common: one file, no network, a policy that allows nothing but its own style."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from nyx_audit.report.plain import CONTROL

TEMPLATES = Path(__file__).parent / "templates"


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return the templates' environment: everything is escaped, nothing undefined passes."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(prose=prose)
    return made


def policy(style: str, script: str = "") -> str:
    """Return the document's content security policy."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_hash(style)}'",
            *([f"script-src '{_hash(script)}'"] if script else []),
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def inlined(*names: str) -> Markup:
    """Return files of ours as they stand in a document; nothing in them may end their element."""
    text = "\n".join((TEMPLATES / name).read_text(encoding="utf-8") for name in names)
    assert "</" not in text, f"{names} would end its element"
    return Markup(text)


def writable(text: str) -> str:
    """Return a document that can be written as UTF-8, whatever a page said."""
    return text.encode("utf-8", "replace").decode("utf-8")


def prose(text: str) -> Markup:
    """Return text of the catalogue as HTML: what stands between backticks becomes code."""
    parts = re.split(r"`([^`]+)`", text)
    return Markup().join(
        Markup("<code>{}</code>").format(part) if place % 2 else escape(part) for place, part in enumerate(parts)
    )


def _printable(value: object) -> object:
    """Return what a template prints: text without control characters, its lines kept; all else as it is."""
    return CONTROL.sub("", value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
