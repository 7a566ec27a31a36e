"""What moves in a picture of several frames: for how long, how much of it, and how often it flashes."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from PIL import Image, UnidentifiedImageError

LEAST_FRAMES = 2
MOST_FRAMES = 150
MOST_PIXELS = 4_000_000
LONGEST_SECONDS = 8.0
# Browsers take frames that are meant to be shorter for ones of a tenth of a second.
SHORTEST, INSTEAD = 0.011, 0.1
# Frames are compared as grids of so many cells across and down.
GRID = 16
# A change that can be seen, of 255.
LEAST_CHANGE = 12
# WCAG's general flash: a change of a tenth of the largest luminance, the darker of the two below 0.8 of it.
FLASH, BRIGHT = 0.1, 0.8
# Of what is repeated, so many seconds hold its worst one.
WORST_OF = 2.0
# What flashes as a whole does so nearly everywhere at once.
AT_ONCE = 0.25


@dataclass(frozen=True, slots=True)
class Motion:
    """How a picture moves: its `seconds`, None for without end; the largest share that changes; flashes in its worst second."""

    seconds: float | None
    changing: float
    flashes: int


def motion_of(content: bytes) -> Motion | None:
    """Return how a picture moves; None where it has one frame, or cannot be read."""
    try:
        with Image.open(io.BytesIO(content)) as picture:
            if getattr(picture, "n_frames", 1) < LEAST_FRAMES or picture.width * picture.height > MOST_PIXELS:
                return None
            frames = list(_frames(picture))
            rounds = _rounds(picture)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        return None
    length = sum(seconds for seconds, _ in frames)
    return Motion(
        seconds=None if rounds is None else length * rounds,
        changing=max((_share_changed(one, other) for one, other in pairwise(cells for _, cells in frames)), default=0),
        flashes=_flashes(frames * (1 if rounds == 1 else 1 + ceil(WORST_OF / length))),
    )


def _frames(picture: Image.Image) -> Iterator[tuple[float, bytes]]:
    """Yield how long each frame is shown, and its brightness in a grid."""
    shown = 0.0
    for number in range(min(getattr(picture, "n_frames", 1), MOST_FRAMES)):
        picture.seek(number)
        grey = picture.convert("RGBA").convert("L").resize((GRID, GRID), Image.Resampling.BOX)
        # Some formats say so only once the frame is read.
        seconds = float(picture.info.get("duration") or 0) / 1000
        seconds = INSTEAD if seconds < SHORTEST else seconds
        yield seconds, grey.tobytes()
        shown += seconds
        if shown > LONGEST_SECONDS:
            return


def _rounds(picture: Image.Image) -> int | None:
    """Return how often a picture plays, None for without end."""
    loop = picture.info.get("loop")
    if loop is None:
        return 1
    if loop == 0:
        return None
    # In a GIF, it says how often it is repeated; elsewhere, how often it plays.
    return int(loop) + 1 if picture.format == "GIF" else int(loop)


def _share_changed(one: bytes, other: bytes) -> float:
    return sum(abs(a - b) >= LEAST_CHANGE for a, b in zip(one, other, strict=True)) / len(one)


def _flashes(frames: Sequence[tuple[float, bytes]]) -> int:
    """Return the most flashes within one second: pairs of opposing changes of light over a quarter of the picture."""
    at, before = 0.0, 0
    turns: list[float] = []
    for (seconds, one), (_, other) in pairwise(frames):
        at += seconds
        direction = _direction(one, other)
        if direction and direction != before:
            turns.append(at)
            before = direction
    return max((sum(start <= turn < start + 1 for turn in turns) for start in turns), default=0) // 2


def _direction(one: bytes, other: bytes) -> int:
    """Return 1 where enough of a picture becomes brighter, -1 where it becomes darker, 0 for neither."""
    lights = [(_luminance(a), _luminance(b)) for a, b in zip(one, other, strict=True)]
    brighter = sum(b - a >= FLASH and a < BRIGHT for a, b in lights)
    darker = sum(a - b >= FLASH and b < BRIGHT for a, b in lights)
    if max(brighter, darker) < AT_ONCE * len(lights):
        return 0
    return 1 if brighter > darker else -1


def _luminance(grey: int) -> float:
    share = grey / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)
