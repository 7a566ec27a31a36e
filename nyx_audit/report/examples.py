"""The wrong and the right code of a rule, beside each other: what differs between two of its examples. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import product

from nyx_audit.model.outcome import Outcome
from nyx_audit.model.rule import Answer, Example, Rule

MOST_LINES = 20
WORDS = {
    Outcome.FAILED: "Wrong",
    Outcome.CANT_TELL: "For a person to judge",
    Outcome.PASSED: "Right",
    Outcome.INAPPLICABLE: "Right",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One side: the outcome, its example's title, and its text, which is markup where `is_html`.

    The text is empty where only the title can say what differs: a PDF, what the host answered, a measured load.
    """

    outcome: Outcome
    title: str
    text: str
    is_html: bool

    @property
    def word(self) -> str:
        """What the side is called."""
        return WORDS[self.outcome]


def pair_of(rule: Rule) -> tuple[Shown, Shown] | None:
    """Return a wrong and a right example, of which each shows where they differ; None where the rule has only one side.

    Where a rule never fails, the wrong one is what a person must judge; where it never passes, the right one is what it
    leaves alone.
    """
    wrong = _of(rule, Outcome.FAILED) or _of(rule, Outcome.CANT_TELL)
    right = _of(rule, Outcome.PASSED) or _of(rule, Outcome.INAPPLICABLE)
    if not wrong or not right:
        return None
    # Two that differ in their own markup say most; the first of each kind come first.
    pairs = sorted(product(wrong, right), key=lambda pair: pair[0].html.strip() == pair[1].html.strip())
    one, other = pairs[0]
    return _shown(one, other), _shown(other, one)


def _of(rule: Rule, outcome: Outcome) -> list[Example]:
    return [one for one in rule.examples if one.outcome is outcome]


def _shown(example: Example, other: Example) -> Shown:
    if example.html.strip() != other.html.strip():
        return Shown(example.outcome, example.title, _cut(example.html), is_html=True)
    own, others = _beside(example), _beside(other)
    parts = [f"{name}: {text}" for name, text in own.items() if others.get(name) != text]
    return Shown(example.outcome, example.title, _cut("\n\n".join(parts)), is_html=False)


def _beside(example: Example) -> dict[str, str]:
    """What a page's host answers elsewhere, and what is stated of its site: by path, by key."""
    settings = {
        f"sites.yaml, {name}": json.dumps(value, ensure_ascii=False) for name, value in example.settings.items()
    }
    return {path: _answer(answer) for path, answer in example.others.items() if not answer.base64} | settings


def _answer(answer: Answer) -> str:
    head = [str(answer.status)] if answer.status != 200 else []
    head += [f"{name}: {value}" for name, value in answer.headers.items()]
    head += [f"after {answer.wait:g} s"] if answer.wait else []
    return "\n".join([*head, answer.body.strip()]).strip()


def _cut(text: str) -> str:
    lines = text.strip("\n").splitlines()
    return "\n".join([*lines[:MOST_LINES], *(["…"] if len(lines) > MOST_LINES else [])])
