"""Holds a rule against its own examples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nyx_audit.browser.request import VisitRequest
from nyx_audit.browser.session import Session
from nyx_audit.catalogue.plan import is_of_site, plan_for
from nyx_audit.engine.afterwards import Afterwards
from nyx_audit.engine.gather.destinations import LinkDestinations
from nyx_audit.examples.media import what_examples_lead_to
from nyx_audit.examples.server import Server, document, serving
from nyx_audit.examples.site import judge_example, showing
from nyx_audit.judge.page import judge_rule
from nyx_audit.model.page import RuleOutcome
from nyx_audit.model.rule import Example, Rule
from nyx_audit.net.hosts import Hosts
from nyx_audit.net.pace import Pace


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of an example; without `problems` it is as its rule says."""

    example: Example
    problems: tuple[str, ...]


async def try_example(session: Session, rule: Rule, example: Example) -> Trial:
    """Show an example to the browser, and return what differs from what it says."""
    attempt = _try_site if is_of_site(rule) else _try_page
    return Trial(example, tuple(await attempt(session, rule, example)))


async def _try_page(session: Session, rule: Rule, example: Example) -> list[str]:
    # A home page may be judged otherwise than the pages below it.
    path = f"/{rule.id}"
    with serving({path: document(example.html)}, handler=what_examples_lead_to) as server:
        plan = plan_for([rule])
        visited = await session.visit(VisitRequest(server.url + path, plan))
        evidence = await Afterwards(LinkDestinations(Hosts(Pace()))).complete(visited, plan, [rule], 100)
        found = judge_rule(rule, evidence)
        others = [one.selector for one in found.findings if one.outcome is not example.outcome]
        problems = [f"{selector} is judged otherwise" for selector in others]
        return problems + await _compare(session, server, path, example, found)


async def _try_site(session: Session, rule: Rule, example: Example) -> list[str]:
    with showing(example) as server:
        pages = await judge_example(session, rule, example, server)
        address = (example.address or server.url) + example.on
        found = next((one for one in pages if address in (one.url, one.final_url)), None)
        if found is None or not found.outcomes:
            return [f"there is no outcome on {example.on}"]
        return await _compare(session, server, example.on, example, found.outcomes[0])


async def _compare(session: Session, server: Server, path: str, example: Example, found: RuleOutcome) -> list[str]:
    if found.outcome is not example.outcome:
        messages = "; ".join([*(one.message for one in found.findings), *([str(found.reason)] if found.reason else [])])
        return [
            f"it is {found.outcome}, and should be {example.outcome}" + (f" ({messages[:300]})" if messages else "")
        ]
    reported = [one.selector for one in found.findings if one.outcome is example.outcome]
    if len(reported) != len(example.targets):
        return [f"reported are [{', '.join(reported)}], and should be [{', '.join(example.targets)}]"]
    # What a document holds is not an element of a page; what two selectors name is located only where they differ.
    if not reported or path.endswith(".pdf") or sorted(reported) == sorted(example.targets):
        return []
    keys = await session.locate(server.url + path, [*example.targets, *reported])
    return _misplaced(example.targets, reported, keys)


def _misplaced(targets: Sequence[str], reported: Sequence[str], keys: Sequence[str | None]) -> list[str]:
    """Return which selectors find no single element, and which targets and reports are not each other's."""
    named = [*targets, *reported]
    lost = [f"{one} matches no element, or several" for one, key in zip(named, keys, strict=True) if key is None]
    if lost:
        return lost
    expected, got = set(keys[: len(targets)]), set(keys[len(targets) :])
    missing = [f"{one} is not reported" for one, key in zip(targets, keys, strict=False) if key not in got]
    extra = zip(reported, keys[len(targets) :], strict=True)
    return missing + [f"{one} is reported, and is not a target" for one, key in extra if key not in expected]
