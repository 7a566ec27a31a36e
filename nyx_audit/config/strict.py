"""What all models of configuration files share: nothing unknown, nothing converted, nothing changed later."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from nyx_audit.errors import UsageError
from nyx_audit.net.addresses import read_address

ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"


class Strict(BaseModel):
    """A part of a configuration file."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, str_strip_whitespace=True)


def refuse_same_id(what: str, ids: Sequence[str]) -> None:
    """Raise ValueError where an id stands for two of these."""
    for one in ids:
        if ids.count(one) > 1:
            raise ValueError(f'two {what} have the id "{one}"; each id names one')


def read_place(text: str) -> str:
    """Return a path on the first host of a site, or an address. Raises ValueError."""
    if text.startswith("/") and not text.startswith("//"):
        return text
    return read_whole(text)


def read_whole(text: str) -> str:
    """Return an address with its scheme. Raises ValueError."""
    try:
        return read_address(text)
    except UsageError as error:
        raise ValueError(f"{error}") from None
