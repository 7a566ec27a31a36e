"""The accesses of a run, held to be usable before anything is requested."""

from __future__ import annotations

from collections.abc import Iterable

from nyx_audit.model.access import Access
from nyx_audit.net.access import Accesses, tls_of


def accesses_of(found: Iterable[Access | None]) -> Accesses:
    """Return what the hosts of a run are shown. Raises UsageError where two sites differ, or a certificate is no good."""
    known = [one for one in found if one]
    for one in known:
        tls_of(one)
    return Accesses.of(known)
