"""What a person sees of the difference between two pictures of a window. Pure."""

from __future__ import annotations

import io
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image

    Pixels = NDArray[np.int16]

# A difference of fewer pixels than this, or a fainter one, is noise of drawing.
LEAST_PIXELS = 4
LEAST_DIFFERENCE = 3
# Of 255: a colour that differs by less is hardly told from the other.
FAINT = 24
# In pixels: what stands no further away than this has moved, or has been made a little thicker.
NEAR = 2
# The share of pixels that may differ in colour where something has only moved: the edges of letters.
EDGES = 0.05


class Sight(Enum):
    """How much of a difference is seen: nothing, a move of a pixel or two, hardly anything, or something."""

    NOTHING = "nothing"
    MOVED = "moved"
    FAINT = "faint"
    CLEAR = "clear"


def compare(one: bytes, other: bytes) -> Sight:
    """Return what is seen of the difference between two pictures of the same size, as PNG."""
    if one == other:
        return Sight.NOTHING
    from PIL import Image, ImageChops

    before, after = (Image.open(io.BytesIO(data)).convert("RGB") for data in (one, other))
    difference = ImageChops.difference(before, after)
    box = difference.getbbox()
    if box is None or _count(difference) < LEAST_PIXELS:
        return Sight.NOTHING
    around = (
        *(max(0, box[0] - NEAR), max(0, box[1] - NEAR)),
        *(min(before.width, box[2] + NEAR), min(before.height, box[3] + NEAR)),
    )
    return _of_parts(before.crop(around), after.crop(around))


def _count(difference: Image) -> int:
    """Return how many pixels differ by more than noise."""
    from PIL import ImageChops

    red, green, blue = difference.split()
    counts = ImageChops.lighter(ImageChops.lighter(red, green), blue).histogram()
    return sum(counts[LEAST_DIFFERENCE:])


def _of_parts(before: Image, after: Image) -> Sight:
    """Return what is seen of the difference between the parts of two pictures that differ."""
    import numpy as np

    one, other = np.asarray(before, dtype=np.int16), np.asarray(after, dtype=np.int16)
    if _unlike_all_near(one, other, FAINT) >= LEAST_PIXELS or _unlike_all_near(other, one, FAINT) >= LEAST_PIXELS:
        return Sight.CLEAR
    differing = int((np.abs(one - other).max(axis=2) >= LEAST_DIFFERENCE).sum())
    return Sight.MOVED if _recoloured(one, other) <= differing * EDGES else Sight.FAINT


def _unlike_all_near(one: Pixels, other: Pixels, least: int) -> int:
    """Return how many pixels of one picture differ by so much from each pixel near their place in the other."""
    import numpy as np

    height, width = one.shape[:2]
    padded = np.pad(other, ((NEAR, NEAR), (NEAR, NEAR), (0, 0)), mode="edge")
    unlike = np.full((height, width), True)
    for down in range(2 * NEAR + 1):
        for across in range(2 * NEAR + 1):
            moved = padded[down : down + height, across : across + width]
            unlike &= np.abs(one - moved).max(axis=2) >= least
    return int(unlike.sum())


def _recoloured(one: Pixels, other: Pixels) -> int:
    """Return how many pixels have another colour, wherever they stand."""
    import numpy as np

    def counts(picture: Pixels, channel: int) -> NDArray[np.int64]:
        return np.bincount(picture[..., channel].ravel(), minlength=256)

    return max(int(np.abs(counts(one, at) - counts(other, at)).sum()) // 2 for at in range(3))
