"""The terms of a command, from its flags and its configuration; and a summary held against them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from nyx_audit.analysis.gating import gate
from nyx_audit.analysis.marked import with_gating
from nyx_audit.analysis.summary import Summary
from nyx_audit.catalogue.selection import Selection, select
from nyx_audit.config.project_file import Project
from nyx_audit.config.terms_file import TermsFile, unknown_budget
from nyx_audit.errors import InputError, UsageError, did_you_mean, raise_all
from nyx_audit.model.baseline import Baseline
from nyx_audit.model.outcome import Impact
from nyx_audit.model.terms import Ignore, Terms
from nyx_audit.run.baselines import LAST, from_file, is_of_history, last_before, of_run
from nyx_audit.run.options import Flags, Options

if TYPE_CHECKING:
    from nyx_audit.catalogue.load import Catalogue

NEVER = "never"


@dataclass(frozen=True, slots=True)
class Configured:
    """What a configuration says of the terms; `path` is its file."""

    path: Path = Path()
    terms: TermsFile = field(default_factory=TermsFile)
    ignores: tuple[Ignore, ...] = ()


@dataclass(frozen=True, slots=True)
class Gate:
    """The terms of a command, with what they are compared with: a baseline that was read, or a run to be found."""

    terms: Terms = field(default_factory=Terms)
    baseline: Baseline | str | None = None
    database: str | Path = ""

    def with_last_run(self) -> Gate:
        """Return the gate of pages without a site, with the last run read where that is the baseline.

        Raises UsageError where there is none: before anything is audited.
        """
        return replace(self, baseline=of_run(LAST, self.database)) if self.baseline == LAST else self

    def judge(self, summary: Summary) -> Summary:
        """Return the summary with what of it fails the command. Raises UsageError where a run cannot be found."""
        found = self.baseline
        if isinstance(found, str):
            found = last_before(summary.audit, self.database)
        return with_gating(summary, gate(summary.audit, self.terms, found, date.today()))


def open_gate(flags: Flags, given: Configured, database: str | Path, folders: Sequence[Path] = ()) -> Gate:
    """Return the terms of a command; flags go over the configuration. Raises UsageError, before anything is audited.

    `folders` hold rules beside those of the catalogue.
    """
    named = flags.baseline if flags.baseline is not None else _beside(given.terms.baseline, given.path)
    on_new = flags.fail_on_new or given.terms.fail_on_new
    if flags.fail_on_new and not named:
        raise UsageError("--fail-on-new needs --baseline: without one, nothing is known to be new")
    budgets = {**given.terms.budgets, **dict(map(_budget, flags.budgets))}
    _refuse_unknown(flags, given, folders)
    if given.terms.fail_on_new and not named and (flags.fail_on or given.terms.fail_on) == NEVER:
        raise InputError(
            given.path, "terms.fail_on_new: needs a baseline where fail_on is never, else nothing can fail"
        )
    terms = Terms(
        fail_on=_level(flags.fail_on or given.terms.fail_on),
        fail_on_new=_level(on_new) if on_new else None,
        fail_below=flags.fail_below if flags.fail_below is not None else given.terms.fail_below,
        budgets=budgets,
        ignores=given.ignores,
    )
    if not named:
        return Gate(terms)
    if not is_of_history(named):
        return Gate(terms, from_file(Path(named)), database)
    return Gate(terms, named if named == LAST else of_run(named, database), database)


def terms_at(level: str) -> Terms:
    """Return the terms that hold nothing but a level: never, or an impact."""
    return Terms(fail_on=_level(level))


def of_project(project: Project, path: Path) -> Configured:
    """Return what a project's file says of the terms."""
    return Configured(path, project.terms, project.ignores)


def narrowed(options: Options, terms: TermsFile) -> Options:
    """Return options with the rules that a configuration names, where the options name none."""
    return replace(
        options,
        only=options.only or tuple(terms.rules),
        skip=(*options.skip, *terms.skip_rules),
        areas=options.areas or tuple(terms.areas),
        tags=options.tags or tuple(terms.tags),
    )


def _level(word: str) -> Impact | None:
    """Return the impact of this name, None for never. Raises UsageError: a test may write anything."""
    known = [NEVER, *(impact.value for impact in Impact)]
    if word not in known:
        raise UsageError(f'"{word}" is not a level{did_you_mean(word, known)}; there are {", ".join(known)}')
    return None if word == NEVER else Impact(word)


def _budget(text: str) -> tuple[str, int]:
    name, _, count = text.partition("=")
    if not name or not count.isascii() or not count.isdigit():
        raise UsageError(f'--budget "{text}": write it like serious=5 or label=2')
    return name, int(count[:9])


def _beside(baseline: str, path: Path) -> str:
    """Return a baseline of a configuration: a file stands beside it."""
    if not baseline or is_of_history(baseline):
        return baseline
    return str(path.parent / baseline)


def _refuse_unknown(flags: Flags, given: Configured, folders: Sequence[Path]) -> None:
    """Raise UsageError for a rule, an area or a tag that there is not; InputError with the file that names it."""
    said = Selection(*map(tuple, (given.terms.rules, given.terms.skip_rules, given.terms.areas, given.terms.tags)))
    if not (flags.budgets or given.terms.budgets or given.ignores or said != Selection()):
        return
    catalogue = _catalogue(tuple(folders))
    rules = list(catalogue.rules)
    for name, _ in map(_budget, flags.budgets):
        if problem := unknown_budget(name, rules):
            raise UsageError(f"--budget: {problem}")
    over = filter(None, (unknown_budget(name, rules) for name in given.terms.budgets))
    mistakes = [InputError(given.path, f"terms.budgets: {problem}") for problem in over]
    try:
        select(catalogue, said)
    except UsageError as mistake:
        mistakes.append(InputError(given.path, f"terms: {mistake}"))
    mistakes += [
        InputError(one.where, f'ignores: there is no rule "{one.rule}"{did_you_mean(one.rule, rules)}')
        for one in given.ignores
        if one.rule and one.rule not in rules
    ]
    raise_all(mistakes)


@cache
def _catalogue(folders: tuple[Path, ...]) -> Catalogue:
    """Return the catalogue, read once: each check of a test asks for it."""
    from nyx_audit.catalogue.load import load_catalogue

    return load_catalogue(folders)
