"""The machine-readable report; its keys are a contract with other programs (`schemas/report.json`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from nyx_audit.analysis.summary import Group, SiteSummary, Summary
from nyx_audit.analysis.tasks import TaskVerdict
from nyx_audit.analysis.verdict import verdict_of
from nyx_audit.model.outcome import Outcome
from nyx_audit.model.page import Finding, Page, RuleOutcome
from nyx_audit.model.rule import Rule
from nyx_audit.model.wcag import CRITERIA
from nyx_audit.report.left_out import Counted, listed
from nyx_audit.report.plain import clean
from nyx_audit.report.standing import as_json
from nyx_audit.report.streamed import Lines, Written, text_of, written
from nyx_audit.score import Score

SCHEMA_VERSION = 1


def parts(summary: Summary) -> Iterator[str]:
    """Yield the report as JSON text: a line for each outcome."""
    yield from written(_report(summary))
    yield "\n"


def _report(summary: Summary) -> dict[str, Any]:
    audit = summary.audit
    pages, counted = listed(audit.pages)
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {
            "name": "nyx-audit",
            "version": audit.tool.version,
            "ruleset": audit.tool.ruleset,
            "engines": dict(audit.tool.engines),
            "rules_not_in_catalogue": list(audit.tool.unknown_rules),
            "rules_not_in_engine": list(audit.tool.missing_rules),
        },
        "started_at": when(audit.started_at),
        "finished_at": when(audit.finished_at),
        "complete": audit.complete,
        "incomplete_because": list(audit.incomplete),
        "run": audit.run,
        "shard": audit.shard
        and {"numbers": list(audit.shard.numbers), "of": audit.shard.of, "whole": audit.shard.whole},
        "criteria_tested": list(summary.criteria_tested),
        "rules": {rule.id: _rule(rule) for rule in audit.rules.values()},
        "sites": [_site(site) for site in summary.sites if site.site],
        "pages": (_page(page, summary) for page in pages),
        "left_out": [_counted(one) for one in counted],
        "counts": {
            "defects": summary.defects,
            "defects_that_may_fail": summary.failures,
            "findings": sum(group.places for site in summary.sites for group in site.groups),
            "doubts": sum(group.places for site in summary.sites for group in site.doubts),
        },
        "terms": as_json(summary, verdict_of(summary)),
        "groups": (
            _group(group, site) for site in summary.sites for group in (*site.groups, *site.doubts, *site.advice)
        ),
    }


def when(moment: datetime) -> str:
    """Return a moment in UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def help_url(rule: Rule) -> str:
    """Return where a rule's ground is explained: its criterion, else its first source."""
    for criterion in rule.criteria:
        return CRITERIA[criterion].url
    return rule.sources[0].url if rule.sources else ""


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "title": rule.title,
        "wcag": list(rule.criteria),
        "act": list(rule.act),
        "area": rule.area,
        "impact": rule.impact,
        "tier": rule.tier,
        "status": rule.status,
        "problem": rule.problem,
        "fix": rule.fix,
        "help_url": help_url(rule),
    }


def _site(summary: SiteSummary) -> dict[str, Any]:
    assert summary.site is not None
    site, score = summary.site, summary.score
    return {
        "id": site.id,
        "name": site.name,
        "agency": site.agency,
        "url": site.url,
        "owner": site.owner,
        **_score(score),
        "areas": {
            area: {"score": _number(one.value), "measured": one.measured, "scored": one.scored, "reason": one.reason}
            for area, one in score.areas.items()
        },
        "tasks": [_task(task) for task in summary.tasks],
        "coverage": {"audited": summary.audited, "found": summary.found},
        "tried": _tried(summary),
        "carried_over": summary.carried,
        "interval": summary.interval and [_number(summary.interval.low), _number(summary.interval.high)],
        "law": {law: {"score": _number(one.value), "reason": one.reason} for law, one in summary.law.items()},
        "change": None
        if summary.change is None
        else {
            "since": when(summary.change.since),
            "run": summary.change.run,
            "points": _number(summary.change.points),
            "interval": summary.change.interval and [_number(one) for one in summary.change.interval],
            "reason": str(summary.change.reason or ""),
            "reason_code": summary.change.reason.code if summary.change.reason else "",
            "new": sorted(summary.change.new),
            "fixed": sorted(summary.change.fixed),
            "still_open": sorted(summary.change.still_open),
            "unknown": sorted(summary.change.unknown),
            "notes": list(summary.change.notes),
        },
    }


def _tried(summary: SiteSummary) -> int:
    return summary.audited if summary.tried is None else summary.tried


def _task(task: TaskVerdict) -> dict[str, Any]:
    return {
        "id": task.journey.id,
        "name": task.journey.name,
        "steps": task.steps,
        "audited": task.audited,
        "doing": task.doing,
        "people": {
            one.people: {"doing": one.doing, "because": asdict(one.ground) if one.ground else None}
            for one in task.verdicts
        },
    }


def _score(score: Score) -> dict[str, Any]:
    found: dict[str, Any] = {"score": _number(score.value), "score_before_cap": _number(score.before_cap)}
    if score.value is None:
        found["score_reason"] = score.reason
    found["worst_case"] = _number(score.worst_case)
    found["evidence_gap"] = round(score.gap, 4)
    found["cap"] = score.cap and {"limit": score.cap.limit, "blocker": score.cap.blocker.id, "place": score.cap.place}
    return found


def _page(page: Page, summary: Summary) -> dict[str, Any]:
    score = summary.page_scores[page.site, page.url]
    return {
        "url": page.url,
        "final_url": page.final_url,
        "site": page.site,
        "status": page.status,
        "carried_over": {"run": page.carried.run, "audited_at": when(page.carried.at)}
        if page.carried and page.is_carried
        else None,
        "reason": clean(page.reason.text) if page.reason else "",
        "reason_code": page.reason.code if page.reason else "",
        "http_status": page.http_status,
        "title": clean(page.title),
        "role": page.role,
        "role_reason": clean(page.role_reason),
        "journeys": list(page.journeys),
        "template": page.template,
        **_score(score),
        "linked_from": list(page.linked_from),
        "redirects": list(page.redirects),
        "notes": [clean(note) for note in page.notes],
        "refused_requests": page.refused,
        "seconds": page.seconds,
        "outcomes": Lines(_outcome(row, page, summary) for row in page.outcomes),
    }


def _counted(one: Counted) -> dict[str, Any]:
    return {
        "site": one.site,
        "reason_code": one.code,
        "reason": clean(one.reason),
        "count": one.count,
        "listed": one.listed,
    }


def _outcome(row: RuleOutcome, page: Page, summary: Summary) -> Written:
    if not row.findings and row.value is None:
        return _plain(row)
    return text_of(
        _found(row)
        | {
            "findings": [
                _finding(one) | _standing(one, row, page, summary) | _position(one, page, summary)
                for one in row.findings
            ]
        }
    )


def _position(finding: Finding, page: Page, summary: Summary) -> dict[str, Any]:
    at = summary.audit.positions.get((page.url, finding.selector))
    return {"position": asdict(at)} if at else {}


@lru_cache(maxsize=10_000)
def _plain(row: RuleOutcome) -> Written:
    """Return what most pages share: the outcomes of the rules that found nothing."""
    return text_of(_found(row))


def _found(row: RuleOutcome) -> dict[str, Any]:
    found: dict[str, Any] = {
        "rule": row.rule,
        "outcome": row.outcome,
        "counts": {Outcome.PASSED: row.passed, Outcome.FAILED: row.failed, Outcome.CANT_TELL: row.cant_tell},
        "findings": [],
    }
    reason = row.reason
    optional = {
        "reason": clean(reason.text) if reason else "",
        "reason_code": reason.code if reason else "",
        "value": row.value,
        "findings_omitted": row.omitted,
    }
    return found | {name: value for name, value in optional.items() if value}


def _standing(finding: Finding, row: RuleOutcome, page: Page, summary: Summary) -> dict[str, Any]:
    """Return what a failed finding is to the command, and who ignores it until when."""
    rule = summary.audit.rules.get(row.rule)
    if finding.outcome is not Outcome.FAILED or rule is None:
        return {}
    ignore = summary.gating.ignore_of(page, rule, finding)
    said = {"standing": summary.gating.standing(page, rule, finding)}
    if ignore is None:
        return said
    told = {"reason": clean(ignore.reason), "owner": clean(ignore.owner), "ticket": clean(ignore.ticket)}
    return said | {"ignored": told | {"expires": ignore.expires.isoformat()}}


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "outcome": finding.outcome,
        "selector": finding.selector,
        "html": clean(finding.html),
        "message": clean(finding.message),
        "view": finding.view,
        "views": list(finding.views),
        "name": clean(finding.name),
        "landmark": finding.landmark,
        "owner": finding.owner,
        "fingerprint": finding.fingerprint,
        "group": finding.group,
    }


def _group(group: Group, site: SiteSummary) -> dict[str, Any]:
    return {
        "id": group.id,
        "site": site.site.id if site.site else None,
        "rule": group.rule.id,
        "outcome": group.outcome,
        "pages": list(group.pages),
        "places": group.places,
        "gain": _number(group.gain.points),
        "gain_before_cap": _number(group.gain.before_cap),
        "blocker": group.blocker is not None,
        "blocks": group.blocker.id if group.blocker else None,
        "stops": list(group.blocker.stops) if group.blocker else [],
        "new": group.new,
        "known": group.known,
        "ignored": group.ignored,
    }


def _number(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
