"""The names by which rule files call the judging functions of one page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from nyx_audit.model.evidence import PageEvidence
from nyx_audit.model.outcome import Verdict, View
from nyx_audit.model.rule import Rule

Judge = Callable[[Rule, PageEvidence, View], Verdict]


@dataclass(frozen=True, slots=True)
class Check:
    """A judging function of one page in one view, the evidence that it needs, and the options that a rule may set."""

    name: str
    judge: Judge
    evidence: tuple[str, ...]
    options: tuple[str, ...]


CHECKS: dict[str, Check] = {}


def check(name: str, *, evidence: tuple[str, ...], options: tuple[str, ...] = ()) -> Callable[[Judge], Judge]:
    """Register a judging function under the name by which rule files call it."""

    def register(judge: Judge) -> Judge:
        CHECKS[name] = Check(name, judge, evidence, options)
        return judge

    return register
