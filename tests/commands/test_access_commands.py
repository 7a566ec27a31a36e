"""`run` and `check` on a site that is not open to everybody, as CI and web teams use them."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest

from tests.support.agency_app import PASSWORD, USER, Agency, serve_agency
from tests.support.command import Ran, nyx

KEY = "k3y-of-staging/with+signs&more"
FORMATS = ("json", "html", "sarif", "junit", "csv", "markdown", "earl")
SITE = """\
version: 1
agencies:
  - id: permits
    name: Permit agency
    sites:
      - id: app
        name: Permit app
        start: [{url}]
        rate: 10
        access:
          headers: {{X-Staging: {{env: STAGING_KEY}}}}
          login:
            steps:
              - goto: /login
              - fill: E-mail
                with: {{env: NYX_USER}}
              - fill: Password
                with: {{file: password.txt}}
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
              - name: Review
                do:
                  - fill: Street
                    with: 1 Main Street
                  - click: Continue
                    sends: true
"""
ENTER = {"NYX_USER": USER, "STAGING_KEY": KEY}


def configured(folder: Path, agency: Agency, text: str = SITE) -> Path:
    """The configuration of the agency's site, with the password beside it."""
    (folder / "password.txt").write_text(PASSWORD + "\n")
    file = folder / "sites.yaml"
    file.write_text(text.format(url=agency.url))
    return file


def run(folder: Path, *more: str, **env: str) -> Ran:
    return nyx("run", "--tabs", "2", *more, cwd=folder, **{**ENTER, **env})


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Agency, Ran]:
    """A night over an agency that repeats what it is told: every report, the log, and the history."""
    folder = tmp_path_factory.mktemp("night")
    agency = Agency(header=("X-Staging", KEY), echoes=(KEY, PASSWORD, USER, "x" * 180 + KEY))
    agency.pages["/"] += "<p><a href='/news/?echo'>What you said</a></p>"
    with serve_agency(agency):
        configured(folder, agency)
        flags = [part for kind in FORMATS for part in (f"--{kind}", f"report.{kind}")]
        ran = run(folder, "--verbose", "--log", "nyx.log", "--history", "h.sqlite", *flags, "--pictures")
    return folder, agency, ran


def test_every_page_and_every_step_of_a_flow_is_audited_behind_the_login(night: tuple[Path, Agency, Ran]) -> None:
    folder, agency, ran = night
    report = json.loads((folder / "report.json").read_text())
    assert report["complete"], ran.err
    pages = {page["url"].removeprefix(agency.url): page for page in report["pages"]}
    assert all(page["status"] == "audited" for page in pages.values() if "cleared" not in page["url"]), ran.err
    assert {"account/permits/", "account/letters/"} <= pages.keys()
    steps = ["apply/#flow:apply/1-about-you", "apply/#flow:apply/2-your-address", "apply/#flow:apply/3-review"]
    assert [url for url in pages if "#flow:" in url] == steps
    failed = {row["rule"] for row in pages[steps[2]]["outcomes"] if row["outcome"] == "failed"}
    assert "image-alt" in failed
    assert "image-alt" not in {row["rule"] for row in pages[steps[1]]["outcomes"] if row["outcome"] == "failed"}


def test_a_crawl_logs_in_once_and_never_logs_out_and_sends_no_application(night: tuple[Path, Agency, Ran]) -> None:
    _, agency, _ = night
    assert agency.logins == 1
    assert agency.came("/account/end") == []
    assert agency.sent == []
    posts = {one.path for one in agency.requests if one.method not in ("GET", "HEAD")}
    assert posts == {"/login", "/apply/1", "/apply/2"}


def test_fetches_outside_of_the_browser_bear_the_header_too(night: tuple[Path, Agency, Ran]) -> None:
    _, agency, _ = night
    fetched = [one for one in agency.requests if one.headers.get("User-Agent", "").startswith("nyx-audit/")]
    assert fetched
    assert all(one.headers.get("X-Staging") == KEY for one in fetched)


@pytest.mark.parametrize("secret", [KEY, PASSWORD, USER], ids=["header", "password", "user"])
def test_no_secret_is_in_a_report_the_log_the_history_or_on_screen(
    night: tuple[Path, Agency, Ran], secret: str
) -> None:
    folder, agency, ran = night
    assert any("echo" in one.path or one.path == "/news/" for one in agency.requests)
    ways = {secret, quote(secret, safe=""), quote_plus(secret), json.dumps(secret)[1:-1], secret.replace("&", "&amp;")}
    ways |= {secret[:10], quote(secret)}
    texts = {
        file.name: file.read_bytes() for file in folder.iterdir() if file.name not in ("sites.yaml", "password.txt")
    }
    texts |= {"stdout": ran.out.encode(), "stderr": ran.err.encode()}
    assert {f"report.{kind}" for kind in FORMATS} | {"h.sqlite"} <= texts.keys()
    database = sqlite3.connect(folder / "h.sqlite")
    texts["dump"] = "\n".join(map(repr, _rows(database))).encode()
    leaks = [(name, way) for name, text in texts.items() for way in ways if way.encode() in text]
    assert leaks == []


def _rows(database: sqlite3.Connection) -> list[object]:
    """All that the history holds, packed texts unpacked."""
    import zlib

    found: list[object] = []
    for (table,) in database.execute("select name from sqlite_master where type = 'table'"):
        for row in database.execute(f'select * from "{table}"'):
            for value in row:
                found.append(value)
                if isinstance(value, bytes):
                    try:
                        found.append(zlib.decompress(value))
                    except zlib.error:
                        continue
    return found


def test_the_echo_was_there_and_was_cleared(night: tuple[Path, Agency, Ran]) -> None:
    folder, _, _ = night
    report = json.loads((folder / "report.json").read_text())
    page = next(one for one in report["pages"] if "echo" in one["url"])
    assert "…" in page["title"]
    assert any("…" in finding["html"] for row in page["outcomes"] for finding in row["findings"])


def test_a_session_that_ends_in_mid_crawl_is_renewed_once(tmp_path: Path) -> None:
    with serve_agency(Agency(lasts=3)) as agency:
        configured(tmp_path, agency, SITE.partition("        flows:")[0])
        ran = run(tmp_path, "--json", "-", "--rule", "image-alt")
        assert agency.logins == 2
    failed = [page for page in ran.report["pages"] if page["status"] == "failed"]
    # The second session ended, too: what it did not come to is no page that is clean.
    assert all("login needed" in page["reason"] for page in failed)


def test_a_secret_that_is_not_there_is_one_clear_line_before_anything_is_requested(tmp_path: Path) -> None:
    with serve_agency() as agency:
        configured(tmp_path, agency)
        ran = nyx("run", cwd=tmp_path, STAGING_KEY=KEY)
        assert agency.requests == []
    assert ran.status == 2
    assert ran.last_line == "nyx-audit: access: the environment variable NYX_USER is not set, or is empty"


PROJECT = """\
version: 1
pages: ["{url}account/"]
access:
  login:
    steps:
      - goto: /login
      - fill: E-mail
        with: {{env: NYX_USER}}
      - fill: Password
        with: {{file: password.txt}}
      - click: Sign in
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


def test_check_takes_login_and_flows_from_the_project_file(tmp_path: Path) -> None:
    with serve_agency() as agency:
        (tmp_path / "nyx-audit.yaml").write_text(PROJECT.format(url=agency.url))
        (tmp_path / "password.txt").write_text(PASSWORD)
        ran = nyx("check", "--json", "-", "--rule", "image-alt", "--rule", "label", cwd=tmp_path, **ENTER)
        assert ran.status == 0, ran.err
        pages = [page["url"].removeprefix(agency.url) for page in ran.report["pages"]]
        assert pages == ["account/", "apply/#flow:apply/1-about-you", "apply/#flow:apply/2-your-address"]
        named = nyx("check", agency.url, "--json", "-", "--rule", "image-alt", cwd=tmp_path, **ENTER)
        assert [page["url"] for page in named.report["pages"]] == [agency.url]


GATED = SITE.partition("          login:")[0]


def test_behind_a_gate_of_headers_unchanged_pages_are_carried_over_and_behind_a_login_none_is(tmp_path: Path) -> None:
    for name, text, carries in (("gate", GATED, True), ("login", SITE.partition("        flows:")[0], False)):
        folder = tmp_path / name
        folder.mkdir()
        with serve_agency(Agency(header=("X-Staging", KEY))) as agency:
            configured(folder, agency, text)
            for _ in range(2):
                ran = run(folder, "--json", "-", "--rule", "image-alt")
        carried = [page["url"] for page in ran.report["pages"] if page["carried_over"]]
        assert bool(carried) == carries, name


def test_a_project_that_names_no_host_for_its_access_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "nyx-audit.yaml").write_text("version: 1\npages: [build/]\naccess: {headers: {X-Key: {env: KEY}}}\n")
    ran = nyx("check", cwd=tmp_path, KEY="abcdef")
    assert ran.status == 2
    assert ran.last_line == (
        "nyx-audit: nyx-audit.yaml:3: access: name the hosts that it is for, such as hosts: [localhost:3000]"
    )


def test_a_flow_that_gets_no_further_fails_with_the_step_and_what_is_there(tmp_path: Path) -> None:
    with serve_agency() as agency:
        broken = PROJECT.replace("fill: Full name", "fill: Your name")
        (tmp_path / "nyx-audit.yaml").write_text(broken.format(url=agency.url))
        (tmp_path / "password.txt").write_text(PASSWORD)
        ran = nyx("check", "--json", "-", "--rule", "image-alt", cwd=tmp_path, **ENTER)
    assert ran.status == 3
    page = ran.report["pages"][-1]
    assert page["status"] == "failed"
    assert page["reason"].startswith('action 1 (fill "Your name"): no field is called "Your name"')
    assert '"Full name"' in page["reason"]


def test_a_step_that_is_sent_to_the_sign_in_is_not_audited_as_the_form(tmp_path: Path) -> None:
    with serve_agency() as agency:
        steps = PROJECT.replace("fill: Full name", f"goto: /redirect?{agency.url}/login").replace(
            "            with: Ada Lovelace\n          - click: Continue\n            sends: true\n", ""
        )
        (tmp_path / "nyx-audit.yaml").write_text(steps.format(url=agency.url))
        (tmp_path / "password.txt").write_text(PASSWORD)
        ran = nyx("check", "--json", "-", "--rule", "image-alt", cwd=tmp_path, **ENTER)
    assert ran.status == 3
    assert ran.report["pages"][-1]["reason"].startswith("login needed: it leads to the sign-in at ")
