"""Schemas as programs and editors take them: real reports are held to theirs, and broken ones do not pass."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nyx_audit.errors import InputError
from nyx_audit.examples.server import page, serving
from nyx_audit.report.reading import read_report
from nyx_audit.run.schemas import SCHEMAS, file_name, schema_of, schema_text
from tests.support.command import nyx
from tests.support.schemas import REPORT, STRICT_REPORT, problems

RULES = ("image-alt", "label", "color-contrast", "target-size-enhanced", "link-name")
QUICK = tuple(word for rule in RULES for word in ("--rule", rule))
NAMELESS, UNNAMED, PALE = '<img src="data:,">', '<input name="town">', '<p style="color:#bbb">Open on Mondays</p>'
OTHERS = ("about", "fees", "hours", "news", "offices")
SITES = """\
version: 1
agencies:
  - id: permits
    name: Permits
    sites:
      - id: app
        name: Permit app
        start: ["{url}/"]
        languages: [en, es]
        max_pages: {pages}
        rate: 10
        journeys:
          - {{id: apply, name: Apply for a permit, steps: [/, /form]}}
terms: {{budgets: {{label: 0}}, baseline: last, fail_below: 50}}
ignores:
  - {{rule: color-contrast, reason: a new theme, expires: 2099-01-31, owner: web-team}}
  - {{rule: link-name, reason: none there, expires: 2099-01-31}}
  - {{rule: label, reason: was to be fixed, expires: 2020-01-31}}
"""


def _site(*more: str) -> dict[str, Any]:
    links = "".join(f'<li><a href="/{name}">To {name}</a></li>' for name in ("form", "gone", *OTHERS))
    return {
        "/": page(f"<main><h1>Permits</h1>{PALE}<ul>{links}</ul></main>", title="Permits"),
        "/form": page(f"<main><h1>Apply</h1><form>{UNNAMED}</form>{''.join(more)}</main>", title="Apply"),
        **{f"/{name}": page(f"<main><h1>{name}</h1></main>", title=name) for name in OTHERS},
    }


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """The reports of two nights of a site: the second with a new defect, and beyond its limit of pages."""
    folder = tmp_path_factory.mktemp("nights")
    found = []
    with serving(_site()) as server:
        for pages, more in ((20, ()), (5, (NAMELESS,))):
            server.pages |= _site(*more)
            (folder / "sites.yaml").write_text(SITES.format(url=server.url, pages=pages), encoding="utf-8")
            found.append(nyx("run", *QUICK, "--json", "-", cwd=folder).report)
    return found


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of a shard of a checked folder, held against a baseline of which a part is fixed."""
    folder = tmp_path_factory.mktemp("checked")
    (folder / "one.html").write_text(page(f"<main><h1>One</h1>{NAMELESS}{UNNAMED}</main>"), encoding="utf-8")
    (folder / "two.html").write_text(page("<main><h1>Two</h1></main>"), encoding="utf-8")
    nyx("check", "one.html", *QUICK, "--json", "before.json", cwd=folder)
    nyx("baseline", "update", "baseline.yaml", "--from", "before.json", cwd=folder)
    (folder / "one.html").write_text(page(f"<main><h1>One</h1>{UNNAMED}{PALE}</main>"), encoding="utf-8")
    terms = ("--baseline", "baseline.yaml", "--shard", "1/2", "--json", "report.json")
    nyx("check", "one.html", "two.html", *QUICK, *terms, cwd=folder)
    return folder / "report.json"


def test_reports_of_runs_have_no_key_that_is_not_documented(nights: list[dict[str, Any]]) -> None:
    first, second = nights
    assert [problems(STRICT_REPORT, one) for one in nights] == [[], []]
    # What is rare is there, so that it was held to the schema.
    (site,) = second["sites"]
    assert [task["id"] for task in site["tasks"]] == ["apply"]
    assert site["change"]["new"]
    assert site["interval"]
    assert any(one["carried_over"] for one in second["pages"])
    assert [one["reason_code"] for one in first["left_out"]] == ["dead-link"]
    assert "page-limit" in [one["reason_code"] for one in second["left_out"]]
    assert {one["standing"] for one in _findings(second)} == {"known", "new", "ignored"}
    assert all(second["terms"]["ignores"].values())
    assert first["terms"]["over_budget"]


def test_reports_of_checks_have_no_key_that_is_not_documented(checked: Path) -> None:
    report = json.loads(checked.read_text(encoding="utf-8"))
    assert problems(STRICT_REPORT, report) == []
    assert report["shard"]["of"] == 2
    assert report["terms"]["baseline"]["fixed"]
    assert all("position" in one for one in _findings(report))


def _findings(report: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for found in report["pages"] for row in found["outcomes"] for one in row["findings"]]


def _row(report: dict[str, Any]) -> dict[str, Any]:
    rows = (row for found in report["pages"] for row in found["outcomes"] if row["findings"])
    return next(rows)


BREAKS: dict[str, Callable[[dict[str, Any]], object]] = {
    "of another version": lambda report: report.update(schema_version=2),
    "without an end": lambda report: report.pop("finished_at"),
    "with a time that is none": lambda report: report.update(started_at="yesterday"),
    "with a score above 100": lambda report: report["pages"][0].update(score=101),
    "with a page that lacks its score": lambda report: report["pages"][0].pop("score"),
    "with a status of its own": lambda report: report["pages"][0].update(status="done"),
    "with a count as text": lambda report: _row(report)["counts"].update(failed="1"),
    "with an outcome of its own": lambda report: _row(report).update(outcome="warning"),
    "with a fingerprint that is none": lambda report: _row(report)["findings"][0].update(fingerprint="no"),
    "with a line before the first": lambda report: _row(report)["findings"][0]["position"].update(line=0),
    "that does not say whether it fails": lambda report: report["terms"].pop("fails"),
}


@pytest.mark.parametrize("how", BREAKS)
def test_a_broken_report_is_refused(how: str, checked: Path) -> None:
    report = json.loads(checked.read_text(encoding="utf-8"))
    BREAKS[how](report)
    assert problems(REPORT, report)


def test_a_report_of_a_later_program_passes_with_its_new_keys_but_not_where_each_must_be_documented(
    checked: Path,
) -> None:
    report = json.loads(checked.read_text(encoding="utf-8"))
    report["pages"][0]["mood"] = "bright"
    assert problems(REPORT, report) == []
    assert problems(STRICT_REPORT, report)


def test_what_reading_a_report_needs_is_required_by_its_schema(checked: Path, tmp_path: Path) -> None:
    report = json.loads(checked.read_text(encoding="utf-8"))
    for place in _places(report):
        less = copy.deepcopy(report)
        part = less
        for step in place[:-1]:
            part = part[step]
        del part[place[-1]]
        (tmp_path / "less.json").write_text(json.dumps(less), encoding="utf-8")
        try:
            read_report(tmp_path / "less.json")
        except InputError:
            assert problems(REPORT, less), place


def _places(report: dict[str, Any]) -> list[list[Any]]:
    """Where the keys of a report are that reading may need: the first of each kind of part."""
    at = next(at for at, row in enumerate(report["pages"][0]["outcomes"]) if row["findings"])
    row: list[Any] = ["pages", 0, "outcomes", at]
    parts: list[list[Any]] = [[], ["tool"], ["rules", RULES[0]], ["pages", 0], row, [*row, "counts"], ["shard"]]
    parts += [[*row, "findings", 0], [*row, "findings", 0, "position"], ["groups", 0]]
    found = []
    for part in parts:
        value = report
        for step in part:
            value = value[step]
        found += [[*part, key] for key in value]
    return found


def test_a_report_of_a_version_to_come_is_refused_in_one_line(checked: Path, tmp_path: Path) -> None:
    report = json.loads(checked.read_text(encoding="utf-8"))
    (tmp_path / "later.json").write_text(json.dumps(report | {"schema_version": 2}), encoding="utf-8")
    ran = nyx("compare", "later.json", "later.json", cwd=tmp_path)
    assert (ran.status, ran.last_line) == (
        2, "nyx-audit: later.json: is a report of schema_version 2; this nyx-audit reads 1; update it",
    )  # fmt: skip


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_command_prints_a_schema(name: str) -> None:
    ran = nyx("schema", name)
    assert (ran.status, ran.out) == (0, schema_text(name))


def test_the_schema_of_sites_is_also_where_it_was() -> None:
    assert nyx("sites", "schema").out == schema_text("sites")


def test_without_a_name_the_schemas_are_listed() -> None:
    listed = [line.split()[:2] for line in nyx("schema").out.splitlines()]
    assert listed == [[name, "1"] for name in SCHEMAS]
    assert file_name("report", schema_of("report")) == "report-1.json"


def test_a_schema_that_there_is_not_is_one_line() -> None:
    ran = nyx("schema", "sits")
    assert ran.status == 2
    assert "'report', 'baseline', 'sites', 'project', 'rule'" in ran.last_line
