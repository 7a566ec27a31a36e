"""What the frames of a picture say: for how long it moves, how much of it, and whether it flashes."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from nyx_audit.browser.frames import motion_of

WHITE, GREY, BLACK = 255, 200, 0


def test_a_gif_that_is_repeated_without_end_moves_without_end() -> None:
    motion = motion_of(_picture([WHITE, BLACK], 500, loop=0))
    assert motion is not None
    assert motion.seconds is None


def test_a_gif_that_does_not_say_how_often_it_is_repeated_plays_once() -> None:
    motion = motion_of(_picture([WHITE, BLACK], 500))
    assert motion is not None
    assert motion.seconds == 1.0


def test_what_a_gif_repeats_comes_on_top_of_its_first_round() -> None:
    motion = motion_of(_picture([WHITE, BLACK], 500, loop=3))
    assert motion is not None
    assert motion.seconds == 4.0


@pytest.mark.parametrize("kind", ["WEBP", "PNG"])
def test_other_pictures_say_how_often_they_play(kind: str) -> None:
    motion = motion_of(_picture([WHITE, BLACK], 500, loop=3, kind=kind))
    assert motion is not None
    assert motion.seconds == 3.0


def test_frames_without_a_time_are_shown_for_a_tenth_of_a_second() -> None:
    motion = motion_of(_picture([WHITE, BLACK], 0))
    assert motion is not None
    assert motion.seconds == pytest.approx(0.2)


def test_light_and_dark_ten_times_a_second_are_five_flashes() -> None:
    motion = motion_of(_picture([WHITE, BLACK], 100, loop=0))
    assert motion is not None
    assert motion.flashes == 5


def test_a_change_of_light_that_is_slight_is_no_flash() -> None:
    motion = motion_of(_picture([WHITE, GREY + 45], 100, loop=0))
    assert motion is not None
    assert motion.flashes == 0


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"<svg/>"])
def test_what_cannot_be_read_does_not_move(content: bytes) -> None:
    assert motion_of(content) is None


def test_a_picture_of_one_frame_does_not_move() -> None:
    assert motion_of(_picture([WHITE], 100)) is None


def _picture(greys: list[int], milliseconds: int, *, loop: int | None = None, kind: str = "GIF") -> bytes:
    first, *others = (Image.new("L", (20, 20), grey).convert("RGB") for grey in greys)
    written = io.BytesIO()
    repeated = {} if loop is None else {"loop": loop}
    first.save(written, kind, save_all=True, append_images=others, duration=milliseconds, **repeated)
    return written.getvalue()
