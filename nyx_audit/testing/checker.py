"""Checks pages that a test holds, and fails the test by one clear message."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Any

from nyx_audit.analysis.gating import failing_findings
from nyx_audit.analysis.summary import Summary
from nyx_audit.analysis.verdict import verdict_of
from nyx_audit.config.project_file import Project, load_project
from nyx_audit.errors import UsageError, did_you_mean
from nyx_audit.model.page import Finding
from nyx_audit.model.rule import Rule
from nyx_audit.report.plain import clean
from nyx_audit.run.baselines import is_of_history
from nyx_audit.run.held import Page
from nyx_audit.run.options import Flags, Options
from nyx_audit.run.terms import Gate, narrowed, of_project, open_gate
from nyx_audit.testing.collected import Collected

MOST = 10


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a test says of its checks, over the project's file."""

    fail_on: str | None = None
    fail_on_new: str | None = None
    baseline: str | None = None
    rules: tuple[str, ...] = ()
    skip_rules: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Wishes:
        """Return the keywords of a marker or a call. Raises UsageError for one that there is not."""
        known = {one.name for one in fields(cls)}
        for name in given:
            if name not in known:
                raise UsageError(
                    f'nyx: there is no "{name}"{did_you_mean(name, known)}; there are {", ".join(sorted(known))}'
                )
        return cls(
            given.get("fail_on"),
            given.get("fail_on_new"),
            given.get("baseline"),
            *(_words(given.get(name, ())) for name in ("rules", "skip_rules", "areas", "tags")),
        )

    def over_baseline(self, baseline: str | None) -> Wishes:
        """Return the same with a baseline, where they name none."""
        return replace(self, baseline=self.baseline or baseline)

    def over(self, others: Wishes) -> Wishes:
        """Return these, and the others where these say nothing."""
        return replace(others, **{one.name: value for one in fields(self) if (value := getattr(self, one.name))})


class Checker:
    """What the fixture `nyx` is: it checks pages by the terms of the project and of the test."""

    def __init__(self, project: Path | None, wishes: Wishes, collected: Collected, *, updating: bool) -> None:
        self._project, self._wishes, self._collected, self._updating = project, wishes, collected, updating

    def check(self, page: object, **wishes: object) -> Summary:
        """Audit a page of Playwright's synchronous interface as it stands, and return the summary.

        Raises AssertionError with what to fix where the terms are not kept, or it cannot be said that they are;
        BrowserError where the page shows nothing yet, or cannot be read; UsageError for a mistake in the wishes,
        which are those of the marker. A page of the asynchronous interface is checked by `check_async`.
        """
        __tracebackhide__ = True
        held, gate = self._prepared(page, wishes)
        return self._judged(held.audit(), gate)

    async def check_async(self, page: object, **wishes: object) -> Summary:
        """Do as `check` with a page of the asynchronous interface."""
        __tracebackhide__ = True
        held, gate = self._prepared(page, wishes)
        return self._judged(await held.audit_async(), gate)

    def _prepared(self, page: object, wishes: Mapping[str, object]) -> tuple[Page, Gate]:
        __tracebackhide__ = True
        try:
            return self._read(page, wishes)
        except UsageError as mistake:
            # Where in the program it was noticed is no news to who wrote the test.
            raise UsageError(str(mistake)) from None

    def _read(self, page: object, wishes: Mapping[str, object]) -> tuple[Page, Gate]:
        wanted = Wishes.of(wishes).over(self._wishes)
        project = project_of(self._project) if self._project else Project()
        options = Options(only=wanted.rules, skip=wanted.skip_rules, areas=wanted.areas, tags=wanted.tags)
        flags = Flags(None if self._updating else wanted.baseline, wanted.fail_on, wanted.fail_on_new)
        configured = of_project(project, self._project or Path())
        if self._updating:
            # The file may not be there yet: it is what is being written.
            configured = replace(configured, terms=configured.terms.model_copy(update={"baseline": ""}))
            flags = replace(flags, fail_on_new=None)
        if is_of_history(named := flags.baseline or configured.terms.baseline):
            raise UsageError(f'nyx: baseline: "{named}" is a run of a history; a test needs a file')
        return Page(page, narrowed(options, project.terms)), open_gate(flags, configured, "")

    def _judged(self, summary: Summary, gate: Gate) -> Summary:
        __tracebackhide__ = True
        self._collected.add(summary.audit)
        judged = gate.judge(summary)
        verdict = verdict_of(judged)
        if not self._updating and (verdict.reasons or verdict.gaps):
            raise AssertionError(message(judged))
        return judged


@cache
def project_of(path: Path) -> Project:
    """Return a project's file. Raises InputError."""
    return load_project(path)


def message(summary: Summary) -> str:
    """Return what fails a test, and how to fix it: the worst rules first, each with the places of its findings."""
    found = list(_failing(summary))
    where = clean(summary.audit.pages[0].url, 200)
    verdict = verdict_of(summary)
    lines = [f"{where}: {'; '.join((*verdict.reasons, *verdict.gaps))}"]
    for rule, findings in found[:MOST]:
        lines.append(f"\n{rule.impact} · {rule.id}: {rule.problem}")
        for finding in findings[:MOST]:
            told = f" ({clean(finding.message, 200)})" if finding.message else ""
            lines.append(f"  {clean(finding.selector, 200)}{told}")
        lines += [f"  and {len(findings) - MOST} more"] if len(findings) > MOST else []
        lines.append(f"  Fix: {' '.join(rule.fix.split())}")
    lines += [f"\nand {len(found) - MOST} more rules"] if len(found) > MOST else []
    return "\n".join(lines)


def _failing(summary: Summary) -> Iterator[tuple[Rule, list[Finding]]]:
    by_rule: dict[str, list[Finding]] = {}
    for _, rule, finding in failing_findings(summary.audit, summary.gating):
        if finding:
            by_rule.setdefault(rule.id, []).append(finding)
    rules = summary.audit.rules
    for name in sorted(by_rule, key=lambda name: (-rules[name].impact.rank, name)):
        yield rules[name], by_rule[name]


def _words(value: str | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
