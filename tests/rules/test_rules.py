"""Every rule is held against its own examples, in the real browser: exactly the listed targets, no others."""

from __future__ import annotations

import struct
from collections.abc import Iterator

import pytest

from nyx_audit.browser.request import VisitRequest
from nyx_audit.browser.session import Session
from nyx_audit.catalogue.load import load_catalogue
from nyx_audit.catalogue.plan import is_of_site, plan_for
from nyx_audit.engine.afterwards import Afterwards
from nyx_audit.engine.gather.destinations import LinkDestinations
from nyx_audit.judge.page import judge_rule
from nyx_audit.model.rule import Example, Rule
from nyx_audit.net.hosts import Hosts
from nyx_audit.net.pace import Pace
from tests.support.server import Answer, Seen, Server, page, serving
from tests.support.site import judge_example, showing

CATALOGUE = load_catalogue()
EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.id}: {example.outcome}: {example.title}")
    for rule in CATALOGUE.rules.values()
    for example in rule.examples
    if not is_of_site(rule)
]
SITES = [
    pytest.param(rule, example, id=f"{rule.id}: {example.outcome}: {example.title}")
    for rule in CATALOGUE.rules.values()
    for example in rule.examples
    if is_of_site(rule)
]


def what_examples_lead_to(seen: Seen) -> Answer:
    """Below /about/, another page for every path; below /sound/ and /silence/, so many seconds; captions."""
    folder, _, name = seen.path.removeprefix("/").partition("/")
    if folder == "about":
        words = name.replace("-", " ")
        return Answer(page(f"<main><h1>{words}</h1><p>All about {words}.</p></main>", title=words).encode())
    if folder in ("sound", "silence"):
        return Answer(
            wave(int(name.partition(".")[0]), silent=folder == "silence"), headers={"Content-Type": "audio/wav"}
        )
    if folder == "captions":
        cues = b"WEBVTT\n\n00:00.000 --> 00:03.000\nWelcome to the counter of the harbour office.\n"
        return Answer(cues, headers={"Content-Type": "text/vtt"})
    return Answer(status=404)


def wave(seconds: int, *, silent: bool) -> bytes:
    """A WAV file of 8 bits at 4 kHz: a buzz, or nothing."""
    samples = (b"\x80" * 8 if silent else b"\x20\x20\x20\x20\xe0\xe0\xe0\xe0") * (500 * seconds)
    layout = struct.pack("<IHHIIHH", 16, 1, 1, 4000, 4000, 1, 8)
    return (
        b"RIFF"
        + struct.pack("<I", 36 + len(samples))
        + b"WAVEfmt "
        + layout
        + b"data"
        + struct.pack("<I", len(samples))
        + samples
    )


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving({}, handler=what_examples_lead_to) as running:
        yield running


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
async def test_an_example_has_the_outcome_it_says(
    rule: Rule, example: Example, session: Session, server: Server
) -> None:
    path = f"/{rule.id}-{rule.examples.index(example)}"
    server.pages[path] = (
        example.html if example.html.lstrip().lower().startswith(("<!doctype", "<html")) else page(example.html)
    )
    plan = plan_for([rule])
    visited = await session.visit(VisitRequest(server.url + path, plan))
    evidence = await Afterwards(LinkDestinations(Hosts(Pace()))).complete(visited, plan, [rule], 100)
    result = judge_rule(rule, evidence)
    assert result.outcome is example.outcome, result
    reported = [finding.selector for finding in result.findings if finding.outcome is example.outcome]
    assert len(reported) == len(example.targets), reported
    keys = await session.locate(server.url + path, [*example.targets, *reported])
    assert None not in keys, "a selector matches no element, or several"
    assert set(keys[: len(reported)]) == set(keys[len(reported) :])
    other = [finding for finding in result.findings if finding.outcome is not example.outcome]
    assert not other


@pytest.mark.parametrize(("rule", "example"), SITES)
async def test_an_example_site_has_the_outcome_it_says(rule: Rule, example: Example, session: Session) -> None:
    with showing(example) as server:
        pages = await judge_example(session, rule, example, server)
        path = (example.address or server.url) + example.on
        result = next(one for one in pages if path in (one.url, one.final_url)).outcomes[0]
        assert result.outcome is example.outcome, result
        reported = [finding.selector for finding in result.findings if finding.outcome is example.outcome]
        assert len(reported) == len(example.targets), reported
        if reported and not example.on.endswith(".pdf"):
            keys = await session.locate(server.url + example.on, [*example.targets, *reported])
            assert None not in keys, "a selector matches no element, or several"
            assert set(keys[: len(reported)]) == set(keys[len(reported) :])
