"""The site of a rule's example, as a local server shows it and as the engine audits it."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from nyx_audit import config
from nyx_audit.browser.session import Session
from nyx_audit.config import SiteConfig
from nyx_audit.crawl.items import FrontierRow
from nyx_audit.engine.auditor import Auditor
from nyx_audit.engine.crawl import crawl_sites
from nyx_audit.facts import Facts
from nyx_audit.model import Example, Page, Rule
from tests.support.server import Answer, Server, page, serving


class Nowhere:
    """Keeps nothing of a run."""

    # ruff: noqa: ARG002 - as the protocol names them

    def record(self, page: Page, rows: Sequence[FrontierRow], facts: Facts | None) -> None: ...

    def keep(self, site: str, rows: Sequence[FrontierRow]) -> None: ...

    def rows(self, site: str) -> Sequence[FrontierRow]:
        return ()

    def pages(self, site: str) -> Sequence[Page]:
        return ()

    def facts(self, site: str) -> Mapping[str, Facts]:
        return {}


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
            server.pages[path] = Answer(body, one.status, {"Content-Type": one.type, **headers})
        yield server


def document(html: str) -> str:
    """A whole document, made of a body where it is only that."""
    return html if html.lstrip().lower().startswith(("<!doctype", "<html")) else page(html)


def config_of(example: Example, url: str) -> SiteConfig:
    """The site's configuration, as sites.yaml would say it."""
    settings = {"max_pages": 30, "sitemaps": False, **example.settings}
    site = config.SiteFile.model_validate({"id": "example", "name": "Example", "start": [url + "/"], **settings})
    return config.resolve(site, "Agency", config.Settings())


async def audit_site(session: Session, rules: Sequence[Rule], site: SiteConfig) -> list[Page]:
    """Crawl a site and return its pages with the outcomes of the rules."""
    auditor = Auditor(session, rules, lambda _event: None, moving=False)
    found = await crawl_sites([site], auditor, Nowhere(), tabs=2, stop=asyncio.Event())
    return found[site.site.id]
