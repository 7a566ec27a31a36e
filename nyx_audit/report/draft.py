"""Drafts that a person finishes: parts of plain text with blanks, as Markdown or HTML. Pure.

Text of pages cannot format, link or draw, in neither form.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from nyx_audit.report.documents import environment, inlined, policy, writable
from nyx_audit.report.markdown import escaped
from nyx_audit.report.plain import clean

NOTE = "Draft for a person to finish. It was made from an automated audit and claims no conformance."
HOW = "Fill in what is in brackets, check every sentence, and delete this note before you publish it."


@dataclass(frozen=True, slots=True)
class Blank:
    """Something that only a person can fill in."""

    what: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a source."""

    text: str
    url: str


Piece = str | Blank | Link
Sentence = Sequence[Piece] | str


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with its paragraphs, and the items of a list below them."""

    heading: str
    paragraphs: tuple[Sentence, ...] = ()
    items: tuple[Sentence, ...] = ()
    after: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole draft."""

    title: str
    parts: tuple[Part, ...]


def to_markdown(draft: Draft) -> str:
    """Return a draft as Markdown."""
    lines = [f"# {escaped(draft.title)}", "", f"> **{NOTE}** {HOW}", ""]
    for part in draft.parts:
        lines += [f"## {escaped(part.heading)}", ""]
        for paragraph in part.paragraphs:
            lines += [_markdown(paragraph), ""]
        if part.items:
            lines += [*(f"- {_markdown(item)}" for item in part.items), ""]
        for paragraph in part.after:
            lines += [_markdown(paragraph), ""]
    return writable("\n".join(lines).rstrip() + "\n")


def to_html(draft: Draft) -> str:
    """Return a draft as one HTML document."""
    style = inlined("report.css", "draft.css")
    text = (
        environment()
        .get_template("draft.html")
        .render(draft=draft, note=NOTE, how=HOW, said=_html, style=style, policy=policy(style))
    )
    return writable(text)


def _markdown(sentence: Sentence) -> str:
    return "".join(_markdown_piece(piece) for piece in _pieces(sentence))


def _markdown_piece(piece: Piece) -> str:
    if isinstance(piece, Blank):
        return f"**\\[{escaped(piece.what)}\\]**"
    if isinstance(piece, Link):
        return f"[{escaped(piece.text)}](<{piece.url}>)"
    return escaped(piece, 2000)


def _html(sentence: Sentence) -> Markup:
    return Markup().join(_html_piece(piece) for piece in _pieces(sentence))


def _html_piece(piece: Piece) -> Markup:
    if isinstance(piece, Blank):
        return Markup("<mark>[{}]</mark>").format(clean(piece.what))
    if isinstance(piece, Link):
        return Markup('<a href="{}" rel="noreferrer">{}</a>').format(piece.url, clean(piece.text))
    return escape(clean(piece))


def _pieces(sentence: Sentence) -> Sequence[Piece]:
    return [sentence] if isinstance(sentence, str) else sentence
