"""A build of axe-core is asked once which rules it has."""

from __future__ import annotations

from pathlib import Path

import pytest

from nyx_audit.browser.axe import Engine
from nyx_audit.browser.engine_rules import engine_rules

ONE, OTHER = Engine("one build", "4.0"), Engine("another build", "4.0")


class Asked:
    """An engine that counts how often it is asked."""

    def __init__(self) -> None:
        self.times = 0

    async def __call__(self) -> list[str]:
        self.times += 1
        return ["image-alt", "label"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


async def test_the_same_build_is_asked_once() -> None:
    asked = Asked()
    found = [await engine_rules(ONE, asked) for _ in range(2)]
    assert found == [{"image-alt", "label"}] * 2
    assert asked.times == 1


async def test_another_build_of_the_same_version_is_asked_itself() -> None:
    asked = Asked()
    await engine_rules(ONE, asked)
    await engine_rules(OTHER, asked)
    assert asked.times == 2
