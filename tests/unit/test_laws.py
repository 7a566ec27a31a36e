"""The dates and lists of the law, and what is said of a file that has a mistake."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from nyx_audit.catalogue.folder import packaged_folder
from nyx_audit.catalogue.laws import load_laws
from nyx_audit.catalogue.load import load_catalogue
from nyx_audit.errors import InputError

PACKAGED = packaged_folder() / "law.yaml"


def test_each_duty_has_a_source_and_the_date_of_its_text() -> None:
    laws = load_laws(PACKAGED)
    assert {duty.wcag for duty in laws.duties} == {"", "2.1", "2.2"}
    assert all(duty.source.startswith("https://") and duty.as_of[:2] == "20" for duty in laws.duties)
    assert laws.duty("federal-wcag").deadlines[0].by == date(2027, 4, 26)


def test_there_are_twelve_languages_beside_english() -> None:
    assert len(load_laws(PACKAGED).languages) == 12
    assert "en" not in load_laws(PACKAGED).languages


def test_the_file_of_the_law_is_no_rule() -> None:
    assert not {"law", "ruleset"} & load_catalogue().rules.keys()


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("id: mobile", "id: translation", 'two duties have the id "translation"'),
        ('by: "2027-04-26"', 'by: "26 April 2027"', '"26 April 2027" is not a day'),
        ("as_of: \"2023\"", "as_of: 2023", "as_of"),
        ("    rules: [translate-control]", "    rule: [translate-control]", "rule"),
        ("source: https://ogs", "source: http://ogs", "source"),
    ],
)  # fmt: skip
def test_a_mistake_is_one_line_with_its_place(tmp_path: Path, before: str, after: str, said: str) -> None:
    text = PACKAGED.read_text(encoding="utf-8")
    assert before in text
    path = tmp_path / "law.yaml"
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(InputError, match=said) as caught:
        load_laws(path)
    assert caught.value.line
    assert "\n" not in str(caught.value)
