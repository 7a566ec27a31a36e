"""Generated pages of any number of elements, a kind each: what grows faster than its page shows on one of them. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from nyx_audit.examples.server import page

# As deep as pages nest without a parser's help: beyond 512, browsers flatten.
DEPTH = 20


@dataclass(frozen=True, slots=True)
class Kind:
    """`unit` writes the number-th part of a page; `elements` are in each."""

    elements: int
    unit: Callable[[int], str]
    wrap: str = "{}"

    def body(self, elements: int) -> str:
        """Return the content of a page of about so many elements."""
        parts: Iterable[str] = (self.unit(number) for number in range(elements // self.elements))
        return self.wrap.format("".join(parts))

    def page(self, elements: int) -> str:
        """Return a page of about so many elements."""
        return page(f"<main><h1>A large page</h1>{self.body(elements)}</main>")


def _nested(number: int) -> str:
    return f"{'<div>' * DEPTH}Words {number}{'</div>' * DEPTH}"


def _field(number: int) -> str:
    name = f'<label for="field-{number}">Question {number}</label>'
    return f'<p>{name}<input id="field-{number}" name="field-{number}" autocomplete="off"></p>'


def _radio(number: int) -> str:
    return f'<label><input type="radio" name="choice-{number // 10}" value="{number}">Choice {number}</label>'


def _described(number: int) -> str:
    words = f'<span id="words-{number}">Words {number}</span><span id="more-{number}">More</span>'
    return f'<div role="group" aria-labelledby="words-{number} more-{number}">{words}</div>'


def _section(number: int) -> str:
    return f'<section aria-label="Part {number}"><h{2 + number % 3}>Part {number}</h{2 + number % 3}><p>Words.</p></section>'


def _pale(number: int) -> str:
    return f'<p class="pale">Pale words {number} with <a href="#pale-{number}">a link</a> in them</p>'


def _over(number: int) -> str:
    return f'<div style="position:relative;height:30px"><b>Words {number}</b><span class="over">over them</span></div>'


STYLE = "<style>.pale {{color: #999}} .over {{position: absolute; left: 0; top: 0}}</style>{}"
KINDS: Mapping[str, Kind] = {
    "links": Kind(2, lambda n: f'<li><a href="/page/{n}">Page {n}</a></li>', "<ul>{}</ul>"),
    "same-links": Kind(2, lambda n: f'<li><a href="/page/{n}">Read more</a></li>', "<ul>{}</ul>"),
    "anchors": Kind(2, lambda n: f'<p id="place-{n}"><a href="#place-{n}">To place {n}</a></p>'),
    "cells": Kind(6, lambda n: "<tr>" + f"<td>Cell {n}</td>" * 5 + "</tr>", "<table><tbody>{}</tbody></table>"),
    "tables": Kind(6, lambda n: f"<table><tr><th>Name {n}</th><th>Sum</th></tr><tr><td>{n}</td></tr></table>"),
    "items": Kind(1, lambda n: f"<li>Item {n}</li>", "<ul>{}</ul>"),
    "nested": Kind(DEPTH, _nested),
    "inline": Kind(3, lambda n: f"<span>Word <b>{n}</b></span><br>"),
    "fields": Kind(3, _field, "<form>{}<button>Send</button></form>"),
    "radios": Kind(2, _radio, "<form><fieldset><legend>Choose</legend>{}</fieldset></form>"),
    "buttons": Kind(1, lambda n: f"<button>Open {n}</button>"),
    "headings": Kind(2, lambda n: f"<h{2 + n % 4}>Topic {n}</h{2 + n % 4}><p>Words about topic {n}.</p>"),
    "sections": Kind(3, _section),
    "ids": Kind(3, _described),
    "pictures": Kind(1, lambda n: f'<img alt="Picture {n}" width="9" height="9" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'),
    "paragraphs": Kind(1, lambda n: f"<p>This is sentence {n} of many. It says little that others do not say.</p>"),
    "pale": Kind(2, _pale, STYLE),
    "over": Kind(3, _over, STYLE),
    "unnamed": Kind(3, lambda n: f'<p><a href="/{n}"></a><input name="n{n}"></p>'),
}  # fmt: skip
