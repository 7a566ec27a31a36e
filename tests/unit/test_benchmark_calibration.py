"""How the calibration compares scores with what people agree on."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import calibration
from benchmarks.calibration.agreement import Judged, lines, tau
from benchmarks.calibration.expected import Band, Expected, expected_pages

PAGES = expected_pages(Path(calibration.__file__).parent / "pages.yaml")


def judged(*pages: tuple[Band, float | None]) -> list[Judged]:
    """Pages of an expected band with a score; their own band is strong."""
    return [
        Judged(Expected("a/b.html", str(number), band), score, "strong") for number, (band, score) in enumerate(pages)
    ]


def test_pages_in_the_order_that_people_agree_on_agree_wholly() -> None:
    assert tau(judged(("strong", 90), ("good", 80), ("failing", 10))) == 1


def test_pages_in_the_opposite_order_disagree_wholly() -> None:
    assert tau(judged(("strong", 10), ("good", 80), ("failing", 90))) == -1


def test_a_pair_with_equal_scores_speaks_for_neither_side() -> None:
    assert tau(judged(("strong", 90), ("good", 90), ("failing", 10))) == pytest.approx(2 / 3)


def test_pages_of_one_band_have_no_order() -> None:
    assert tau(judged(("good", 10), ("good", 90))) == 1


def test_a_page_without_a_number_is_in_no_pair_and_in_no_band() -> None:
    pages = judged(("strong", None), ("good", 80), ("failing", 10))
    assert tau(pages) == 1
    assert any("–" in line for line in lines(pages))


def test_only_pages_in_their_band_are_counted_as_agreeing() -> None:
    assert [*lines(judged(("strong", 95), ("good", 95)))][-1].startswith("\n1 of 2 pages")


def test_each_page_is_named_once() -> None:
    names = [one.name for one in PAGES]
    assert len(names) == len(set(names))


def test_every_page_lies_in_its_place() -> None:
    root = Path(calibration.__file__).parents[2]
    for one in PAGES:
        folder = (
            root / "nyx_audit" / "sample" / "site" if one.of_sample else root / "benchmarks" / "calibration" / "pages"
        )
        assert (folder / one.page).is_file(), one.page


def test_every_change_can_be_made() -> None:
    script = (Path(calibration.__file__).parent / "changes.js").read_text(encoding="utf-8")
    made = {one.change for one in PAGES} - {"none", "all"}
    assert {one for one in made if f"  {one}() {{" not in script} == set()
