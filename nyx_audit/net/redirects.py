"""The one way in which redirects are followed. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urljoin

from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.net.addresses import host_of, without_userinfo
from nyx_audit.net.headers import Headers

REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(slots=True)
class Trail:
    """The addresses that a fetch comes to, from the requested one to the last."""

    hops: list[str]
    max_hops: int
    _sets_cookie: bool = field(default=False)

    @property
    def at(self) -> str:
        """The address that is to be requested next."""
        return self.hops[-1]

    def follow(self, location: str, headers: Headers) -> Reason | None:
        """Go on to where an answer leads; return why the trail ends there, or None where it goes on."""
        self._sets_cookie = self._sets_cookie or bool(headers.get("set-cookie"))
        try:
            to = without_userinfo(urljoin(self.at, location).partition("#")[0])
            host_of(to)
        except ValueError:
            return Reason(ReasonCode.BAD_REDIRECT, "redirects to what is not a web address")
        seen = to in self.hops
        self.hops.append(to)
        if seen and self._sets_cookie:
            return Reason(ReasonCode.COOKIE_NEEDED, "needs a cookie first")
        if seen:
            return Reason(ReasonCode.REDIRECT_LOOP, "redirects in a circle")
        if len(self.hops) > self.max_hops + 1:
            return Reason(ReasonCode.TOO_MANY_REDIRECTS, "redirects too often")
        return None


def location_of(status: int | None, headers: Headers) -> str:
    """Return where an answer leads on to; empty where it does not, or does not say where."""
    return headers.first("location") if status in REDIRECTS else ""
