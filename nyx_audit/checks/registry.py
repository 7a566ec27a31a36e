"""The names by which rule files call the judging functions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from nyx_audit.model import PageEvidence, Rule, Verdict, View

Judge = Callable[[Rule, PageEvidence, View], Verdict]


@dataclass(frozen=True, slots=True)
class Check:
    """A judging function, the evidence that it needs, and the options that a rule may set."""

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
