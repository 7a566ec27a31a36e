"""`nyx-audit check`, as a web team and a measuring program run it."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from nyx_audit.examples.server import Answer, page, serving
from tests.support.command import nyx

CLEAN = page(
    "<main><h1>Renew a licence</h1><p>You need your licence number and a card.</p></main>", title="Renew a licence"
)
BROKEN = page('<main><h1>Renew a licence</h1><img src="data:,"></main>', title="Renew a licence")


def _outcome(report: dict, rule: str, at: int = 0) -> dict:  # type: ignore[type-arg]
    return next(row for row in report["pages"][at]["outcomes"] if row["rule"] == rule)


def test_a_clean_page_gives_exit_status_0_and_says_that_the_audit_is_complete() -> None:
    with serving({"/": CLEAN}) as server:
        ran = nyx("check", server.url + "/", "--json", "-")
    assert ran.status == 0, ran.err
    assert ran.last_line == "Found no defects; audit complete."
    assert ran.report["complete"] is True
    assert ran.report["pages"][0]["score"] == 100


def test_a_failed_rule_gives_exit_status_1_and_its_target() -> None:
    with serving({"/": BROKEN}) as server:
        ran = nyx("check", server.url + "/", "--json", "-")
    assert ran.status == 1
    row = _outcome(ran.report, "image-alt")
    assert row["outcome"] == "failed"
    assert row["counts"]["failed"] == 1
    assert row["findings"][0]["selector"] == "img"
    assert row["findings"][0]["views"] == ["desktop", "mobile"]


@pytest.mark.parametrize(("level", "status"), [("critical", 1), ("never", 0)])
def test_fail_on_sets_what_fails_the_command(level: str, status: int) -> None:
    with serving({"/": BROKEN}) as server:
        assert nyx("check", server.url + "/", "--fail-on", level, "-q").status == status


def test_a_page_that_answers_with_an_error_is_failed_and_never_clean() -> None:
    with serving({"/down": Answer(b"<h1>Sorry</h1>", 500)}) as server:
        ran = nyx("check", server.url + "/down", "--json", "-")
    assert ran.status == 3
    assert "audit not complete" in ran.last_line
    found = ran.report["pages"][0]
    assert (found["status"], found["score"], found["outcomes"]) == ("failed", None, [])
    assert found["score_reason"] == "not audited"
    assert "answered 500" in found["reason"]


def test_defects_beside_a_page_that_failed_give_1_and_the_last_line_says_both() -> None:
    with serving({"/": BROKEN, "/down": Answer(b"", 503)}) as server:
        ran = nyx("check", server.url + "/", server.url + "/down", "-q")
    assert ran.status == 1
    assert "Found 1 defect" in ran.last_line
    assert "not complete: 1 of 2 pages" in ran.last_line


@pytest.mark.parametrize(
    "title",
    ["404 Not Found", "Page not found | Agency", "503 Service Unavailable", "Error 500 - Internal Server Error"],
)
def test_a_named_page_that_answers_200_is_audited_whatever_its_title(title: str) -> None:
    with serving({"/": page("<h1>Oops</h1>", title=title)}) as server:
        assert nyx("check", server.url + "/", "-q").status in (0, 1)


@pytest.mark.parametrize(
    "title", ["Report a problem", "Access to records", "Form 404: notice of change", "Not found guilty: how to appeal"]
)
def test_a_page_about_errors_is_no_error_page(title: str) -> None:
    with serving({"/": page("<main><h1>Help</h1></main>", title=title)}) as server:
        assert nyx("check", server.url + "/", "-q").status in (0, 1)


def test_what_no_browser_draws_as_a_page_is_skipped_and_not_clean() -> None:
    with serving({"/a": Answer(b"%PDF-1.4", headers={"Content-Type": "application/pdf"})}) as server:
        ran = nyx("check", server.url + "/a", "--json", "-")
    assert ran.report["pages"][0]["status"] == "skipped"
    assert "PDF" in ran.report["pages"][0]["reason"]
    assert ran.status == 3


def test_an_svg_document_is_audited() -> None:
    svg = Answer(
        b'<svg xmlns="http://www.w3.org/2000/svg"><title>Seal</title></svg>', headers={"Content-Type": "image/svg+xml"}
    )
    with serving({"/a.svg": svg}) as server:
        assert nyx("check", server.url + "/a.svg", "--json", "-").report["pages"][0]["status"] == "audited"


def test_a_page_that_takes_longer_than_its_deadline_is_failed() -> None:
    with serving({"/": Answer(CLEAN.encode(), wait=5)}) as server:
        ran = nyx("check", server.url + "/", "--timeout", "1", "--json", "-")
    assert ran.status == 3
    assert "1 s" in ran.report["pages"][0]["reason"]


def test_a_host_that_asks_for_a_pause_is_asked_once_more() -> None:
    answers = iter([Answer(b"busy", 503, {"Retry-After": "1"}), Answer(CLEAN.encode())])
    with serving({}, lambda seen: next(answers) if seen.path == "/" else Answer(b"", 404)) as server:
        ran = nyx("check", server.url + "/")
    assert ran.status == 0
    assert "waiting 1 s" in ran.err


def test_pages_are_reported_in_the_order_and_words_of_the_request() -> None:
    with serving({"/": CLEAN, "/b": CLEAN}) as server:
        urls = [f"{server.url}/b#part", server.url, f"{server.url}/?q=1"]
        ran = nyx("check", *urls, "--json", "-")
    assert [found["url"] for found in ran.report["pages"]] == urls


def test_addresses_are_read_from_a_file_and_from_standard_input(tmp_path: Path) -> None:
    with serving({"/": CLEAN, "/b": CLEAN}) as server:
        text = f"# our pages\n{server.url}/   # home\n\n{server.url}/b#part\n"
        listing = tmp_path / "pages.txt"
        listing.write_text(text)
        from_file = nyx("check", "--from-file", str(listing), "--json", "-").report
        from_stdin = nyx("check", "--from-file", "-", "--json", "-", stdin=text).report
    for report in (from_file, from_stdin):
        assert [found["url"] for found in report["pages"]] == [f"{server.url}/", f"{server.url}/b#part"]


def test_a_local_file_is_audited_under_the_path_as_given(tmp_path: Path) -> None:
    (tmp_path / "page one.html").write_text(BROKEN)
    ran = nyx("check", "page one.html", "--json", "-", cwd=tmp_path)
    assert ran.status == 1
    assert ran.report["pages"][0]["url"] == "page one.html"


def test_a_folder_stands_for_its_pages_and_nothing_above_it_is_served(tmp_path: Path) -> None:
    (tmp_path / "secret.css").write_text("h1 { font-size: 9px }")
    site = tmp_path / "site"
    (site / "sub").mkdir(parents=True)
    (site / "sub" / "a.html").write_text(
        CLEAN.replace("<title>", '<link rel="stylesheet" href="../../secret.css"><title>')
    )
    (site / "b.htm").write_text(CLEAN)
    (site / "link.html").symlink_to(tmp_path / "secret.css")
    ran = nyx("check", "site", "--json", "-", cwd=tmp_path)
    by_name = {found["url"]: found for found in ran.report["pages"]}
    assert by_name["site/sub/a.html"]["status"] == "audited"
    assert by_name["site/b.htm"]["status"] == "audited"
    assert by_name["site/link.html"]["status"] == "failed"
    # With that style sheet it would fail.
    assert _outcome({"pages": [by_name["site/sub/a.html"]]}, "text-size")["outcome"] == "untested"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "name a page to check"),
        (["file:///etc/passwd"], "file: addresses are not opened"),
        (["nothing-here.html"], "nothing-here.html"),
        (["ftp://example.org/"], "ftp"),
        (["--from-file", "no-such-list.txt"], "no-such-list.txt: cannot be read"),
        (["http://127.0.0.1:9/", "--json", "/proc/no/report.json"], "--json /proc/no/report.json: cannot be written"),
        (["http://127.0.0.1:9/", "--json", "-", "--html", "-"], "standard output"),
        (["http://127.0.0.1:9/", "--browser", "no-such-browser"], "no-such-browser"),
        (["http://127.0.0.1:9/", "--axe", "README.md"], "README.md"),
        (["http://127.0.0.1:9/", "--rule", "image-alz"], 'did you mean "image-alt"'),
        (["http://127.0.0.1:9/", "--rules", "no-such-folder"], "no-such-folder: is not a folder of rules"),
    ],
)
def test_wrong_usage_is_one_clear_line(arguments: list[str], says: str) -> None:
    ran = nyx("check", *arguments)
    assert ran.status in (2, 3)
    assert says in ran.last_line
    assert "Traceback" not in ran.err


def test_a_report_on_standard_output_is_alone_there() -> None:
    with serving({"/": BROKEN}) as server:
        ran = nyx("check", server.url + "/", "--json", "-")
    json.loads(ran.out)


def test_an_earl_report_has_each_rule_of_each_page_under_its_path_as_given(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(page("<img src=x.png>"), encoding="utf-8")
    ran = nyx("check", "a.html", "--earl", "-", "--rule", "image-alt", cwd=tmp_path)
    (subject,) = ran.report["@graph"]
    said = [(one["test"]["title"], one["result"]["outcome"]) for one in subject["assertions"]]
    assert (subject["source"], said) == ("a.html", [("image-alt", "earl:failed")])


def test_progress_goes_to_standard_error_as_plain_lines() -> None:
    with serving({"/": CLEAN}) as server:
        ran = nyx("check", server.url + "/", "--verbose")
    assert f"Pages: 1/1 audited {server.url}/" in ran.err
    assert "\x1b[" not in ran.err


def test_what_a_page_says_never_reaches_the_terminal_raw() -> None:
    hostile = page(
        '<main><h1>A</h1><img src="data:," class="[bold]x" id="a\x1b]0;owned\x07b"></main>',
        title="\x1b[31mred [link=x]",
    )
    with serving({"/": hostile}) as server:
        ran = nyx("check", server.url + "/", "-v", FORCE_COLOR="1")
    # Only links of our own, to the page as an address is written.
    links = re.findall(r"\x1b\](.*?)\x1b\\\\", ran.out + ran.err)
    assert {re.sub(r"^8;id=\d+;", "", one) for one in links} <= {server.url + "/", "8;;"}
    assert "owned" not in "".join(links)
    assert "\x07" not in ran.out + ran.err


def test_a_page_cannot_hide_its_defects_from_the_audit() -> None:
    script = """<script>
      window.axe = {run: () => ({violations: []})}; JSON.stringify = () => '[]';
      Array.prototype.map = () => []; document.querySelectorAll = () => []; Element.prototype.getAttribute = () => 'x';
    </script>"""
    with serving({"/": BROKEN.replace("<title>", script + "<title>")}) as server:
        ran = nyx("check", server.url + "/", "--json", "-")
    assert _outcome(ran.report, "image-alt")["outcome"] == "failed"


def test_frames_and_open_shadow_roots_are_tested_and_their_targets_named() -> None:
    body = """<main><h1>A</h1><iframe title="Map" src="/frame"></iframe><my-box></my-box></main><script>
      customElements.define('my-box', class extends HTMLElement {
        constructor() { super(); this.attachShadow({mode: 'open'}).innerHTML = '<button></button>'; } });</script>"""
    with serving({"/": page(body), "/frame": page('<img id="inside" src="data:,">')}) as server:
        report = nyx("check", server.url + "/", "--json", "-").report
    assert _outcome(report, "image-alt")["findings"][0]["selector"] == "iframe >>> #inside"
    assert _outcome(report, "button-name")["findings"][0]["selector"] == "my-box >>> button"


def test_a_frame_that_could_not_be_entered_is_a_doubt_of_its_own_and_a_note_of_its_page() -> None:
    body = '<main><h1>A</h1><img src="data:," alt="Seal"><iframe title="Map" src="http://127.0.0.1:9/"></iframe></main>'
    with serving({"/": page(body)}) as server:
        report = nyx("check", server.url + "/", "--json", "-").report
    doubt = _outcome(report, "frame-tested")
    assert (doubt["outcome"], doubt["findings"][0]["selector"]) == ("cant_tell", "iframe")
    assert _outcome(report, "image-alt")["counts"]["passed"] == 1
    assert any("iframe could not be entered" in note for note in report["pages"][0]["notes"])


def test_a_page_that_asks_what_device_it_is_on_is_loaded_again_as_a_phone() -> None:
    script = "<script>if (navigator.maxTouchPoints > 1) document.documentElement.innerHTML = '<body><img src=\"data:,\"></body>'</script>"
    with serving({"/": page(f"<main><h1>A</h1></main>{script}")}) as server:
        report = nyx("check", server.url + "/", "--json", "-").report
        loads = [seen for seen in server.seen if seen.path == "/"]
    assert len(loads) == 2
    assert "Mobile" in loads[1].headers["user-agent"]
    assert "nyx-audit" in loads[0].headers["user-agent"]
    assert _outcome(report, "image-alt")["findings"][0]["views"] == ["mobile"]
    assert "loaded again as a phone" in report["pages"][0]["notes"][0]


def test_a_newer_build_of_the_engine_can_be_used_and_is_named(tmp_path: Path) -> None:
    from axe_playwright_python.base import AXE_SCRIPT

    build = tmp_path / "axe.js"
    build.write_text(AXE_SCRIPT.replace("axe v4.", "axe v5.", 1))
    with serving({"/": CLEAN}) as server:
        report = nyx("check", server.url + "/", "--axe", str(build), "--json", "-").report
    assert report["tool"]["engines"]["axe-core"].startswith("5.")


def test_rules_of_ones_own_run_beside_the_catalogue(tmp_path: Path) -> None:
    text = Path("rules/digital/viewport-width.yaml").read_text().replace("id: viewport-width", "id: our-width")
    (tmp_path / "our-width.yaml").write_text(text)
    with serving({"/": CLEAN}) as server:
        report = nyx("check", server.url + "/", "--rules", str(tmp_path), "--json", "-").report
    assert _outcome(report, "our-width")["outcome"] == "passed"


def test_a_rule_of_ones_own_brings_its_half_that_runs_in_the_page(tmp_path: Path) -> None:
    rule = Path("rules/digital/text-size.yaml").read_text().replace("id: text-size", "id: our-size")
    (tmp_path / "our-size.yaml").write_text(rule)
    (tmp_path / "our-size.js").write_text("define({selector: 'h1', evaluate: () => false, message: 'our own words'});")
    with serving({"/": CLEAN}) as server:
        report = nyx("check", server.url + "/", "--rules", str(tmp_path), "--json", "-", "--fail-on", "never").report
    row = _outcome(report, "our-size")
    assert row["outcome"] == "failed"
    assert row["findings"][0]["selector"] == "h1"


def test_a_profile_names_phases_rules_and_probes_and_leaves_the_last_line_last(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        page("<img src=x.png><iframe srcdoc='<img src=y.png>'></iframe>"), encoding="utf-8"
    )
    rules = ("--rule", "image-alt", "--rule", "focus-visible")
    ran = nyx("check", "a.html", "--profile", "--json", "-", *rules, cwd=tmp_path)
    lines = [line.split() for line in ran.err.splitlines()]
    views = [line[-2:] for line in lines if line[:1] == ["image-alt"] and len(line) == 6]
    assert sorted(views) == [["2", "desktop"], ["2", "mobile"]]
    assert ["focus", "probes"] in [[line[0], line[-1]] for line in lines if line]
    assert ran.last_line.startswith("Found ")
    json.loads(ran.out)


def test_the_version_and_help_need_no_browser() -> None:
    assert nyx("--version").status == 0
    assert "check" in nyx("--help").out


def test_output_into_a_closed_pipe_is_no_traceback() -> None:
    import sys

    with serving({"/": CLEAN}) as server:
        command = f"{sys.executable} -m nyx_audit check {server.url}/ --json - | head -c 10"
        done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
