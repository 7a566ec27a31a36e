"""Pages that a site's pages lead to: audited ones, and those that were only visited as evidence. Pure."""

from __future__ import annotations

from nyx_audit.model.facts import Facts
from nyx_audit.model.reason import ReasonCode, behind_dead_link
from nyx_audit.net.addresses import site_key
from nyx_audit.site.evidence import Linked, LinkedPages
from nyx_audit.site.records import SiteEvidence
from nyx_audit.site.roles import is_step

LINKS = 500


def linked(url: str, facts: Facts) -> Linked:
    """Return what a page's facts say of it to those that link to it."""
    return Linked(
        url=url,
        lang=facts.lang,
        dir=facts.dir,
        title=facts.title,
        lines=tuple(block.text for block in facts.blocks),
        around=facts.around,
        links=tuple((link.href, link.text) for link in facts.links[:LINKS]),
        asks=is_step(facts) or any(one.tag == "textarea" and one.shown for one in facts.fields),
        frames=len(facts.frames),
        translated=any(one.kind == "google" for one in facts.translators),
    )


def linked_pages(site: SiteEvidence, visited: LinkedPages | None = None) -> dict[str, Linked]:
    """Return what is known of pages that others may link to, by `plain` address: audited, dead, or visited as evidence."""
    found = dict(visited.pages) if visited else {}
    for url, reason in site.not_audited.items():
        if reason.code is ReasonCode.DEAD_LINK:
            found[site_key(url)] = Linked(url, problem=behind_dead_link(reason), gone=True)
    for page in site.pages.values():
        found[site_key(page.url)] = found[site_key(page.final_url)] = linked(page.final_url, page.facts)
    return found
