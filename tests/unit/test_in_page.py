"""A rule's half in the page stands beside it; what is amiss is said when the catalogue is loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from nyx_audit.catalogue.folder import packaged_folder
from nyx_audit.catalogue.load import Catalogue, load_catalogue
from nyx_audit.errors import InputError
from tools.shapes import PATH, RECORDS, declarations

RULE = (packaged_folder() / "digital" / "text-size.yaml").read_text(encoding="utf-8")
SCRIPT = "define({selector: 'p', evaluate: () => true, message: 'never'});\n"


def write(folder: Path, rule: str = RULE, *, script: str | None = SCRIPT, name: str = "my-rule") -> Path:
    """A rule of one's own, with its half in the page unless `script` is None."""
    path = folder / f"{name}.yaml"
    path.write_text(rule.replace("id: text-size", f"id: {name}"), encoding="utf-8")
    if script is not None:
        path.with_suffix(".js").write_text(script, encoding="utf-8")
    return path


def test_a_rule_of_ones_own_brings_its_script(tmp_path: Path) -> None:
    write(tmp_path)
    catalogue = load_catalogue([tmp_path])
    assert catalogue.rules["my-rule"].engine_id == "own/my-rule"
    assert catalogue.in_page["own/my-rule"] == SCRIPT


def test_rules_that_name_a_shared_script_are_one_rule_of_the_engine(catalogue: Catalogue) -> None:
    assert {catalogue.rules[one].engine_id for one in ("video-caption", "audio-alternative")} == {"own/media"}


def test_a_rule_of_axe_keeps_its_id(catalogue: Catalogue) -> None:
    assert catalogue.rules["image-alt"].engine_id == "image-alt"
    assert catalogue.rules["viewport-zoom-large"].engine_id == "meta-viewport-large"


def test_a_rule_without_its_script_is_a_mistake_of_its_file(tmp_path: Path) -> None:
    path = write(tmp_path, script=None)
    line = RULE.splitlines().index("check: in-page") + 1
    with pytest.raises(InputError, match=r"needs the script my-rule\.js") as caught:
        load_catalogue([tmp_path])
    assert str(caught.value).startswith(f"{path}:{line}: ")


def test_a_mistyped_shared_script_gives_the_nearest_one(tmp_path: Path) -> None:
    path = write(tmp_path, f"{RULE}in_page: medai\n", script=None)
    line = len(RULE.splitlines()) + 1
    with pytest.raises(InputError, match='did you mean "media"') as caught:
        load_catalogue([tmp_path])
    assert str(caught.value).startswith(f"{path}:{line}: ")


def test_a_script_without_a_rule_is_a_mistake(tmp_path: Path) -> None:
    path = tmp_path / "stray.js"
    path.write_text(SCRIPT, encoding="utf-8")
    with pytest.raises(InputError, match="belongs to no rule") as caught:
        load_catalogue([tmp_path])
    assert str(caught.value).startswith(str(path))


def test_a_script_in_the_folder_of_shared_ones_needs_no_rule_of_its_name(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "looks.js").write_text(SCRIPT, encoding="utf-8")
    write(tmp_path, f"{RULE}in_page: looks\n", script=None)
    assert load_catalogue([tmp_path]).rules["my-rule"].engine_id == "own/looks"


def test_two_scripts_of_one_name_are_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "media.js").write_text(SCRIPT, encoding="utf-8")
    with pytest.raises(InputError, match="has the name of"):
        load_catalogue([tmp_path])


def test_a_script_beside_a_rule_that_runs_nothing_in_the_page_is_a_mistake(tmp_path: Path) -> None:
    write(tmp_path, RULE.replace("check: in-page", "check: axe"))
    with pytest.raises(InputError, match="never runs"):
        load_catalogue([tmp_path])


def test_the_types_of_what_scripts_fill_follow_the_records() -> None:
    assert PATH.read_text(encoding="utf-8") == declarations(RECORDS), "run: make docs"
