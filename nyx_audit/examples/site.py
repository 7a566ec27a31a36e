"""The site of a rule's example, as a local server shows it and as the engine audits it."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from pydantic import TypeAdapter

from nyx_audit.browser.session import Session
from nyx_audit.config.sites import SiteConfig, resolve
from nyx_audit.config.sites_file import Settings, SiteFile
from nyx_audit.crawl.items import FrontierRow
from nyx_audit.engine.auditor import Auditor
from nyx_audit.engine.crawl import crawl_sites
from nyx_audit.engine.gather.gatherers import GatherContext, gatherers_for
from nyx_audit.engine.site import Gatherer, Visited, finish_site
from nyx_audit.examples.server import Answer, Server, document, serving
from nyx_audit.model.facts import Facts
from nyx_audit.model.page import Page
from nyx_audit.model.rule import Example, Rule
from nyx_audit.net.addresses import host_of
from nyx_audit.net.robots import HostRobots, Robots
from nyx_audit.site.records import Declared, SiteEvidence

FACTS = TypeAdapter(Facts)


@dataclass(slots=True)
class FactsRecorder:
    """Keeps the facts of the pages, as a history does while a run is under way."""

    # ruff: noqa: ARG002 - as the protocol names them
    known: dict[str, Facts] = field(default_factory=dict)

    def record(self, page: Page, rows: Sequence[FrontierRow], facts: Facts | None) -> None:
        if facts is not None:
            self.known[page.url] = facts

    def keep(self, site: str, rows: Sequence[FrontierRow]) -> None: ...

    def rows(self, site: str) -> Sequence[FrontierRow]:
        return ()

    def pages(self, site: str) -> Sequence[Page]:
        return ()

    def facts(self, site: str) -> Mapping[str, Facts]:
        return self.known


@contextmanager
def showing(example: Example) -> Iterator[Server]:
    """Serve an example's site; `{origin}` in its pages is the address of the host."""
    with serving({}) as server:
        server.pages["/"] = document(example.html).replace("{origin}", server.url)
        for path, one in example.others.items():
            body = base64.b64decode(one.base64) if one.base64 else one.body.replace("{origin}", server.url).encode()
            if not one.base64 and "html" in one.type:
                body = document(body.decode()).encode()
            headers = {name: value.replace("{origin}", server.url) for name, value in one.headers.items()}
            server.pages[path] = Answer(body, one.status, {"Content-Type": one.type, **headers}, one.wait)
        yield server


def config_of(example: Example, url: str) -> SiteConfig:
    """Return the site's configuration, as sites.yaml would say it."""
    settings = {"max_pages": 30, "sitemaps": False, **example.settings}
    site = SiteFile.model_validate({"id": "example", "name": "Example", "start": [url + "/"], **settings})
    return resolve(site, "Agency", Settings())


async def judge_example(session: Session, rule: Rule, example: Example, server: Server) -> list[Page]:
    """Crawl an example's site and return its pages with the outcomes of the rule."""
    site = config_of(example, server.url)
    auditor = Auditor(session, [], lambda _event: None, probes=False)
    recorder = FactsRecorder()
    pages = (await crawl_sites([site], auditor, recorder, tabs=2, stop=asyncio.Event()))[site.site.id]
    visited = [Visited(replace(one, outcomes=()), recorder.known.get(one.url)) for one in pages]
    declared = site.declared
    if example.address:
        visited = [_moved(one, server.url, example.address) for one in visited]
        declared = TypeAdapter(Declared).validate_json(
            TypeAdapter(Declared).dump_json(declared).replace(server.url.encode(), example.address.encode())
        )
    judging = Auditor(session, [rule], lambda _event: None, probes=False)
    context = GatherContext(judging, site, HostRobots({host_of(server.url): Robots()}), 100)
    gatherers: dict[str, Gatherer] = {
        **{name: _Stated(answer) for name, answer in example.answers.items()},
        **gatherers_for(context, without=example.answers.keys()),
    }
    return await finish_site(visited, declared, [rule], gatherers)


@dataclass(frozen=True, slots=True)
class _Stated:
    """Site evidence that an example states."""

    answer: object

    async def __call__(self, site: SiteEvidence) -> object:
        return self.answer


def _moved(visited: Visited, here: str, there: str) -> Visited:
    """The same page as if it stood at another host."""

    def moved(text: str) -> str:
        return text.replace(here, there)

    page = replace(visited.page, url=moved(visited.page.url), final_url=moved(visited.page.final_url))
    facts = visited.facts and FACTS.validate_python(json.loads(moved(FACTS.dump_json(visited.facts).decode())))
    return Visited(page, facts)
