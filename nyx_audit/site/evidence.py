"""What is gathered when all pages of a site are known: a frozen record for each kind, which is declared here once.

A record is validated where it comes from outside: the examples of rules, the reader of documents, the lab's figures.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, TypeVar

from nyx_audit.model.evidence.kind import Gathered, Kind
from nyx_audit.model.reason import Reason

T = TypeVar("T")


class _Record:
    """A record that refuses keys that it does not know, where it is made of plain data."""

    __slots__ = ()
    __pydantic_config__: ClassVar[Mapping[str, str]] = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class LinkAnswer(_Record):
    """What a linked address answers: its status, None where there is no answer, after so many redirects, at `final`.

    `reason` says why the answer is not that of a page.
    """

    status: int | None
    hops: int
    final: str
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class LinkAnswers(_Record):
    """The answers by address; `reached` is whether any other host answered at all, `left_out` counts those beyond the limits."""

    answers: Mapping[str, LinkAnswer]
    reached: bool
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class WrongAddress(_Record):
    """What the host answers to an address that nobody made, and what stands on that page as it was sent.

    `search` is whether it offers one, `scripts` how many it loads, `components` the names of its web components.
    """

    requested: str
    status: int
    final: str
    text: str
    links: tuple[str, ...]
    search: bool
    scripts: int
    components: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unencrypted(_Record):
    """What the start address answers without encryption, and where that leads."""

    status: int
    to: str


@dataclass(frozen=True, slots=True)
class TransportAnswer(_Record):
    """`unencrypted` is None where the host does not answer without encryption, or was not requested to."""

    unencrypted: Unencrypted | None


@dataclass(frozen=True, slots=True)
class SitemapPages(_Record):
    """The addresses that the site's sitemaps name."""

    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchAnswer(_Record):
    """What the search shows: `links` of the page's own part, the count of `frames`, whether it is the home page as it was.

    `failure` says that it broke, `refusal` that it was not requested.
    """

    requested: str
    links: tuple[str, ...] = ()
    frames: int = 0
    is_home: bool = False
    failure: Reason | None = None
    refusal: Reason | None = None


@dataclass(frozen=True, slots=True)
class SearchAnswers(_Record):
    """The answers by the words searched for; `word` is one of the site's own. `stated`: the form has an address of its own."""

    answers: Mapping[str, SearchAnswer]
    word: str = ""
    stated: bool = True


@dataclass(frozen=True, slots=True)
class Linked(_Record):
    """A page as far as it matters to those that link to it. `problem` says why there is none; `gone` that it is a dead link.

    `lines` are the blocks of its own part, `around` the rest of its text, `links` address and words, `asks` whether
    it holds a form, `frames` how many pages stand inside of it.
    """

    url: str
    lang: str = ""
    dir: str = "ltr"
    title: str = ""
    lines: tuple[str, ...] = ()
    around: str = ""
    links: tuple[tuple[str, str], ...] = ()
    asks: bool = False
    frames: int = 0
    translated: bool = False
    problem: str = ""
    gone: bool = False

    @property
    def text(self) -> str:
        """All that can be read on it."""
        return "\n".join([*self.lines, self.around])


@dataclass(frozen=True, slots=True)
class LinkedPages(_Record):
    """Pages that were visited as evidence, by their `site_key`."""

    pages: Mapping[str, Linked]


@dataclass(frozen=True, slots=True)
class Load(_Record):
    """The figures of one load: paints and blocking in milliseconds, None where nothing was painted; bytes as sent."""

    fcp: float | None
    lcp: float | None
    cls: float
    tbt: float
    bytes: int
    requests: int


@dataclass(frozen=True, slots=True)
class Loads(_Record):
    """The loads of one page, or why they could not be measured."""

    loads: tuple[Load, ...] = ()
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class LabLoads(_Record):
    """The loads of the chosen pages, by address as requested."""

    pages: Mapping[str, Loads]


@dataclass(frozen=True, slots=True)
class Today(_Record):
    """The day of the run."""

    today: date


@dataclass(frozen=True, slots=True)
class DocumentField(_Record):
    """A field of a PDF form; `tooltip` is the name that is read out."""

    name: str
    tooltip: str
    kind: str


@dataclass(frozen=True, slots=True)
class Document(_Record):
    """What a PDF says of itself. Of a long one, `pages_read` were looked into for text and images."""

    pages: int
    tagged: bool
    language: str
    title: str
    shows_title: bool
    pages_with_text: int
    pages_with_images: int
    alternatives: bool
    pages_read: int
    bookmarks: bool
    fields: tuple[DocumentField, ...]
    dynamic_form: bool
    encrypted: bool
    assistive: bool


@dataclass(frozen=True, slots=True)
class Documents(_Record):
    """The documents that were read, by address; why others were not; `left_out` counts those beyond the limits."""

    read: Mapping[str, Document]
    unread: Mapping[str, Reason]
    left_out: int = 0


def _kind(name: str, record: type[T], absent: str) -> Kind[T]:
    return Kind(name, record=record, gathered=Gathered.SITE, absent=absent)


LINKS = _kind("links", LinkAnswers, "the links were not requested")
WRONG_ADDRESS = _kind("wrong-address", WrongAddress, "no wrong address was requested")
TRANSPORT = _kind("transport", TransportAnswer, "the host was not requested without encryption")
SITEMAP = _kind("sitemap", SitemapPages, "the sitemap was not read")
SEARCH = _kind("search", SearchAnswers, "the search was not used")
LINKED_PAGES = _kind("linked-pages", LinkedPages, "the pages behind the links were not visited")
LAB = _kind("lab", LabLoads, "the load was not measured")
DATE = _kind("date", Today, "the day of the run is unknown")
DOCUMENTS = _kind("documents", Documents, "the documents were not read")

SITE_KINDS: Mapping[str, Kind[object]] = {
    # As in model/evidence/kinds.py: kinds of different records, by name.
    one.name: one  # type: ignore[misc]
    for one in (LINKS, WRONG_ADDRESS, TRANSPORT, SITEMAP, SEARCH, LINKED_PAGES, LAB, DATE, DOCUMENTS)
}  # fmt: skip
