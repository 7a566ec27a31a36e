"""Who is signed in: each access logs in once, and once more where its session ended; what it got, all its contexts share."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from nyx_audit.errors import PageFailed, PageSkipped, VisitError
from nyx_audit.model.access import Access, plain, session_values
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.net.access import Accesses
from nyx_audit.redact import keep_secret

MOST_LOGINS = 2
NEEDED = "login needed"
T = TypeVar("T")
Visit = Callable[[], Awaitable[T]]
# Signs in by an access, and returns the storage state that it got, as JSON. Raises VisitError.
LogIn = Callable[[Access], Awaitable[str]]


@dataclass(slots=True)
class _Standing:
    """How one access stands: `times` is how often it logged in, `trouble` why it cannot."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    state: str = ""
    times: int = 0
    trouble: PageFailed | None = None


@dataclass(slots=True)
class Logins:
    """The logins of a run, shared by all browsers that it starts."""

    accesses: Accesses = field(default_factory=Accesses)
    _standings: dict[Access, _Standing] = field(default_factory=dict)

    async def within(self, access: Access, log_in: LogIn, visit: Visit[T], pace: Callable[[], Awaitable[None]]) -> T:
        """Return what a visit brings while somebody is signed in: renewed, and visited again, where the session ended.

        Raises PageFailed where a sign-in stands before the page all the same, and what the visit raises.
        """
        seen = await self.ensure(access, log_in)
        try:
            return await visit()
        except (PageFailed, PageSkipped) as wall:
            if wall.reason.code is not ReasonCode.LOGIN or not access.is_signed_in:
                raise
            if not await self._renew(access, seen, log_in):
                raise _needed(wall.reason) from wall
        await pace()
        try:
            return await visit()
        except (PageFailed, PageSkipped) as wall:
            raise (_needed(wall.reason) if wall.reason.code is ReasonCode.LOGIN else wall) from wall

    async def ensure(self, access: Access, log_in: LogIn) -> int:
        """Log in where that was not done yet; return how often it was. Raises PageFailed where it cannot be done.

        What failed once is not tried for each page: accounts are locked by that.
        """
        standing = self._of(access)
        async with standing.lock:
            if access.login and not standing.times:
                await _log_in(standing, access, log_in)
            return standing.times

    async def _renew(self, access: Access, seen: int, log_in: LogIn) -> bool:
        """Log in once more where the session of login number `seen` ended; return whether there is a newer one."""
        standing = self._of(access)
        async with standing.lock:
            if standing.times > seen:
                return True
            if access.login is None or standing.times >= MOST_LOGINS:
                return False
            await _log_in(standing, access, log_in)
            return True

    def times(self, access: Access | None) -> int:
        """Return how often an access logged in."""
        return self._of(access).times if access else 0

    def context_options(self, access: Access | None, proxy: str) -> dict[str, Any]:
        """Return how a context is made for the hosts of an access. `proxy` is the browser's only way out, if any."""
        if access is None:
            return {}
        options: dict[str, Any] = {"ignore_https_errors": access.ignore_https_errors}
        state = self._of(access).state or (access.storage_state.value if access.storage_state else "")
        if state:
            options["storage_state"] = json.loads(state)
        shown = access.client_certificate
        if shown:
            options["client_certificates"] = [
                {
                    "origin": f"https://{host}",
                    "certPath": shown.certificate,
                    "keyPath": shown.key,
                    **({"passphrase": plain(shown.passphrase)} if shown.passphrase else {}),
                }
                for host in access.hosts
            ]
            # The driver speaks TLS for the browser then, and must take the same way.
            options |= {"proxy": {"server": proxy}} if proxy else {}
        return options

    def cookies(self, access: Access | None) -> list[dict[str, Any]]:
        """Return the cookies that a new context gets; those of a login have them already."""
        if access is None or self._of(access).state:
            return []
        return [
            {
                "name": name,
                "value": plain(value),
                "domain": host.rpartition(":")[0] or host,
                "path": "/",
                "secure": access.is_secure,
            }
            for host in access.hosts
            for name, value in access.cookies
        ]

    def _of(self, access: Access) -> _Standing:
        return self._standings.setdefault(access, _Standing())


def _needed(reason: Reason) -> PageFailed:
    text = reason.text if reason.text.startswith(NEEDED) else f"{NEEDED}: {reason}"
    return PageFailed(replace(reason, text=text))


async def _log_in(standing: _Standing, access: Access, log_in: LogIn) -> None:
    if standing.trouble:
        raise standing.trouble
    try:
        standing.state = await log_in(access)
    except VisitError as error:
        standing.trouble = PageFailed(Reason(ReasonCode.LOGIN, f"{NEEDED}: the login failed: {error}"))
        raise standing.trouble from error
    keep_secret(*session_values(standing.state))
    standing.times += 1
