"""The accesses of a run, held to be usable before anything is requested."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from nyx_audit.errors import UsageError
from nyx_audit.model.access import Access
from nyx_audit.net.access import Accesses, tls_of

if TYPE_CHECKING:
    from nyx_audit.config.sites import SiteConfig


def accesses_of_sites(sites: Sequence[SiteConfig]) -> Accesses:
    """Return what the hosts of these sites are shown. Raises UsageError where one would be entered by another's access."""
    found = accesses_of([site.access for site in sites])
    for site in sites:
        shared = [host for host in site.scope.hosts if host in found.by_host]
        if shared and site.access is None:
            text = f'access: the site "{site.site.id}" has none, but another site on its host "{shared[0]}" does'
            raise UsageError(f"{text}; audit them in runs of their own, or give both the same access")
    return found


def accesses_of(found: Iterable[Access | None]) -> Accesses:
    """Return what the hosts of a run are shown. Raises UsageError where two sites differ, or a certificate is no good."""
    known = [one for one in found if one]
    for one in known:
        tls_of(one)
    return Accesses.of(known)
