"""Checks of the ways in which a service can be used: online, by telephone, in person, by mail, by chat."""

from __future__ import annotations

import re
from collections.abc import Mapping

from nyx_audit.checks.sites.contact import OFFICES, has_address, has_email, has_phone
from nyx_audit.checks.sites.registry import site_check
from nyx_audit.checks.sites.verdicts import ROOT, WORDS_KNOWN, measured
from nyx_audit.model.facts import Facts
from nyx_audit.model.outcome import Judgement, Outcome, Target, Verdict
from nyx_audit.model.rule import Rule
from nyx_audit.site.records import SiteEvidence, SitePage
from nyx_audit.site.roles import BEGINS, is_step

MAIL = re.compile(
    r"\b(by (postal |us )?mail|mail (it|the|your|to|this|completed)|send (it|the|your) .{0,40}to:|por correo( postal)?|apartado postal|env[ií]e .{0,40}(?:por correo|a:)|P\.?\s?O\.?\s+box)\b",
    re.IGNORECASE,
)
CHAT = re.compile(
    r"\b(chat|ask a question|virtual assistant|asistente virtual|text us|chat en vivo|haga una pregunta)\b",
    re.IGNORECASE,
)
CHAT_SCRIPTS = re.compile(
    r"livechat|zendesk|zopim|intercom|drift\.com|tawk\.to|liveperson|lpcdn|genesys|salesforce.{0,200}(?:chat|embedded)|webchat|watson",
    re.IGNORECASE,
)
ONLINE = re.compile(
    r"\b(apply|file|renew|register|start|log ?in|sign ?in|pay|order|enroll)\b.{0,30}\b(online|now|here)\b|\b(online|en l[ií]nea|por internet)\b",
    re.IGNORECASE,
)
IN_PERSON = re.compile(
    r"\b(in[- ]person|en persona|personalmente|visite (una|nuestra|la|su) .{0,20}oficina|walk[- ]in|visit (a|an|us|our|your|the)|at (a|an|any|your|our) .{0,30}(office|center|counter))\b",
    re.IGNORECASE,
)
CALL = re.compile(r"\b(call (us|the|our)|by (tele)?phone|llame|ll[aá]menos|por tel[eé]fono|TTY)\b", re.IGNORECASE)
NAMES = {
    "online": "a start online",
    "phone": "a telephone number",
    "in-person": "an office or its address",
    "mail": "a way by mail",
    "chat": "a chat",
}


def channels(facts: Facts) -> frozenset[str]:
    """Return the ways that a page names, wherever on it they stand."""
    text = facts.whole_text
    hrefs = [link.href.lower() for link in facts.links]
    words = [*(link.text for link in facts.links), *(button.text for button in facts.buttons)]
    begins = any(BEGINS.match(link.text) for link in facts.links if link.landmark in ("main", ""))
    begins = begins or any(BEGINS.match(button.text) for button in facts.buttons if button.landmark in ("main", ""))
    found = {
        "online": is_step(facts) or begins or any(ONLINE.search(one) for one in words),
        "phone": has_phone(text, hrefs) or bool(CALL.search(text)),
        "in-person": has_address(text) or bool(IN_PERSON.search(text)) or any(OFFICES.search(one) for one in words),
        "mail": bool(MAIL.search(text)) or has_email(text, hrefs),
        "chat": any(CHAT.search(one) for one in words) or any(CHAT_SCRIPTS.search(one) for one in facts.scripts),
    }
    return frozenset(name for name, there in found.items() if there)


@site_check("declared-channels")
def judge_declared_channels(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Fail each way that is declared for a journey and that its first page does not name."""
    verdicts: dict[str, Verdict] = {}
    for journey in site.declared.journeys:
        first = site.steps(journey)[0]
        if first is None or not journey.channels:
            continue
        before = verdicts.get(first.url, Verdict())
        verdicts[first.url] = _declared(first, journey.name, journey.channels, before)
    return verdicts


def _declared(page: SitePage, journey: str, declared: tuple[str, ...], before: Verdict) -> Verdict:
    named = channels(page.facts)
    sure = page.facts.language in WORDS_KNOWN and not page.facts.frames
    missing = tuple(
        Judgement(
            Target(f"{page.facts.key} {journey} {one}", ROOT, name=NAMES[one], shape=one),
            Outcome.FAILED if sure else Outcome.CANT_TELL,
            f'"{journey}" is declared to be possible with {NAMES[one]}, and this page names none',
        )
        for one in declared
        if one not in named
    )
    there = {f"{page.facts.key} {journey} {one}" for one in declared if one in named}
    return Verdict((*before.judgements, *missing), before.passed | there)


@site_check("service-channels")
def judge_service_channels(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Measure how many ways the first page of a service names, where none are declared."""
    declared = {
        first.url for journey in site.declared.journeys if journey.channels and (first := site.steps(journey)[0])
    }
    verdicts = {}
    for page in site.with_role("start"):
        if page.url in declared or page.facts.language not in WORDS_KNOWN:
            continue
        named = sorted(channels(page.facts))
        verdicts[page.url] = measured(page.facts, len(named), f"ways named: {', '.join(named) or 'none'}")
    return verdicts
