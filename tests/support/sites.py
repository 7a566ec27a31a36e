"""Sites as their checks see them, without a browser."""

from __future__ import annotations

from typing import Any

from nyx_audit.model.facts import Block, Facts, Heading, Link
from nyx_audit.site.records import Declared, SiteEvidence, SitePage
from nyx_audit.site.roles import with_roles


def link(href: str, text: str = "A link", landmark: str = "main") -> Link:
    """A link that can be seen."""
    return Link(href, href, text, landmark, f'a[href="{href}"]')


def facts(*links: str | Link, heading: str = "", text: str = "", lang: str = "en") -> Facts:
    """The facts of a page with these links, this main heading and this text."""
    return Facts(
        lang=lang,
        key="0",
        links=tuple(link(one) if isinstance(one, str) else one for one in links),
        headings=(Heading(1, heading),) if heading else (),
        blocks=(Block("p", text),) if text else (),
    )


def site(pages: dict[str, Facts], declared: Declared | None = None, **more: Any) -> SiteEvidence:
    """A site of these pages by address, with their roles; the first is the start."""
    known = declared or Declared("site", next(iter(pages)))
    found = [SitePage(url, url, 200, one) for url, one in pages.items()]
    return SiteEvidence(known, {page.url: page for page in with_roles(found, known)}, **more)
