"""Uses the site's own search: for a word of its own, and for each declared journey by its name."""

from __future__ import annotations

import re
import time
from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit, urlunsplit

from nyx_audit.browser.request import VisitRequest
from nyx_audit.crawl import traps
from nyx_audit.engine.again import visit_again
from nyx_audit.engine.auditor import Visitor
from nyx_audit.errors import BrowserError, PageFailed, VisitError
from nyx_audit.model.evidence.kind import Missing
from nyx_audit.model.evidence.visit import Plan
from nyx_audit.model.facts import Facts
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.net.addresses import is_same_host
from nyx_audit.net.pace import Pace
from nyx_audit.net.robots import HostRobots
from nyx_audit.site.evidence import SearchAnswer, SearchAnswers
from nyx_audit.site.records import SiteEvidence, SitePage

JOURNEYS = 8
# A search that is slow with each answer does not hold up the night.
ALL_SECONDS = 240.0
LATE = Reason(ReasonCode.OUT_OF_TIME, f"the {ALL_SECONDS:.0f} s for the site's search were over")
WORD = re.compile(r"[^\W\d_]{5,20}")


@dataclass(frozen=True, slots=True)
class Search:
    """The form of a search: where it goes, whether that is `stated`, and the name of its field."""

    action: str
    field: str
    stated: bool


@dataclass(frozen=True, slots=True)
class SiteSearch:
    """Fills in the search form of the home page, as its visitors do; only a form that is a plain GET."""

    visitor: Visitor
    pace: Pace
    robots: HostRobots
    rate: float
    seconds: float

    async def gather(self, site: SiteEvidence) -> SearchAnswers:
        """Return what the search answers, by the words searched for; nothing where the site offers no such form."""
        found = search_form(site)
        word = own_word(site)
        if found is None or not word or site.home is None:
            return SearchAnswers({})
        words = [word, *(journey.name for journey in site.declared.journeys[:JOURNEYS])]
        ends = time.monotonic() + ALL_SECONDS
        answers = {one: await self._answer(found, one, site.home, ends) for one in words}
        return SearchAnswers(answers, word, found.stated)

    async def _answer(self, search: Search, words: str, home: SitePage, ends: float) -> SearchAnswer:
        url = address_of(search, words)
        late = LATE if time.monotonic() > ends else None
        refusal = late or traps.reason(url) or self.robots.reason(url)
        if refusal:
            return SearchAnswer(url, refusal=refusal)
        await self.pace.wait(url, self.rate)
        try:
            request = VisitRequest(url, Plan({}), named=home.url, seconds=self.seconds)
            evidence = await visit_again(self.visitor, request)
        except PageFailed as failure:
            return SearchAnswer(url, failure=failure.reason)
        except BrowserError:
            raise
        except VisitError as error:
            return SearchAnswer(url, refusal=error.reason)
        if isinstance(evidence.facts, Missing):
            return SearchAnswer(url, refusal=evidence.facts.reason)
        facts = evidence.facts
        own = tuple(link.href for link in facts.links if link.landmark in ("main", "") and link.shown)
        same = bool(facts.text) and facts.text == home.facts.text
        return SearchAnswer(url, own, len(facts.frames), same)


def search_form(site: SiteEvidence) -> Search | None:
    """Return the home page's search, where it is a plain GET form of the host."""
    if site.home is None:
        return None
    facts = site.home.facts
    for field in facts.fields:
        form = next((one for one in facts.forms if one.selector == field.form), None)
        if field.search and field.name and form and form.method == "get" and _is_own(form.action, site.home):
            return Search(form.action, field.name, form.stated)
    return None


def own_word(site: SiteEvidence) -> str:
    """Return the word that the headings of most pages share; the search of a site must know it. Ties go by the alphabet."""
    pages: Counter[str] = Counter()
    for page in site.pages.values():
        pages.update(set(_words(page.facts)))
    if not pages:
        return ""
    most = max(pages.values())
    return min(word for word, count in pages.items() if count == most)


def address_of(search: Search, words: str) -> str:
    """Return the address that the form would go to."""
    return urlunsplit((*urlsplit(search.action)[:3], urlencode({search.field: words}), ""))


def _words(facts: Facts) -> list[str]:
    return [word.lower() for one in facts.headings for word in WORD.findall(one.text)]


def _is_own(action: str, home: SitePage) -> bool:
    return is_same_host(action, home.final_url)
