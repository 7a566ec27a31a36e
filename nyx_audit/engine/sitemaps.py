"""The pages that a site's sitemaps name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from nyx_audit.crawl.sitemap import parse_sitemap
from nyx_audit.net.client import Session
from nyx_audit.net.policy import Limits

LIMITS = Limits(seconds=20.0, max_bytes=20_000_000, max_hops=5)
MAX_SITEMAPS = 50


async def fetch_sitemaps(addresses: Sequence[str], session: Session, note: Callable[[str], None]) -> list[str]:
    """Return the pages that sitemaps name, those of indexes among them; what could not be read is noted."""
    waiting = list(dict.fromkeys(addresses))
    seen = set(waiting)
    pages: dict[str, None] = {}
    read = 0
    while waiting and read < MAX_SITEMAPS:
        url = waiting.pop(0)
        read += 1
        answer = await session.get(url, LIMITS)
        if answer.failure:
            # The usual place is only a guess: nobody said that there is one.
            if not url.endswith("/sitemap.xml") or answer.status != 404:
                note(f"the sitemap {url} could not be read ({answer.failure})")
            continue
        found = parse_sitemap(answer.body)
        if found.problem:
            note(f"the sitemap {url}: {found.problem}")
        pages.update(dict.fromkeys(found.pages))
        new = [one for one in found.sitemaps if one not in seen]
        seen.update(new)
        waiting += new
    if waiting:
        note(f"{len(waiting)} further sitemaps were not read (the limit is {MAX_SITEMAPS})")
    return list(pages)
