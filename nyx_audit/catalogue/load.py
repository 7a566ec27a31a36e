"""The rule catalogue: loads and validates `rules/`, and says which evidence a set of rules needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from nyx_audit import checks
from nyx_audit.catalogue.rule_file import RuleFile
from nyx_audit.errors import InputError, UsageError, did_you_mean
from nyx_audit.model.rule import Rule
from nyx_audit.score.ruleset import Ruleset, load_ruleset
from nyx_audit.yaml_input import load_model


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The rules by id, in the order of their files, and the ruleset that scores them."""

    rules: Mapping[str, Rule]
    ruleset: Ruleset

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
    for folder in (root, *extra):
        if not folder.is_dir():
            raise InputError(folder, "is no folder of rules")
        for path in sorted(folder.rglob("*.yaml")):
            if path.name in NO_RULES:
                continue
            rule = load_rule(path)
            if rule.id in rules:
                raise InputError(
                    path, f'the rule "{rule.id}" exists already; a rule of your own needs an id of its own'
                )
            rules[rule.id] = rule
    return Catalogue(rules, load_ruleset(root / "ruleset.yaml"))


def load_rule(path: Path) -> Rule:
    """Return one file's rule. Raises InputError."""
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
    return file.rule()
