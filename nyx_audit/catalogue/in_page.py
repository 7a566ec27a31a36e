"""The halves of rules that run in the page: a `.js` file beside the rule's YAML, or one in a folder `shared/`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from nyx_audit.catalogue.rule_file import RuleFile
from nyx_audit.checks import Check, SiteCheck
from nyx_audit.errors import InputError, did_you_mean
from nyx_audit.model.rule import Rule, in_page_id
from nyx_audit.yaml_input import Location

SHARED = "shared"


def find_scripts(folders: Iterable[Path]) -> dict[str, Path]:
    """Return the scripts of these folders by key, which is the name of the file.

    Raises InputError where one stands beside no rule, or two have one name.
    """
    found: dict[str, Path] = {}
    for path in (path for folder in folders for path in sorted(folder.rglob("*.js"))):
        if path.parent.name != SHARED and not path.with_suffix(".yaml").is_file():
            raise InputError(path, f"belongs to no rule; put {path.stem}.yaml beside it, or move it to {SHARED}/")
        if path.stem in found:
            raise InputError(path, f"has the name of {found[path.stem]}; each script needs a name of its own")
        found[path.stem] = path
    return found


def in_page_key(
    path: Path,
    file: RuleFile,
    check: Check | SiteCheck,
    scripts: Mapping[str, Path],
    line_of: Callable[[Location], int | None],
) -> str:
    """Return the key of the script that runs in pages for a rule, empty where its check needs none. Raises InputError."""
    runs_in_page = isinstance(check, Check) and check.in_page
    own = path.with_suffix(".js")
    if not runs_in_page:
        if file.in_page:
            raise InputError(path, f'the check "{file.check}" runs nothing in the page', line_of(("in_page",)))
        if own.is_file():
            raise InputError(own, f'never runs: the check "{file.check}" of {path.name} runs nothing in the page')
        return ""
    key = file.in_page or file.id
    if key in scripts:
        return key
    hint = did_you_mean(key, scripts)
    if file.in_page:
        raise InputError(path, f'there is no script "{key}.js"{hint} for the page', line_of(("in_page",)))
    raise InputError(
        path, f'the check "{file.check}" needs the script {own.name} beside this file{hint}', line_of(("check",))
    )


def read_scripts(scripts: Mapping[str, Path], rules: Mapping[str, Rule]) -> dict[str, str]:
    """Return the text of each script that a rule names, by its id in the engine. Raises InputError."""
    keys = dict.fromkeys(rule.in_page for rule in rules.values() if rule.in_page)
    return {in_page_id(key): _text(scripts[key]) for key in keys}


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(path, f"cannot be read ({error})") from error
