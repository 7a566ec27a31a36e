"""A site as its checks see it: plain, frozen records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from nyx_audit.model.facts import Facts
from nyx_audit.model.journey import Journey
from nyx_audit.model.reason import Reason
from nyx_audit.net.addresses import site_key
from nyx_audit.site.evidence import Document, Documents


@dataclass(frozen=True, slots=True)
class Declared:
    """What the configuration says of a site. `roles` are addresses by role."""

    id: str
    start: str
    languages: tuple[str, ...] = ("en",)
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    journeys: tuple[Journey, ...] = ()


@dataclass(frozen=True, slots=True)
class SitePage:
    """An audited page: `url` as requested, `final_url` where it was found, and what it is for."""

    url: str
    final_url: str
    http_status: int
    facts: Facts
    redirects: tuple[str, ...] = ()
    role: str = "content"
    role_reason: str = ""
    journeys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SiteEvidence:
    """All that is known of a site at the end of its crawl.

    `pages` by address as requested, short ones first; `not_audited` the reasons why others were left out or failed, by address;
    `answers` what the gatherers brought, by the name of its kind: its record, or Missing. `whole` is false for pages that were named one by one: nothing is known of the others.
    """

    declared: Declared
    pages: Mapping[str, SitePage]
    not_audited: Mapping[str, Reason] = field(default_factory=dict)
    answers: Mapping[str, object] = field(default_factory=dict)
    whole: bool = True

    @property
    def home(self) -> SitePage | None:
        """The site's home page, or None where it was not audited."""
        return next((page for page in self.pages.values() if page.role == "home"), None)

    @property
    def documents(self) -> Mapping[str, Document]:
        """The documents that were read, by address; those that could not be are left out."""
        found = self.answers.get("documents")
        return found.read if isinstance(found, Documents) else {}

    def with_role(self, *roles: str) -> Iterator[SitePage]:
        """Yield the pages of these roles, in the order of their addresses."""
        return (page for page in self.pages.values() if page.role in roles)

    def steps(self, journey: Journey) -> list[SitePage | None]:
        """Return the pages of a journey's steps, None for one that was not audited."""
        found = {site_key(page.url): page for page in self.pages.values()}
        found |= {site_key(page.final_url): page for page in self.pages.values()}
        return [found.get(site_key(step)) for step in journey.steps]
