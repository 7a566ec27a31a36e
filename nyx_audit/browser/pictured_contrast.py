"""Settles by pictures what styles leave open of the contrast of texts: on images, below filters, beside pseudo-elements."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from playwright.async_api import CDPSession, Error

from nyx_audit.browser.axe import describe
from nyx_audit.browser.legible import Legibility, legibility, read_picture
from nyx_audit.browser.world import Worlds
from nyx_audit.errors import VisitError
from nyx_audit.model.evidence.axe import AxeEvidence, AxeNode, AxeRule
from nyx_audit.model.rule import in_page_id

MOST_TEXTS = 60
MOST_WINDOWS = 4
PICTURE_SECONDS = 3
# A page may have its scrolling smooth, which takes time.
RESTORE = "([left, top]) => { nyx.ink.restore(); scrollTo({left, top, behavior: 'instant'}); }"
# Of a ratio: pictures are rounded to whole colours.
ROUNDING = 0.05
UNSURE = "its contrast could not be measured: only some of what is behind it gives enough contrast"


@dataclass(frozen=True, slots=True)
class Needed:
    """The ratio that a rule has for texts of usual size, and for large ones."""

    normal: float
    large: float

    def of(self, *, large: bool) -> float:
        """Return the ratio for a text."""
        return self.large if large else self.normal


RULES = {in_page_id("color-contrast"): Needed(4.5, 3), in_page_id("color-contrast-enhanced"): Needed(7, 4.5)}


@dataclass(frozen=True, slots=True)
class Look:
    """The tab whose page is looked at as it stands, and the world of its document."""

    cdp: CDPSession
    worlds: Worlds
    top: int

    async def settle(self, evidence: AxeEvidence) -> AxeEvidence:
        """Return a view's evidence with what pictures say of texts whose styles do not say it."""
        judged = {rule: evidence.rules[rule] for rule in RULES if rule in evidence.rules}
        suspects = await self._suspects() if judged else {}
        doubted = [_number(node) for rule in judged.values() for node in rule.cant_tell if _needed(node)]
        numbers = [number for number in dict.fromkeys([*doubted, *suspects]) if number >= 0][:MOST_TEXTS]
        seen = await self._look(numbers) if numbers else {}
        if not seen:
            return evidence
        rules = {
            id: settled(rule, seen, await self._pale(rule, RULES[id], seen, suspects)) for id, rule in judged.items()
        }
        return replace(evidence, rules={**evidence.rules, **rules})

    async def _suspects(self) -> dict[int, bool]:
        """Return which texts pass by their styles and may not, by number; whether they are large."""
        found = await self.worlds.call(self.top, "() => nyx.contrast.suspects()")
        return {int(one["number"]): bool(one["large"]) for one in found}

    async def _look(self, numbers: Sequence[int]) -> dict[int, Legibility]:
        """Return what is seen of each text, as far as there are pictures for it; the page stands as before."""
        at = await self.worlds.call(self.top, "() => [scrollX, scrollY]")
        seen: dict[int, Legibility | None] = {}
        try:
            windows = 0
            while windows < MOST_WINDOWS and (left := [number for number in numbers if number not in seen]):
                found = await self._look_at_window(left)
                seen |= {left[0]: None, **found}
                windows += bool(found)
        except (Error, VisitError, TimeoutError):
            # What was not seen stays in doubt.
            pass
        finally:
            with suppress(Error, VisitError):
                await self.worlds.call(self.top, RESTORE, at)
        return {number: one for number, one in seen.items() if one is not None}

    async def _look_at_window(self, numbers: Sequence[int]) -> dict[int, Legibility | None]:
        placed = await self.worlds.call(self.top, "(numbers) => nyx.ink.place(numbers)", list(numbers))
        if not placed:
            return {}
        here = [one["number"] for one in placed]
        colours = await self.worlds.call(self.top, "(numbers) => nyx.ink.colours(numbers)", here)
        bare = await self._pictured("(numbers) => nyx.ink.bare(numbers)", here)
        struck = await self._pictured("(numbers, colours) => nyx.ink.strike(numbers, colours)", here, colours)
        after = await self._pictured("() => nyx.ink.unstrike()")
        await self.worlds.call(self.top, "() => nyx.ink.restore()")
        width = await self.worlds.call(self.top, "() => innerWidth")
        return _compared(placed, (bare, struck, after), width)

    async def _pictured(self, change: str, *arguments: Any) -> bytes:
        async with asyncio.timeout(PICTURE_SECONDS):
            await self.worlds.call(self.top, change, *arguments)
            answer = await self.cdp.send("Page.captureScreenshot", {"format": "png", "optimizeForSpeed": True})
        return base64.b64decode(answer["data"])

    async def _pale(
        self, rule: AxeRule, needed: Needed, seen: Mapping[int, Legibility], suspects: Mapping[int, bool]
    ) -> list[AxeNode]:
        """Return which of the texts that a rule passes are too pale, as they are seen."""
        pale = {
            number: _message(seen[number], needed.of(large=large))
            for number, large in suspects.items()
            if number in seen and str(number) in rule.passed and seen[number].best < needed.of(large=large) - ROUNDING
        }
        targets = await describe(self.worlds, self.top, pale)
        return [AxeNode(target, pale[int(key)]) for key, target in targets.items()]


def settled(rule: AxeRule, seen: Mapping[int, Legibility], pale: Sequence[AxeNode]) -> AxeRule:
    """Return the engine's word on a rule, each text that was seen where it belongs."""
    passed, failed, cant_tell = set(rule.passed), [*rule.failed, *pale], []
    for node in rule.cant_tell:
        needed, one = _needed(node), seen.get(_number(node))
        if one is None or needed is None:
            cant_tell.append(node)
        elif one.worst >= needed:
            passed.add(node.target.key)
        elif one.best < needed - ROUNDING:
            failed.append(AxeNode(node.target, _message(one, needed)))
        else:
            cant_tell.append(replace(node, message=UNSURE))
    return replace(
        rule,
        passed=frozenset(passed - {node.target.key for node in pale}),
        failed=tuple(failed),
        cant_tell=tuple(cant_tell),
    )


def _number(node: AxeNode) -> int:
    """Return the number of a text of the page itself, -1 for one in a frame."""
    return int(node.target.key) if node.target.key.isdecimal() else -1


def _needed(node: AxeNode) -> float | None:
    """Return the ratio that a text in doubt needs."""
    needed = node.data.get("asked") if isinstance(node.data, Mapping) else None
    return float(needed) if isinstance(needed, (int, float)) else None


def _message(seen: Legibility, needed: float) -> str:
    return (
        f"{seen.front} on {seen.back} is {int(seen.best * 100) / 100:g} to 1 as it is drawn, asked are {needed:g} to 1"
    )


def _compared(
    placed: Sequence[Mapping[str, Any]], pictures: tuple[bytes, bytes, bytes], width: float
) -> dict[int, Legibility | None]:
    """Return what is seen of each text; None for all where the page moves by itself."""
    bare, struck, after = pictures
    if bare != after:
        return {one["number"]: None for one in placed}
    ground, lines = read_picture(bare), read_picture(struck)
    scale = ground.shape[1] / width
    return {one["number"]: legibility(ground, lines, one["bands"], scale) for one in placed}
