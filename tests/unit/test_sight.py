"""What is seen of the difference between two pictures of a window."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

from nyx_audit.browser.probes.sight import Sight, compare

PLACE = (40, 30, 120, 60)


def drawn(
    place: tuple[int, int, int, int] = PLACE, width: int = 2, colour: str = "#000", ground: str = "#fff"
) -> bytes:
    picture = Image.new("RGB", (200, 100), "#fff")
    ImageDraw.Draw(picture).rectangle(place, ground, colour, width)
    data = io.BytesIO()
    picture.save(data, "png")
    return data.getvalue()


def test_two_pictures_that_are_the_same_show_nothing() -> None:
    assert compare(drawn(), drawn()) is Sight.NOTHING


def test_a_frame_a_pixel_further_down_has_only_moved() -> None:
    assert compare(drawn(), drawn((40, 31, 120, 61))) is Sight.MOVED


def test_a_frame_that_is_a_little_thicker_in_its_own_colour_is_faint() -> None:
    assert compare(drawn(), drawn((38, 28, 122, 62), width=4)) is Sight.FAINT


def test_a_ground_that_is_hardly_darker_is_faint() -> None:
    assert compare(drawn(), drawn(ground="#fafafa")) is Sight.FAINT


def test_a_frame_that_is_much_thicker_is_clear() -> None:
    assert compare(drawn(), drawn((34, 24, 126, 66), width=8)) is Sight.CLEAR


def test_a_thin_frame_in_another_colour_is_clear() -> None:
    assert compare(drawn(), drawn(colour="#00f")) is Sight.CLEAR


def test_a_frame_that_goes_is_clear() -> None:
    assert compare(drawn(), drawn(colour="#fff")) is Sight.CLEAR
