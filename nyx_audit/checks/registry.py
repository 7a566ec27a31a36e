"""The names by which rule files call the judging functions of one page, and the evidence that each needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar, overload

from nyx_audit.model.evidence.kind import Need
from nyx_audit.model.evidence.kinds import PAGE_KINDS
from nyx_audit.model.outcome import Verdict, View
from nyx_audit.model.rule import Rule

A = TypeVar("A")
B = TypeVar("B")


@dataclass(frozen=True, slots=True)
class Case:
    """What is judged: a rule, in one view of a page."""

    rule: Rule
    view: View


With = Callable[[Case, A], Verdict]
WithTwo = Callable[[Case, A, B], Verdict]


@dataclass(frozen=True, slots=True)
class Check:
    """A judging function of one page in one view, and the options that a rule may set.

    The function is given the case, and the record of each of its `needs`, in their order. `in_page`: it judges
    what the rule's own half in the page found.
    """

    name: str
    judge: Callable[..., Verdict]
    needs: tuple[Need[object], ...]
    options: tuple[str, ...]
    in_page: bool

    @property
    def evidence(self) -> tuple[str, ...]:
        """The names of its evidence, as rule files state them."""
        return tuple(need.name for need in self.needs)


CHECKS: dict[str, Check] = {}


@overload
def check(
    name: str, first: Need[A], /, *, options: tuple[str, ...] = ..., in_page: bool = ...
) -> Callable[[With[A]], With[A]]: ...


@overload
def check(
    name: str, first: Need[A], second: Need[B], /, *, options: tuple[str, ...] = ..., in_page: bool = ...
) -> Callable[[WithTwo[A, B]], WithTwo[A, B]]: ...


# The overloads hold callers to the records; the implementation takes any.
def check(  # type: ignore[misc]
    name: str, /, *needs: Need[object], options: tuple[str, ...] = (), in_page: bool = False
) -> Callable[[Callable[..., Verdict]], Callable[..., Verdict]]:
    """Register a judging function under the name by which rule files call it.

    Raises ValueError for a need that is not a declared kind.
    """
    for need in needs:
        if need.name not in PAGE_KINDS:
            raise ValueError(f'the check "{name}" needs "{need.name}", which is not a kind of evidence')

    def register(judge: Callable[..., Verdict]) -> Callable[..., Verdict]:
        CHECKS[name] = Check(name, judge, needs, options, in_page)
        return judge

    return register
