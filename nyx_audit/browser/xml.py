"""Which XML is a page, by its root: XHTML, SVG, and what a style sheet of its own makes into a page. All else is data."""

from __future__ import annotations

import asyncio
import re

from lxml import etree
from playwright.async_api import Response

from nyx_audit.errors import PageSkipped
from nyx_audit.model.reason import Reason, ReasonCode

# The root stands behind no more than comments and a document type.
BEGINNING = 65_536
# Browsers draw data as a tree, which takes them minutes where it is large.
SECONDS = 4.0
XML = re.compile(r"(?:application|text)/(?:[\w.-]{1,60}\+)?xml")
BY_TYPE = ("application/xhtml+xml",)
PAGES = ("http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg")
# Feeds and sitemaps may bear a style sheet for people who come upon them.
DATA = ("rss", "feed", "RDF", "urlset", "sitemapindex", "opml")


def may_be_data(kind: str) -> bool:
    """Return whether only the root says if an answer of this type is a page."""
    return bool(XML.fullmatch(kind)) and kind not in BY_TYPE


async def refuse_data(response: Response, kind: str) -> None:
    """Raise PageSkipped where an XML document is data: by its root, or by being too large for a browser to draw soon."""
    try:
        async with asyncio.timeout(SECONDS):
            body = await response.body()
    except TimeoutError:
        text = f"data ({kind}, which takes a browser more than {SECONDS:.0f} s to draw), not a page"
        raise PageSkipped(Reason(ReasonCode.NOT_A_PAGE, text)) from None
    refuse_root(body, kind)


def refuse_root(body: bytes, kind: str) -> None:
    """Raise PageSkipped where the root of an XML document is that of data; what cannot be read is left to the browser."""
    parser = etree.XMLPullParser(events=("start", "pi"), resolve_entities=False, no_network=True, recover=True)
    parser.feed(body[:BEGINNING])
    styled = False
    for _event, node in parser.read_events():
        if isinstance(node, etree._ProcessingInstruction):
            styled = styled or (node.target == "xml-stylesheet" and "xsl" in (node.text or ""))
        elif isinstance(node, etree._Element):
            name = etree.QName(node)
            # What a style sheet has made is read as it is drawn.
            drawn = name.namespace in PAGES or name.localname == "html"
            if not drawn and not (styled and name.localname not in DATA):
                raise PageSkipped(Reason(ReasonCode.NOT_A_PAGE, f"data ({kind}, {name.localname[:40]}), not a page"))
            return
