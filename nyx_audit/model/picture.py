"""Pictures of what was found, so that a person can check it at once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Way(StrEnum):
    """What is done with an element between its first picture and its second one; nothing is sent."""

    STILL = "still"
    FOCUS = "focus"
    PRESS = "press"
    HOVER = "hover"


@dataclass(frozen=True, slots=True)
class Shot:
    """An element to take a picture of: what for, how it is found, on a phone or a desktop, and what is done with it."""

    key: str
    selector: str
    way: Way = Way.STILL
    phone: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture (JPEG) of a part of a page, with what it shows in words; the element is outlined."""

    caption: str
    image: bytes
    width: int
    height: int
