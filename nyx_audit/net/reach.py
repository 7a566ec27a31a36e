"""Which addresses of the net may be reached: what a page names must not lead to this machine or its network.

A name says little: it is resolved, each address that it stands for is judged, and the judged address is connected to.
"""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import Awaitable, Callable, Sequence
from enum import StrEnum
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from nyx_audit.net.addresses import is_loopback

# Ends of names that networks give to their own machines (RFC 6762, RFC 8375, ICANN for "internal").
INSIDE = frozenset({"local", "internal", "arpa", "lan", "intranet", "corp", "home"})
NUMBER = re.compile(r"\d+|0x[0-9a-f]*", re.IGNORECASE)
# Of "this host on this network" (RFC 1122); connecting to one of them reaches this machine.
THIS_HOST = IPv4Network("0.0.0.0/8")
NAT64 = IPv6Network("64:ff9b::/96")
NAT64_LOCAL = IPv6Network("64:ff9b:1::/48")
# What a look-up fails with where there is no such host.
NO_SUCH_HOST = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})
# An address that does not answer must not take the time of the host's other addresses.
CONNECT_SECONDS = 5.0
MAX_TRIED = 4

# The addresses of a host and port, in the order in which they are tried. Raises OSError.
Resolve = Callable[[str, int], Awaitable[Sequence[str]]]


async def resolve(host: str, port: int) -> Sequence[str]:
    """Return the addresses of a host as the system knows them. Raises OSError, or UnicodeError for what is no name."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class Area(StrEnum):
    """Where an address is, as seen from this machine. Each but the first is closed to what a page names."""

    PUBLIC = "public"
    NETWORK = "network"
    LINK = "link"
    MACHINE = "machine"


def is_public(address: str) -> bool:
    """Return whether an address is one of the public net. Raises ValueError for what is not an IP address."""
    return area_of(address) is Area.PUBLIC


def area_of(address: str) -> Area:
    """Return where an IP address is. Raises ValueError for what is not one."""
    return _area(ip_address(address))


def _area(address: IPv4Address | IPv6Address) -> Area:
    inner = _embedded(address) if isinstance(address, IPv6Address) else None
    if inner is not None:
        return _area(inner)
    if address.is_loopback or address in THIS_HOST or address.is_unspecified:
        return Area.MACHINE
    if address.is_link_local:
        return Area.LINK
    outside = address.is_multicast or address.is_reserved
    if isinstance(address, IPv6Address):
        outside = outside or address.is_site_local or address in NAT64_LOCAL
    return Area.PUBLIC if address.is_global and not outside else Area.NETWORK


def _embedded(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that a translator or a tunnel would send on to, or None."""
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo and address.teredo[1]) or None


def is_inside(url: str) -> bool:
    """Return whether an address names this machine or its network already by how it is written."""
    host = (urlsplit(url).hostname or "").rstrip(".")
    try:
        return not is_public(host)
    except ValueError:
        last = host.rpartition(".")[2]
        # 127.1 and 0x7f.1 are addresses, too, for what looks up names.
        return is_loopback(url) or "." not in host or last in INSIDE or bool(NUMBER.fullmatch(last))
