"""What was found on a page, as rows: one sheet with its occurrences, and each finding once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, insert, select

from nyx_audit.model.outcome import Outcome, Owner, View
from nyx_audit.model.page import Finding, RuleOutcome
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.store import schema
from nyx_audit.store.dedup import chunks, store_deduplicated
from nyx_audit.store.text import digest_of, safe, to_json

# What a rule's outcome mostly ends with; such an end is not written.
DEFAULTS: tuple[Any, ...] = (0, 0, 0, "", None, 0, "")
WORDS = ("selector", "html", "message", "name", "landmark", "fingerprint", "group", "owner")


def store_sheet(connection: Connection, outcomes: Iterable[RuleOutcome]) -> int:
    """Return the id of the sheet that says exactly this, and insert what is not stored yet."""
    rows = list(outcomes)
    text = to_json([_outcome(row) for row in rows])
    met = [
        (place, _finding(row.rule, finding), finding.outcome.value, " ".join(finding.views))
        for place, row in enumerate(rows)
        for finding in row.findings
    ]
    said = [(place, digest_of(*words.values()), outcome, views) for place, words, outcome, views in met]
    digest = digest_of(text, *(f"{place} {key.hex()} {outcome} {views}" for place, key, outcome, views in said))
    known = connection.scalar(select(schema.sheet.c.id).where(schema.sheet.c.digest == digest))
    if known is not None:
        return int(known)
    words_by_digest = {key: words for (_, key, _, _), (_, words, _, _) in zip(said, met, strict=True)}
    ids = store_deduplicated(connection, schema.finding, words_by_digest)
    sheet = store_deduplicated(connection, schema.sheet, {digest: {"outcomes": text}})[digest]
    if said:
        connection.execute(
            insert(schema.occurrence),
            [
                {"sheet": sheet, "number": n, "row": place, "finding": ids[key], "outcome": outcome, "views": views}
                for n, (place, key, outcome, views) in enumerate(said)
            ],
        )
    return sheet


def read_sheets(connection: Connection, sheets: Iterable[int]) -> dict[int, tuple[RuleOutcome, ...]]:
    """Return what each sheet says, by its id."""
    needed = sorted(set(sheets))
    found: dict[int, tuple[RuleOutcome, ...]] = {}
    # One object for what most pages share: the rules that find nothing to judge, or only what passed.
    known = lru_cache(maxsize=None, typed=True)(_read_outcome)
    for part in chunks(needed):
        rows = connection.execute(select(schema.sheet.c.id, schema.sheet.c.outcomes).where(schema.sheet.c.id.in_(part)))
        texts = rows.all()
        met = _findings(connection, part)
        for sheet, text in texts:
            outcomes = (known(*([said] if isinstance(said, str) else said)) for said in json.loads(text))
            found[sheet] = tuple(_with(row, met.get((sheet, place), ())) for place, row in enumerate(outcomes))
    return found


def _with(row: RuleOutcome, findings: Sequence[Finding]) -> RuleOutcome:
    return replace(row, findings=tuple(findings)) if findings else row


def _findings(connection: Connection, sheets: list[int]) -> dict[tuple[int, int], list[Finding]]:
    met, text = schema.occurrence.c, schema.finding.c
    rows = connection.execute(
        select(met.sheet, met.row, met.outcome, met.views, met.finding, *(text[word] for word in WORDS))
        .join_from(schema.occurrence, schema.finding, met.finding == text.id)
        .where(met.sheet.in_(sheets))
        .order_by(met.sheet, met.number)
    )
    # One object for what stands on many pages: a night of 1,000 pages would hold 30,000 otherwise.
    same: dict[tuple[str, str, int], Finding] = {}
    found: dict[tuple[int, int], list[Finding]] = {}
    for sheet, place, outcome, views, number, *words in rows:
        key = (outcome, views, number)
        if key not in same:
            said = dict(zip(WORDS, words, strict=True))
            said["owner"] = Owner(said["owner"])
            same[key] = Finding(outcome=Outcome(outcome), views=tuple(map(View, views.split())), **said)
        found.setdefault((sheet, place), []).append(same[key])
    return found


def _finding(rule: str, finding: Finding) -> Mapping[str, str]:
    return {"rule": safe(rule)} | {word: safe(getattr(finding, word)) for word in WORDS}


def _outcome(row: RuleOutcome) -> str | list[Any]:
    text, code = (row.reason.text, row.reason.code.value) if row.reason else ("", "")
    values = [row.passed, row.failed, row.cant_tell, text, row.value, row.omitted, code]
    while values and values[-1] == DEFAULTS[len(values) - 1]:
        values.pop()
    # Most rules find nothing to judge on most pages: such a one is its name alone.
    return row.rule if row.outcome is Outcome.INAPPLICABLE and not values else [row.rule, row.outcome.value, *values]


def _read_outcome(rule: str, outcome: str = Outcome.INAPPLICABLE.value, *rest: Any) -> RuleOutcome:
    passed, failed, cant_tell, text, value, omitted, code = (*rest, *DEFAULTS[len(rest) :])
    # Before there were codes, a reason was its text alone.
    reason = Reason(ReasonCode(code or ReasonCode.OTHER), text) if text else None
    return RuleOutcome(rule, Outcome(outcome), passed, failed, cant_tell, reason, value, omitted=omitted)
