"""Evidence of a page that neither moves it nor measures it: its facts, its source, what its links lead to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nyx_audit.model.evidence.kind import Gathered, Kind
from nyx_audit.model.facts import Facts
from nyx_audit.model.outcome import Target


@dataclass(frozen=True, slots=True)
class RawSource:
    """The document as the server sent it, its media type, and its root as a target."""

    html: str
    type: str
    root: Target


@dataclass(frozen=True, slots=True)
class Destination:
    """What stands at an address that a link leads to, where it is not hidden; or the `problem` in reading it.

    `final` is where redirects ended, `scripts` whether there are any, `asks` whether one may read the address.
    """

    final: str = ""
    title: str = ""
    headings: str = ""
    text: str = ""
    scripts: bool = False
    asks: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Destinations:
    """What links and frames of equal name lead to, by address; what was not there in time is left out."""

    pages: Mapping[str, Destination]


FACTS = Kind("facts", record=Facts, cost="one walk of the page", absent="the page's facts were not read")
RAW_SOURCE = Kind(
    "raw-source",
    record=RawSource,
    cost="the document once more, from the browser's memory",
    absent="the source was not read",
)
DESTINATIONS = Kind(
    "destinations",
    record=Destinations,
    gathered=Gathered.AFTERWARDS,
    cost="up to twenty plain fetches, only where links of one name differ",
    absent="what the links lead to was not fetched",
)
