"""The keys of `sites.yaml`, as they are written and checked. What they mean to the rest of the program: `config.py`."""

from __future__ import annotations

import re
from typing import Any, Literal

from pydantic import Field, field_validator

from nyx_audit.config.access_file import AccessFile, FlowFile
from nyx_audit.config.strict import ID, Strict, read_place, read_whole, refuse_same_id
from nyx_audit.config.terms_file import IgnoreFile, TermsFile
from nyx_audit.errors import did_you_mean
from nyx_audit.net.addresses import host_of
from nyx_audit.site.roles import ROLES

LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
PATTERN = r"^[/*]"
QUARTER = r"20\d\dQ[1-4]"


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) by which editors complete and check `sites.yaml`."""
    schema = ConfigFile.model_json_schema()
    for name in Settings.model_fields:
        # What holds where a site leaves the key out stands under `defaults`.
        schema["$defs"]["SiteFile"]["properties"][name].pop("default", None)
    return {**schema, "title": "sites.yaml of nyx-audit"}


def template() -> str:
    """Return the commented file that a new project begins with."""
    return TEMPLATE


class Settings(Strict):
    """How sites are crawled."""

    max_pages: int = Field(200, ge=1, le=100_000, description="Pages visited at most; what is left over is reported.")
    max_depth: int = Field(10, ge=0, le=100, description="Links away from a start page at most.")
    max_variants: int = Field(
        50,
        ge=1,
        le=100_000,
        description="Pages at most whose addresses differ only in the query; those that a sitemap lists are no part of it.",
    )
    rate: float = Field(2.0, ge=0.1, le=10, description="Page loads a second at most; robots.txt may require fewer.")
    timeout: float = Field(60, ge=5, le=600, description="Seconds that one page may take, in all views together.")
    sitemaps: bool = Field(True, description="Whether pages are also found by the site's sitemaps.")
    lab_pages: int = Field(
        0, ge=0, le=20, description="Pages whose load is measured on a slow phone, three times each."
    )
    anew_every: int = Field(
        7,
        ge=1,
        le=365,
        description="Runs after which a page is audited anew at the latest, even where nothing of it changed; 1 audits "
        "every page in every run.",
    )
    languages: list[str] = Field(
        ["en"], min_length=1, description="Languages that the site promises, as tags such as en, es, zh."
    )

    @field_validator("languages")
    @classmethod
    def _tags(cls, value: list[str]) -> list[str]:
        return _each(value, LANGUAGE, 'is not a language tag; write it like "en" or "zh-Hant"')


class JourneyFile(Strict):
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
        return _each(value, LANGUAGE, 'is not a language tag; write it like "en" or "zh-Hant"')

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
    routes: Literal["path", "hash"] = Field(
        "path", description="hash: the site is an app whose pages differ in what stands behind the #, such as /#/forms."
    )
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
        {},
        description=f"What pages are for, where the signs on them do not say: addresses by role ({', '.join(ROLES)}).",
    )
    journeys: list[JourneyFile] = Field([], description="The key tasks of the site.")
    access: AccessFile | None = Field(None, description="How the site is entered, where it is not open to everybody.")
    flows: list[FlowFile] = Field(
        [], description="Forms that are filled in step by step, each step audited in its state."
    )
    share: float = Field(1, ge=0, le=1000, description="What the site counts for in its agency's score.")
    owner: str = Field("", description="Who fixes the site: a name or an e-mail address.")

    @field_validator("start")
    @classmethod
    def _starts(cls, value: list[str]) -> list[str]:
        return [read_whole(one) for one in value]

    @field_validator("pages")
    @classmethod
    def _pages(cls, value: list[str]) -> list[str]:
        return _paths_or_addresses(value)

    @field_validator("roles")
    @classmethod
    def _roles(cls, value: dict[str, list[str]]) -> dict[str, list[str]]:
        for role in value:
            if role not in ROLES:
                raise ValueError(f'"{role}" is not a role{did_you_mean(role, ROLES)}; there are {", ".join(ROLES)}')
        return {role: _paths_or_addresses(pages) for role, pages in value.items()}

    @field_validator("journeys")
    @classmethod
    def _journeys(cls, value: list[JourneyFile]) -> list[JourneyFile]:
        refuse_same_id("journeys", [one.id for one in value])
        return value

    @field_validator("flows")
    @classmethod
    def _flows(cls, value: list[FlowFile]) -> list[FlowFile]:
        refuse_same_id("flows", [one.id for one in value])
        return value

    @field_validator("include", "exclude")
    @classmethod
    def _patterns(cls, value: list[str]) -> list[str]:
        return _each(value, PATTERN, "matches no path: a pattern begins with / or *")

    @field_validator("also_hosts")
    @classmethod
    def _hosts(cls, value: list[str]) -> list[str]:
        return [
            host_of(f"https://{one}") for one in _each(value, r"^[^/@\s]+$", "is not a host name; leave out https://")
        ]


class AgencyFile(Strict):
    """An agency."""

    id: str = Field(pattern=ID, max_length=80, description="Unique, in kebab-case; stands for all its sites.")
    name: str = Field(min_length=1, description="What reports call the agency.")
    sites: list[SiteFile] = Field(min_length=1, description="The agency's sites.")
    notes: dict[str, dict[str, str]] = Field(
        {},
        description="What no crawler sees, for the quarterly report: by quarter (2026Q4) and name (survey, call_wait, "
        "processing_time, or your own), as text in quotes.",
    )

    @field_validator("notes")
    @classmethod
    def _quarters(cls, value: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
        for one in value:
            if not re.fullmatch(QUARTER, one):
                raise ValueError(f'"{one}" is not a quarter; write it like 2026Q4')
        return value


class ConfigFile(Strict):
    """The agencies, their sites, and how each is crawled."""

    version: Literal[1] = Field(description="The version of this file's format.")
    defaults: Settings = Field(Settings(), description="What holds for every site that does not say otherwise.")
    agencies: list[AgencyFile] = Field(min_length=1, description="The agencies.")
    terms: TermsFile = Field(TermsFile(), description="What fails the command, and which rules run.")
    ignores: list[IgnoreFile] = Field([], description="Defects that fail nothing until they expire.")


def _paths_or_addresses(value: list[str]) -> list[str]:
    return [read_place(one) for one in value]


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
  max_variants: 50       # addresses at most that differ only in the query, beyond those that a sitemap lists
  rate: 2.0              # page loads a second at most, 0.1 to 10
  timeout: 60            # seconds that one page may take
  lab_pages: 0           # pages whose load is measured on a slow phone: the home page first, then where journeys begin
  anew_every: 7          # runs after which a page is audited anew at the latest, even where nothing of it changed
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
        # routes: hash                   # an app whose pages differ behind the #, such as /#/forms
        # pages: [/contact]              # always audited
        # owner: web-team@example.gov    # who fixes the site
        # journeys:                      # the key tasks, step by step
        #   - id: renew
        #     name: Renew a license
        #     steps: [/renew/, /renew/step-1, /renew/step-2]
        #     channels: [online, phone, in-person]
        # access:                        # how the site is entered; secrets come from the environment or a file
        #   headers: {X-Staging-Key: {env: STAGING_KEY}}
        #   basic_auth: {user: auditor, password: {env: STAGING_PASSWORD}}
        #   storage_state: login.json    # from: nyx-audit login my-site --save login.json
        #   login:
        #     steps:
        #       - goto: /login
        #       - fill: E-mail
        #         with: {env: AUDIT_USER}
        #       - fill: Password
        #         with: {env: AUDIT_PASSWORD}
        #       - click: Sign in
        # flows:                         # forms, each step audited in its state
        #   - id: apply
        #     name: Apply for a permit
        #     start: /apply/
        #     steps:
        #       - name: About you
        #       - name: Before it is sent
        #         do:
        #           - fill: Full name
        #             with: Ada Lovelace
        #           - click: Continue
        #             sends: true          # may send something; nothing else does
        # roles: {contact: [/reach-us]}  # what a page is for, where its signs do not tell
        # share: 2                       # counts twice as much in the agency's score as a site of 1
        # max_pages: 100                 # any of the defaults, for this site
    # notes:                             # what no crawler sees, for the quarterly report
    #   2026Q4: {survey: "71 of 100 were satisfied", call_wait: "6 minutes", processing_time: "12 days"}

# What fails the command beside --fail-on and its like, which go over it.
# terms:
#   baseline: last                       # fail only for what is new since the last run
#   budgets: {serious: 5}                # defects that are borne with, by impact or rule

# Defects that fail nothing until they expire. They count in the score all the same.
# ignores:
#   - rule: color-contrast
#     pages: [/news/*]
#     reason: the theme is replaced in spring
#     expires: 2027-03-31
#     owner: web-team@example.gov
#     ticket: WEB-12
"""
