"""Texts that are kept from run to run: never a stale one, never a torn one, and none is needed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from nyx_audit.cache import KEPT, cached


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "nyx-audit"


def never() -> str:
    raise AssertionError("it was kept")


def always(text: str) -> Callable[[], str]:
    return lambda: text


def test_what_was_made_once_is_not_made_again() -> None:
    text = "one\r\ntwo \u2028 \U0001f6a4\n"
    assert cached("kind", ["a", "b"], always(text)) == text
    assert cached("kind", ["a", "b"], never) == text


@pytest.mark.parametrize("parts", [["a", "c"], ["ab"], ["a"], ["a", "b", ""], ["b", "a"]])
def test_what_is_made_of_something_else_is_made_anew(parts: list[str]) -> None:
    cached("kind", ["a", "b"], always("old"))
    assert cached("kind", parts, always("new")) == "new"


def test_a_text_of_another_kind_is_made_anew() -> None:
    cached("kind", ["a"], always("old"))
    assert cached("other", ["a"], always("new")) == "new"


@pytest.mark.parametrize("damage", [b"", b"torn", b"\xff\xfe", b"0" * 64 + b"another text"])
def test_a_damaged_file_is_not_believed(folder: Path, damage: bytes) -> None:
    cached("kind", ["a"], always("text"))
    (file,) = folder.iterdir()
    file.write_bytes(damage)
    assert cached("kind", ["a"], always("text")) == "text"
    assert cached("kind", ["a"], never) == "text"


def test_a_text_that_was_cut_short_is_not_believed(folder: Path) -> None:
    cached("kind", ["a"], always("a longer text"))
    (file,) = folder.iterdir()
    file.write_bytes(file.read_bytes()[:-3])
    assert cached("kind", ["a"], always("a longer text")) == "a longer text"


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="files have no owners here")
def test_a_file_of_somebody_else_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    cached("kind", ["a"], always("theirs"))
    monkeypatch.setattr(os, "geteuid", lambda: 4711)
    assert cached("kind", ["a"], always("ours")) == "ours"


def test_where_nothing_can_be_kept_it_is_made_each_time(folder: Path) -> None:
    folder.write_text("a file is in the way")
    assert [cached("kind", ["a"], always(text)) for text in ("one", "two")] == ["one", "two"]


def test_a_user_without_a_home_has_nothing_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    assert [cached("kind", ["a"], always(text)) for text in ("one", "two")] == ["one", "two"]
    assert not list(tmp_path.iterdir())


def test_few_versions_are_kept_and_nothing_else(folder: Path) -> None:
    for number in range(KEPT + 3):
        cached("kind", [str(number)], always(str(number)))
    cached("other", ["a"], always("text"))
    assert sorted(path.name.partition("-")[0] for path in folder.iterdir()) == ["kind"] * KEPT + ["other"]


def test_what_fails_to_be_made_is_raised_and_not_kept(folder: Path) -> None:
    with pytest.raises(AssertionError):
        cached("kind", ["a"], never)
    assert not folder.exists() or not list(folder.iterdir())
