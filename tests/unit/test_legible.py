"""How far a text stands out, by pictures of it."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from nyx_audit.browser.legible import legibility, read_picture

WHITE, BLACK, GREY = (255, 255, 255), (0, 0, 0), (187, 187, 187)
WHOLE = [(0.0, 0.0, 10.0, 4.0)]


def _picture(left: tuple[int, int, int], right: tuple[int, int, int]) -> bytes:
    image = Image.new("RGB", (10, 4), left)
    image.paste(right, (5, 0, 10, 4))
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def test_black_on_white_stands_out_by_21_to_1() -> None:
    found = legibility(read_picture(_picture(WHITE, WHITE)), read_picture(_picture(BLACK, BLACK)), WHOLE, 1)
    assert found is not None
    assert (found.worst, found.best) == pytest.approx((21, 21))
    assert (found.front, found.back) == ("#000000", "#ffffff")


def test_the_worst_and_the_best_place_of_a_ground_are_told_apart() -> None:
    found = legibility(read_picture(_picture(WHITE, BLACK)), read_picture(_picture(GREY, GREY)), WHOLE, 1)
    assert found is not None
    assert found.worst == pytest.approx(1.91, abs=0.01)
    assert found.best == pytest.approx(10.94, abs=0.01)


def test_a_text_that_is_covered_in_part_is_not_judged() -> None:
    assert legibility(read_picture(_picture(WHITE, BLACK)), read_picture(_picture(GREY, BLACK)), WHOLE, 1) is None


def test_bands_are_in_pixels_of_the_page_and_pictures_may_be_finer() -> None:
    left = [(0.0, 0.0, 2.4, 2.0)]
    found = legibility(read_picture(_picture(WHITE, BLACK)), read_picture(_picture(BLACK, WHITE)), left, 2)
    assert found is not None
    assert found.front == "#000000"
