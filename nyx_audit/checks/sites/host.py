"""Checks of what a site's host answers. They stand on the home page."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import median
from typing import Any
from urllib.parse import urlsplit

from nyx_audit.checks.registry import site_check
from nyx_audit.checks.sites.verdicts import ROOT, measured, of_page
from nyx_audit.model import Judgement, Missing, Outcome, Rule, Target, Verdict
from nyx_audit.site.records import SiteEvidence, SitePage, plain

# A page of less text that has scripts may be made by them: what was sent is not what people see.
LITTLE_TEXT = 200
MAX_AGE = 31_536_000 // 2
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


@site_check("wrong-address-status", evidence=("wrong-address",))
def judge_wrong_address_status(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Fail a host that does not say 404 (or 410) to an address that nobody made."""
    return _on_home(site, "wrong-address", _wrong_address_status)


def _wrong_address_status(home: SitePage, found: Mapping[str, Any]) -> Verdict:
    status = found["status"]
    if status in (404, 410):
        return of_page(home.facts, Outcome.PASSED)
    if status in (401, 403, 407, 429) or status >= 500:
        return Verdict(untested=f"an address that does not exist answered {status}")
    led = f" and led to {found['final']}" if plain(found["final"]) != plain(found["asked"]) else ""
    return of_page(home.facts, Outcome.FAILED, f"an address that does not exist answered {status}{led}")


@site_check("wrong-address-page", evidence=("wrong-address",))
def judge_wrong_address_page(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Fail what a page for wrong addresses lacks: a way home, a search where the site has one, the site's header."""
    return _on_home(site, "wrong-address", _wrong_address_page)


def _wrong_address_page(home: SitePage, found: Mapping[str, Any]) -> Verdict:
    if found["status"] not in (404, 410):
        return Verdict()
    if not found["links"] and found["scripts"] and len(found["text"]) < LITTLE_TEXT:
        return of_page(home.facts, Outcome.CANT_TELL, "the page for wrong addresses is made by scripts")
    wanted = {"a link to the home page": any(plain(one) == plain(home.final_url) for one in found["links"])}
    searches = any(form.search for form in home.facts.forms) or any(one.search for one in home.facts.fields)
    if searches:
        wanted["the search"] = found["search"] or any("search" in one.lower() for one in found["links"])
    header = {plain(link.href) for link in home.facts.links if link.landmark == "banner"}
    if len(header) > 1:
        there = {plain(one) for one in found["links"]}
        components = [one for one in found["components"] if one.endswith(("globalheader", "unavheader"))]
        wanted["the site's header"] = bool(components) or len(header & there) * 2 >= len(header)
    passed = frozenset(f"{home.facts.key} {name}" for name, there in wanted.items() if there)
    lacking = tuple(
        Judgement(
            Target(f"{home.facts.key} {name}", ROOT, name=name, shape=name),
            Outcome.FAILED,
            f"the page for wrong addresses ({found['asked']}) lacks {name}",
        )
        for name, there in wanted.items()
        if not there
    )
    return Verdict(lacking, passed)


@site_check("secure-address", evidence=("transport",))
def judge_secure_address(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Fail a site whose start address is not encrypted, or that also answers without encryption."""
    home = site.home
    if home is None or _is_local(home.final_url):
        return {}
    if urlsplit(home.final_url).scheme != "https":
        return {home.url: of_page(home.facts, Outcome.FAILED, f"{home.final_url} is sent without encryption")}
    return _on_home(site, "transport", _secure_address)


def _secure_address(home: SitePage, found: Mapping[str, Any]) -> Verdict:
    unsafe = found["plain"]
    if found["problem"]:
        return Verdict(untested=f"the certificate was refused ({found['problem']})")
    if unsafe and unsafe["status"] == 200:
        return of_page(home.facts, Outcome.FAILED, "answers without encryption too, and does not lead to https")
    return of_page(home.facts, Outcome.PASSED)


@site_check("strict-transport", evidence=("transport",))
def judge_strict_transport(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Fail an encrypted site that does not tell browsers to stay with encryption for at least half a year."""
    home = site.home
    if home is None or urlsplit(home.final_url).scheme != "https" or _is_local(home.final_url):
        return {}
    return _on_home(site, "transport", _strict_transport)


def _strict_transport(home: SitePage, found: Mapping[str, Any]) -> Verdict:
    said = {name.strip().lower(): value for name, _, value in (one.partition("=") for one in found["hsts"].split(";"))}
    age = said.get("max-age", "").strip('" ')
    if age.isdigit() and int(age) >= MAX_AGE:
        return of_page(home.facts, Outcome.PASSED)
    message = f'its Strict-Transport-Security header says "{found["hsts"][:100]}"' if found["hsts"] else "sends no Strict-Transport-Security header"  # fmt: skip
    return of_page(home.facts, Outcome.FAILED, message)


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


@site_check("server-response", evidence=("transport",))
def judge_server_response(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Measure the seconds until the host begins to answer: the median of several, with their spread."""
    return _on_home(site, "transport", _server_response)


def _server_response(home: SitePage, found: Mapping[str, Any]) -> Verdict:
    seconds = found["seconds"]
    if not seconds:
        return Verdict(untested="the seconds to the first byte could not be measured")
    message = f"{median(seconds):.2f} s to the first byte ({min(seconds):.2f} to {max(seconds):.2f} s in {len(seconds)} tries)"  # fmt: skip
    return measured(home.facts, round(median(seconds), 3), message)


def _on_home(site: SiteEvidence, name: str, judge: Any) -> Mapping[str, Verdict]:
    """Judge the evidence of a host on its home page; a site without one says nothing."""
    home = site.home
    if home is None:
        return {}
    found = site.answers.get(name)
    if found is None or isinstance(found, Missing):
        return {home.url: Verdict(untested=found.reason if found else "the host was not asked")}
    return {home.url: judge(home, found)}


def _is_local(url: str) -> bool:
    return (urlsplit(url).hostname or "") in LOOPBACK
