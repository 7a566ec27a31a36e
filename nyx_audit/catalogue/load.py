"""The rule catalogue: loads and validates `rules/`, and says which evidence a set of rules needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from nyx_audit import checks
from nyx_audit.catalogue.in_page import find_scripts, in_page_key, read_scripts
from nyx_audit.catalogue.rule_file import RuleFile
from nyx_audit.errors import InputError, UsageError, did_you_mean
from nyx_audit.model.rule import Rule
from nyx_audit.score.ruleset import Ruleset, load_ruleset
from nyx_audit.yaml_input import load_model


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The rules by id, in the order of their files, the ruleset that scores them, and what runs in pages for them.

    `in_page` are the scripts of the in-page rules, by their id in the engine.
    """

    rules: Mapping[str, Rule]
    ruleset: Ruleset
    in_page: Mapping[str, str]

    def pick(self, ids: Sequence[str]) -> tuple[Rule, ...]:
        """Return the rules of these ids. Raises UsageError with the nearest known id."""
        for one in ids:
            if one not in self.rules:
                raise UsageError(f'there is no rule "{one}"{did_you_mean(one, self.rules)}; see: nyx-audit rules')
        return tuple(self.rules[one] for one in ids)

    def scored(self) -> tuple[Rule, ...]:
        """Return the rules that have a weight."""
        return tuple(rule for rule in self.rules.values() if self.ruleset.weight(rule))


def packaged_folder() -> Path:
    """Return the folder of the rules that ship with the program; in a checkout, the one at its root."""
    package = Path(__file__).parents[1]
    inside = package / "rules"
    return inside if inside.is_dir() else package.parent / "rules"


# Files of the packaged folder that are no rules.
NO_RULES = ("ruleset.yaml", "law.yaml")


def load_catalogue(extra: Iterable[Path] = ()) -> Catalogue:
    """Return the packaged rules, and those of further folders. Raises InputError with the first mistake."""
    root = packaged_folder()
    rules: dict[str, Rule] = {}
    folders = (root, *extra)
    for folder in folders:
        if not folder.is_dir():
            raise InputError(folder, "is not a folder of rules")
    scripts = find_scripts(folders)
    for folder in folders:
        for path in sorted(folder.rglob("*.yaml")):
            if path.name in NO_RULES:
                continue
            rule = load_rule(path, scripts)
            if rule.id in rules:
                raise InputError(
                    path, f'the rule "{rule.id}" exists already; a rule of your own needs an id of its own'
                )
            rules[rule.id] = rule
    return Catalogue(rules, load_ruleset(root / "ruleset.yaml"), read_scripts(scripts, rules))


def load_rule(path: Path, scripts: Mapping[str, Path]) -> Rule:
    """Return one file's rule; `scripts` are the files that run in pages, by key. Raises InputError."""
    file, line_of = load_model(path, RuleFile)
    if file.id != path.stem:
        raise InputError(path, f'the id "{file.id}" differs from the file name "{path.stem}"', line_of(("id",)))
    names: dict[str, checks.Check | checks.SiteCheck] = {**checks.CHECKS, **checks.SITE_CHECKS}
    check = names.get(file.check)
    if check is None:
        known = ", ".join(sorted(names))
        hint = did_you_mean(file.check, names)
        raise InputError(path, f'there is no check "{file.check}"{hint}; there are {known}', line_of(("check",)))
    if tuple(file.evidence) != check.evidence:
        wanted = ", ".join(check.evidence)
        raise InputError(path, f'the check "{file.check}" needs the evidence [{wanted}]', line_of(("evidence",)))
    for option in file.options:
        if option not in check.options:
            allowed = ", ".join(check.options) or "none"
            hint = did_you_mean(option, check.options)
            raise InputError(path, f'unknown option "{option}"{hint}; allowed: {allowed}', line_of(("options", option)))
    key = in_page_key(path, file, check, scripts, line_of)
    return replace(file.rule(), in_page=key)
