"""A page comes back as it was recorded, whatever it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nyx_audit.crawl.items import FrontierRow, State
from nyx_audit.model.outcome import Outcome, View
from nyx_audit.model.page import Finding, Page, PageStatus, RuleOutcome
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.store.history import History
from nyx_audit.store.text import UNSAFE, safe
from tests.support.history import begin

anything = st.text()
counts = st.integers(0, 100_000)
numbers = st.floats(allow_nan=False, allow_infinity=False)
views = st.lists(st.sampled_from(View), min_size=1, max_size=2, unique=True).map(tuple)
findings = st.builds(
    Finding,
    outcome=st.sampled_from([Outcome.FAILED, Outcome.CANT_TELL]),
    **dict.fromkeys(("selector", "html", "message", "name", "landmark", "fingerprint", "group"), anything),
    views=views,
)
reasons = st.builds(Reason, code=st.sampled_from(ReasonCode), text=anything.filter(bool))
outcomes = st.builds(
    RuleOutcome,
    rule=anything,
    outcome=st.sampled_from(Outcome),
    **dict.fromkeys(("passed", "failed", "cant_tell", "omitted"), counts),
    reason=st.none() | reasons,
    value=st.none() | numbers,
    findings=st.lists(findings, max_size=3).map(tuple),
)
texts = st.lists(anything, max_size=3).map(tuple)
pages = st.builds(
    Page,
    url=anything,
    status=st.sampled_from(PageStatus),
    site=st.just("health"),
    final_url=anything,
    http_status=st.none() | st.integers(100, 599),
    reason=st.none() | reasons,
    title=anything,
    start=st.booleans(),
    linked_from=texts,
    redirects=texts,
    notes=texts,
    refused=counts,
    seconds=numbers,
    outcomes=st.lists(outcomes, max_size=4).map(tuple),
)
rows = st.builds(
    FrontierRow,
    url=anything,
    state=st.sampled_from(State),
    depth=counts,
    found_on=st.none() | anything,
    start=st.booleans(),
    pinned=st.booleans(),
    number=counts,
    turn=st.integers(-1, 1000),
    reason=st.none() | reasons,
    linked_from=texts,
)


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Iterator[History]:
    with History.open(tmp_path_factory.mktemp("store") / "history.sqlite", write=True) as opened:
        yield opened


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(kept=st.lists(pages, max_size=3), twice=pages)
def test_pages_come_back_as_they_were_recorded(history: History, kept: list[Page], twice: Page) -> None:
    run = begin(history)
    known: dict[str, Page] = {}
    for one in (twice, *kept, twice):
        history.record(run, one, one.title)
        known.pop(safe(one.url), None)
        known[safe(one.url)] = cleaned(one)
    assert history.pages(run) == list(known.values())


@settings(max_examples=60, deadline=None)
@given(first=st.lists(rows, max_size=4), second=st.lists(rows, max_size=4))
def test_the_last_row_of_an_address_stays_in_the_frontier(
    history: History, first: list[FrontierRow], second: list[FrontierRow]
) -> None:
    run = begin(history)
    for part in (first, second):
        history.queue(run, "health", part)
    expected = {safe(row.url): cleaned(row) for row in (*first, *second)}
    assert {row.url: row for row in history.frontier(run, "health")} == expected


@given(text=st.text(st.characters(exclude_categories=())))
def test_safe_text_can_be_encoded_and_stays_as_long(text: str) -> None:
    assert "\0" not in safe(text)
    assert len(safe(text)) == len(text)
    assert safe(text).encode().decode() == safe(text)
    assert safe(text) == text or UNSAFE.search(text)


def cleaned(value: Any) -> Any:
    """A record with all its text made safe."""
    if type(value) is str:
        return safe(value)
    if isinstance(value, tuple):
        return tuple(cleaned(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: cleaned(getattr(value, field.name)) for field in fields(value)})
    return value
