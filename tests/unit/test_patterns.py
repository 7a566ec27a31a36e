"""No pattern of ours takes time that grows faster than the text: a page may hold a word of a million letters."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator, Mapping
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import nyx_audit

SIZES = (500, 2_000, 8_000)
# Four times the text in four times the time is linear; sixteen is quadratic. The rest is noise.
MOST = 9.0
# What takes less than this for the longer text is too fast to be measured, and too fast to matter.
SECONDS = 0.002
ENDS = ("", "!", "\x00 ")


def _patterns() -> dict[str, re.Pattern[str] | re.Pattern[bytes]]:
    found: dict[str, re.Pattern[str] | re.Pattern[bytes]] = {}
    for module in pkgutil.walk_packages(nyx_audit.__path__, "nyx_audit."):
        if ".migrations." in module.name or module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            for number, pattern in enumerate(_within(value)):
                if pattern not in found.values() and any(_attacks(pattern)):
                    found[f"{module.name.removeprefix('nyx_audit.')}.{name}.{number}"] = pattern
    return found


def _within(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _within(inner)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from _within(inner)


def _attacks(pattern: re.Pattern[Any]) -> Iterator[tuple[str, str]]:
    """A beginning, and what is to be repeated behind it: what each unbounded part of a pattern takes."""
    flags = pattern.flags & ~re.DEBUG
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    tree = parser.parse(source, flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else flags)
    for before, inner in _repeats(tree, ""):
        # What comes before may be repeated too: a start at every position is what makes a search quadratic.
        yield from {(before, inner), (before, inner + " "), ("", before + inner), ("", before + inner + " ")}


def _repeats(tree: Any, before: str) -> Iterator[tuple[str, str]]:
    """The parts without an end, each with a sample of what the pattern takes before it."""
    for kind, value in tree:
        if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            _, most, inner = value
            if most > 50:
                for sample in _samples(inner):
                    yield before, sample
            yield from _repeats(inner, before)
        elif kind is sre.SUBPATTERN:
            yield from _repeats(value[3], before)
        elif kind is sre.BRANCH:
            for branch in value[1]:
                yield from _repeats(branch, before)
        before += next(iter(_samples([(kind, value)])), "")


def _samples(tree: Any) -> list[str]:
    """Up to a few texts that a part of a pattern takes."""
    texts = [""]
    for kind, value in tree:
        texts = [text + more for text in texts for more in _one(kind, value)][:6]
    return texts


def _one(kind: Any, value: Any) -> list[str]:
    if kind is sre.LITERAL:
        return [chr(value)]
    if kind in (sre.ANY, sre.NOT_LITERAL):
        return ["a", " "] if kind is sre.ANY or value != ord("a") else ["b"]
    if kind is sre.IN:
        return _of_set(value)
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        return [text * max(1, value[0]) for text in _samples(value[2])]
    if kind is sre.SUBPATTERN:
        return _samples(value[3])
    if kind is sre.BRANCH:
        return [text for branch in value[1][:3] for text in _samples(branch)[:1]]
    return [""]


def _of_set(members: Any) -> list[str]:
    one = re.compile(_written(members))
    return [sign for sign in "a1 .-@_/'(é," if one.fullmatch(sign)][:3] or ["\u2013"]


def _written(members: Any) -> str:
    parts = []
    for kind, value in members:
        if kind is sre.NEGATE:
            parts.append("^")
        elif kind is sre.LITERAL:
            parts.append(re.escape(chr(value)))
        elif kind is sre.RANGE:
            parts.append(f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}")
        elif kind is sre.CATEGORY:
            parts.append(CATEGORIES[value])
    return f"[{''.join(parts)}]"


CATEGORIES = {
    sre.CATEGORY_DIGIT: r"\d",
    sre.CATEGORY_NOT_DIGIT: r"\D",
    sre.CATEGORY_SPACE: r"\s",
    sre.CATEGORY_NOT_SPACE: r"\S",
    sre.CATEGORY_WORD: r"\w",
    sre.CATEGORY_NOT_WORD: r"\W",
}


PATTERNS = _patterns()


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_takes_time_in_proportion_to_its_text(name: str) -> None:
    pattern = PATTERNS[name]
    for begin, attack in set(_attacks(pattern)):
        for end in ENDS:
            last = SECONDS
            for size in SIZES:
                seconds = _seconds(pattern, begin + attack * (size // len(attack)) + end)
                assert seconds < max(SECONDS, last * MOST), f"{begin!r}, {attack!r} again and again, then {end!r}"
                last = seconds


def _seconds(pattern: re.Pattern[Any], text: Any) -> float:
    if isinstance(pattern.pattern, bytes):
        text = text.encode("latin-1", "replace")
    times = []
    for _ in range(5):
        began = time.thread_time()
        for _found in pattern.finditer(text):
            pass
        times.append(time.thread_time() - began)
    return min(times)
