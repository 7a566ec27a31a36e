"""`nyx-audit check --watch`, `--open` and a page from standard input, as a team uses them on a laptop."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from nyx_audit.examples.server import Answer, page, serving
from nyx_audit.run.watching import folders_of
from tests.support.agency_app import PASSWORD, USER, Agency, serve_agency
from tests.support.command import environment, nyx

BAD = page(
    "<main><h1>A</h1><img src='data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'></main>"
)
GOOD = BAD.replace("<img ", "<img alt='A bridge' ")
WORSE = BAD.replace("</main>", "<a href='/'></a></main>")
# A browser that kept what it loaded would not request it again.
CSS = {"Content-Type": "text/css", "Cache-Control": "max-age=600"}


class Watched:
    """A watch under way, and what it has said."""

    def __init__(self, running: subprocess.Popen[str], said: Path) -> None:
        self._running, self._said = running, said

    def text(self) -> str:
        return self._said.read_text()

    def wait_for(self, words: str) -> str:
        ends = time.monotonic() + 60
        while words not in self.text():
            assert self._running.poll() is None, self.text()
            assert time.monotonic() < ends, self.text()
            time.sleep(0.1)
        return self.text()

    def stop(self) -> int:
        self._running.send_signal(signal.SIGINT)
        return self._running.wait(30)


@contextmanager
def watching(folder: Path, *arguments: str, **env: str) -> Iterator[Watched]:
    said = folder.parent / "said.txt"
    with said.open("w") as out:
        command = [sys.executable, "-m", "nyx_audit", "check", "--watch", *arguments]
        running = subprocess.Popen(
            command, cwd=folder, stdout=subprocess.DEVNULL, stderr=out, text=True, env=environment(**env)
        )
        try:
            yield Watched(running, said)
        finally:
            running.kill()
            running.wait()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "site"
    path.mkdir()
    (path / "index.html").write_text(BAD)
    return path


def test_a_file_is_checked_again_when_it_changes_and_says_what_is_new_and_fixed(folder: Path) -> None:
    with watching(folder, "index.html", "--html", "report.html") as watched:
        watched.wait_for("Round 1")
        (folder / "index.html").write_text(GOOD)
        said = watched.wait_for("Round 2")
        assert "Since the last round: 0 new findings, 1 fixed" in said
        assert "index.html: image-alt" in said.partition("Fixed\n")[2]
        (folder / "index.html").write_text(WORSE)
        said = watched.wait_for("Round 3").partition("Round 2")[2]
        assert "Since the last round: 2 new findings, 0 fixed" in said
        assert "serious · index.html: link-name" in said
        assert (folder / "report.html").exists()
        assert watched.stop() == 1
        assert "Round 4" not in watched.text()


def test_a_page_that_comes_into_a_folder_is_checked_and_the_status_is_that_of_the_last_round(folder: Path) -> None:
    with watching(folder, ".") as watched:
        watched.wait_for("Round 1")
        (folder / "index.html").write_text(GOOD)
        watched.wait_for("Round 2")
        (folder / "other.html").write_text(GOOD)
        assert "2 of 2 pages done" in watched.wait_for("Round 3")
        assert watched.stop() == 0


def test_an_address_is_requested_again_and_checked_when_its_style_changes(tmp_path: Path) -> None:
    with serving({}) as server:
        style = "<link rel=stylesheet href=/a.css>"
        server.pages["/"] = GOOD.replace("</head>", f"{style}</head>").replace("</main>", "<p>Words to read</p></main>")
        server.pages["/a.css"] = Answer(b"p {color: #000}", headers=CSS)
        with watching(tmp_path, f"{server.url}/") as watched:
            watched.wait_for("Round 1")
            time.sleep(5)
            assert "Round 2" not in watched.text()
            server.pages["/a.css"] = Answer(b"p {color: #ddd}", headers=CSS)
            assert "color-contrast" in watched.wait_for("Round 2")
            assert watched.stop() == 1


def test_an_address_that_answers_otherwise_each_time_is_not_checked_for_ever(tmp_path: Path) -> None:
    with serving({}) as server:
        count = iter(range(1000))
        server.handler = lambda _seen: Answer(GOOD.replace("A bridge", f"A bridge {next(count)}").encode())
        with watching(tmp_path, f"{server.url}/") as watched:
            watched.wait_for("Round 1")
            time.sleep(7)
            assert next(count) > 3
            assert "Round 2" not in watched.text()
            assert watched.stop() == 0


@pytest.mark.parametrize(
    ("access", "path"),
    [
        ("{headers: {X-Staging: {env: KEY}}}", ""),
        ("{login: {steps: [{goto: /login}, {fill: E-mail, with: {env: NAME}}, {fill: Password, with: {env: WORD}}, {click: Sign in}]}}", "account/"),
    ],
    ids=["a gate of headers", "a login"],
)  # fmt: skip
def test_an_address_that_is_not_open_to_everybody_is_not_checked_for_ever(
    tmp_path: Path, access: str, path: str
) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    agency = Agency(header=("X-Staging", "staging-key") if "headers" in access else None)
    with serve_agency(agency):
        (folder / "nyx-audit.yaml").write_text(f"version: 1\npages: ['{agency.url}{path}']\naccess: {access}\n")
        secrets = {"KEY": "staging-key", "NAME": USER, "WORD": PASSWORD}
        with watching(folder, "--no-probes", "--rule", "label", "-q", **secrets) as watched:
            watched.wait_for("Round 1;")
            # Time for three looks at a host of this machine.
            time.sleep(7)
            assert "Round 2;" not in watched.text()


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("index.html", "--json", "-"), "--watch writes its reports anew each round: name a file, not standard output (-)"),
        (("index.html", "--profile"), "--watch checks pages again and again: it goes neither with --profile nor with standard input"),
        (("nothing.html",), '"nothing.html": there is no such file; a web address is written like https://www.ny.gov/'),
    ],
)  # fmt: skip
def test_what_cannot_be_watched_is_refused(folder: Path, arguments: tuple[str, ...], problem: str) -> None:
    ran = nyx("check", "--watch", *arguments, cwd=folder)
    assert (ran.status, ran.err.strip()) == (2, f"nyx-audit: {problem}")


def test_the_folders_of_pages_are_watched_once_each(folder: Path) -> None:
    (folder / "deep").mkdir()
    named = [str(folder / "index.html"), str(folder), str(folder / "deep"), "https://www.ny.gov/"]
    assert folders_of(named) == [folder.resolve()]


def test_a_page_from_standard_input_finds_its_styles_beside_it(folder: Path) -> None:
    (folder / "a.css").write_text("p {color: #ddd}")
    text = GOOD.replace("</main>", "<p>Words to read</p></main>").replace(
        "</head>", "<link rel=stylesheet href=a.css></head>"
    )
    ran = nyx("check", "-", "--json", "-", cwd=folder, stdin=text)
    assert ran.status == 1
    (found,) = ran.report["pages"]
    assert found["url"] == "standard input"
    assert "color-contrast" in {row["rule"] for row in found["outcomes"] if row["outcome"] == "failed"}


@pytest.mark.parametrize(
    ("arguments", "text", "problem"),
    [
        (("-",), " \n", "standard input: is empty; send a page, such as: cat page.html | nyx-audit check -"),
        (("-", "--from-file", "-"), "x", '"-" and --from-file -: standard input is either a page or a list of addresses'),
        (("-",), "x" * 20_000_001, "standard input: is larger than 20 MB; save the page and name its file"),
    ],
)  # fmt: skip
def test_standard_input_that_is_no_page_is_refused(arguments: tuple[str, ...], text: str, problem: str) -> None:
    ran = nyx("check", *arguments, stdin=text)
    assert (ran.status, ran.last_line) == (2, f"nyx-audit: {problem}")


@pytest.mark.skipif(sys.platform == "win32", reason="names a shell script as the browser")
def test_the_html_report_is_shown_in_the_browser_of_the_person(folder: Path) -> None:
    shown, browser = folder.parent / "shown.txt", folder.parent / "browser"
    browser.write_text(f"#!/bin/sh\necho \"$1\" > '{shown}'\n")
    browser.chmod(browser.stat().st_mode | stat.S_IEXEC)
    nyx("check", "index.html", "--open", "-q", cwd=folder, BROWSER=str(browser), TMPDIR=str(folder.parent))
    address = shown.read_text().strip()
    assert address.startswith("file://")
    report = Path(address.removeprefix("file://"))
    assert "image-alt" in report.read_text()
    assert report.is_relative_to(folder.parent)
    nyx("check", "index.html", "--open", "--html", "here.html", "-q", cwd=folder, BROWSER=str(browser))
    assert shown.read_text().strip() == (folder / "here.html").resolve().as_uri()


def test_where_no_browser_is_found_the_report_is_named(folder: Path) -> None:
    ran = nyx("check", "index.html", "--open", "--html", "here.html", cwd=folder, BROWSER="false", PATH=os.defpath)
    assert ran.status == 1
    assert f"no browser was found to show {(folder / 'here.html').resolve()}" in ran.err
    ran = nyx("check", "index.html", "--open", "--html", "-", cwd=folder)
    assert (ran.status, "--open: an HTML report on standard output" in ran.last_line) == (2, True)
    assert json.dumps(ran.out) == '""'
