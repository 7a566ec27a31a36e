"""What fails a command, as a team lives with it: only what is new, ignores that expire, budgets, a choice of rules."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from nyx_audit.examples.server import Answer, Server, page, serving
from tests.support.command import Ran, nyx

NAMELESS, UNNAMED = '<img src="data:,">', '<form><input name="town"></form>'
# Only what these tests plant: each command starts a browser, and needs no more of it.
QUICK = ("--rule", "image-alt", "--rule", "label", "--rule", "link-name", "--no-probes")


def _body(*parts: str) -> str:
    return page(f"<main><h1>Apply for a permit</h1>{''.join(parts)}</main>", title="Apply for a permit")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "apply.html").write_text(_body(NAMELESS, UNNAMED), encoding="utf-8")
    return tmp_path


@pytest.fixture
def baseline(folder: Path) -> Path:
    """The baseline of a folder whose one page has two old defects."""
    assert _check(folder, "--json", "report.json").status == 1
    made = nyx("baseline", "update", "nyx-baseline.yaml", "--from", "report.json", cwd=folder)
    assert made.last_line == "nyx-baseline.yaml: 2 findings (2 added, 0 taken out)"
    return folder / "nyx-baseline.yaml"


@pytest.fixture
def server() -> Iterator[Server]:
    with serving({"/": _body(NAMELESS)}) as running:
        yield running


def _check(folder: Path, *more: str) -> Ran:
    return nyx("check", "apply.html", *QUICK, *more, cwd=folder)


def _write(folder: Path, text: str, name: str = "nyx-audit.yaml") -> None:
    (folder / name).write_text(f"version: 1\n{text}", encoding="utf-8")


def test_old_defects_fail_nothing_and_the_summary_says_where_they_are(folder: Path, baseline: Path) -> None:
    ran = _check(folder, "--baseline", baseline.name)
    assert (ran.status, ran.last_line) == (0, "Found 2 defects (critical at worst); audit complete.")
    assert "Nothing new to fix" in ran.out
    assert "Against nyx-baseline.yaml: 0 new · 2 still there · 0 fixed · 0 not looked at" in ran.out


def test_a_change_that_adds_one_defect_and_fixes_another_fails_for_the_one(folder: Path, baseline: Path) -> None:
    (folder / "apply.html").write_text(_body(UNNAMED, '<a href="/next"></a>'), encoding="utf-8")
    ran = _check(folder, "--baseline", baseline.name, "--json", "new.json")
    assert ran.status == 1
    assert "fails for new since nyx-baseline.yaml, serious or worse: link-name" in ran.last_line
    terms = json.loads((folder / "new.json").read_text())["terms"]
    assert (terms["baseline"]["new"], terms["baseline"]["known"], len(terms["baseline"]["fixed"])) == (1, 1, 1)
    assert terms["baseline"]["fixed"][0]["rule"] == "image-alt"


@pytest.mark.usefixtures("baseline")
def test_a_report_serves_as_a_baseline_and_each_finding_says_how_it_stands(folder: Path) -> None:
    (folder / "apply.html").write_text(_body(NAMELESS, UNNAMED, '<a href="/next"></a>'), encoding="utf-8")
    ran = _check(folder, "--baseline", "report.json", "--json", "-")
    rows = {row["rule"]: row["findings"] for row in ran.report["pages"][0]["outcomes"] if row["findings"]}
    assert {rule: found[0]["standing"] for rule, found in rows.items()} == {
        "image-alt": "known", "label": "known", "link-name": "new",
    }  # fmt: skip


def test_a_page_that_cannot_be_audited_has_fixed_nothing(tmp_path: Path, server: Server) -> None:
    nyx("check", server.url + "/", *QUICK, "--json", "then.json", "-q", cwd=tmp_path)
    server.pages["/"] = Answer(b"<h1>Sorry</h1>", 500)
    ran = nyx("check", server.url + "/", *QUICK, "--baseline", "then.json", "--json", "-", cwd=tmp_path)
    assert ran.status == 3
    terms = ran.report["terms"]["baseline"]
    assert (terms["fixed"], [one["rule"] for one in terms["not_looked_at"]]) == ([], ["image-alt"])


def test_pruning_takes_out_what_is_fixed_and_accepts_nothing_new(folder: Path, baseline: Path) -> None:
    (folder / "apply.html").write_text(_body(UNNAMED, '<a href="/next"></a>'), encoding="utf-8")
    _check(folder, "--json", "now.json", "-q")
    made = nyx("baseline", "update", baseline.name, "--from", "now.json", "--prune", cwd=folder)
    assert made.last_line == "nyx-baseline.yaml: 1 finding (0 added, 1 taken out)"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--baseline", "none.yaml"), "none.yaml: there is no such baseline; write one with: nyx-audit baseline update none.yaml"),
        (("--fail-on-new", "minor"), "--fail-on-new needs --baseline: without one, nothing is known to be new"),
        (("--budget", "serious"), '--budget "serious": write it like serious=5 or label=2'),
        (("--budget", "labell=2"), '--budget: "labell" is neither an impact nor a rule (did you mean "label"?)'),
        (("--skip-rule", "labell"), 'there is no rule "labell" (did you mean "label"?); see: nyx-audit rules'),
        (("--area", "acess"), 'there is no area "acess" (did you mean "access"?)'),
        (("--tag", "wcag2aaaa"), 'there is no tag "wcag2aaaa" (did you mean "wcag2aaa"?)'),
        (("--tag", "law", "--area", "satisfaction"), "no rule is left to run"),
        (("--baseline", "last"), "nyx-history.sqlite: there is no history here yet"),
        (("--config", "none.yaml"), "none.yaml: cannot be read (No such file or directory)"),
    ],
)  # fmt: skip
def test_a_mistake_is_one_line_and_exit_status_2(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    ran = _check(folder, *arguments)
    assert ran.status == 2
    assert said in ran.last_line


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ("{budgets: {labell: 2}}", 'terms.budgets: "labell" is neither an impact nor a rule (did you mean "label"?)'),
        ("{skip_rules: [labell]}", 'terms: there is no rule "labell" (did you mean "label"?)'),
        ("{areas: [acess]}", 'terms: there is no area "acess" (did you mean "access"?)'),
        ("{fail_on: never, fail_on_new: serious}", "terms.fail_on_new: needs a baseline where fail_on is never"),
        ("{skip_rules: label}", 'terms.skip_rules: "label" is not a list; put it in brackets'),
    ],
)
def test_a_mistake_in_the_projects_file_names_the_file(folder: Path, terms: str, said: str) -> None:
    _write(folder, f"pages: [apply.html]\nterms: {terms}\n")
    ran = nyx("check", *QUICK, cwd=folder)
    assert ran.status == 2
    assert ran.last_line.startswith("nyx-audit: nyx-audit.yaml:")
    assert said in ran.last_line


def test_the_projects_file_says_what_is_checked_and_what_is_ignored(folder: Path) -> None:
    _write(
        folder,
        "pages: [apply.html]\nignores:\n"
        "  - {rule: image-alt, reason: new photos come, expires: 2099-01-01, owner: web-team, ticket: WEB-1}\n"
        "terms: {budgets: {label: 1}}\n",
    )
    ran = nyx("check", *QUICK, "--json", "r.json", cwd=folder)
    assert ran.status == 0, ran.err
    assert "Ignored: 1 finding, the first until 2099-01-01" in ran.out
    report = json.loads((folder / "r.json").read_text())
    (found,) = next(row for row in report["pages"][0]["outcomes"] if row["rule"] == "image-alt")["findings"]
    assert found["standing"] == "ignored"
    assert found["ignored"] == {
        "reason": "new photos come", "owner": "web-team", "ticket": "WEB-1", "expires": "2099-01-01",
    }  # fmt: skip


def test_an_expired_ignore_fails_and_names_its_line(folder: Path) -> None:
    _write(
        folder,
        "ignores:\n  - {rule: image-alt, reason: new photos come, expires: 2020-01-01}\nterms: {budgets: {label: 1}}\n",
    )
    ran = _check(folder)
    assert ran.status == 1
    assert "an ignore has expired (2020-01-01): nyx-audit.yaml:3: image-alt" in ran.last_line


def test_an_ignore_of_a_rule_that_there_is_not_names_file_and_line(folder: Path) -> None:
    _write(folder, "ignores:\n  - {rule: image-alts, reason: x, expires: 2099-01-01}\n")
    ran = _check(folder)
    assert ran.status == 2
    assert (
        ran.last_line
        == 'nyx-audit: nyx-audit.yaml:3: ignores: there is no rule "image-alts" (did you mean "image-alt"?)'
    )


def test_ignores_in_a_page_itself_are_not_heard(folder: Path) -> None:
    (folder / "apply.html").write_text(_body('<img data-nyx-ignore="image-alt" src="data:,">'), encoding="utf-8")
    assert _check(folder).status == 1


def test_a_rule_is_left_out_by_name_and_others_are_chosen_by_tag(folder: Path) -> None:
    ran = nyx(
        "check", "apply.html", "--tag", "1.1.1", "--skip-rule", "image-alt", "--no-probes", "--json", "-", cwd=folder
    )
    ran_rules = {row["rule"] for row in ran.report["pages"][0]["outcomes"]}
    assert "svg-img-alt" in ran_rules
    assert not ran_rules & {"image-alt", "label"}


def test_a_score_below_the_least_fails(folder: Path) -> None:
    ran = _check(folder, "--fail-on", "never", "--fail-below", "90")
    assert ran.status == 1
    assert "below 90" in ran.last_line


def test_a_run_fails_only_for_what_is_new_since_the_last(tmp_path: Path, server: Server) -> None:
    more = (*QUICK, "--history", str(tmp_path / "h.sqlite"), "--baseline", "last", "-q")
    first = nyx("run", server.url + "/", *more, cwd=tmp_path)
    assert first.status == 1, "there is no run to compare with: all is new"
    second = nyx("run", server.url + "/", *more, "--anew", cwd=tmp_path)
    assert second.status == 0, second.err
    server.pages["/"] = _body(NAMELESS, UNNAMED)
    third = nyx("run", server.url + "/", *more, cwd=tmp_path)
    assert third.status == 1
    assert "fails for new since run 2, serious or worse: label" in third.last_line
    shown = nyx("show", "3", "--history", str(tmp_path / "h.sqlite"), "--baseline", "2", "-q", cwd=tmp_path)
    assert (shown.status, shown.last_line) == (third.status, third.last_line)


def test_two_folders_are_compared_by_the_paths_within_them(folder: Path) -> None:
    for name, body in (("main", _body(NAMELESS)), ("branch", _body(NAMELESS, UNNAMED))):
        (folder / name).mkdir()
        (folder / name / "apply.html").write_text(body, encoding="utf-8")
    ran = nyx("compare", "main", "branch", *QUICK, "--json", "-", "-q", cwd=folder)
    assert ran.status == 1
    found = json.loads(ran.out)
    assert [(one["page"], one["rule"]) for one in found["new"]] == [("apply.html", "label")]
    assert (found["in_both"], found["fixed"], found["complete"]) == (1, [], True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"schema_version": 9}', "is a report of schema_version 9; this nyx-audit reads 1"),
        ("{", "is not valid JSON"),
        ("[" * 100_000, "is not"),
    ],
)
def test_what_is_not_a_report_is_one_clear_line(folder: Path, text: str, said: str) -> None:
    (folder / "a.json").write_text(text)
    ran = nyx("compare", "a.json", "a.json", cwd=folder)
    assert ran.status == 2
    assert ran.last_line.startswith("nyx-audit: a.json: ")
    assert said in ran.last_line


@pytest.mark.parametrize(
    ("run", "said"), [("last", "there is no history here yet"), ("7", "there is no history here yet")]
)
def test_a_baseline_that_there_is_not_is_said_before_anything_is_audited(folder: Path, run: str, said: str) -> None:
    ran = _check(folder, "--baseline", run)
    assert ran.status == 2
    assert said in ran.last_line
    assert "pages done" not in ran.err
