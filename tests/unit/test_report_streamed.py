"""JSON text that is made while it is written."""

from __future__ import annotations

import json
from collections.abc import Iterator

from nyx_audit.report.streamed import Lines, text_of, written


def numbers(many: int) -> Iterator[dict[str, object]]:
    return ({"number": one, "parts": (part for part in range(one))} for one in range(many))


def test_generators_at_any_depth_become_lists() -> None:
    text = "".join(written({"name": "x", "all": numbers(3)}))
    expected = [{"number": 0, "parts": []}, {"number": 1, "parts": [0]}, {"number": 2, "parts": [0, 1]}]
    assert json.loads(text) == {"name": "x", "all": expected}


def test_each_item_of_a_list_stands_on_a_line_of_its_own() -> None:
    assert "".join(written(part for part in ("a", "b"))).splitlines() == ["[", '"a",', '"b"', "]"]


def test_lines_that_are_not_streamed_are_the_same_list() -> None:
    value = {"name": "x", "all": Lines([1, {"parts": Lines("ab")}]), "text": text_of({"a": None})}
    assert json.loads(text_of(value)) == {"name": "x", "all": [1, {"parts": ["a", "b"]}], "text": {"a": None}}
    assert "\n1,\n" in text_of(value)


def test_an_item_is_made_only_when_it_is_written() -> None:
    made = []

    def noted() -> Iterator[int]:
        for one in range(9):
            made.append(one)
            yield one

    parts = written({"all": noted()})
    while "0" not in next(parts):
        pass
    assert made == [0]


def test_halves_of_characters_become_question_marks() -> None:
    assert "".join(written({"title": "a\ud800b"})) == '{"title": "a?b"}'
