"""What comes home from a page can be written to a file, whatever the page holds."""

from __future__ import annotations

import pytest

from nyx_audit.browser.world import read_json


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (r'"boat \ud83d"', "boat \ufffd"),
        (r'"\\\ud83d"', "\\\ufffd"),
        (r'"a path: C:\\ud83d"', r"a path: C:\ud83d"),
        ('"a whole \U0001f6a4"', "a whole \U0001f6a4"),
    ],
)
def test_half_a_sign_is_replaced_and_all_else_stays(text: str, value: str) -> None:
    assert read_json(text) == value
    read_json(text).encode()
