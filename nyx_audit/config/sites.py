"""Reads `sites.yaml`: the agencies, their sites, and how each is crawled."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nyx_audit.config.access import access_of, flows_of
from nyx_audit.config.sites_file import ConfigFile, Settings, SiteFile
from nyx_audit.config.terms_file import TermsFile, ignores_of
from nyx_audit.crawl.items import Limits
from nyx_audit.crawl.scope import Scope
from nyx_audit.errors import InputError, UsageError, did_you_mean
from nyx_audit.model.access import Access, Flow
from nyx_audit.model.audit import Site
from nyx_audit.model.journey import Journey
from nyx_audit.model.terms import Ignore
from nyx_audit.net.addresses import canonical, host_of, origin_of, read_address
from nyx_audit.site.records import Declared
from nyx_audit.yaml_input import Location, load_model

HERE = Path()


@dataclass(frozen=True, slots=True)
class SiteConfig:
    """A site, and how it is crawled; all defaults filled in.

    `pages` are always audited. `rate` is page loads a second, `timeout` the seconds one page may take, `share` what
    the site counts for in its agency. `anew_every` is after how many runs a page is audited anew at the latest.
    """

    site: Site
    scope: Scope
    starts: tuple[str, ...]
    pages: tuple[str, ...]
    languages: tuple[str, ...]
    max_pages: int
    max_depth: int
    max_variants: int
    rate: float
    timeout: float
    sitemaps: bool
    lab_pages: int
    anew_every: int
    roles: Mapping[str, tuple[str, ...]]
    journeys: tuple[Journey, ...]
    share: float
    access: Access | None = None
    flows: tuple[Flow, ...] = ()

    @property
    def declared(self) -> Declared:
        """What the configuration says of the site's pages."""
        return Declared(self.site.id, self.starts[0], self.languages, self.roles, self.journeys)

    @property
    def limits(self) -> Limits:
        """The limits of the site's frontier."""
        return Limits(self.max_pages, self.max_depth, self.max_variants)


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency, with the ids of its sites; `notes` are what people measured, by quarter and name."""

    id: str
    name: str
    sites: tuple[str, ...]
    notes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Config:
    """The agencies and sites of a configuration, in its order; what fails a command, and what is ignored."""

    agencies: tuple[Agency, ...]
    sites: tuple[SiteConfig, ...]
    terms: TermsFile = field(default_factory=TermsFile)
    ignores: tuple[Ignore, ...] = ()

    def pick(self, ids: Sequence[str] = ()) -> tuple[SiteConfig, ...]:
        """Return the sites of these ids, an agency's id standing for all its sites; without ids, every site.

        Raises UsageError with the nearest known id.
        """
        by_id = {one.site.id: one for one in self.sites}
        groups = {agency.id: agency.sites for agency in self.agencies} | {one: (one,) for one in by_id}
        for one in ids:
            if one not in groups:
                hint = did_you_mean(one, groups)
                raise UsageError(f'there is no site "{one}"{hint}; there are {", ".join(by_id)}')
        return tuple(by_id[site] for site in dict.fromkeys(site for one in ids or by_id for site in groups[one]))


def load_config(path: Path) -> Config:
    """Return a configuration. Raises InputError with the first mistake: file, line, value, what is allowed."""
    file, line_of = load_model(path, ConfigFile)
    _refuse_same_ids(path, file, line_of)
    agencies, sites = [], []
    for at, agency in enumerate(file.agencies):
        agencies.append(Agency(agency.id, agency.name, tuple(site.id for site in agency.sites), agency.notes))
        for number, site in enumerate(agency.sites):
            found = resolve(site, agency.name, file.defaults, path.parent)
            for index, page in enumerate(found.pages):
                if host_of(page) not in found.scope.hosts:
                    hosts = ", ".join(found.scope.hosts)
                    key = "pages" if index < len(site.pages) else "journeys and roles"
                    line = line_of(("agencies", at, "sites", number, "pages", index))
                    raise InputError(path, f'{key}: "{page}" is not of this site; its hosts are {hosts}', line)
            _refuse_foreign_flows(path, found, line_of(("agencies", at, "sites", number, "flows")))
            sites.append(found)
    lines = [line_of(("ignores", at)) for at in range(len(file.ignores))]
    return Config(tuple(agencies), tuple(sites), file.terms, _ignores(path, file, lines))


def _ignores(path: Path, file: ConfigFile, lines: Sequence[int | None]) -> tuple[Ignore, ...]:
    """Return the file's ignores. Raises InputError for a site that there is not."""
    known = [site.id for agency in file.agencies for site in agency.sites]
    for one, line in zip(file.ignores, lines, strict=True):
        if one.site and one.site not in known:
            raise InputError(path, f'ignores: there is no site "{one.site}"{did_you_mean(one.site, known)}', line)
    return ignores_of(path, file.ignores, lines)


def sites_for_addresses(texts: Sequence[str]) -> list[SiteConfig]:
    """Return the sites of addresses with the defaults; addresses in one folder of a host are the starts of one site.

    An id is made of host and folder. Raises UsageError.
    """
    starts: dict[str, dict[str, str]] = {}
    for text in texts:
        url = read_address(text)
        name = (host_of(url) + Scope.of([url]).prefix).rstrip("/")
        starts.setdefault(name, {}).setdefault(canonical(url), url)
    return [_site_of(name, list(urls.values())) for name, urls in starts.items()]


def _site_of(name: str, urls: list[str]) -> SiteConfig:
    words = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return resolve(SiteFile.model_construct({"id", "name", "start"}, id=words, name=name, start=urls), "", Settings())


def resolve(site: SiteFile, agency: str, defaults: Settings, folder: Path = HERE) -> SiteConfig:
    """Return a site with the defaults filled in; the files that it names are in `folder`."""
    chosen: dict[str, Any] = {
        name: getattr(site if name in site.model_fields_set else defaults, name) for name in Settings.model_fields
    }
    chosen["languages"] = tuple(chosen["languages"])
    first = site.start[0]

    def whole(pages: Sequence[str]) -> tuple[str, ...]:
        return tuple(origin_of(first) + page if page.startswith("/") else page for page in pages)

    journeys = tuple(
        Journey(one.id, one.name, whole(one.steps), tuple(one.languages) or chosen["languages"], tuple(one.channels))
        for one in site.journeys
    )
    stated = [page for role, pages in site.roles.items() if role != "document" for page in whole(pages)]
    scope = Scope.of(
        site.start,
        prefix=site.prefix,
        include=site.include,
        exclude=site.exclude,
        also_hosts=site.also_hosts,
        has_routes=site.routes == "hash",
    )
    return SiteConfig(
        site=Site(site.id, site.name, agency, first, site.owner, journeys),
        scope=scope,
        starts=tuple(site.start),
        pages=tuple(dict.fromkeys([*whole(site.pages), *(step for one in journeys for step in one.steps), *stated])),
        roles={role: whole(pages) for role, pages in site.roles.items()},
        journeys=journeys,
        share=site.share,
        access=access_of(site.access, first, scope.hosts, folder) if site.access else None,
        flows=flows_of(site.flows, first, folder),
        **chosen,
    )


def _refuse_foreign_flows(path: Path, site: SiteConfig, line: int | None) -> None:
    hosts = site.access.hosts if site.access else site.scope.hosts
    for flow in site.flows:
        if host_of(flow.start) not in hosts:
            raise InputError(path, f'flows: "{flow.start}" is not of this site; its hosts are {", ".join(hosts)}', line)


def _refuse_same_ids(path: Path, file: ConfigFile, line_of: Callable[[Location], int | None]) -> None:
    """An id names one thing; only an agency with a single site may share its id, for both mean the same."""
    seen: dict[str, int | None] = {}
    for place, name in _ids(file):
        line = line_of(place)
        if name in seen:
            raise InputError(path, f'the id "{name}" is taken by line {seen[name]}; each id names one thing', line)
        seen[name] = line


def _ids(file: ConfigFile) -> Iterator[tuple[Location, str]]:
    for at, agency in enumerate(file.agencies):
        if [site.id for site in agency.sites] != [agency.id]:
            yield ("agencies", at, "id"), agency.id
        for number, site in enumerate(agency.sites):
            yield ("agencies", at, "sites", number, "id"), site.id
