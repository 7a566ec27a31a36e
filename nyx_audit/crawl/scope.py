"""Which addresses belong to a site.

`ny.gov` is no public suffix: "the same domain" would make all agencies one site. So a site is its exact hosts, and
the folder of its first start address.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from posixpath import commonpath
from urllib.parse import unquote

from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.net.addresses import canonical, host_of, is_web


@dataclass(frozen=True, slots=True)
class Scope:
    """Hosts, a folder, and patterns.

    A pattern is a shell's (`*` any characters, also `/`; `?` one; `[ab]` one of these) and must match all of an
    address' path with its query: `/news/*`, `*/archive/*`, `*?sort=*`. With `include`, one of them must match.
    `has_routes` says that the site is an app whose pages differ in the fragment (`#/one`).
    """

    hosts: tuple[str, ...]
    prefix: str = "/"
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    has_routes: bool = False

    @classmethod
    def of(
        cls,
        starts: Sequence[str],
        *,
        prefix: str | None = None,
        include: Sequence[str] = (),
        exclude: Sequence[str] = (),
        also_hosts: Sequence[str] = (),
        has_routes: bool = False,
    ) -> Scope:
        """Return the scope of start addresses; without a prefix, the folder of the first one.

        Raises ValueError for a start or a host that is none.
        """
        hosts = [host_of(start) for start in starts] + [host_of(f"https://{host}") for host in also_hosts]
        folder = prefix if prefix is not None else _path(starts[0]).rpartition("/")[0] + "/"
        return cls(tuple(dict.fromkeys(hosts)), folder, tuple(include), tuple(exclude), has_routes)

    def address(self, url: str) -> str:
        """Return what of an address tells pages apart: its fragment only where that is a route of the site's app."""
        return url if self.has_routes else url.partition("#")[0]

    def reason(self, url: str) -> Reason | None:
        """Return why an address is not of the site, or None where it is."""
        return self.outside(url) or self._left_out(url)

    def outside(self, url: str) -> Reason | None:
        """Return why an address is of another site, or None; what a person left out by a pattern is inside."""
        try:
            host, path = host_of(url), _path(url)
        except ValueError as error:
            return Reason(ReasonCode.NOT_AN_ADDRESS, f"not a web address: {error}")
        if host not in self.hosts:
            return Reason(ReasonCode.OUT_OF_SCOPE, f"another host ({host})")
        # Servers send `/x/` on to `/x` as often as the other way round.
        folder = self.prefix.rstrip("/")
        inside = path == folder or path.startswith(f"{folder}/")
        return None if inside else Reason(ReasonCode.OUT_OF_SCOPE, f"outside {self.prefix}")

    def remedy(self, url: str) -> str:
        """Return the line of `sites.yaml` that would make an address be of the site; empty where none is needed."""
        if not self.outside(url) or not is_web(url):
            return ""
        host = host_of(url)
        if host not in self.hosts:
            return f"also_hosts: [{host}]"
        shared = commonpath([self.prefix, _path(url)]).rstrip("/")
        return f"prefix: {shared}/"

    def _left_out(self, url: str) -> Reason | None:
        address = "/" + canonical(url).partition("://")[2].partition("/")[2]
        names = (address, unquote(address))
        if self.include and not any(fnmatchcase(name, pattern) for pattern in self.include for name in names):
            patterns = ", ".join(self.include)
            return Reason(ReasonCode.OUT_OF_SCOPE, f"matches none of the patterns to include ({patterns})")
        for pattern in self.exclude:
            if any(fnmatchcase(name, pattern) for name in names):
                return Reason(ReasonCode.OUT_OF_SCOPE, f"excluded by the pattern {pattern}")
        return None


def _path(url: str) -> str:
    return re.sub(r"^[^/]*//[^/]*|\?.*", "", canonical(url))
