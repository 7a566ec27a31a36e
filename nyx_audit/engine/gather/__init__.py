"""The gatherers of site evidence: what a host answers beyond the pages that were audited. Only GET and HEAD, at its rate."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from nyx_audit.catalogue import answers_for
from nyx_audit.config import SiteConfig
from nyx_audit.crawl.robots import HostRobots
from nyx_audit.engine.auditor import Auditor
from nyx_audit.engine.site import Gatherer


@dataclass(frozen=True, slots=True)
class Ground:
    """What a gatherer works with. `rate` is requests a second that the host bears."""

    auditor: Auditor
    site: SiteConfig
    robots: HostRobots
    rate: float


GATHERERS: Mapping[str, Callable[[Ground], Gatherer]] = {}


def gatherers_for(
    auditor: Auditor, site: SiteConfig, robots: HostRobots, rate: float, *, without: Collection[str] = ()
) -> dict[str, Gatherer]:
    """Return the gatherers that the auditor's rules need, by the name of their evidence."""
    ground = Ground(auditor, site, robots, rate)
    return {name: GATHERERS[name](ground) for name in sorted(answers_for(auditor.site_rules) - set(without))}
