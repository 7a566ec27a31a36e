"""Answers that are not a document, not the page, or look as if they were not."""

from __future__ import annotations

import gzip
import threading
from typing import BinaryIO

from nyx_audit.browser.content import NOTHING
from nyx_audit.examples.server import Answer, Raw, page
from nyx_audit.model.outcome import Outcome
from nyx_audit.model.page import Page
from nyx_audit.model.reason import ReasonCode
from tests.hostile.fault import Check, Fault, audited, failed, skipped

FINE = page("<main><h1>Renew a license</h1><p>Bring your old one.</p></main>")
PACKED = gzip.compress(FINE.encode() * 20)
HTML = "text/html; charset=utf-8"
MAIN = "<main><h1>Fees</h1><p>Forty dollars a year.</p></main>"


def _raw(head: str, body: bytes) -> Answer:
    def write(out: BinaryIO, _stopping: threading.Event) -> None:
        out.write(f"HTTP/1.1 {head}\r\nConnection: close\r\n\r\n".replace("\n\n", "\n").encode() + body)

    raw: Raw = write
    return Answer(raw=raw)


def _typed(kind: str, body: str, **headers: str) -> Answer:
    return Answer(body.encode(), headers={"Content-Type": kind, **headers})


def _arrives_at(path: str) -> Check:
    def check(page: Page) -> None:
        assert page.final_url.endswith(path), page.final_url
        assert page.redirects

    return check


XHTML = '<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>Fees</title></head><body>{}</body></html>'
XSL = (
    '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/">'
    '<html lang="en"><head><title>Fees</title></head><body><h1>Fees</h1></body></html></xsl:template></xsl:stylesheet>'
)
GOES_ON = "<!doctype html><html lang=en><head><title>x</title><script>location.replace('there')</script></head><body>{}"


def _says(rule: str, outcome: Outcome, note: str = "") -> Check:
    def check(page: Page) -> None:
        found = next(one for one in page.outcomes if one.rule == rule)
        assert found.outcome is outcome, found
        assert not note or [one for one in page.notes if note in one], page.notes

    return check


def _styled(link: str) -> str:
    return page(MAIN + "<p style='color:#bbb'>Pale words</p>", head=link)


SHEET = '<link rel="stylesheet" href="style.css"{}>'
DOUBT = _says("color-contrast", Outcome.CANT_TELL, "a style sheet did not load")
SURE = _says("color-contrast", Outcome.FAILED)


def _is_said_to_show_nothing(audited_page: Page) -> None:
    assert NOTHING in audited_page.notes


FAULTS: tuple[Fault, ...] = (
    failed("an answer without a body", Answer(b""), ReasonCode.NO_CONTENT),
    audited("a body without anything in it", page(""), _is_said_to_show_nothing),
    failed(
        "a body of scripts only",
        page('<script src="/none.js"></script><noscript>Switch scripts on</noscript><div></div>'),
        ReasonCode.NO_CONTENT,
    ),
    audited("a body whose text is hidden", page("<p hidden>Not now</p>")),
    failed(
        "an application whose script does not load",
        page('<div id="app"></div><script src="no.js"></script>'),
        ReasonCode.NO_CONTENT,
    ),
    audited("a page of one picture", page('<img src="no.png" alt="Closed today" width="90" height="90">')),
    audited(
        "a page of one component",
        page(
            "<x-app></x-app><script>document.querySelector('x-app').attachShadow({mode: 'open'}).innerHTML = '<h1>Fees</h1>'</script>"
        ),
    ),
    failed(
        "a page of one frame that does not load",
        page('<iframe title="All" src="http://127.0.0.1:9/"></iframe>'),
        ReasonCode.FRAME_NOT_ENTERED,
    ),
    failed(
        "packed text that cannot be unpacked",
        _raw(f"200 OK\r\nContent-Type: {HTML}\r\nContent-Encoding: gzip", b"no gzip at all"),
        ReasonCode.UNREADABLE,
    ),
    failed(
        "packed text that is cut in the middle",
        _raw(f"200 OK\r\nContent-Type: {HTML}\r\nContent-Encoding: gzip\r\nContent-Length: 9999", PACKED[:200]),
        ReasonCode.UNREADABLE,
    ),
    failed(
        "a document that is shorter than was said",
        _raw(f"200 OK\r\nContent-Type: {HTML}\r\nContent-Length: 9999", FINE.encode()),
        ReasonCode.UNREADABLE,
    ),
    failed(
        "a document whose last piece never comes",
        _raw(
            f"200 OK\r\nContent-Type: {HTML}\r\nTransfer-Encoding: chunked",
            b"%x\r\n%s\r\n" % (len(FINE), FINE.encode()),
        ),
        ReasonCode.UNREADABLE,
    ),
    audited("a document without a length", _raw(f"200 OK\r\nContent-Type: {HTML}", FINE.encode())),
    failed("a redirect that does not say where to", Answer(FINE.encode(), 302), ReasonCode.BAD_REDIRECT),
    failed("a choice of several addresses", Answer(FINE.encode(), 300), ReasonCode.BAD_REDIRECT),
    failed("a named address without content", _raw("204 No Content", b""), ReasonCode.NO_CONTENT),
    failed("xhtml with errors", _typed("application/xhtml+xml", XHTML.format("<p>Fees<b></p>")), ReasonCode.UNREADABLE),
    audited("xhtml without errors", _typed("application/xhtml+xml", XHTML.format("<h1>Fees</h1>"))),
    audited("xhtml that is called xml", _typed("text/xml", XHTML.format("<h1>Fees</h1>"))),
    audited(
        "xml that a style sheet makes a page",
        {
            "": _typed("text/xml", '<?xml-stylesheet type="text/xsl" href="style.xsl"?><fees/>'),
            "style.xsl": _typed("text/xsl", XSL),
        },
    ),
    skipped(
        "a feed that is called xml",
        _typed("text/xml", '<?xml version="1.0"?><rss version="2.0"><channel><title>News</title></channel></rss>'),
        ReasonCode.NOT_A_PAGE,
    ),
    skipped(
        "a large table as xml",
        _typed("application/xml", f"<rows>{'<row><a>1</a><b>2</b></row>' * 15_000}</rows>"),
        ReasonCode.NOT_A_PAGE,
    ),
    skipped("a table as json", _typed("application/json", '{"a": 1}'), ReasonCode.NOT_A_PAGE),
    skipped(
        "text of which the browser makes no page", _typed("", "Plain words, and no more.\n"), ReasonCode.NOT_A_PAGE
    ),
    skipped(
        "two types of which the last is data",
        _raw(f"200 OK\r\nContent-Type: {HTML}\r\nContent-Type: application/json", b"{}"),
        ReasonCode.NOT_A_PAGE,
    ),
    audited(
        "two types of which the last is a page",
        _raw(f"200 OK\r\nContent-Type: application/json\r\nContent-Type: {HTML}", FINE.encode()),
    ),
    audited(
        "a page that is shown under the name of an attachment",
        _typed(HTML, FINE, **{"Content-Disposition": 'inline; filename="attachment-a.html"'}),
    ),
    skipped(
        "a page that is to be kept",
        _typed(HTML, FINE, **{"Content-Disposition": 'Attachment; filename="inline.html"'}),
        ReasonCode.NOT_A_PAGE,
    ),
    audited("a page that goes on in its head", {"": GOES_ON.format(""), "there": FINE}, _arrives_at("/there")),
    audited(
        "a page that goes on in its head and has a body",
        {"": GOES_ON.format(MAIN), "there": FINE},
        _arrives_at("/there"),
    ),
    failed(
        "a page that goes on to itself without end",
        {"": GOES_ON.format(""), "there": GOES_ON.replace("there", "here").format(""), "here": GOES_ON.format("")},
        ReasonCode.REDIRECT_LOOP,
    ),
    *(
        audited(f"a page that is called {title}", page(MAIN, title=title))
        for title in ("Access Denied: Voting Rights", "Page not found")
    ),
    audited(
        "an ordinary page with a script of cloudflare",
        page(
            MAIN,
            head="<script>window.__CF$cv$params={}</script><script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>",
        ),
    ),
    audited(
        "an ordinary page with a script of imperva",
        page(MAIN, head="<script src='/_Incapsula_Resource?SWJIYLWA=719d34'></script>"),
    ),
    failed(
        "a challenge of cloudflare",
        page(
            "<div class='main-wrapper'><h1>www.example.gov</h1><p>Verify you are human by completing the action below.</p></div><script>window._cf_chl_opt={cvId:'3'}</script>",
            title="Just a moment...",
        ),
        ReasonCode.CHALLENGE,
    ),
    failed(
        "a challenge of imperva",
        page(
            "<iframe id='main-iframe' title='x' src='/_Incapsula_Resource?SWUDNSAI=31&incident_id=1' width='100%' height='100%'>Request unsuccessful. Incapsula incident ID: 1</iframe>"
        ),
        ReasonCode.CHALLENGE,
    ),
    failed(
        "a challenge of datadome",
        page(
            "<p>Please enable JS and disable any ad blocker</p><script>var dd={'host':'geo.captcha-delivery.com'}</script>"
        ),
        ReasonCode.CHALLENGE,
    ),
    failed(
        "a refusal of f5",
        page("The requested URL was rejected. Please consult with your administrator. Your support ID is: 1234567890"),
        ReasonCode.CHALLENGE,
    ),
    audited(
        "a form with a captcha",
        page(
            "<main><h1>Write to us</h1><form action='/s'><label>Message <textarea name='m'></textarea></label><div class='g-recaptcha'></div><button>Send</button></form></main>"
        ),
    ),
    audited("a style sheet that does not exist", _styled(SHEET.format("")), DOUBT),
    audited(
        "a style sheet whose host does not answer",
        _styled('<link rel="stylesheet" href="http://127.0.0.1:9/a.css">'),
        DOUBT,
    ),
    audited("a style sheet that is a page", {"": _styled(SHEET.format("")), "style.css": FINE}, DOUBT),
    audited(
        "a style sheet that imports what does not exist",
        {"": _styled(SHEET.format("")), "style.css": _typed("text/css", "@import 'no.css';")},
        DOUBT,
    ),
    audited(
        "passes of a page without its style sheet",
        page(MAIN, head=SHEET.format("")),
        _says("color-contrast", Outcome.UNTESTED),
    ),
    audited(
        "a style sheet that loads",
        {"": _styled(SHEET.format("")), "style.css": _typed("text/css", "p {margin: 1em}")},
        SURE,
    ),
    audited("a style sheet for print that does not exist", _styled(SHEET.format(' media="print"')), SURE),
    audited(
        "a style sheet that the page's own policy forbids",
        _typed(HTML, _styled(SHEET.format("")), **{"Content-Security-Policy": "style-src 'unsafe-inline'"}),
        SURE,
    ),
    audited(
        "a script that does not exist",
        page(MAIN + "<script src='no.js'></script>"),
        _says("document-title", Outcome.PASSED, "a script did not load"),
    ),
)
