"""What a shell offers while somebody types; a real bash asks for it as people do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from nyx_audit.store.history import History
from tests.support.command import environment
from tests.support.history import keep, page

SITES = """version: 1
agencies:
  - id: health
    name: Health
    sites:
      - {id: clinics, name: Clinics, start: ["https://clinics.example/"]}
      - {id: records, name: Records, start: ["https://records.example/"]}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sites.yaml").write_text(SITES)
    own = tmp_path / "own"
    own.mkdir()
    (own / "label-of-ours.yaml").write_text("")
    with History.open(tmp_path / "nyx-history.sqlite", write=True) as history:
        keep(history, [page()])
    return tmp_path


def offered(folder: Path, words: str) -> list[str]:
    """What is offered for the last of the words, which may be empty."""
    cword = len(words.split(" ")) - 1
    env = environment(_NYX_AUDIT_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=str(cword))
    command = [sys.executable, "-m", "nyx_audit"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=folder, env=env)
    assert done.stderr == ""
    return [line.partition(",")[2] for line in done.stdout.splitlines() if line]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("nyx-audit sc", ["score", "schema"]),
        ("nyx-audit check --rule label-ti", ["label-title-only"]),
        ("nyx-audit check --rules own --skip-rule label-of-o", ["label-of-ours"]),
        ("nyx-audit run --rule page-has-h", ["page-has-heading-one"]),
        ("nyx-audit check --area ", ["access", "time", "efficiency", "digital", "satisfaction"]),
        ("nyx-audit check --tag wcag22a", ["wcag22a", "wcag22aa", "wcag22aaa"]),
        ("nyx-audit rules show label-ti", ["label-title-only"]),
        ("nyx-audit rules --rules own show label-of-o", ["label-of-ours"]),
        ("nyx-audit rules --wcag 1.4.1", ["1.4.1", "1.4.10", "1.4.11", "1.4.12", "1.4.13"]),
        ("nyx-audit run ", ["clinics", "records", "health"]),
        ("nyx-audit run records ", ["clinics", "health"]),
        ("nyx-audit run --config none.yaml ", []),
        ("nyx-audit report --agency h", ["health"]),
        ("nyx-audit history --site l", ["labor"]),
        ("nyx-audit show ", ["last", "1"]),
        ("nyx-audit score explain h", ["health"]),
        ("nyx-audit score explain health --run ", ["last", "1"]),
        ("nyx-audit show --history postgresql://127.0.0.1:1/none ", ["last"]),
        ("nyx-audit show --history sites.yaml ", ["last"]),
    ],
)
def test_ids_are_offered(folder: Path, words: str, expected: list[str]) -> None:
    assert offered(folder, words) == expected


def test_no_file_is_made_while_somebody_types(folder: Path) -> None:
    before = sorted(folder.iterdir())
    offered(folder, "nyx-audit show --history none.sqlite ")
    offered(folder, "nyx-audit show ")
    assert sorted(folder.iterdir()) == before


@pytest.mark.parametrize("module", ["playwright", "nyx_audit.checks", "nyx_audit.catalogue.load", "sqlalchemy"])
def test_nothing_heavy_is_loaded_for_it(folder: Path, module: str) -> None:
    code = (
        "import sys\n"
        "from nyx_audit.cli import main\n"
        "try: main()\n"
        f"except SystemExit: sys.exit({module!r} in sys.modules)"
    )
    for words in ("nyx-audit check --rule label-ti", "nyx-audit run c", "nyx-audit rules show l", "nyx-audit show l"):
        env = environment(_NYX_AUDIT_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=str(words.count(" ")))
        ran = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, cwd=folder, env=env)
        assert ran.returncode == 0, (module, words)


@pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash here")
def test_a_real_bash_completes_by_the_line_of_the_docs(folder: Path) -> None:
    (line,) = [one for one in Path("docs/web-team.md").read_text().splitlines() if "bash_source" in one]
    script = (
        f"{line.partition('#')[0]}\n"
        "COMP_WORDS=(nyx-audit rules show label-ti); COMP_CWORD=3; _nyx_audit_completion nyx-audit\n"
        'printf "%s\\n" "${COMPREPLY[@]}"'
    )
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    ran = subprocess.run(
        ["bash", "-c", script], check=False, capture_output=True, text=True, cwd=folder, env=environment(PATH=path)
    )
    assert (ran.stdout.split(), ran.stderr) == (["label-title-only"], "")
