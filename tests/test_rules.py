"""Every rule is held against its own examples, in the real browser: exactly the listed targets, no others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from nyx_audit.browser.request import VisitRequest
from nyx_audit.browser.session import Session
from nyx_audit.catalogue import load_catalogue, plan_for
from nyx_audit.checks.equal import destinations_wanted
from nyx_audit.engine.destinations import Destinations
from nyx_audit.engine.pace import Pace
from nyx_audit.judge import judge_rule
from nyx_audit.model import Example, Rule
from tests.support.server import Answer, Seen, Server, page, serving

CATALOGUE = load_catalogue()
EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.id}: {example.outcome}: {example.title}")
    for rule in CATALOGUE.rules.values()
    for example in rule.examples
]


def a_page_about_its_path(seen: Seen) -> Answer:
    """What links of examples lead to: below /about/, another page for every path."""
    if not seen.path.startswith("/about/"):
        return Answer(status=404)
    words = seen.path.removeprefix("/about/").replace("-", " ")
    return Answer(page(f"<main><h1>{words}</h1><p>All about {words}.</p></main>", title=words).encode())


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving({}, handler=a_page_about_its_path) as running:
        yield running


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
async def test_an_example_has_the_outcome_it_says(
    rule: Rule, example: Example, session: Session, server: Server
) -> None:
    path = f"/{rule.id}-{rule.examples.index(example)}"
    server.pages[path] = (
        example.html if example.html.lstrip().lower().startswith(("<!doctype", "<html")) else page(example.html)
    )
    evidence = await session.visit(VisitRequest(server.url + path, plan_for([rule])))
    pages = await Destinations(Pace()).gather(destinations_wanted([rule], evidence), server.url, 100)
    evidence = replace(evidence, probes={**evidence.probes, "destinations": {"pages": pages}})
    result = judge_rule(rule, evidence)
    assert result.outcome is example.outcome, result
    reported = [finding.selector for finding in result.findings if finding.outcome is example.outcome]
    assert len(reported) == len(example.targets), reported
    keys = await session.locate(server.url + path, [*example.targets, *reported])
    assert None not in keys, "a selector matches no element, or several"
    assert set(keys[: len(reported)]) == set(keys[len(reported) :])
    other = [finding for finding in result.findings if finding.outcome is not example.outcome]
    assert not other
