"""`nyx-audit run`, as CI runs it every night."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from nyx_audit.examples.server import Answer, Server, page, serving
from tests.support.command import environment, nyx


def _site(*links: str, body: str = "") -> str:
    anchors = "".join(f'<li><a href="{link}">{number} to {link}</a></li>' for number, link in enumerate(links))
    return page(f"<main><h1>A page</h1>{body}<ul>{anchors}</ul></main>")


@pytest.fixture
def server() -> Iterator[Server]:
    with serving({}) as running:
        yield running


@pytest.fixture
def config(tmp_path: Path, server: Server) -> Path:
    return _config(tmp_path, server)


def _config(folder: Path, server: Server, more: str = "") -> Path:
    path = folder / "sites.yaml"
    path.write_text(
        f"""
version: 1
defaults: {{timeout: 30}}
agencies:
  - id: dmv
    name: Motor Vehicles
    sites:
      - id: licences
        name: Licences
        start: ["{server.url}/"]
{more}
"""
    )
    return path


def _pages(report: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {"/" + found["url"].split("/", 3)[3]: found for found in report["pages"]}


def _run(config: Path, *more: str) -> dict[str, Any]:
    ran = nyx("run", "--config", str(config), "--json", "-", *more)
    assert ran.out, ran.err
    return ran.report


def test_a_crawl_audits_what_is_linked_within_the_site(config: Path, server: Server) -> None:
    server.pages |= {
        "/": _site("/a", "/b?x=1", "https://www.example.com/x", "/a#part"),
        "/a": _site("/"),
        "/b?x=1": _site(),
    }
    report = _run(config)
    found = _pages(report)
    assert {path for path, one in found.items() if one["status"] == "audited"} == {"/", "/a", "/b?x=1"}
    outside = next(one for one in report["pages"] if "example.com" in one["url"])
    assert (outside["status"], outside["reason"]) == ("skipped", "another host (www.example.com)")
    assert report["sites"][0]["coverage"] == {"audited": 3, "found": 3}
    assert report["complete"] is True
    assert [seen.path for seen in server.seen].count("/a") == 1


def test_links_in_open_shadow_roots_are_found(config: Path, server: Server) -> None:
    script = """<x-nav></x-nav><script>customElements.define('x-nav', class extends HTMLElement {
      connectedCallback() { this.attachShadow({mode: 'open'}).innerHTML = '<a href="/deep">Deep</a>'; } })</script>"""
    server.pages |= {"/": page(f"<main><h1>A</h1>{script}</main>"), "/deep": _site()}
    assert _pages(_run(config))["/deep"]["status"] == "audited"


def test_robots_txt_is_kept_to(config: Path, server: Server) -> None:
    server.pages |= {
        "/": _site("/private/a"),
        "/private/a": _site(),
        "/robots.txt": Answer(b"User-agent: *\nDisallow: /private/"),
    }
    found = _pages(_run(config))
    assert found["/private/a"]["reason"] == "robots.txt does not allow it"
    assert "/private/a" not in {seen.path for seen in server.seen}


def test_a_site_whose_robots_txt_cannot_be_had_is_not_visited_and_the_run_is_not_complete(
    config: Path, server: Server
) -> None:
    server.pages |= {"/": _site(), "/robots.txt": Answer(b"", 503)}
    ran = nyx("run", "--config", str(config), "--json", "-")
    assert ran.status == 3
    assert ran.report["pages"][0]["status"] == "failed"
    assert "/" not in {seen.path for seen in server.seen}


def test_sitemaps_are_read_also_gzipped_and_by_an_index(config: Path, server: Server) -> None:
    import gzip

    listed = f"<urlset><url><loc>{server.url}/hidden</loc></url></urlset>".encode()
    index = f"<sitemapindex><sitemap><loc>{server.url}/map.xml.gz</loc></sitemap></sitemapindex>".encode()
    server.pages |= {
        "/": _site(),
        "/hidden": _site(),
        "/sitemap.xml": Answer(index, headers={"Content-Type": "application/xml"}),
        "/map.xml.gz": Answer(gzip.compress(listed), headers={"Content-Type": "application/gzip"}),
    }
    assert _pages(_run(config))["/hidden"]["status"] == "audited"


def test_a_dead_link_is_recorded_with_the_page_that_links_to_it_and_leaves_the_night_green(
    config: Path, server: Server
) -> None:
    server.pages |= {"/": _site("/gone")}
    ran = nyx("run", "--config", str(config), "--json", "-")
    found = _pages(ran.report)["/gone"]
    assert ran.status == 0
    assert found["status"] == "skipped"
    assert found["linked_from"] == [f"{server.url}/"]
    assert found["reason"].startswith("a dead link: answered 404")


def test_a_page_that_answers_503_makes_the_run_incomplete(config: Path, server: Server) -> None:
    server.pages |= {"/": _site("/busy"), "/busy": Answer(b"", 503)}
    ran = nyx("run", "--config", str(config), "--json", "-")
    assert ran.status == 3
    assert _pages(ran.report)["/busy"]["status"] == "failed"
    assert ran.report["sites"][0]["coverage"] == {"audited": 1, "found": 2}
    assert ran.report["sites"][0]["score"] is None
    assert "insufficient evidence" in ran.report["sites"][0]["score_reason"]


def test_a_start_that_does_not_exist_is_failed(config: Path, server: Server) -> None:
    server.pages |= {"/robots.txt": Answer(b"", 404)}
    ran = nyx("run", "--config", str(config), "--json", "-")
    assert ran.status == 3
    assert ran.report["pages"][0]["status"] == "failed"


def test_the_night_that_the_site_is_down_is_not_green(tmp_path: Path) -> None:
    ran = nyx("run", "http://127.0.0.1:9/", "--history", str(tmp_path / "h.sqlite"), "--json", "-")
    assert ran.status == 3
    assert ran.report["complete"] is False
    assert ran.report["sites"][0]["score"] is None


def test_a_redirect_off_the_site_is_recorded_and_not_audited(config: Path, server: Server) -> None:
    other = server.url.replace("127.0.0.1", "localhost")
    server.pages |= {"/": _site("/away"), "/away": Answer(b"", 302, {"Location": f"{other}/there"}), "/there": _site()}
    found = _pages(_run(config))["/away"]
    assert found["status"] == "skipped"
    assert found["reason"] == f"redirects to {other}/there: another host ({other.removeprefix('http://')})"
    assert "/there" not in {seen.path for seen in server.seen}


def test_a_start_that_redirects_off_the_site_is_failed_not_skipped(config: Path, server: Server) -> None:
    other = server.url.replace("127.0.0.1", "localhost")
    server.pages |= {"/": Answer(b"", 302, {"Location": f"{other}/there"}), "/there": _site()}
    ran = nyx("run", "--config", str(config), "--json", "-")
    assert ran.status == 3
    assert ran.report["pages"][0]["status"] == "failed"


def test_two_addresses_that_lead_to_one_page_are_audited_deduplicated(config: Path, server: Server) -> None:
    server.pages |= {"/": _site("/old", "/new"), "/old": Answer(b"", 301, {"Location": "/new"}), "/new": _site()}
    report = _run(config)
    assert [one["status"] for one in report["pages"]].count("audited") == 2


def test_a_page_that_goes_on_by_itself_is_a_redirect_and_followed(config: Path, server: Server) -> None:
    server.pages |= {
        "/": page("<h1>Moving</h1><script>location.replace('/home')</script>"),
        "/home": _site("/a"),
        "/a": page("<h1>Moving</h1><meta http-equiv='refresh' content='0; url=/b'>"),
        "/b": _site(),
    }
    found = _pages(_run(config))
    assert {path for path, one in found.items() if one["status"] == "audited"} == {"/home", "/b"}
    assert found["/"]["reason"] == f"moves on by itself to {server.url}/home"


def test_the_limit_of_pages_is_kept_and_what_is_beyond_it_is_named(config: Path, server: Server) -> None:
    server.pages |= {"/": _site(*(f"/{number}" for number in range(6)))} | {
        f"/{number}": _site() for number in range(6)
    }
    report = _run(config, "--max-pages", "3")
    statuses = [one["status"] for one in report["pages"]]
    assert (statuses.count("audited"), statuses.count("skipped")) == (3, 4)
    assert "beyond the limit of 3 pages" in {one["reason"] for one in report["pages"]}


def test_patterns_and_pinned_pages(tmp_path: Path, server: Server) -> None:
    more = '        exclude: ["/news/*"]\n        pages: ["/news/pinned"]'
    server.pages |= {"/": _site("/news/a"), "/news/a": _site(), "/news/pinned": _site()}
    found = _pages(_run(_config(tmp_path, server, more)))
    assert found["/news/a"]["reason"] == "excluded by the pattern /news/*"
    assert found["/news/pinned"]["status"] == "audited"


def test_a_page_with_3000_links_is_no_problem(config: Path, server: Server) -> None:
    server.pages |= {"/": _site(*(f"/{number}" for number in range(3000)))} | {"/0": _site()}
    report = _run(config, "--max-pages", "2", "--rule", "image-alt")
    beyond = sum(one["count"] - one["listed"] for one in report["left_out"])
    assert len(report["pages"]) + beyond == 3001


def test_two_runs_of_a_site_that_did_not_change_have_equal_scores_and_findings(config: Path, server: Server) -> None:
    server.pages |= {"/": _site("/a", body='<img src="data:,">'), "/a": _site(body='<img src="data:,">')}
    first, second = _run(config), _run(config)
    assert first["sites"][0]["score"] == second["sites"][0]["score"]
    change = second["sites"][0]["change"]
    assert (change["points"], change["new"], change["fixed"]) == (0.0, [], [])
    assert change["still_open"]


def test_a_fixed_and_a_new_defect_are_told_apart(config: Path, server: Server) -> None:
    server.pages |= {"/": _site(body='<img src="data:,">')}
    rules = ("--rule", "image-alt", "--rule", "button-name")
    _run(config, *rules)
    server.pages |= {"/": _site(body="<button></button>")}
    change = _run(config, *rules)["sites"][0]["change"]
    assert (len(change["new"]), len(change["fixed"]), len(change["still_open"])) == (1, 1, 0)


def test_scores_of_different_rulesets_are_not_compared(config: Path, server: Server) -> None:
    server.pages |= {"/": _site()}
    _run(config)
    change = _run(config, "--rule", "image-alt", "--rule", "document-title")["sites"][0]["change"]
    assert change["points"] is None
    assert "another ruleset" in change["reason"]


def test_one_template_s_defect_on_many_pages_is_one_group(config: Path, server: Server) -> None:
    names = [f"/{number}" for number in range(8)]
    body = '<div class="css-1x2y3z"><img class="seal" src="data:,"></div>'
    server.pages |= {"/": _site(*names)} | {
        name: _site(body=body.replace("1x2y3z", f"{ord(name[1]):x}q7")) for name in names
    }
    groups = [group for group in _run(config)["groups"] if group["rule"] == "image-alt"]
    assert len(groups) == 1
    assert groups[0]["places"] == 8
    assert groups[0]["gain"] > 0


def test_a_blocker_caps_the_score_only_where_it_is_seen_again(config: Path, server: Server) -> None:
    zoom = page("<main><h1>A</h1></main>").replace("initial-scale=1", "initial-scale=1, user-scalable=no")
    server.pages |= {"/": zoom}
    site = _run(config)["sites"][0]
    assert site["score"] == 59
    assert site["cap"]["blocker"] == "zoom-disabled"
    server.pages.pop("/")
    answers = iter([zoom])
    server.handler = lambda seen: (
        Answer(next(answers, page("<main><h1>A</h1></main>")).encode()) if seen.path == "/" else Answer(b"", 404)
    )
    again = _run(config)["sites"][0]
    assert again["cap"] is None


Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(config: Path) -> Iterator[Start]:
    with ExitStack() as stack:

        def begin(*more: str) -> subprocess.Popen[str]:
            command = [sys.executable, "-m", "nyx_audit", "run", "--config", str(config), "--tabs", "1", "-v", *more]
            process = subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment()
            )
            stack.enter_context(process)
            stack.callback(process.kill)
            return process

        yield begin


def _wait_for(process: subprocess.Popen[str], words: str, times: int = 1) -> None:
    assert process.stderr
    for line in process.stderr:
        times -= words in line
        if not times:
            return
    raise AssertionError(f"{words} was not said")


def _slow_site(server: Server) -> list[str]:
    names = [f"/{number}" for number in range(8)]
    slow = Answer(_site().encode(), wait=0.4)
    server.pages |= {"/": _site(*names), **dict.fromkeys(names, slow)}
    return names


def test_a_killed_run_is_gone_on_with_and_audits_no_page_twice(config: Path, server: Server, start: Start) -> None:
    names = _slow_site(server)
    process = start()
    _wait_for(process, " audited ", 3)
    process.kill()
    process.wait()
    done = {seen.path for seen in server.seen}
    server.seen.clear()
    report = _run(config, "--resume")
    assert {path for path, one in _pages(report).items() if one["status"] == "audited"} == {"/", *names}
    again = [seen.path for seen in server.seen if seen.path in names or seen.path == "/"]
    assert len(again) == len(set(again))
    assert "/" not in again
    assert len(done & set(again)) <= 1
    assert report["complete"] is True


def test_a_run_killed_while_the_host_is_asked_judges_the_site_and_audits_no_page_twice(
    config: Path, server: Server, start: Start
) -> None:
    lost = Answer(page("<h1>Not found</h1>").encode(), 404, wait=3)
    server.pages |= {"/": _site("/a", "/gone"), "/a": _site("/")}
    server.handler = lambda seen: lost if "no-such-page" in seen.path else Answer(b"", 404)
    process = start()
    _wait_until(lambda: any("no-such-page" in seen.path for seen in server.seen))
    process.kill()
    process.wait()
    server.seen.clear()
    found = _pages(_run(config, "--resume"))
    assert "/a" not in {seen.path for seen in server.seen}
    rules = [one["rule"] for one in found["/"]["outcomes"]]
    assert len(rules) == len(set(rules))
    said = {one["rule"]: one["outcome"] for one in found["/"]["outcomes"]}
    assert (said["wrong-address-status"], said["broken-links"]) == ("passed", "failed")


def _wait_until(seen: Callable[[], bool]) -> None:
    for _ in range(600):
        if seen():
            return
        time.sleep(0.1)
    raise AssertionError("it never came")


def test_resume_starts_a_run_where_there_is_none_to_go_on_with(config: Path, server: Server) -> None:
    server.pages |= {"/": _site()}
    ran = nyx("run", "--config", str(config), "--resume", "-q")
    assert ran.status == 0
    assert "there is no run to resume" in ran.err


def test_two_nights_never_overlap(config: Path, server: Server, start: Start) -> None:
    _slow_site(server)
    process = start()
    _wait_for(process, " audited ")
    second = nyx("run", "--config", str(config), "-q")
    process.kill()
    process.wait()
    assert second.status == 5
    assert str(process.pid) in second.last_line


def test_ctrl_c_once_ends_with_an_honest_partial_report(server: Server, start: Start, tmp_path: Path) -> None:
    _slow_site(server)
    process = start("--json", str(tmp_path / "r.json"), "--fail-on", "never")
    _wait_for(process, " audited ", 2)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 3
    report = json.loads((tmp_path / "r.json").read_text())
    assert report["complete"] is False
    assert "stopped" in report["incomplete_because"][0]
    statuses = [one["status"] for one in report["pages"]]
    assert "audited" in statuses
    assert "failed" in statuses


def test_ctrl_c_twice_ends_at_deduplicated(server: Server, start: Start) -> None:
    server.pages |= {"/": Answer(_site().encode(), wait=20)}
    process = start()
    time.sleep(3)
    process.send_signal(signal.SIGINT)
    process.send_signal(signal.SIGINT)
    began = time.monotonic()
    assert process.wait(timeout=30) in (130, 3)
    assert time.monotonic() - began < 25


def test_a_browser_that_dies_costs_no_page(server: Server, start: Start) -> None:
    names = _slow_site(server)
    process = start("--json", "-")
    _wait_for(process, " audited ", 2)
    subprocess.run(["pkill", "-9", "-P", str(_driver(process.pid))], check=False)
    out, _ = process.communicate(timeout=120)
    report = json.loads(out)
    audited = {path for path, one in _pages(report).items() if one["status"] == "audited"}
    assert audited == {"/", *names}


def _driver(pid: int) -> int:
    """The process that holds the browser: Playwright's driver, a child of the program."""
    found = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=True)
    return int(found.stdout.split()[0])


def test_a_missing_configuration_says_how_to_get_one(tmp_path: Path) -> None:
    ran = nyx("run", "--config", str(tmp_path / "sites.yaml"))
    assert ran.status == 2
    assert "nyx-audit init" in ran.last_line


def test_an_unknown_site_gives_the_nearest_one(config: Path) -> None:
    ran = nyx("run", "licence", "--config", str(config))
    assert ran.status == 2
    assert 'did you mean "licences"' in ran.last_line


def test_the_summary_of_a_run_can_be_shown_again(config: Path, server: Server) -> None:
    server.pages |= {"/": _site(body='<img src="data:,">')}
    history = str(config.parent / "nyx-history.sqlite")
    first = nyx("run", "--config", str(config))
    again = nyx("show", "last", "--history", history)
    assert (again.status, again.last_line) == (first.status, first.last_line)
    assert again.out == first.out
