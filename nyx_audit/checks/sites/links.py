"""Checks of where a site's links lead, and how its pages hang together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from urllib.parse import urlsplit

from nyx_audit.checks.sites.registry import site_check
from nyx_audit.checks.sites.verdicts import link_target, measured, of_page
from nyx_audit.model.facts import Link
from nyx_audit.model.outcome import Judgement, Outcome, Target, Verdict
from nyx_audit.model.reason import Reason, ReasonCode, behind_dead_link
from nyx_audit.model.rule import Rule
from nyx_audit.net.addresses import is_same_host, path_of, request_key, site_key, sitemap_key, without_secrets
from nyx_audit.net.redirects import REDIRECTS
from nyx_audit.site.evidence import LINKS, SITEMAP, LinkAnswer, LinkAnswers, SitemapPages
from nyx_audit.site.paths import clicks_from_home
from nyx_audit.site.records import SiteEvidence, SitePage

GONE = frozenset({404, 410})
# Answers that say nothing of whether the page is there: it may need a sign-in, or fewer requests.
SILENT = frozenset({401, 403, 407, 429, 999})
OFFICE = frozenset({"doc", "docx", "docm", "odt", "rtf", "xls", "xlsx", "xlsm", "ods", "ppt", "pptx", "pps", "odp"})
# From here: the host may be there for others, and the net here may be at fault.
WITHOUT_ANSWER = {
    ReasonCode.HOST_UNKNOWN: "whose host does not exist",
    ReasonCode.UNREACHABLE: "whose host could not be reached",
    ReasonCode.TIMEOUT: "whose host did not answer in time",
    ReasonCode.CERTIFICATE: "whose certificate was not valid",
    ReasonCode.UNREADABLE: "whose answer could not be read",
    ReasonCode.BAD_REDIRECT: "which redirected to what is not a web address",
    ReasonCode.TOO_MANY_REDIRECTS: "which redirected too often",
}
UNREADABLE = "has an address that no browser can read"
Said = tuple[Outcome, str]
NOT_REQUESTED: Said = (Outcome.UNTESTED, "that were not requested, since the limits of the run were reached")
NO_NET: Said = (Outcome.UNTESTED, "that got no answer, as no other host did; the network here may be at fault")


def _with_links(site: SiteEvidence) -> list[str]:
    return [url for url, page in site.pages.items() if page.facts.links]


@site_check("broken-links", LINKS, untested_on=_with_links)
def judge_broken_links(_rule: Rule, site: SiteEvidence, found: LinkAnswers) -> Mapping[str, Verdict]:
    """Fail a link that leads nowhere for sure: 404, 410, no such host, no address. Doubt one that got no answer."""
    known = _known(site, found)
    return {page.url: _links_verdict(page, known) for page in site.pages.values()}


def _links_verdict(page: SitePage, known: Mapping[str, Said]) -> Verdict:
    unreadable = [link for link in page.facts.links if not link.href]
    judgements = [Judgement(link_target(link), Outcome.FAILED, UNREADABLE) for link in unreadable]
    passed, lacking = set(), Counter[str]()
    for link in _links_once(page):
        outcome, message = known.get(request_key(link.href), NOT_REQUESTED)
        if outcome is Outcome.PASSED:
            passed.add(link.selector)
        elif outcome is not Outcome.UNTESTED:
            judgements.append(Judgement(link_target(link), outcome, message))
        elif message:
            lacking[message] += 1
    texts = [f"links of the page {message}: {count}" for message, count in lacking.items()]
    untested = Reason(ReasonCode.NOT_ALL_TRIED, "; ".join(texts)) if texts else None
    return Verdict(tuple(judgements), frozenset(passed), untested)


def _known(site: SiteEvidence, found: LinkAnswers) -> dict[str, Said]:
    """What is known of each address, from the crawl and from what was requested."""
    known: dict[str, Said] = {}
    for page in site.pages.values():
        said = _moved(page.final_url, page.http_status) if page.http_status in REDIRECTS else (Outcome.PASSED, "")
        known[request_key(page.url)] = known[request_key(page.final_url)] = said
    for url, reason in site.not_audited.items():
        if reason.code is ReasonCode.DEAD_LINK:
            known[request_key(url)] = (
                Outcome.FAILED,
                f"leads to {without_secrets(url)}, which {behind_dead_link(reason)}",
            )
    for url, answer in found.answers.items():
        # Where no other host answered, it may be our own net that is broken.
        reached = found.reached or is_same_host(url, site.declared.start)
        known.setdefault(request_key(url), _said(without_secrets(url), answer, reached=reached))
    return known


def _said(url: str, answer: LinkAnswer, *, reached: bool) -> Said:
    status, code = answer.status, answer.reason.code if answer.reason else None
    if code in WITHOUT_ANSWER and not reached:
        return NO_NET
    if code is ReasonCode.HOST_UNKNOWN:
        return Outcome.FAILED, f"leads to {url}, whose host does not exist"
    if code is ReasonCode.REDIRECT_LOOP:
        return Outcome.FAILED, f"leads to {url}, which redirects in a circle"
    if code is ReasonCode.NOT_AN_ADDRESS and "%" in urlsplit(url).netloc:
        # Browsers write like this what no host name can hold, such as a space.
        return Outcome.FAILED, f"leads to {url}, whose host no browser can find"
    if code in WITHOUT_ANSWER:
        return Outcome.CANT_TELL, f"leads to {url}, {WITHOUT_ANSWER[code]} when it was requested"
    if status in GONE:
        return Outcome.FAILED, f"leads to {url}, which answers {status}"
    if status is None or status in SILENT or (status < 400 and answer.reason):
        return Outcome.UNTESTED, ""
    if status >= 400:
        return Outcome.CANT_TELL, f"leads to {url}, which answered {status} when it was requested"
    if status in REDIRECTS:
        return _moved(url, status)
    return Outcome.PASSED, ""


def _moved(url: str, status: int) -> Said:
    shown = without_secrets(url)
    return Outcome.CANT_TELL, f"leads to {shown}, which says that the page has moved ({status}), and not where to"


@site_check("redirect-chains", LINKS, options=("hops",), untested_on=_with_links)
def judge_redirect_chains(rule: Rule, site: SiteEvidence, found: LinkAnswers) -> Mapping[str, Verdict]:
    """Fail a link to the own host that is redirected more often than allowed."""
    hops = {request_key(page.url): (len(page.redirects), page.final_url) for page in site.pages.values()}
    for url, answer in found.answers.items():
        if answer.status is not None and answer.status < 400 and not answer.reason:
            hops.setdefault(request_key(url), (answer.hops, answer.final))
    verdicts = {}
    for page in site.pages.values():
        judgements, passed = [], set()
        for link in _links_once(page):
            count, final = hops.get(request_key(link.href), (None, ""))
            if count is None or not is_same_host(link.href, page.final_url):
                continue
            if count > rule.options.get("hops", 1):
                message = f"is redirected {count} times before it reaches {final}"
                judgements.append(Judgement(link_target(link), Outcome.FAILED, message))
            else:
                passed.add(link.selector)
        verdicts[page.url] = Verdict(tuple(judgements), frozenset(passed))
    return verdicts


@site_check("clicks-to-task")
def judge_clicks_to_task(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Measure the fewest clicks from the home page to the first step of each declared journey."""
    clicks = clicks_from_home(site)
    if not clicks:
        return {}
    verdicts: dict[str, Verdict] = {}
    for journey in site.declared.journeys:
        first = site.steps(journey)[0]
        if first is None or first.role == "home":
            continue
        count = clicks.get(site_key(first.final_url))
        if count is None:
            message = f'no way by visible links from the home page to "{journey.name}" was found'
            verdicts[first.url] = of_page(first.facts, Outcome.CANT_TELL, message)
        else:
            message = f'{count} clicks from the home page to "{journey.name}"'
            verdicts[first.url] = measured(first.facts, count, message)
    return verdicts


@site_check("task-start")
def judge_task_start(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Fail, on the home page, a declared journey whose first step answers with an error; one not audited is untested."""
    home = site.home
    if home is None or not site.declared.journeys:
        return {}
    reasons = {site_key(url): reason for url, reason in site.not_audited.items()}
    failed, passed, untested = [], set(), None
    for journey in site.declared.journeys:
        first = journey.steps[0]
        key = f"{home.facts.key} {journey.id}"
        if site.steps(journey)[0] is not None:
            passed.add(key)
            continue
        reason = reasons.get(site_key(first))
        why = reason.text if reason else "was not visited"
        status = reason.status if reason else None
        if status is not None and status >= 400 and status not in SILENT:
            message = f'the start of "{journey.name}" ({first}) answers {status}'
            target = Target(key, "html", name=journey.name, shape=f"html {journey.id}")
            failed.append(Judgement(target, Outcome.FAILED, message))
        else:
            untested = Reason(ReasonCode.NOT_AUDITED, f'the start of "{journey.name}" could not be audited: {why}')
    return {home.url: Verdict(tuple(failed), frozenset(passed), untested)}


@site_check("sitemap-complete", SITEMAP, options=("percent",))
def judge_sitemap_complete(rule: Rule, site: SiteEvidence, sitemap: SitemapPages) -> Mapping[str, Verdict]:
    """Fail a sitemap that lacks more than some of the pages that the crawl came to by links."""
    home, named = site.home, {sitemap_key(url) for url in sitemap.addresses}
    if home is None or not named:
        return {}
    pages = [page for page in site.pages.values() if page.role == "home" or _is_for_sitemap(page)]
    lacking = sorted(
        page.final_url
        for page in pages
        if not named & {sitemap_key(one) for one in (page.url, page.final_url, *page.redirects)}
    )
    share = 100 * len(lacking) / len(pages)
    if share <= float(rule.options.get("percent", 10)):
        return {home.url: of_page(home.facts, Outcome.PASSED)}
    message = f"the sitemap lacks {len(lacking)} of {len(pages)} audited pages, such as {lacking[0]}"
    return {home.url: of_page(home.facts, Outcome.FAILED, message)}


def _is_for_sitemap(page: SitePage) -> bool:
    """Whether search engines should find a page: not the steps of forms, lists that were searched or paged through, what asks to be left out."""
    hidden = "noindex" in page.facts.metas.get("robots", "").lower()
    return page.role not in ("step", "login", "search") and not urlsplit(page.final_url).query and not hidden


@site_check("office-file", alone=True)
def judge_office_file(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Doubt a link to an office file where the page offers nothing of the same name in another form."""
    verdicts = {}
    for page in site.pages.values():
        stems = {_stem(link.href) for link in page.facts.links if _ending(link.href) not in OFFICE}
        judgements, passed = [], set()
        for link in _links_once(page):
            ending = _ending(link.href)
            if ending not in OFFICE:
                continue
            if _stem(link.href) in stems:
                passed.add(link.selector)
            else:
                message = f"leads to a .{ending} file, and nothing of the same name was seen as a page or a PDF"
                judgements.append(Judgement(link_target(link), Outcome.CANT_TELL, message))
        if judgements or passed:
            verdicts[page.url] = Verdict(tuple(judgements), frozenset(passed))
    return verdicts


def _ending(url: str) -> str:
    name = path_of(url).rpartition("/")[2]
    return name.rpartition(".")[2].lower() if "." in name else ""


def _stem(url: str) -> str:
    name = path_of(url).rstrip("/").rpartition("/")[2].lower()
    return re.sub(r"[-_ ]+", "", name.partition(".")[0])


def _links_once(page: SitePage) -> list[Link]:
    """The page's links, each address once: the same link in the menu and the text is one thing to fix."""
    found: dict[str, Link] = {}
    for link in page.facts.links:
        if link.href.lower().startswith(("http://", "https://")):
            found.setdefault(request_key(link.href), link)
    found.pop(request_key(page.final_url), None)
    return list(found.values())
