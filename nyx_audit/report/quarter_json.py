"""The quarterly report as JSON: the same figures, for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from nyx_audit.analysis.quarter.records import (
    AgencyQuarter,
    Defects,
    Move,
    Pages,
    Point,
    Quarter,
    SiteQuarter,
    Stop,
    Task,
)
from nyx_audit.analysis.tasks import Doing
from nyx_audit.report.documents import writable
from nyx_audit.report.plain import clean
from nyx_audit.report.words import CRITERIA_TOTAL


def render(report: Quarter) -> str:
    """Return the report as JSON text."""
    return writable(json.dumps(data(report), ensure_ascii=False, indent=1) + "\n")


def data(report: Quarter) -> dict[str, Any]:
    """Return the report as plain data."""
    return {
        "schema_version": 1,
        "quarter": str(report.period),
        "until": _moment(report.until),
        "tool": {"name": "nyx-audit", "version": report.version},
        "sites_never_audited": [clean(name) for name in report.missing],
        "note": "Automated evidence, not a conformance finding.",
        "agencies": [_agency(one) for one in report.agencies],
    }


def _agency(one: AgencyQuarter) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": clean(one.name),
        "rulesets": list(one.rulesets),
        "score": _round(one.score.value),
        "score_reason": clean(one.score.reason),
        "score_before_cap": _round(one.before_cap),
        "band": one.score.band,
        "band_held_by": one.score.held_by or None,
        "worst_site": one.score.worst or None,
        "interval": _interval(one.low, one.high),
        "change": _move(one.move),
        "quarters": [_point(point) for point in one.points],
        "pages": _pages(one.pages),
        "sites": [_site(site) for site in one.sites],
        "blockers": [_stop(stop) for stop in one.stops],
        "blockers_not_measured_yet": [blocker.id for blocker in one.unmeasured],
        "tasks": [_task(task) for task in one.tasks],
        "fixes": [
            {
                "site": fix.site.id,
                "rule": fix.group.rule.id,
                "group": fix.group.id,
                "problem": fix.group.rule.problem,
                "points": _round(fix.group.gain.points),
                "points_before_cap": _round(fix.group.gain.before_cap),
                "pages": len(fix.group.pages),
                "blocker": fix.group.blocker is not None,
            }
            for fix in one.fixes
        ],
        "law": {law: _round(value) for law, value in one.law.items()},
        "duties": [
            {
                "id": answer.duty.id,
                "title": answer.duty.title,
                "source": answer.duty.source,
                "as_of": answer.duty.as_of,
                "state": answer.state,
                "pages_failed": answer.failed,
                "pages_measured": answer.measured,
                "rules": list(answer.duty.rules),
                "deadlines": [{"by": each.by.isoformat(), "who": each.who} for each in answer.duty.deadlines],
            }
            for answer in one.answers
        ],
        "defects": _defects(one.defects),
        "notes": {clean(name): clean(value) for name, value in one.notes.items()},
        "criteria_tested": list(one.criteria),
        "criteria_total": CRITERIA_TOTAL,
        "evidence_sha256": one.evidence,
    }


def _site(one: SiteQuarter) -> dict[str, Any]:
    cap = one.score.cap
    return {
        "id": one.site.id,
        "name": clean(one.site.name),
        "url": clean(one.site.url),
        "run": one.run,
        "finished_at": _moment(one.finished_at) if one.finished_at else None,
        "ruleset": one.ruleset or None,
        "score": _round(one.score.value),
        "score_reason": clean(one.score.reason),
        "score_before_cap": _round(one.score.before_cap),
        "cap": {"limit": cap.limit, "blocker": cap.blocker.id, "place": cap.place} if cap else None,
        "band": one.band,
        "interval": _interval(one.low, one.high),
        "evidence_gap": round(one.score.gap, 3),
        "worst_case": _round(one.score.worst_case),
        "change": _move(one.move),
        "quarters": [_point(point) for point in one.points],
        "pages": _pages(one.pages),
        "law": {law: _round(figure.value) for law, figure in one.law.items()},
        "defects": _defects(one.defects),
    }


def _point(one: Point) -> dict[str, Any]:
    return {
        "quarter": str(one.period),
        "score": _round(one.value),
        "score_reason": clean(str(one.reason or "")),
        "ruleset": one.ruleset or None,
        "scored_anew": one.anew,
        "areas": {area.value: _round(value) for area, value in one.areas.items()},
    }


def _stop(one: Stop) -> dict[str, Any]:
    return {
        "site": one.site.id,
        "rule": one.group.rule.id,
        "group": one.group.id,
        "problem": one.group.rule.problem,
        "page": clean(one.page),
        "pages": len(one.group.pages),
        "task": clean(one.journey) or None,
        "step": one.step,
        "affects": list(one.group.rule.affects),
        "first_seen": _moment(one.first_seen) if one.first_seen else None,
        "first_seen_or_before": one.at_least,
        "days": one.days,
        "owner": one.group.sample.owner.value,
        "site_owner": clean(one.site.owner) or None,
    }


def _task(one: Task) -> dict[str, Any]:
    return {
        "site": one.site.id,
        "id": one.id,
        "name": clean(one.name),
        "steps": one.steps,
        "steps_audited": one.audited,
        "fields": one.fields,
        "fields_at_least": one.fields_partly,
        "uploads": one.uploads,
        "largest_paint_seconds": one.largest_paint,
        "doing": one.verdict.doing if one.verdict else None,
        "cannot": [told.people for told in one.verdict.verdicts if told.doing is Doing.CANNOT] if one.verdict else [],
        "languages_of_twelve": one.languages,
        "languages_promised": one.promised,
        "languages_at_least": one.doubtful,
        "other_channels": list(one.channels),
        "channels_declared": one.declared,
        "channels_named": one.named,
    }


def _pages(one: Pages) -> dict[str, int]:
    return {
        "known": one.known,
        "audited": one.audited,
        "failed": one.failed,
        "beyond_limit": one.beyond,
        "left_out": one.left_out,
    }


def _move(one: Move) -> dict[str, Any]:
    return {
        "points": _round(one.points),
        "reason": clean(str(one.reason or "")),
        "reason_code": one.reason.code if one.reason else "",
        "interval": _interval(one.low, one.high),
        "is_real": one.is_real if one.points is not None else None,
    }


def _defects(one: Defects | None) -> Mapping[str, int] | None:
    if one is None:
        return None
    return {"fixed": one.fixed, "new": one.new, "regressed": one.regressed, "still_open": one.still_open}


def _interval(low: float | None, high: float | None) -> list[float] | None:
    return None if low is None or high is None else [round(low, 1), round(high, 1)]


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
