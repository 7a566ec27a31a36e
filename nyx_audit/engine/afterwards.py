"""The second step of a visit: evidence that is fetched by addresses which the first step named."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from nyx_audit.checks.equal import addresses_needed, in_rounds, is_by_context
from nyx_audit.engine.gather.destinations import LinkDestinations
from nyx_audit.judge.page import engine_word
from nyx_audit.model.evidence.axe import AxeRule
from nyx_audit.model.evidence.page import DESTINATIONS, Destinations
from nyx_audit.model.evidence.visit import PageEvidence, Plan
from nyx_audit.model.rule import Rule
from nyx_audit.model.visit import Part


@dataclass(frozen=True, slots=True)
class Gathered:
    """A record, and the answers that it was made of; None where not all of them are known."""

    record: object
    parts: tuple[Part, ...] | None


Step = Callable[[Sequence[Rule], PageEvidence, float], Awaitable[Gathered]]


@dataclass(slots=True)
class Afterwards:
    """Fetches what is gathered after a visit; `links` keeps what it fetched for as long as the run."""

    links: LinkDestinations
    steps: Mapping[str, Step] = field(init=False)

    def __post_init__(self) -> None:
        self.steps = {DESTINATIONS.name: self._destinations}

    async def complete(self, evidence: PageEvidence, plan: Plan, rules: Sequence[Rule], rate: float) -> PageEvidence:
        """Return the evidence with what the plan needs afterwards; `rate` is requests a second to the page's host."""
        found = {name: await step(rules, evidence, rate) for name, step in self.steps.items() if name in plan.kinds}
        records = {name: one.record for name, one in found.items()}
        parts = [one.parts for one in found.values()]
        is_known = bool(evidence.parts) and None not in parts
        more = [part for known in parts for part in known or ()]
        return replace(
            evidence,
            records={**evidence.records, **records},
            parts=tuple(dict.fromkeys((*evidence.parts, *more))) if is_known else (),
        )

    async def _destinations(self, rules: Sequence[Rule], evidence: PageEvidence, rate: float) -> Gathered:
        needed = destinations_needed(rules, evidence)
        # Where a page was redirected to, nobody named.
        found = Destinations(await self.links.gather(needed, evidence.url, rate))
        return Gathered(found, self.links.parts(needed))


def destinations_needed(rules: Sequence[Rule], evidence: PageEvidence) -> tuple[str, ...]:
    """Return the addresses that must be fetched to compare what is called alike, at most 20, without fragments."""
    needed: list[list[str]] = []
    for rule in rules:
        if DESTINATIONS.name in rule.evidence:
            words = [engine_word(rule, evidence, view) for view in rule.views]
            found = [word for word in words if isinstance(word, AxeRule)]
            needed += addresses_needed(found, by_context=is_by_context(rule))
    return in_rounds(needed)
