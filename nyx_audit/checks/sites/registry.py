"""The names by which rule files call the judging functions of whole sites, and the evidence that each needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar, overload

from nyx_audit.model.evidence.kind import Need
from nyx_audit.model.outcome import Verdict
from nyx_audit.model.rule import Rule
from nyx_audit.site.evidence import SITE_KINDS
from nyx_audit.site.records import SiteEvidence

A = TypeVar("A")
B = TypeVar("B")
# What a site's check says of some of its pages, by address as requested; it is inapplicable to the others.
Verdicts = Mapping[str, Verdict]
# The addresses of the pages that are untested where evidence is missing.
UntestedOn = Callable[[SiteEvidence], Iterable[str]]
Without = Callable[[Rule, SiteEvidence], Verdicts]
With = Callable[[Rule, SiteEvidence, A], Verdicts]
WithTwo = Callable[[Rule, SiteEvidence, A, B], Verdicts]


@dataclass(frozen=True, slots=True)
class SiteCheck:
    """A judging function of a whole site. `alone`: it can judge a page that was named by itself, too.

    The function is given the rule, the site, and the record of each of its `needs`, in their order.
    """

    name: str
    judge: Callable[..., Verdicts]
    needs: tuple[Need[object], ...]
    options: tuple[str, ...]
    alone: bool
    untested_on: UntestedOn

    @property
    def evidence(self) -> tuple[str, ...]:
        """The names of its evidence, as rule files state them: the facts of the pages are always among it."""
        return ("facts", *(need.name for need in self.needs))


SITE_CHECKS: dict[str, SiteCheck] = {}


def on_home(site: SiteEvidence) -> Iterable[str]:
    """Return the address of the home page, if it was audited."""
    return (site.home.url,) if site.home else ()


@overload
def site_check(
    name: str, /, *, options: tuple[str, ...] = ..., alone: bool = ..., untested_on: UntestedOn = ...
) -> Callable[[Without], Without]: ...


@overload
def site_check(
    name: str, first: Need[A], /, *, options: tuple[str, ...] = ..., alone: bool = ..., untested_on: UntestedOn = ...
) -> Callable[[With[A]], With[A]]: ...


@overload
def site_check(
    name: str,
    first: Need[A],
    second: Need[B],
    /,
    *,
    options: tuple[str, ...] = ...,
    alone: bool = ...,
    untested_on: UntestedOn = ...,
) -> Callable[[WithTwo[A, B]], WithTwo[A, B]]: ...


# The overloads hold callers to the records; the implementation takes any.
def site_check(  # type: ignore[misc]
    name: str,
    /,
    *needs: Need[object],
    options: tuple[str, ...] = (),
    alone: bool = False,
    untested_on: UntestedOn = on_home,
) -> Callable[[Callable[..., Verdicts]], Callable[..., Verdicts]]:
    """Register a judging function of a site under the name by which rule files call it.

    Where evidence that it needs is missing, the pages of `untested_on` are untested, and it is not called. Raises
    ValueError where a kind is not site evidence.
    """

    unknown = [need.name for need in needs if need.name not in SITE_KINDS]
    if unknown:
        raise ValueError(f'the check "{name}" needs evidence of unknown kinds: {", ".join(unknown)}')

    def register(judge: Callable[..., Verdicts]) -> Callable[..., Verdicts]:
        SITE_CHECKS[name] = SiteCheck(name, judge, needs, options, alone, untested_on)
        return judge

    return register
