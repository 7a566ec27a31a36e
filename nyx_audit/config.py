"""Reads `sites.yaml`: the agencies, their sites, and how each is crawled."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from nyx_audit.crawl.address import host_of, origin_of, read_address
from nyx_audit.crawl.items import Limits
from nyx_audit.crawl.scope import Scope
from nyx_audit.errors import InputError, UsageError, did_you_mean
from nyx_audit.model import Site
from nyx_audit.site.records import Declared, Journey
from nyx_audit.site.roles import ROLES
from nyx_audit.yaml_input import Location, load_model

ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
PATTERN = r"^[/*]"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True, slots=True)
class SiteConfig:
    """A site, and how it is crawled; all defaults filled in.

    `pages` are always audited. `rate` is page loads a second, `timeout` the seconds one page may take.
    """

    site: Site
    scope: Scope
    starts: tuple[str, ...]
    pages: tuple[str, ...]
    languages: tuple[str, ...]
    max_pages: int
    max_depth: int
    rate: float
    timeout: float
    sitemaps: bool
    lab_pages: int
    roles: Mapping[str, tuple[str, ...]]
    journeys: tuple[Journey, ...]

    @property
    def declared(self) -> Declared:
        """What the configuration says of the site's pages."""
        return Declared(self.site.id, self.starts[0], self.languages, self.roles, self.journeys)

    @property
    def limits(self) -> Limits:
        """The limits of the site's frontier."""
        return Limits(max_pages=self.max_pages, max_depth=self.max_depth)


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency, with the ids of its sites."""

    id: str
    name: str
    sites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Config:
    """The agencies and sites of a configuration, in its order."""

    agencies: tuple[Agency, ...]
    sites: tuple[SiteConfig, ...]

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
        agencies.append(Agency(agency.id, agency.name, tuple(site.id for site in agency.sites)))
        for number, site in enumerate(agency.sites):
            found = resolve(site, agency.name, file.defaults)
            for index, page in enumerate(found.pages):
                if host_of(page) not in found.scope.hosts:
                    hosts = ", ".join(found.scope.hosts)
                    key = "pages" if index < len(site.pages) else "journeys and roles"
                    line = line_of(("agencies", at, "sites", number, "pages", index))
                    raise InputError(path, f'{key}: "{page}" is not of this site; its hosts are {hosts}', line)
            sites.append(found)
    return Config(tuple(agencies), tuple(sites))


def site_for_address(text: str) -> SiteConfig:
    """Return an address as a site with the defaults; its id is made of host and path. Raises UsageError."""
    url = read_address(text)
    scope = Scope.of([url])
    name = (host_of(url) + scope.prefix).rstrip("/")
    words = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return resolve(SiteFile.model_construct({"id", "name", "start"}, id=words, name=name, start=[url]), "", Settings())


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) by which editors complete and check `sites.yaml`."""
    schema = ConfigFile.model_json_schema()
    for name in Settings.model_fields:
        # What holds where a site leaves the key out stands under `defaults`.
        schema["$defs"]["SiteFile"]["properties"][name].pop("default", None)
    return {"$schema": DIALECT, **schema, "title": "sites.yaml of nyx-audit"}


def template() -> str:
    """Return the commented file that a new project begins with."""
    return TEMPLATE


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, str_strip_whitespace=True)


class Settings(_Strict):
    """How sites are crawled."""

    max_pages: int = Field(200, ge=1, le=100_000, description="Pages visited at most; what is left over is reported.")
    max_depth: int = Field(10, ge=0, le=100, description="Links away from a start page at most.")
    rate: float = Field(2.0, ge=0.1, le=10, description="Page loads a second at most; robots.txt may ask for fewer.")
    timeout: float = Field(60, ge=5, le=600, description="Seconds that one page may take, in all views together.")
    sitemaps: bool = Field(True, description="Whether pages are also found by the site's sitemaps.")
    lab_pages: int = Field(
        0, ge=0, le=20, description="Pages whose load is measured on a slow phone, three times each."
    )
    languages: list[str] = Field(
        ["en"], min_length=1, description="Languages that the site promises, as tags such as en, es, zh."
    )

    @field_validator("languages")
    @classmethod
    def _tags(cls, value: list[str]) -> list[str]:
        return _each(value, LANGUAGE, 'is no language tag; write it like "en" or "zh-Hant"')


class JourneyFile(_Strict):
    """A key task: what people come to the site for, step by step."""

    id: str = Field(pattern=ID, max_length=80, description="Unique within the site, in kebab-case.")
    name: str = Field(min_length=1, description="What reports call the task, such as Renew a license.")
    steps: list[str] = Field(
        min_length=1, description="The addresses of its steps in their order, or paths on the first start's host."
    )
    languages: list[str] = Field([], description="Languages that the task promises; those of the site if left out.")
    channels: list[Literal["online", "phone", "in-person", "mail", "chat"]] = Field(
        [], description="Ways in which the task can be done."
    )

    @field_validator("languages")
    @classmethod
    def _tags(cls, value: list[str]) -> list[str]:
        return _each(value, LANGUAGE, 'is no language tag; write it like "en" or "zh-Hant"')

    @field_validator("steps")
    @classmethod
    def _steps(cls, value: list[str]) -> list[str]:
        return _paths_or_addresses(value)


class SiteFile(Settings):
    """One site of an agency. Each key of `defaults` may stand here too, and then holds for this site."""

    id: str = Field(pattern=ID, max_length=80, description="Unique, in kebab-case; the history knows the site by it.")
    name: str = Field(min_length=1, description="What reports call the site.")
    start: list[str] = Field(min_length=1, description="Addresses the crawl starts from, such as https://dmv.ny.gov/.")
    prefix: str | None = Field(
        None, pattern="^/", description="Folder that the crawl stays in; without it, that of the first start address."
    )
    also_hosts: list[str] = Field([], description="Further hosts that show the same site, such as www.dmv.ny.gov.")
    include: list[str] = Field(
        [], description="Patterns of paths, such as /forms/*; with them, only pages that match one are visited."
    )
    exclude: list[str] = Field(
        [], description="Patterns of paths that are not visited: * any characters, ? one. They match path and query."
    )
    pages: list[str] = Field(
        [], description="Pages that are always audited: addresses, or paths on the first start's host."
    )
    roles: dict[str, list[str]] = Field(
        {}, description=f"What pages are for, where their signs do not tell: addresses by role ({', '.join(ROLES)})."
    )
    journeys: list[JourneyFile] = Field([], description="The key tasks of the site.")
    owner: str = Field("", description="Who mends the site: a name or an e-mail address.")

    @field_validator("start")
    @classmethod
    def _starts(cls, value: list[str]) -> list[str]:
        return [_address(one) for one in value]

    @field_validator("pages")
    @classmethod
    def _pages(cls, value: list[str]) -> list[str]:
        return _paths_or_addresses(value)

    @field_validator("roles")
    @classmethod
    def _roles(cls, value: dict[str, list[str]]) -> dict[str, list[str]]:
        for role in value:
            if role not in ROLES:
                raise ValueError(f'"{role}" is no role{did_you_mean(role, ROLES)}; there are {", ".join(ROLES)}')
        return {role: _paths_or_addresses(pages) for role, pages in value.items()}

    @field_validator("journeys")
    @classmethod
    def _journeys(cls, value: list[JourneyFile]) -> list[JourneyFile]:
        ids = [one.id for one in value]
        for one in ids:
            if ids.count(one) > 1:
                raise ValueError(f'two journeys have the id "{one}"; each id names one')
        return value

    @field_validator("include", "exclude")
    @classmethod
    def _patterns(cls, value: list[str]) -> list[str]:
        return _each(value, PATTERN, "matches no path: a pattern begins with / or *")

    @field_validator("also_hosts")
    @classmethod
    def _hosts(cls, value: list[str]) -> list[str]:
        return [host_of(f"https://{one}") for one in _each(value, r"^[^/@\s]+$", "is no host name; leave out https://")]


class AgencyFile(_Strict):
    """An agency."""

    id: str = Field(pattern=ID, max_length=80, description="Unique, in kebab-case; stands for all its sites.")
    name: str = Field(min_length=1, description="What reports call the agency.")
    sites: list[SiteFile] = Field(min_length=1, description="The agency's sites.")


class ConfigFile(_Strict):
    """The agencies, their sites, and how each is crawled."""

    version: Literal[1] = Field(description="The version of this file's format.")
    defaults: Settings = Field(Settings(), description="What holds for every site that does not say otherwise.")
    agencies: list[AgencyFile] = Field(min_length=1, description="The agencies.")


def resolve(site: SiteFile, agency: str, defaults: Settings) -> SiteConfig:
    """Return a site with the defaults filled in."""
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
    return SiteConfig(
        site=Site(site.id, site.name, agency, first, site.owner, tuple(one.id for one in journeys)),
        scope=Scope.of(
            site.start, prefix=site.prefix, include=site.include, exclude=site.exclude, also_hosts=site.also_hosts
        ),
        starts=tuple(site.start),
        pages=tuple(dict.fromkeys([*whole(site.pages), *(step for one in journeys for step in one.steps), *stated])),
        roles={role: whole(pages) for role, pages in site.roles.items()},
        journeys=journeys,
        **chosen,
    )


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


def _paths_or_addresses(value: list[str]) -> list[str]:
    return [one if one.startswith("/") and not one.startswith("//") else _address(one) for one in value]


def _address(text: str) -> str:
    try:
        return read_address(text)
    except UsageError as error:
        raise ValueError(f"{error}") from None


def _each(values: list[str], pattern: str, problem: str) -> list[str]:
    for one in values:
        if not re.search(pattern, one):
            raise ValueError(f'"{one}" {problem}')
    return values


TEMPLATE = """\
# The sites that nyx-audit crawls and audits. robots.txt is always kept to.
version: 1

# What holds for every site that does not say otherwise.
defaults:
  max_pages: 200         # pages visited at most; what is left over is reported
  max_depth: 10          # links away from a start page at most
  rate: 2.0              # page loads a second at most, 0.1 to 10
  timeout: 60            # seconds that one page may take
  lab_pages: 0           # pages whose load is measured on a slow phone: the home page first, then where journeys begin
  sitemaps: true         # find pages by the site's sitemaps, too
  languages: [en]        # languages that the site promises, such as [en, es, zh]

agencies:
  - id: my-agency
    name: My Agency
    sites:
      - id: my-site                      # the history knows the site by it: keep it
        name: My Site
        start: [https://www.example.gov/]
        # prefix: /forms/                # the folder to stay in; else that of the first start address
        # also_hosts: [example.gov]      # further hosts that show the same site
        # include: [/forms/*]            # visit only what matches one of these
        # exclude: ["/internal/*", "*?sort=*"]
        # pages: [/contact]              # always audited
        # owner: web-team@example.gov    # who mends the site
        # journeys:                      # the key tasks, step by step
        #   - id: renew
        #     name: Renew a license
        #     steps: [/renew/, /renew/step-1, /renew/step-2]
        #     channels: [online, phone, in-person]
        # roles: {contact: [/reach-us]}  # what a page is for, where its signs do not tell
        # max_pages: 100                 # any of the defaults, for this site
"""
