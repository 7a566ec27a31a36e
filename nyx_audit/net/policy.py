"""What a fetch keeps to: the manners that a site's fetches share, and the limits of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from nyx_audit.model.reason import Reason
from nyx_audit.net.robots import HostRobots


def nothing(_url: str) -> Reason | None:
    """Refuse nothing: the rule where there is none."""
    return None


@dataclass(frozen=True, slots=True)
class FetchPolicy:
    """How the hosts that a page names are treated.

    `page` is where the addresses come from: its own host, and those of `robots`, may be of this network, no other may. `rate` is the
    requests a second to that host, `others_rate` to any other. `robots` are those that were read already. `refuse`
    says of an address why it must not be requested, whatever its host allows. Where `heeds_robots` is false, the
    addresses are those that robots.txt itself names.
    """

    page: str
    rate: float
    others_rate: float = 1.0
    robots: HostRobots = field(default_factory=lambda: HostRobots({}))
    refuse: Callable[[str], Reason | None] = nothing
    heeds_robots: bool = True

    @property
    def own_hosts(self) -> frozenset[str]:
        """The names of the hosts that a person named, without ports and brackets, in lower case."""
        return frozenset(_name(address) for address in (self.page, *(f"//{host}" for host in self.robots.by_host)))


def _name(address: str) -> str:
    return (urlsplit(address).hostname or "").rstrip(".")


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one fetch: seconds for the whole answer with all of its redirects, bytes when decoded, redirects.

    Time that passes until a host's turn comes is not counted.
    """

    seconds: float = 20.0
    max_bytes: int = 2_000_000
    max_hops: int = 5
