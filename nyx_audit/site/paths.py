"""How a site's pages hang together. Pure."""

from __future__ import annotations

from collections import deque

from nyx_audit.net.addresses import site_key
from nyx_audit.site.records import SiteEvidence


def clicks_from_home(site: SiteEvidence) -> dict[str, int]:
    """Return the fewest clicks from the home page to each address (its site key) that a visible link leads to."""
    if site.home is None:
        return {}
    leads: dict[str, list[str]] = {}
    same: dict[str, str] = {}
    for page in site.pages.values():
        at = site_key(page.final_url)
        same[site_key(page.url)] = at
        leads[at] = [site_key(link.href) for link in page.facts.links if link.shown]
        # What a form asks next is one click further, too.
        leads[at] += [site_key(form.action) for form in page.facts.forms if form.method == "get" and form.action]
    home = site_key(site.home.final_url)
    clicks, waiting = {home: 0}, deque([home])
    while waiting:
        at = waiting.popleft()
        for raw in leads.get(at, ()):
            to = same.get(raw, raw)
            if to not in clicks:
                clicks[to] = clicks[at] + 1
                waiting.append(to)
    return clicks
