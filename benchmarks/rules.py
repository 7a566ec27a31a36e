"""What do all rules of the catalogue cost on a page that stands still, against axe-core's default run?

Both run in the same document of the same browser, with the same build of axe-core and the same serializer, one after
the other in alternating order; a page's figure is the median. The catalogue's run is the one of the audit: axe's rules
that it keeps and our own. axe's is `axe.run()` with its default rules. What both have in common, like building axe's
tree, is in both figures.

    python -m benchmarks.rules FOLDER [--pages 24] [--times 3] [--view desktop] [--axe FILE]

FOLDER holds HTML pages, for instance /usr/share/doc/sqlite3 (Debian's package sqlite3-doc).
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from playwright.async_api import CDPSession, Page, async_playwright

from nyx_audit.browser import views
from nyx_audit.browser.axe import PRELOAD_MS, Engine, load_engine
from nyx_audit.browser.costs import Costs
from nyx_audit.browser.find import find_browser
from nyx_audit.browser.world import Worlds
from nyx_audit.catalogue.load import load_catalogue
from nyx_audit.catalogue.plan import plan_for
from nyx_audit.model.outcome import View
from nyx_audit.net.local import address_of, pages_below, serve_folder

TOP = 10
OURS = """async (rules, timeout) => {
    const began = performance.now();
    await nyx.engine.runTop({runOnly: {type: 'rule', values: rules}, xpath: false, preload: {assets: ['cssom', 'media'], timeout}});
    return performance.now() - began;
}"""
# Rules that the catalogue adds to this build are no part of axe's defaults.
DEFAULT = """async () => {
    const own = Object.fromEntries(axe.getRules(['nyx']).map((rule) => [rule.ruleId, {enabled: false}]));
    const began = performance.now();
    JSON.stringify(await axe.run(document, {rules: own, reporter: 'nyx'}));
    return performance.now() - began;
}"""


@dataclass
class Took:
    """Milliseconds by run of one page."""

    ours: list[float] = field(default_factory=list)
    default: list[float] = field(default_factory=list)

    @property
    def medians(self) -> tuple[float, float]:
        return statistics.median(self.ours), statistics.median(self.default)


def main() -> None:
    """Print each page's figures, the ratio, and the rules that cost most."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=24)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--view", choices=[view.value for view in View], default=View.DESKTOP.value)
    parser.add_argument("--axe", type=Path, help="another build of axe-core")
    options = parser.parse_args()
    found = pages_below(options.folder)
    chosen = found[:: max(1, len(found) // options.pages)][: options.pages]
    view = View(options.view)
    with serve_folder(options.folder) as root:
        urls = [address_of(root, options.folder, page) for page in chosen]
        asyncio.run(compare(urls, view, options.times, load_engine(load_catalogue().in_page, options.axe)))


async def compare(urls: Sequence[str], view: View, times: int, engine: Engine) -> None:
    """Run both on each page, and print what they took."""
    rules = tuple(dict.fromkeys(plan_for(tuple(load_catalogue().rules.values())).axe[view]))
    path = find_browser().path
    costs = Costs(wanted=True)
    ours, default = 0.0, 0.0
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=str(path) if path else None)
        page = await (await browser.new_context(no_viewport=True)).new_page()
        cdp = await page.context.new_cdp_session(page)
        worlds = Worlds(cdp, engine.source)
        await worlds.start()
        await _become(cdp, view, browser.version)
        print(f"{len(rules)} rules of the catalogue, {view} view; axe-core {engine.version}")
        print(f"{'catalogue':>10} {'default':>10} {'ratio':>6}  page (ms, median of {times})")
        for number, url in enumerate(urls):
            took = await _one_page(page, worlds, url, rules, times, flipped=bool(number % 2), costs=costs)
            one, other = took.medians
            ours, default = ours + one, default + other
            print(f"{one:10.0f} {other:10.0f} {one / other:6.2f}  {url.rpartition('/')[2]}", flush=True)
        await browser.close()
    print(f"{ours:10.0f} {default:10.0f} {ours / default:6.2f}  all {len(urls)} pages")
    _print_costs(costs, len(urls))


async def _become(cdp: CDPSession, view: View, version: str) -> None:
    await views.touch(cdp, version, on=view is View.MOBILE)
    await views.show(cdp, views.PHONE if view is View.MOBILE else views.DESKTOP)


async def _one_page(
    page: Page, worlds: Worlds, url: str, rules: Sequence[str], times: int, *, flipped: bool, costs: Costs
) -> Took:
    worlds.forget()
    await page.goto(url, wait_until="load")
    top = await worlds.of(next(iter(await worlds.frames())))
    took = Took()
    for number in range(times):
        for ours in (True, False) if (number % 2 == 0) is not flipped else (False, True):
            if ours:
                took.ours.append(await worlds.call(top, OURS, list(rules), PRELOAD_MS))
            else:
                took.default.append(await worlds.call(top, DEFAULT))
    await costs.begin(worlds, top)
    await worlds.call(top, OURS, list(rules), PRELOAD_MS)
    await costs.collect(worlds, [top], "")
    return took


def _print_costs(costs: Costs, pages: int) -> None:
    total: dict[str, float] = {}
    for cost in costs.found:
        total[cost.name] = total.get(cost.name, 0.0) + cost.seconds
    print(f"\nThe most costly of {len(total)} rules, ms a page:")
    for name, seconds in sorted(total.items(), key=lambda one: -one[1])[:TOP]:
        print(f"{1000 * seconds / pages:10.1f}  {name}")
    print(f"{1000 * sum(total.values()) / pages:10.1f}  all")


if __name__ == "__main__":
    main()
