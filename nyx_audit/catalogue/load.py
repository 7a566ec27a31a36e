"""The rule catalogue: loads and validates `rules/`, and says which evidence a set of rules needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from nyx_audit import checks
from nyx_audit.catalogue.folder import packaged_folder, rule_files
from nyx_audit.catalogue.in_page import find_scripts, in_page_key, read_scripts
from nyx_audit.catalogue.rule_file import RuleFile
from nyx_audit.errors import InputError, UsageError, did_you_mean, raise_all
from nyx_audit.model.rule import Rule
from nyx_audit.score.ruleset import Ruleset, load_ruleset
from nyx_audit.yaml_input import Location, load_model, read_all


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


def load_catalogue(extra: Iterable[Path] = ()) -> Catalogue:
    """Return the packaged rules, and those of further folders. Raises InputError with all mistakes."""
    root = packaged_folder()
    rules: dict[str, Rule] = {}
    folders = (root, *extra)
    paths = [path for folder in folders for path in rule_files(folder)]
    scripts = find_scripts(folders)
    known = read_all(paths)
    mistakes: list[InputError] = []
    for path in paths:
        try:
            rule = load_rule(path, scripts, known.get(path))
        except InputError as mistake:
            mistakes.append(mistake)
            continue
        if rule.id in rules:
            problem = f'the rule "{rule.id}" exists already; a rule of your own needs an id of its own'
            mistakes.append(InputError(path, problem))
        rules.setdefault(rule.id, rule)
    raise_all(mistakes)
    return Catalogue(rules, load_ruleset(root / "ruleset.yaml"), read_scripts(scripts, rules))


def load_rule(path: Path, scripts: Mapping[str, Path], known: Any = None) -> Rule:
    """Return one file's rule; `scripts` are the files that run in pages, by key, `known` the file's plain data.

    Raises InputError with all mistakes.
    """
    file, line_of = load_model(path, RuleFile, known)
    raise_all([InputError(path, problem, line_of(place)) for place, problem in _mistakes(file, path)])
    check = checks.CHECKS.get(file.check) or checks.SITE_CHECKS[file.check]
    return replace(file.rule(), in_page=in_page_key(path, file, check, scripts, line_of))


def _mistakes(file: RuleFile, path: Path) -> Iterator[tuple[Location, str]]:
    """Yield what the keys alone do not show, with the place in the file."""
    if file.id != path.stem:
        yield ("id",), f'the id "{file.id}" differs from the file name "{path.stem}"'
    names: dict[str, checks.Check | checks.SiteCheck] = {**checks.CHECKS, **checks.SITE_CHECKS}
    check = names.get(file.check)
    if check is None:
        known = ", ".join(sorted(names))
        yield ("check",), f'there is no check "{file.check}"{did_you_mean(file.check, names)}; there are {known}'
        return
    if tuple(file.evidence) != check.evidence:
        yield ("evidence",), f'the check "{file.check}" needs the evidence [{", ".join(check.evidence)}]'
    for option in file.options:
        if option not in check.options:
            allowed = ", ".join(check.options) or "none"
            hint = did_you_mean(option, check.options)
            yield ("options", option), f'unknown option "{option}"{hint}; allowed: {allowed}'
