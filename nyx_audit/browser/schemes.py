"""Looks at the page in its own dark scheme, where it has one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from playwright.async_api import CDPSession

from nyx_audit.browser.axe import run_axe
from nyx_audit.browser.costs import Costs
from nyx_audit.browser.world import Worlds
from nyx_audit.model.evidence.axe import AxeEvidence, AxeRule
from nyx_audit.model.evidence.kind import Missing
from nyx_audit.model.outcome import View

CONTRAST = "own/color-contrast"
# Colours may fade into each other.
SETTLE_MS = 1000


@dataclass(frozen=True, slots=True)
class Schemes:
    """The tab whose page is looked at, and the frame of its document."""

    cdp: CDPSession
    worlds: Worlds
    frame: str

    async def dark_contrast(self, light: AxeEvidence | Missing | None) -> AxeRule:
        """Return the contrast of texts in the dark scheme, without what the `light` one fails or doubts already.

        Raises ScriptError where the engine failed.
        """
        top = await self.worlds.of(self.frame)
        if not await self.worlds.call(top, "() => nyx.schemes.hasDark()"):
            return AxeRule()
        await self._prefer("dark", top)
        try:
            found = await run_axe(self.worlds, [CONTRAST], View.MOBILE, Costs(False))
        finally:
            await self._prefer("light", top)
        dark = found.rules.get(CONTRAST, AxeRule())
        return dark if light is None or isinstance(light, Missing) else _without(dark, light)

    async def _prefer(self, scheme: str, top: int) -> None:
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        await self.cdp.send("Emulation.setEmulatedMedia", {"features": features})
        await self.worlds.call(top, "(limit) => nyx.settle.settle(limit)", SETTLE_MS)


def _without(dark: AxeRule, light: AxeEvidence) -> AxeRule:
    known = light.rules.get(CONTRAST, AxeRule())
    reported = {node.target.key for node in (*known.failed, *known.cant_tell)}
    return replace(
        dark,
        failed=tuple(node for node in dark.failed if node.target.key not in reported),
        cant_tell=tuple(node for node in dark.cant_tell if node.target.key not in reported),
    )
