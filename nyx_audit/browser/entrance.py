"""Comes to the page that is to be looked at: loads it, brings it into its state, and says where a sign-in stands before it."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.async_api import Page, Response

from nyx_audit.browser.arrival import Arrival
from nyx_audit.browser.attempt import attempt
from nyx_audit.browser.costs import Clock
from nyx_audit.browser.facts import read_facts
from nyx_audit.browser.request import VisitRequest
from nyx_audit.browser.steps import Steps, alert_of
from nyx_audit.browser.walls import is_address, refuse_logged_out, refuse_wall, shows_sign
from nyx_audit.errors import PageFailed
from nyx_audit.model.access import Login, Script
from nyx_audit.model.evidence.kind import Missing
from nyx_audit.model.facts import Facts
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.net.access import Accesses
from nyx_audit.redact import cleared
from nyx_audit.site.roles import asks_for_sign_in, is_login_address

NOT_READ = Missing(Reason(ReasonCode.NOT_READ, "the page's facts were not read yet"))
# What can be read on a page, in its fields too.
TEXTS = """() => [document.body?.innerText || '', ...[...document.querySelectorAll('input, textarea')].map((one) => one.value)].join(' ')"""


@dataclass(frozen=True, slots=True)
class Entrance:
    """The parts of a tab that come to its pages, by the accesses of the run."""

    page: Page
    arrival: Arrival
    accesses: Accesses

    async def arrive(self, request: VisitRequest, clock: Clock) -> tuple[Response, list[str], list[str]]:
        """Load the page, and bring it into its state where there is a script for that; return what `Arrival` does."""
        response, notes, before = await self.arrival.arrive(request, clock)
        if request.script is None:
            return response, notes, before
        # The script would look for its controls on the sign-in.
        refuse_wall(request.url, self.arrival.at(request), NOT_READ, must=True)
        answered = await Steps(self.page, self.arrival).play(request.script)
        clock.lap("steps")
        return answered or response, notes, []

    async def refuse_wall(self, request: VisitRequest, final_url: str, known: Facts | Missing) -> None:
        """Raise PageFailed or PageSkipped where something stands before the page."""
        access = self.accesses.of_host(request.url)
        sign = access.login.logged_out if access and access.login else ""
        if not shows_sign(sign, request.url) and not is_login_address(request.url):
            # The sign-in itself is a page as any other.
            refuse_logged_out(sign, final_url, await self._text(sign))
        is_signed_in = bool(access and access.is_signed_in)
        # Steps may lead to a sign-in that is meant; who is signed in is led to one only when that has ended.
        if request.script is None or is_signed_in:
            refuse_wall(request.url, final_url, known, must=request.must or is_signed_in)

    async def log_in(self, request: VisitRequest, login: Login, hosts: tuple[str, ...]) -> None:
        """Sign in, at these hosts. Raises PageSkipped, PageFailed where that cannot be done, or did not help."""
        response, _, _ = await self.arrival.arrive(request, Clock())
        answered = await Steps(self.page, self.arrival).play(Script(login.actions, hosts))
        top = await self.arrival.worlds.of(self.arrival.guard.frame)
        facts = await attempt(
            "the page's facts", read_facts(self.arrival.worlds, top, (answered or response).headers), self.page
        )
        final = self.page.url
        refuse_logged_out(login.logged_out, final, await self._text(login.logged_out))
        if is_login_address(final) or (isinstance(facts, Facts) and asks_for_sign_in(facts)):
            text = f"after all steps, {final[:200]} still asks for it{await alert_of(self.page)}"
            raise PageFailed(Reason(ReasonCode.STEP_FAILED, text))

    async def shows_secret(self) -> bool:
        """Return whether a secret of the run can be read on the page, which no picture may show."""
        top = await self.arrival.worlds.of(self.arrival.guard.frame)
        text = str(await self.arrival.worlds.call(top, TEXTS))
        return cleared(text) != text

    async def _text(self, sign: str) -> str:
        """The sign where it can be seen on the page, nothing where it cannot."""
        if not sign or is_address(sign):
            return ""
        return sign if await self.page.get_by_text(sign).locator("visible=true").count() else ""
