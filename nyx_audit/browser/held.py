"""Looks at a page that somebody else holds, as it stands: it is neither loaded nor moved, and stays as it was."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from playwright.async_api import CDPSession, Error
from playwright.async_api import Page as AsyncPage
from playwright.sync_api import Page as SyncPage

from nyx_audit.browser.attempt import attempt
from nyx_audit.browser.axe import Engine, describe_engine, notes_of, run_axe
from nyx_audit.browser.content import Content, refuse_content
from nyx_audit.browser.costs import Costs
from nyx_audit.browser.document import read_content
from nyx_audit.browser.engine_rules import engine_rules
from nyx_audit.browser.facts import read_facts
from nyx_audit.browser.world import Worlds
from nyx_audit.errors import BrowserError, PageFailed, PageSkipped, UsageError
from nyx_audit.model.evidence.page import FACTS
from nyx_audit.model.evidence.visit import PageEvidence, Plan
from nyx_audit.model.outcome import View

T = TypeVar("T")
# Whether a phone is meant: a narrow window, or fingers for a pointer.
IS_PHONE = "() => innerWidth < 600 || matchMedia('(pointer: coarse)').matches"


class HeldPage:
    """A page of Playwright's, of its synchronous or its asynchronous interface. Raises UsageError for another thing."""

    def __init__(self, page: object) -> None:
        if not isinstance(page, AsyncPage | SyncPage):
            raise UsageError(f"a page of Playwright is needed, not {type(page).__name__}")
        self._given = page
        # Both interfaces are faces of one object, and one that has a face already keeps it.
        self._page = page if isinstance(page, AsyncPage) else AsyncPage(page._impl_obj)
        self._context = page._impl_obj.context

    def wait(self, work: Coroutine[Any, Any, T]) -> T:
        """Return what work brings that is done while the synchronous page's own loop turns. Raises UsageError."""
        if not isinstance(self._given, SyncPage):
            work.close()
            raise UsageError("this page is of Playwright's asynchronous interface: await audit_async()")
        found: T = self._given._sync(work)
        return found

    @property
    def browser_version(self) -> str:
        """The browser's version, as far as it is known."""
        browser = self._context.browser
        return str(browser.version) if browser else ""

    async def look(self, engine: Engine, plan_of: Callable[[View], Plan]) -> PageEvidence:
        """Return the evidence of the page in the view that it is in. Raises BrowserError where that cannot be had.

        `plan_of` says what of it is needed in a view.
        """
        page = self._page
        try:
            cdp = CDPSession(await self._context.new_cdp_session(page._impl_obj))
        except Error as error:
            raise BrowserError(f"only pages of Chromium can be audited ({str(error).splitlines()[0]})") from error
        try:
            worlds = Worlds(cdp, engine.source)
            top = await worlds.of(next(iter(await worlds.frames())))
            view = View.MOBILE if await worlds.call(top, IS_PHONE) else View.DESKTOP
            plan = plan_of(view)
            known = await engine_rules(engine, lambda: describe_engine(worlds, top, "ruleId"))
            content = await read_content(worlds, top)
            _refuse(content)
            rules = [rule for rule in plan.axe.get(view, ()) if rule in known]
            seen = await attempt("axe-core failed on the page", run_axe(worlds, rules, view, Costs(wanted=False)), page)
            facts = await attempt("the page's facts could not be read", read_facts(worlds, top, {}), page)
            return PageEvidence(
                url=page.url,
                final_url=page.url,
                http_status=200,
                title=content.title,
                axe={view: seen},
                records={FACTS.name: facts},
                notes=tuple(notes_of([seen])),
                empty=content.empty,
            )
        finally:
            await cdp.detach()


def _refuse(content: Content) -> None:
    """Raise BrowserError where what is shown is no page yet: to find nothing on it would say nothing."""
    try:
        refuse_content(content, must=True, crawled=True)
    except (PageFailed, PageSkipped) as refused:
        raise BrowserError(f"the page that the test holds cannot be audited: {refused.reason}") from refused
