"""The week of a team with an app behind a login: from a red first night to a pull request, and an ignore that expires.

Run it with `-s` to read what the team saw.
"""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.support.agency_app import PASSWORD, USER, Agency, Certificates, serve_agency
from tests.support.command import Ran, nyx
from tests.support.github_sarif import problems

# Three rules see all that the week is about; the others would see the same pages for longer.
SITES = """\
version: 1
terms: {{rules: [image-alt, label, link-name]}}
agencies:
  - id: permits
    name: Permit agency
    sites:
      - id: app
        name: Permit app
        start: [{url}]
        rate: 10
        access:
          login:
            steps:
              - goto: /login
              - fill: E-mail
                with: {{env: AUDIT_USER}}
              - fill: Password
                with: {{env: AUDIT_PASSWORD}}
              - click: Sign in
              - wait_for: Your account
        flows:
          - id: apply
            name: Apply for a permit
            start: /apply/
            steps:
              - name: About you
              - name: Your address
                do:
                  - fill: Full name
                    with: Ada Lovelace
                  - click: Continue
                    sends: true
"""
IGNORES = """\
ignores:
  - rule: image-alt
    pages: [/news/]
    reason: the photographs are described next week
    expires: {day}
    owner: web-team@agency.example
    ticket: WEB-7
"""
NEWS = "<h1>News</h1><p>The office is closed on Monday.</p>"
IMAGE, LINK, FIELD = (
    "<img src='data:,'>",
    "<a href='/'></a>",
    "<p><input name='topic' style='height:40px'></p>",
)


@dataclass
class Team:
    """The team's folder, and what it types there."""

    folder: Path
    agency: Agency

    def configure(self, more: str = "") -> None:
        text = SITES.format(url=self.agency.url) + more
        (self.folder / "sites.yaml").write_text(text, encoding="utf-8")

    def types(self, *words: str) -> Ran:
        ran = nyx(*words, cwd=self.folder, AUDIT_USER=USER, AUDIT_PASSWORD=PASSWORD)
        print(f"\n$ nyx-audit {' '.join(words)}\n{ran.out}{ran.last_line}\n(exit status {ran.status})")
        return ran

    def night(self, *more: str) -> Ran:
        return self.types("run", "--no-probes", "--json", "audit.json", *more)

    @property
    def report(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.folder / "audit.json").read_text(encoding="utf-8"))
        return found


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    with serve_agency() as agency:
        agency.pages["/news/"] = NEWS + IMAGE + FIELD
        agency.account["/account/letters/"] += FIELD
        one = Team(tmp_path, agency)
        one.configure()
        yield one


def test_the_week_of_a_team(team: Team) -> None:
    _first_night(team)
    _baseline(team)
    _pull_request(team)
    _ignore_and_its_end(team)
    _session_that_ends(team)
    assert team.agency.sent == [], "no application was ever sent"
    assert PASSWORD not in "".join(
        path.read_bytes().decode("utf-8", "replace") for path in team.folder.iterdir() if path.is_file()
    )


def _first_night(team: Team) -> None:
    ran = team.night()
    assert ran.status == 1, ran.err
    report = team.report
    assert report["complete"] is True
    audited = {page["url"].removeprefix(team.agency.url) for page in report["pages"] if page["status"] == "audited"}
    assert {"account/", "account/letters/", "news/"} <= audited, "the pages behind the login are there"
    assert not any(
        "/login" in page["url"] for page in report["pages"] if page["status"] == "audited" and "account" in page["url"]
    )
    steps = [page for page in report["pages"] if "#flow:apply/" in page["url"]]
    assert [page["status"] for page in steps] == ["audited", "audited"]


def _baseline(team: Team) -> None:
    made = team.types("baseline", "update", "nyx-baseline.yaml")
    assert "3 findings (3 added" in made.last_line
    ran = team.night("--baseline", "nyx-baseline.yaml")
    assert ran.status == 0, ran.err
    assert "0 new · 3 still there · 0 fixed · 0 not looked at" in ran.out


def _pull_request(team: Team) -> None:
    team.agency.pages["/news/"] = NEWS + IMAGE + LINK
    team.agency.account["/account/letters/"] = team.agency.account["/account/letters/"].replace(FIELD, "")
    ran = team.night(
        "--baseline", "nyx-baseline.yaml", "--junit", "audit.xml", "--sarif", "audit.sarif", "--gitlab", "audit.gitlab"
    )
    assert ran.status == 1
    assert "fails for new since nyx-baseline.yaml, serious or worse: link-name" in ran.last_line
    assert "1 new · 1 still there · 2 fixed · 0 not looked at" in ran.out
    suites = ET.parse(team.folder / "audit.xml").getroot()
    assert [case.get("name") for case in suites.iter("testcase") if case.find("failure") is not None] == ["link-name"]
    text = (team.folder / "audit.sarif").read_text(encoding="utf-8")
    assert problems(text) == []
    sarif = json.loads(text)
    states = [(one["ruleId"], one["baselineState"]) for one in sarif["runs"][0]["results"] if one["level"] == "error"]
    assert ("link-name", "new") in states
    assert {rule for rule, state in states if state == "new"} == {"link-name"}
    quality = json.loads((team.folder / "audit.gitlab").read_text())
    assert "link-name" in {one["check_name"] for one in quality}
    team.agency.pages["/news/"] = NEWS + IMAGE
    assert team.night("--baseline", "nyx-baseline.yaml").status == 0
    pruned = team.types("baseline", "update", "nyx-baseline.yaml", "--prune")
    assert "1 finding (0 added, 2 taken out)" in pruned.last_line


def _ignore_and_its_end(team: Team) -> None:
    (team.folder / "nyx-baseline.yaml").unlink()
    team.configure(IGNORES.format(day="2099-12-31"))
    ran = team.night()
    assert ran.status == 0, ran.err
    areas = team.report["sites"][0]["areas"]
    assert "Ignored: 1 finding" in ran.out
    team.configure(IGNORES.format(day="2026-01-31"))
    ran = team.night()
    assert ran.status == 1
    assert "an ignore has expired (2026-01-31)" in ran.last_line
    assert team.report["sites"][0]["areas"] == areas, "no ignore is an input of the score"


def _session_that_ends(team: Team) -> None:
    team.configure(IGNORES.format(day="2099-12-31"))
    before = team.agency.logins
    team.agency.lasts = 12
    ran = team.night("--anew")
    assert ran.status in (0, 3), ran.err
    assert team.agency.logins - before <= 2, "a login is made once and renewed once"
    pages = {page["url"].removeprefix(team.agency.url): page for page in team.report["pages"]}
    account = [page for path, page in pages.items() if path.startswith("account/")]
    assert all(
        page["status"] == "audited" or "login needed" in page["reason"] or page["status"] == "skipped"
        for page in account
    )
    assert (ran.status == 0) == team.report["complete"]
    team.agency.lasts = 0


def test_a_staging_certificate_that_nobody_trusts_is_let_pass_by_name_only(tmp_path: Path) -> None:
    with serve_agency(tls=Certificates().server()) as agency:
        file = tmp_path / "nyx-audit.yaml"
        file.write_text(f"version: 1\npages: [{agency.url}]\n")
        refused = nyx("check", "--no-probes", "-q", cwd=tmp_path)
        assert (refused.status, "certificate" in refused.last_line) == (3, True)
        file.write_text(f"version: 1\npages: [{agency.url}]\naccess: {{ignore_https_errors: true}}\n")
        assert nyx("check", "--no-probes", "-q", cwd=tmp_path).status == 0
