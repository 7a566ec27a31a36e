"""Checks of what a site's host answers. They stand on the home page."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import median
from urllib.parse import urlsplit

from nyx_audit.checks.sites.registry import site_check
from nyx_audit.checks.sites.verdicts import ROOT, measured, of_page
from nyx_audit.model.evidence.kind import optional
from nyx_audit.model.outcome import Judgement, Outcome, Target, Verdict
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.model.rule import Rule
from nyx_audit.net.addresses import request_key, site_key
from nyx_audit.site.evidence import TRANSPORT, WRONG_ADDRESS, TransportAnswer, WrongAddress
from nyx_audit.site.records import SiteEvidence, SitePage

# A page of less text that has scripts may be made by them: what was sent is not what people see.
LITTLE_TEXT = 200
MAX_AGE = 31_536_000 // 2
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


@site_check("wrong-address-status", WRONG_ADDRESS)
def judge_wrong_address_status(_rule: Rule, site: SiteEvidence, found: WrongAddress) -> Mapping[str, Verdict]:
    """Fail a host that does not say 404 (or 410) to an address that nobody made."""
    return {site.home.url: _wrong_address_status(site.home, found)} if site.home else {}


def _wrong_address_status(home: SitePage, found: WrongAddress) -> Verdict:
    status = found.status
    if status in (404, 410):
        return of_page(home.facts, Outcome.PASSED)
    if status in (401, 403, 407, 429) or status >= 500:
        return Verdict(untested=Reason(ReasonCode.HTTP_ERROR, f"an address that does not exist answered {status}"))
    led = f" and led to {found.final}" if request_key(found.final) != request_key(found.requested) else ""
    return of_page(home.facts, Outcome.FAILED, f"an address that does not exist answered {status}{led}")


@site_check("wrong-address-page", WRONG_ADDRESS)
def judge_wrong_address_page(_rule: Rule, site: SiteEvidence, found: WrongAddress) -> Mapping[str, Verdict]:
    """Fail what a page for wrong addresses lacks: a way home, a search where the site has one, the site's header."""
    return {site.home.url: _wrong_address_page(site.home, found)} if site.home else {}


def _wrong_address_page(home: SitePage, found: WrongAddress) -> Verdict:
    if found.status not in (404, 410):
        return Verdict()
    if not found.links and found.scripts and len(found.text) < LITTLE_TEXT:
        return of_page(home.facts, Outcome.CANT_TELL, "the page for wrong addresses is made by scripts")
    links = {site_key(one) for one in found.links}
    homes = {site_key(one) for one in (home.url, home.final_url, *home.redirects)}
    needed = {"a link to the home page": bool(homes & links)}
    searches = any(form.search for form in home.facts.forms) or any(one.search for one in home.facts.fields)
    if searches:
        needed["the search"] = found.search or any("search" in one.lower() for one in found.links)
    header = {site_key(link.href) for link in home.facts.links if link.landmark == "banner"}
    if len(header) > 1:
        components = [one for one in found.components if one.endswith(("globalheader", "unavheader"))]
        needed["the site's header"] = bool(components) or len(header & links) * 2 >= len(header)
    passed = frozenset(f"{home.facts.key} {name}" for name, there in needed.items() if there)
    # Where nothing of the header was sent, a script may bring it, with the search and the way home.
    made = bool(found.scripts) and len(header) > 1 and not header & links
    outcome = Outcome.CANT_TELL if made else Outcome.FAILED
    lacking = tuple(
        Judgement(
            Target(f"{home.facts.key} {name}", ROOT, name=name, shape=name),
            outcome,
            f"the page for wrong addresses ({found.requested}) lacks {name}{', as it was sent' if made else ''}",
        )
        for name, there in needed.items()
        if not there
    )
    return Verdict(lacking, passed)


@site_check("secure-address", optional(TRANSPORT))
def judge_secure_address(_rule: Rule, site: SiteEvidence, found: TransportAnswer | None) -> Mapping[str, Verdict]:
    """Fail a site whose start address is not encrypted, or that also answers without encryption."""
    home = site.home
    if home is None or _is_local(home.final_url):
        return {}
    if urlsplit(home.final_url).scheme != "https":
        return {home.url: of_page(home.facts, Outcome.FAILED, f"{home.final_url} is sent without encryption")}
    # A site that is not encrypted fails without that evidence, so it is needed only here.
    if found is None:
        return {home.url: Verdict(untested=Reason(ReasonCode.NOT_GATHERED, TRANSPORT.absent))}
    return {home.url: _secure_address(home, found)}


def _secure_address(home: SitePage, found: TransportAnswer) -> Verdict:
    if found.unencrypted and found.unencrypted.status == 200:
        return of_page(home.facts, Outcome.FAILED, "answers without encryption too, and does not lead to https")
    return of_page(home.facts, Outcome.PASSED)


@site_check("strict-transport")
def judge_strict_transport(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Fail an encrypted site that does not ask browsers to stay with encryption for at least half a year."""
    home = site.home
    if home is None or urlsplit(home.final_url).scheme != "https" or _is_local(home.final_url):
        return {}
    header = home.facts.strict_transport
    said = {name.strip().lower(): value for name, _, value in (one.partition("=") for one in header.split(";"))}
    age = said.get("max-age", "").strip('" ')
    if age.isdigit() and int(age) >= MAX_AGE:
        return {home.url: of_page(home.facts, Outcome.PASSED)}
    says = f'its Strict-Transport-Security header says "{header[:100]}"' if header else "sends no Strict-Transport-Security header"  # fmt: skip
    return {home.url: of_page(home.facts, Outcome.FAILED, says)}


@site_check("mixed-content", alone=True)
def judge_mixed_content(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Fail what an encrypted page loads, or sends, without encryption."""
    verdicts = {}
    for page in site.pages.values():
        if urlsplit(page.final_url).scheme != "https":
            continue
        judgements = tuple(
            Judgement(Target(one.selector, one.selector, f"<{one.tag}>"), Outcome.FAILED, f"uses {one.address}")
            for one in page.facts.insecure
        )
        verdicts[page.url] = Verdict(judgements) if judgements else of_page(page.facts, Outcome.PASSED)
    return verdicts


@site_check("server-response")
def judge_server_response(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Measure the seconds until the host begins to answer: the median of its pages, with their spread."""
    home = site.home
    seconds = [page.facts.first_byte for page in site.pages.values() if page.facts.first_byte]
    if home is None or not seconds:
        return {}
    value = round(median(seconds), 3)
    message = f"{value:g} s to the first byte, {min(seconds):g} to {max(seconds):g} s on {len(seconds)} pages"
    return {home.url: measured(home.facts, value, message)}


def _is_local(url: str) -> bool:
    return (urlsplit(url).hostname or "") in LOOPBACK
