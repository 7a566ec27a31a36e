"""How plain YAML is read."""

from pathlib import Path

import pytest

from nyx_audit.errors import InputError
from nyx_audit.yaml_input import read_yaml


def test_numbers_and_truth_values_are_read_as_such_and_quoted_ones_as_text(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("[1, 1.5, true, null, word, '1', \"true\", 2.5.8]")
    assert read_yaml(path)[0] == [1, 1.5, True, None, "word", "1", "true", "2.5.8"]


@pytest.mark.parametrize("word", ["no", "yes", "off", "True", "0x1F", "1_000", "2024-01-01 10:00:00", ".5"])
def test_what_yaml_would_turn_into_something_else_is_refused(tmp_path: Path, word: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(f"a:\n  - {word}\n")
    with pytest.raises(InputError, match=f':2: "{word}" is read as a '):
        read_yaml(path)
