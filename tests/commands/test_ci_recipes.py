"""The recipes for CI servers, run as far as they can be without these servers."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from nyx_audit.examples.server import page, serving
from tests.support import github_sarif
from tests.support.recipes import ROOT, Action, read, run_shell

BAD = '<!doctype html><html lang="en"><title>A page of ours</title><h1>Head</h1><img src="data:,">'
GOOD = BAD.replace("<img", '<meta name="viewport" content="width=device-width"><img alt=""')
RULES = "rules: [image-alt, viewport-width, viewport-zoom, html-has-lang, document-title]"
# It is there already, so that nothing is fetched.
THERE = "pip"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "build").mkdir()
    (tmp_path / "build/a.html").write_text(BAD, encoding="utf-8")
    # What the recipes are tried for is not what each rule finds.
    (tmp_path / "nyx-audit.yaml").write_text(f"version: 1\nterms: {{{RULES}}}\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def sites(tmp_path: Path) -> Iterator[Path]:
    """A project whose sites.yaml has one site, at an address of this machine."""
    with serving({"/": page("<main><h1>Home</h1><img src='data:,'></main>", title="Home of ours")}) as server:
        text = f"version: 1\nterms: {{{RULES}}}\nagencies:\n  - {{id: ours, name: Ours, sites: [{{id: home, name: Home, start: ['{server.url}/']}}]}}\n"
        (tmp_path / "sites.yaml").write_text(text, encoding="utf-8")
        yield tmp_path


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        ("vendor.github-actions", "action.yml"),
        ("vendor.github-workflows", "ci/github.yml"),
        ("vendor.gitlab-ci", "ci/gitlab-ci.yml"),
        ("vendor.azure-pipelines", "ci/azure-pipelines.yml"),
    ],
)
def test_a_recipe_keeps_to_the_schema_of_its_server(schema: str, path: str) -> None:
    command = f"check-jsonschema --regex-variant nonunicode --builtin-schema {schema} {path}"
    done = run_shell(command, ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_action_audits_pages_and_fails_the_job_when_all_is_uploaded(project: Path) -> None:
    done = Action(project, {"pages": "build", "package": THERE, "upload-sarif": "true"}).run()
    assert done.status == 1, done.said
    assert done.outputs == {"steps.audit.outputs.status": "1"}
    assert done.used == ["actions/setup-python", "github/codeql-action/upload-sarif", "actions/upload-artifact"]
    assert "::error file=build/a.html,line=1," in done.said
    found = (project / "nyx-audit/audit.sarif").read_text(encoding="utf-8")
    assert not github_sarif.problems(found)
    assert {path.name for path in (project / "nyx-audit").iterdir()} == {
        "audit.html", "audit.json", "audit.sarif", "audit.xml", "pages.txt"
    }  # fmt: skip


def test_the_action_passes_where_nothing_is_new(project: Path) -> None:
    assert run_shell("nyx-audit check build --json before.json", project).returncode == 1
    done = Action(project, {"pages": "build", "package": "", "python-version": "", "baseline": "before.json"}).run()
    assert done.status == 0, done.said
    assert done.used == ["actions/upload-artifact"]


def test_inputs_of_the_action_are_words_and_no_commands(project: Path) -> None:
    hostile = {"pages": "$(touch hacked)\n`touch hacked`", "arguments": "; touch hacked", "fail-on": "$(touch hacked)"}
    done = Action(project, {"package": "", **hostile}).run()
    assert done.status == 2, done.said
    assert not (project / "hacked").exists()


def test_the_action_audits_the_sites_of_a_configuration(sites: Path) -> None:
    given = {"package": "", "arguments": "--history=nights.sqlite\n--resume\n--no-probes"}
    done = Action(sites, given).run()
    assert done.status == 1, done.said
    assert json.loads((sites / "nyx-audit/audit.json").read_text(encoding="utf-8"))["sites"][0]["id"] == "home"
    assert (sites / "nights.sqlite").exists()


def test_gitlab_holds_a_merge_request_against_the_baseline(project: Path) -> None:
    recipe = read("ci/gitlab-ci.yml")
    before = recipe[".nyx-audit"]["before_script"]
    given = recipe["variables"] | {"NYX_PACKAGE": THERE, "NYX_BASELINE": "before.json"}
    assert run_shell("nyx-audit check build --json before.json", project).returncode == 1
    (project / "build/b.html").write_text(GOOD, encoding="utf-8")
    script = "\n".join([*before, *recipe["nyx-audit:pages"]["script"]])
    done = run_shell(script, project, **given)
    assert done.returncode == 0, done.stdout + done.stderr
    (known,) = [
        one for one in json.loads((project / "nyx-audit/gitlab.json").read_text()) if one["check_name"] == "image-alt"
    ]
    assert known["location"] == {"path": "build/a.html", "lines": {"begin": 1, "end": 1}}


def test_gitlab_audits_the_sites_on_a_schedule(sites: Path) -> None:
    script = "\n".join(["mkdir -p nyx-audit", *read("ci/gitlab-ci.yml")["nyx-audit:sites"]["script"]])
    assert run_shell(script, sites).returncode == 1
    assert (sites / "nyx-audit/audit.xml").exists()


def test_azure_audits_the_pages_of_a_pull_request(project: Path) -> None:
    recipe = read("ci/azure-pipelines.yml")
    scripts = {step["displayName"]: step["script"] for step in recipe["jobs"][0]["steps"] if "script" in step}
    install = run_shell(scripts["Install nyx-audit"], project, PACKAGE=THERE)
    assert install.returncode == 0, install.stderr
    assert run_shell("nyx-audit check build --json before.json", project).returncode == 1
    done = run_shell(scripts["Pages of the pull request"], project, PAGES="build", BASELINE="before.json")
    assert done.returncode == 0, done.stderr
    assert (project / "nyx-audit/audit.xml").exists()


def test_the_shell_of_the_jenkinsfile_runs(sites: Path) -> None:
    text = (ROOT / "ci/Jenkinsfile").read_text(encoding="utf-8")
    _, audit = (one.replace("\\\n", "") for one in re.findall(r"'''(.*?)'''", text, re.DOTALL))
    done = run_shell(audit.replace(".nyx/bin/", ""), sites, NYX_HISTORY=str(sites / "nights.sqlite"))
    assert done.returncode == 1, done.stderr
    assert (sites / "nights.sqlite").exists()
    assert text.count("{") == text.count("}")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not there")
def test_systemd_takes_service_and_timer(tmp_path: Path) -> None:
    for name in ("nyx-audit.service", "nyx-audit.timer"):
        text = (ROOT / "ci" / name).read_text(encoding="utf-8")
        # The one thing that it looks for is the program.
        (tmp_path / name).write_text(text.replace("/opt/nyx/bin/nyx-audit", "/bin/true"), encoding="utf-8")
    command = ["systemd-analyze", "verify", "--man=no", *map(str, tmp_path.iterdir())]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", ["nyx-audit.cron", "nyx-audit.service"])
def test_the_command_of_a_night_is_one_that_the_program_takes(name: str, sites: Path) -> None:
    text = (ROOT / "ci" / name).read_text(encoding="utf-8").replace("\\\n", "")
    (command,) = re.findall(r"nyx-audit run .*", text)
    placed = command.replace("/etc/nyx-audit/", "").replace("/var/lib/nyx-audit/", "")
    assert run_shell(placed, sites).returncode == 1
    assert (sites / "audit.html").exists()


def test_the_container_runs_as_a_user_without_rights_below_something_that_reaps() -> None:
    lines = (ROOT / "ci/Containerfile").read_text(encoding="utf-8").replace("\\\n", "").splitlines()
    words = [line.split(maxsplit=1) for line in lines if line and line[0].isupper()]
    assert [rest for word, rest in words if word == "USER"] == ["nyx"]
    assert [json.loads(rest)[0] for word, rest in words if word == "ENTRYPOINT"] == ["tini"]
    # Playwright's driver needs it, and the slim image lacks it.
    assert any("libatomic1" in rest for word, rest in words if word == "RUN")


def test_the_cron_line_has_five_times_a_user_and_a_command() -> None:
    text = (ROOT / "ci/nyx-audit.cron").read_text(encoding="utf-8")
    (line,) = [one for one in text.splitlines() if one and one[0].isdigit()]
    *times, user, command = line.split(maxsplit=6)
    assert (times, user) == (["23", "2", "*", "*", "*"], "nyx")
    # Cron takes a percent sign for a line's end.
    assert "%" not in command
