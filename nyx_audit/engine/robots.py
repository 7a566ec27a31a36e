"""The robots.txt of a site's hosts, read before its crawl."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from nyx_audit.net.addresses import host_of, origin_of
from nyx_audit.net.again import pause_for
from nyx_audit.net.client import open_session
from nyx_audit.net.hosts import Hosts
from nyx_audit.net.policy import FetchPolicy
from nyx_audit.net.robots import HostRobots


async def fetch_robots(starts: Sequence[str], names: Sequence[str], hosts: Hosts, rate: float) -> HostRobots:
    """Return the robots.txt of each host of a site, requested as its start addresses are: with or without encryption."""
    scheme = origin_of(starts[0]).partition("://")[0]
    origins = {host_of(start): origin_of(start) for start in starts}
    found = {}
    for name in names:
        origin = origins.get(name, f"{scheme}://{name}")
        # Each host was configured by a person: it may be one of this network.
        async with open_session(hosts, FetchPolicy(origin, rate)) as session:
            found[name] = await session.robots(origin)
            if found[name].closed:
                # All of the site hangs on this one answer.
                await asyncio.sleep(pause_for(origin))
                found[name] = await session.robots(origin, anew=True)
    return HostRobots(found)
