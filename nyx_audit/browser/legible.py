"""How far a text stands out from what is behind it, by two pictures of it. Pure."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.float64]

# Left, top, right and bottom, in CSS pixels.
Band = tuple[float, float, float, float]

# Less of a line than this was drawn where something lies on it.
MOST_OF_IT = 0.9
# Of 255: a smaller difference is noise.
NOISE = 2
# In percent: so many of the best and the worst pixels are noise of drawing.
STRAY = 1


@dataclass(frozen=True, slots=True)
class Legibility:
    """The lowest and the highest contrast of a text with what is behind it; the colours where it is highest."""

    worst: float
    best: float
    front: str
    back: str


def read_picture(data: bytes) -> Pixels:
    """Return the pixels of a picture, each as red, green and blue up to 255."""
    import numpy as np
    from PIL import Image

    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"), dtype=np.float64)


def legibility(bare: Pixels, struck: Pixels, bands: Sequence[Band], scale: float) -> Legibility | None:
    """Return how a text stands out: a picture without its letters, one with a line of its colour through them.

    None where the line cannot be seen in its bands, so that something lies over it.
    """
    import numpy as np

    cuts = [_cut(bare.shape, band, scale) for band in bands]
    back = np.concatenate([bare[rows, columns].reshape(-1, 3) for rows, columns in cuts])
    front = np.concatenate([struck[rows, columns].reshape(-1, 3) for rows, columns in cuts])
    drawn = np.abs(front - back).max(axis=1) > NOISE
    if not len(drawn) or drawn.mean() < MOST_OF_IT:
        return None
    front, back = front[drawn], back[drawn]
    ratios = _ratios(front, back)
    worst, best = np.percentile(ratios, [STRAY, 100 - STRAY])
    at = int(np.abs(ratios - best).argmin())
    return Legibility(float(worst), float(best), _hex(front[at]), _hex(back[at]))


def _cut(shape: tuple[int, ...], band: Band, scale: float) -> tuple[slice, slice]:
    left, top, right, bottom = (round(value * scale) for value in band)
    return slice(max(top, 0), min(bottom, shape[0])), slice(max(left, 0), min(right, shape[1]))


def _ratios(one: Pixels, other: Pixels) -> Pixels:
    import numpy as np

    first, second = _luminance(one), _luminance(other)
    ratios: Pixels = (np.maximum(first, second) + 0.05) / (np.minimum(first, second) + 0.05)
    return ratios


def _luminance(colours: Pixels) -> Pixels:
    import numpy as np

    parts = colours / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    luminance: Pixels = linear @ np.array([0.2126, 0.7152, 0.0722])
    return luminance


def _hex(colour: Pixels) -> str:
    return "#" + "".join(f"{round(float(part)):02x}" for part in colour)
