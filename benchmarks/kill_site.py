"""A site of 60 small pages for `benchmarks.kills`: all that a crawl must decide, and defects that differ from page to page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nyx_audit
from nyx_audit.examples.server import Answer, Server, page, serving

SECTIONS = 6
OF_SECTION = 8
PAGES = SECTIONS * OF_SECTION
PDF = (Path(nyx_audit.__file__).parent / "sample/site/labor/forms/ub-100.pdf").read_bytes()
# Pages that answer late, so that one tab overtakes the other.
LATE_SECONDS = {2: 0.3, 11: 0.2, 13: 0.4, 30: 0.3, 37: 0.2}
DEFECTS = (
    "<img src='/picture.png'>",
    "<form><input type='text' name='q'><button>Find</button></form>",
    "<a href='/contact'></a>",
    "<p style='color:#bbb;background:#fff'>The office is closed on Fridays.</p>",
    "",
)
LISTED = ("/page/3", "/page/40", "/listed-only", "/contact")
URLSET = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
NO_ZOOM = '<meta name="viewport" content="width=device-width, user-scalable=no">'


@contextmanager
def serving_site() -> Iterator[Server]:
    """Serve the site on loopback for as long as the block runs."""
    with serving(pages()) as server:
        listed = "".join(f"<url><loc>{server.url}{path}</loc></url>" for path in LISTED)
        server.pages["/sitemap.xml"] = Answer(
            f"{URLSET}{listed}</urlset>".encode(), headers={"Content-Type": "text/xml"}
        )
        yield server


def pages() -> dict[str, Answer | str]:
    """Return what the server answers, by path; what is not there is answered by 404."""
    sections = {f"/section/{number}": _section(number) for number in range(SECTIONS)}
    leaves = {f"/page/{number}": _leaf(number) for number in range(PAGES)}
    return {
        "/": _home(),
        "/robots.txt": _text("User-agent: *\nDisallow: /closed\nSitemap: /sitemap.xml\n"),
        "/contact": _page("Contact", ["/", "/section/0"]),
        "/listed-only": _page("Listed only", ["/", "/page/47"]),
        "/deep": _page("Deep", ["/deeper", "/contact"]),
        "/deeper": _page("Deeper", ["/", "/deep", "/gone"]),
        # One page by two addresses, which names the first as its own.
        "/twin": _page("Twin", ["/"], head='<link rel="canonical" href="/twin">'),
        "/twin/print": _page("Twin", ["/"], head='<link rel="canonical" href="/twin">'),
        # Two ways to a page that is linked, and two to one that is not.
        "/old": _moved("/page/7"),
        "/older": _moved("/page/7", wait=0.3),
        "/this-way": _moved("/hidden", wait=0.3),
        "/that-way": _moved("/hidden"),
        "/hidden": _page("Hidden", ["/", "/page/5"]),
        "/form.pdf": Answer(PDF, headers={"Content-Type": "application/pdf"}),
        **sections,
        **leaves,
    }


def _home() -> str:
    links = [f"/section/{number}" for number in range(SECTIONS)]
    # Behind the redirects comes what they lead to: which tab is faster must not matter.
    links += ["/old", "/page/7", "/older", "/this-way", "/that-way", "/twin/print", "/twin", "/form.pdf", "/gone"]
    return _page("Office of Parks", [*links, "/closed", "/archive.zip", "/logout", "/contact"])


def _section(number: int) -> str:
    own = range(number * OF_SECTION, (number + 1) * OF_SECTION)
    other = (number * OF_SECTION + 13) % PAGES
    links = [*(f"/page/{one}" for one in own), f"/page/{other}", "/contact", "/gone", "/form.pdf"]
    return _page(f"Section {number}", links, body=DEFECTS[number % len(DEFECTS)])


def _leaf(number: int) -> Answer:
    links = [f"/page/{(number * 7 + step) % PAGES}" for step in range(3)] + ["/", "/contact", "/closed"]
    links += ["/deep"] if number % 10 == 4 else []
    head = NO_ZOOM if number % 12 == 5 else ""
    # Some have one title, which is a defect that only all pages tell.
    title = "A park" if number % 9 == 2 else f"Park {number}"
    text = _page(title, links, body=DEFECTS[number % len(DEFECTS)], head=head)
    return Answer(text.encode(), wait=LATE_SECONDS.get(number, 0.0))


def _page(title: str, links: list[str], *, body: str = "", head: str = "") -> str:
    items = "".join(f'<li><a href="{link}">To {link.strip("/") or "home"}</a></li>' for link in links)
    main = f"<main><h1>{title}</h1><p>What you must know of {title.lower()}.</p>{body}<ul>{items}</ul></main>"
    return page(main, title=title, head=head)


def _moved(to: str, wait: float = 0.0) -> Answer:
    return Answer(status=301, headers={"Location": to}, wait=wait)


def _text(text: str) -> Answer:
    return Answer(text.encode(), headers={"Content-Type": "text/plain; charset=utf-8"})
