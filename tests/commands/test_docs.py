"""The docs stay true: what is generated is current, and what they name exists."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import click
import pytest

from nyx_audit.catalogue.load import load_catalogue
from nyx_audit.catalogue.techniques import load_unfound
from nyx_audit.cli import COMMANDS
from nyx_audit.errors import InputError
from nyx_audit.model.techniques import TECHNIQUES
from nyx_audit.score.interval import DRAWS
from tools.docs import DOCS, generated

ROOT = Path(__file__).parents[2]
PAGES = generated()


@pytest.mark.parametrize("path", sorted(PAGES), ids=lambda path: path.name)
def test_a_generated_page_is_current(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == PAGES[path], "run: make docs"


def test_tags_in_the_words_of_a_rule_are_read_and_are_no_elements_of_its_page() -> None:
    for path, text in PAGES.items():
        if path.parent.name == "rules":
            words = re.sub(r"^```.*?^```$|`[^`]*`|<!--.*?-->", "", text, flags=re.MULTILINE | re.DOTALL)
            assert "<" not in words, path.name


def test_no_page_of_a_rule_that_is_gone_is_left() -> None:
    assert set((DOCS / "rules").glob("*.md")) <= PAGES.keys()


def test_each_failure_technique_has_either_a_rule_or_a_reason() -> None:
    found = {technique for rule in load_catalogue().rules.values() for technique in rule.techniques}
    unfound = load_unfound(ROOT / "rules" / "techniques.yaml").keys()
    assert not found & unfound
    assert found | unfound == TECHNIQUES.keys()


def test_a_technique_that_wcag_does_not_have_is_a_mistake(tmp_path: Path) -> None:
    path = tmp_path / "techniques.yaml"
    path.write_text('unfound:\n  F5: {whose: person, why: "There is none."}\n', encoding="utf-8")
    with pytest.raises(InputError, match="F5"):
        load_unfound(path)


@pytest.mark.parametrize(
    "path",
    [ROOT / "README.md", ROOT / "ARCHITECTURE.md", ROOT / "CONTRIBUTING.md", *DOCS.glob("*.md")],
    ids=lambda p: p.name,
)
def test_every_local_link_leads_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)", path.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (path.parent / target).exists(), target


def test_every_command_and_option_of_the_readme_and_the_docs_exists() -> None:
    from importlib import import_module

    text = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "README.md", *DOCS.glob("*.md")))
    blocks = "\n".join(re.findall(r"^```\w*\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))
    for line in re.findall(r"^nyx-audit .*$", blocks, re.MULTILINE):
        words = line.split("#")[0].split()
        assert words[1] in COMMANDS, line
        command = getattr(import_module(f"nyx_audit.cli.{words[1]}"), words[1])
        below = command.commands.get(words[2]) if isinstance(command, click.Group) and len(words) > 2 else None
        known = {option for one in (below or command).params for option in one.opts}
        assert {word for word in words if word.startswith("--")} <= known, line


def test_the_architecture_names_every_part() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    parts = {path.name for path in (ROOT / "nyx_audit").iterdir() if path.suffix == ".py" or path.is_dir()}
    for part in parts - {"__init__.py", "__main__.py", "__pycache__", "rules"}:
        assert part.removesuffix(".py") in text, part


def test_the_score_s_page_has_the_figures_of_the_ruleset() -> None:
    figures = load_catalogue().ruleset
    text = (DOCS / "score.md").read_text(encoding="utf-8")
    wanted = [f"{impact} {severity:.2f}" for impact, severity in figures.severities.items()]
    wanted += [f"{area} {weight:g}" for area, weight in figures.areas.items()]
    wanted += [f"{share:.0%}".replace("%", " %") for share in figures.strata.values()]
    wanted += [f"at {cap:g} on" for cap in figures.caps.values()]
    wanted += [f"| {area} | {figures.exponent(area):.1f} |" for area in figures.areas]
    wanted += [f"{figures.half_floor:g} · (1 − failed", f"at least {figures.blocked_journeys:.0%}".replace("%", " %")]
    wanted += [f"above {figures.evidence_gap:.0%}".replace("%", " %"), f"{DRAWS:,} draws"]
    wanted += [f"{least:g} {word}" for least, word in figures.bands[1:-1]]
    assert [one for one in wanted if one not in text] == []


def test_the_score_s_page_lists_what_is_not_measured_yet() -> None:
    figures = load_catalogue().ruleset
    text = (DOCS / "score.md").read_text(encoding="utf-8").partition("## Not measured yet")[2]
    lacking = [
        *(one.title for one in figures.blockers if not one.rules and not one.reasons),
        *(one.title for one in figures.pending),
    ]
    assert [line[2:] for line in text.splitlines() if line.startswith("- ")] == lacking


def test_the_comparison_has_no_figure_that_the_benchmarks_have_not() -> None:
    benchmarks = (ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8")
    figures = re.findall(r"\d+\.\d+(?:\.\d+)?", (DOCS / "peers.md").read_text(encoding="utf-8"))
    assert len(figures) > 15
    assert [one for one in figures if one not in benchmarks] == []


def test_the_formula_is_one_module_that_can_be_read_at_a_sitting() -> None:
    lines = (ROOT / "nyx_audit" / "score" / "formula.py").read_text(encoding="utf-8").splitlines()
    assert len(lines) < 300


@pytest.mark.skipif(not shutil.which("mandoc"), reason="mandoc is not here")
def test_the_man_page_is_sound() -> None:
    said = subprocess.run(["mandoc", "-Tlint", DOCS / "nyx-audit.1"], check=False, capture_output=True, text=True)
    # It has no date, since it is of no day but of a version.
    assert [line for line in said.stdout.splitlines() if "missing date" not in line] == []


def test_the_man_page_has_a_section_for_each_command() -> None:
    text = (DOCS / "nyx-audit.1").read_text()
    assert all(f'.SH "{name.upper()}"' in text for name in (*COMMANDS, "history prune", "rules show"))
