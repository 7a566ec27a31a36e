"""Fragments that look like routes (`#/one`), on a site that does not say that it has any: they are dropped."""

from __future__ import annotations

from dataclasses import replace

from nyx_audit.crawl.scope import Scope
from nyx_audit.engine.auditor import Audited
from nyx_audit.model.facts import Facts
from nyx_audit.net.addresses import route_of


def within(scope: Scope, audited: Audited) -> Audited:
    """Return a page as its site's addresses tell pages apart, so that a link to a route leads to its document."""
    if scope.has_routes:
        return audited
    page = replace(audited.page, final_url=scope.address(audited.page.final_url))
    return replace(audited, page=page, facts=audited.facts and _without_routes(audited.facts, scope))


def _without_routes(facts: Facts, scope: Scope) -> Facts:
    if not any(route_of(link.href) for link in facts.links):
        return facts
    links = (replace(one, href=scope.address(one.href)) if route_of(one.href) else one for one in facts.links)
    return replace(facts, links=tuple(links))
