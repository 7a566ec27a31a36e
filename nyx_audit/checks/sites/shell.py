"""Checks of what all sites of the state share: the universal header and footer, and the shell of the design system."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from nyx_audit.checks.sites.registry import site_check
from nyx_audit.checks.sites.verdicts import of_page
from nyx_audit.model.facts import Facts, ShellPart
from nyx_audit.model.outcome import Judgement, Outcome, Target, Verdict
from nyx_audit.model.rule import Rule
from nyx_audit.net.addresses import is_same_host
from nyx_audit.site.records import SiteEvidence

ORDER = ("skip", "universal header", "header", "main", "back to top", "footer", "universal footer")
OLD_FRAME = re.compile(r"static-assets\.ny\.gov|universal-?nav|global_(header|footer)", re.IGNORECASE)
STATE = re.compile(r"^https?://(www\.)?ny\.gov(/|$)")
OFFICIAL = re.compile(
    r"\b(?:official (website of|new york state website)|sitio (?:web )?oficial del?)\b", re.IGNORECASE
)
Said = tuple[Outcome, str]


@site_check("universal-navigation", alone=True)
def judge_universal_navigation(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Fail a page of a ny.gov host without the state's universal header or footer, as a component or by its script."""
    verdicts = {}
    for page in site.pages.values():
        parts = urlsplit(page.final_url)
        if parts.scheme != "https" or not f".{parts.hostname or ''}".endswith(".ny.gov"):
            continue
        said = [_universal(page.facts, part) for part in ("header", "footer")]
        outcome = next(
            (one for one in (Outcome.FAILED, Outcome.CANT_TELL) if any(one is had for had, _ in said)), Outcome.PASSED
        )
        verdicts[page.url] = of_page(page.facts, outcome, "; ".join(message for had, message in said if had is outcome))
    return verdicts


def _universal(facts: Facts, name: str) -> Said:
    found = next((one for one in facts.shell if one.part == f"universal {name}"), None)
    if found is not None:
        # A component that never came to life is told by another rule.
        if found.drawn or found.tag.startswith("nys-"):
            return Outcome.PASSED, ""
        return Outcome.CANT_TELL, f"the place for the universal {name} stayed empty: did its script load?"
    if any(OLD_FRAME.search(frame.src) for frame in facts.frames):
        return Outcome.CANT_TELL, f"a frame may show the universal {name}; frames are no longer supported"
    landmark = "banner" if name == "header" else "contentinfo"
    by_hand = any(STATE.match(link.href) and link.landmark in (landmark, "") for link in facts.links)
    if by_hand or (name == "header" and OFFICIAL.search(facts.whole_text)):
        return Outcome.CANT_TELL, f"a copy of the universal {name} may have been made by hand, which needs an exception"
    return Outcome.FAILED, f"has no universal {name}"


@site_check("shell-order", alone=True)
def judge_shell_order(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Fail a part of the design system's shell that stands before one that it should follow."""
    return {page.url: _order(page.facts) for page in site.pages.values()}


def _order(facts: Facts) -> Verdict:
    if sum(one.tag.startswith("nys-") for one in facts.shell) < 2:
        return Verdict()
    parts: dict[str, ShellPart] = {}
    for one in facts.shell:
        parts.setdefault(one.part, one)
    judgements, passed, highest = [], set(), -1
    for one in parts.values():
        place = ORDER.index(one.part)
        if place < highest:
            message = f"the {one.part} comes after the {ORDER[highest]}"
            judgements.append(Judgement(_target(one), Outcome.FAILED, message))
        else:
            passed.add(one.selector)
            highest = place
    return Verdict(tuple(judgements), frozenset(passed))


def _target(part: ShellPart) -> Target:
    return Target(part.selector, part.selector, f"<{part.tag}>", name=part.part)


KIT = re.compile(r"nysds|nys-?design|designsystem\.ny\.gov", re.IGNORECASE)


@site_check("component-alive", alone=True)
def judge_component_alive(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Fail a component of the design system that never came to life; a doubt where its script of another host may not have come."""
    return {page.url: _alive(page.facts, page.final_url) for page in site.pages.values()}


def _alive(facts: Facts, url: str) -> Verdict:
    used = {tag: one for tag, one in facts.components.items() if tag.startswith("nys-")}
    dead = {tag: one for tag, one in used.items() if one.dead}
    foreign = any(KIT.search(script) and not is_same_host(script, url) for script in facts.scripts)
    doubt = foreign and len(dead) == len(used)
    judgements = []
    for tag, one in dead.items():
        message = f"{one.dead} of {one.count} <{tag}> never came to life: nothing defines the component"
        if doubt:
            message += ", or its script of another host did not come"
        outcome = Outcome.CANT_TELL if doubt else Outcome.FAILED
        judgements.append(Judgement(Target(tag, one.selector, f"<{tag}>", name=tag), outcome, message))
    return Verdict(tuple(judgements), frozenset(used.keys() - dead.keys()))
