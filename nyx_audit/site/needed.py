"""Which pages beyond the audited ones a site's rules ask about. Pure."""

from __future__ import annotations

import re

from nyx_audit.model.facts import Facts, Link
from nyx_audit.site.languages import primary, switchers
from nyx_audit.site.records import SiteEvidence, SitePage

ACCESSIBILITY = re.compile(r"\baccessibility\b|\baccesibilidad\b", re.IGNORECASE)

NAMED = re.compile(
    r"^\W*((web(site)? )?accessibility( (statement|policy|information|help|feedback))?|(declaración de )?accesibilidad)\W*$",
    re.IGNORECASE,
)


def accessibility_links(facts: Facts) -> list[Link]:
    """Return the links that speak of accessibility, visible ones first, and of those the ones in the footer."""
    found = [link for link in facts.links if ACCESSIBILITY.search(link.text)]
    return sorted(found, key=lambda link: (not link.shown, link.landmark != "contentinfo"))


def accessibility_page(site: SiteEvidence) -> Link | None:
    """Return the home page's link to what the site says of its own accessibility: in the footer, or elsewhere by just that name.

    A chapter or a service that has the word in its name is something else.
    """
    found = accessibility_links(site.home.facts) if site.home else []
    return next(
        (
            link for link in found
            if link.href.lower().startswith(("http://", "https://"))
            and (link.landmark == "contentinfo" or (link.landmark != "main" and NAMED.match(link.text)))
        ),
        None,
    )  # fmt: skip


def versions(page: SitePage) -> list[tuple[str, Link]]:
    """Return the links of a page that change its language, by code; not to its own language, nor through a translator."""
    own = primary(page.facts.lang)
    return [
        (code, link) for code, link in switchers(page.facts)
        if code != own and "translate.goo" not in link.href and not link.raw.strip().startswith("#")
    ]  # fmt: skip


def first_steps(site: SiteEvidence) -> list[SitePage]:
    """Return the audited first pages of the declared journeys."""
    firsts = (site.steps(journey)[0] for journey in site.declared.journeys)
    return [page for page in firsts if page is not None]


def needed_pages(site: SiteEvidence) -> list[str]:
    """Return the addresses that the rules of languages and accessibility ask about, each once."""
    found: dict[str, None] = {}
    link = accessibility_page(site)
    if link:
        found[link.href.partition("#")[0]] = None
    for page in (*([site.home] if site.home else []), *first_steps(site)):
        for _, version in versions(page):
            found[version.href.partition("#")[0]] = None
    return list(found)
