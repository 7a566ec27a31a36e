"""Reads a JSON report of the program again, as far as findings are compared by it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from nyx_audit.errors import InputError
from nyx_audit.model.audit import Audit, Site, Tool
from nyx_audit.model.outcome import Area, Impact, Outcome, Owner, Tier, View
from nyx_audit.model.page import Finding, Page, PageStatus, RuleOutcome
from nyx_audit.model.position import Position
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.model.rule import Rule
from nyx_audit.model.shard import Shard
from nyx_audit.report.json import SCHEMA_VERSION

MAX_BYTES = 2_000_000_000


def read_report(path: Path) -> Audit:
    """Return the audit of a JSON report: its rules without what explains them, its pages with all findings.

    Raises InputError for what cannot be read, or is not such a report.
    """
    data = _data(path)
    if not isinstance(data, dict) or not isinstance(version := data.get("schema_version"), int):
        raise InputError(path, "is not a JSON report of nyx-audit (it has no schema_version)")
    if version != SCHEMA_VERSION:
        later = "; update it" if version > SCHEMA_VERSION else ""
        raise InputError(path, f"is a report of schema_version {version}; this nyx-audit reads {SCHEMA_VERSION}{later}")
    try:
        return _audit(data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(path, f"is not a JSON report of nyx-audit ({type(error).__name__}: {error})"[:300]) from error


def _data(path: Path) -> Any:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(path, f"is larger than {MAX_BYTES // 1_000_000:,} MB")
        return json.loads(path.read_bytes())
    except OSError as error:
        raise InputError(path, f"cannot be read ({error.strerror or error})") from error
    except ValueError as error:
        raise InputError(path, f"is not valid JSON: {error}"[:300]) from error
    except RecursionError as error:
        raise InputError(path, "is not a JSON report of nyx-audit (it is nested too deeply)") from error


def _audit(data: Mapping[str, Any]) -> Audit:
    tool = data["tool"]
    groups = data.get("groups", [])
    return Audit(
        tool=Tool(
            tool["version"],
            tool["ruleset"],
            dict(tool["engines"]),
            tuple(tool.get("rules_not_in_catalogue", ())),
            tuple(tool.get("rules_not_in_engine", ())),
        ),
        started_at=_moment(data["started_at"]),
        finished_at=_moment(data["finished_at"]),
        rules={name: _rule(name, one) for name, one in data["rules"].items()},
        sites=tuple(Site(one["id"], one["name"], one["agency"], one["url"]) for one in data["sites"]),
        pages=tuple(_page(one) for one in data["pages"]),
        incomplete=() if data["complete"] else tuple(data.get("incomplete_because") or ("it says so",)),
        run=data.get("run"),
        confirmed=dict(_confirmed(data["pages"], groups)),
        positions=dict(_positions(data["pages"])),
        unlisted=sum(one["count"] - one["listed"] for one in data.get("left_out", ())),
        shard=_shard(data.get("shard")),
    )


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def _shard(one: Mapping[str, Any] | None) -> Shard | None:
    return Shard(tuple(map(int, one["numbers"])), int(one["of"]), str(one["whole"])) if one else None


def _rule(name: str, one: Mapping[str, Any]) -> Rule:
    return Rule(
        id=name,
        title=one["title"],
        problem=one.get("problem", one["title"]),
        area=Area(one["area"]),
        impact=Impact(one["impact"]),
        tier=Tier(one["tier"]),
        what="",
        why="",
        fix=one.get("fix", ""),
        check="",
        evidence=(),
        wcag=tuple(one["wcag"]),
        act=tuple(one["act"]),
    )


def _page(one: Mapping[str, Any]) -> Page:
    return Page(
        url=one["url"],
        status=PageStatus(one["status"]),
        site=one["site"],
        final_url=one.get("final_url") or "",
        http_status=one.get("http_status"),
        reason=_reason(one),
        title=one.get("title", ""),
        # Pages without a site are those of `check`: each was named.
        start=one["site"] is None,
        linked_from=tuple(one.get("linked_from", ())),
        redirects=tuple(one.get("redirects", ())),
        notes=tuple(one.get("notes", ())),
        refused=one.get("refused_requests", 0),
        seconds=one.get("seconds", 0.0),
        role=one.get("role", "content"),
        role_reason=one.get("role_reason", ""),
        journeys=tuple(one.get("journeys", ())),
        template=one.get("template", ""),
        outcomes=tuple(_outcome(row) for row in one["outcomes"]),
    )


def _reason(one: Mapping[str, Any]) -> Reason | None:
    return Reason(ReasonCode(one.get("reason_code") or ReasonCode.OTHER), one["reason"]) if one.get("reason") else None


def _outcome(one: Mapping[str, Any]) -> RuleOutcome:
    counts = one["counts"]
    return RuleOutcome(
        rule=one["rule"],
        outcome=Outcome(one["outcome"]),
        passed=counts["passed"],
        failed=counts["failed"],
        cant_tell=counts["cant_tell"],
        reason=_reason(one),
        value=one.get("value"),
        findings=tuple(_finding(finding) for finding in one["findings"]),
        omitted=one.get("findings_omitted", 0),
    )


def _finding(one: Mapping[str, Any]) -> Finding:
    return Finding(
        outcome=Outcome(one["outcome"]),
        selector=one["selector"],
        html=one["html"],
        message=one["message"],
        views=tuple(View(view) for view in one["views"]),
        name=one["name"],
        landmark=one["landmark"],
        fingerprint=one["fingerprint"],
        group=one["group"],
        owner=Owner(one["owner"]),
    )


def _positions(pages: Sequence[Mapping[str, Any]]) -> Iterator[tuple[tuple[str, str], Position]]:
    for page in pages:
        for row in page["outcomes"]:
            for one in row["findings"]:
                if at := one.get("position"):
                    yield (page["url"], one["selector"]), Position(**at)


def _confirmed(pages: Sequence[Mapping[str, Any]], groups: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, bool]]:
    """Yield the groups that failed on a page and could not be seen again: the report lists them as doubts."""
    doubts = {one["id"] for one in groups if one["outcome"] == Outcome.CANT_TELL}
    doubts -= {one["id"] for one in groups if one["outcome"] == Outcome.FAILED}
    for page in pages:
        for row in page["outcomes"]:
            for finding in row["findings"]:
                if finding["outcome"] == Outcome.FAILED and finding["group"] in doubts:
                    yield finding["group"], False
