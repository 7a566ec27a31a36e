"""What does it cost to use a page, beside looking at it?

Pages of 100 stops of the Tab key: links only; links and controls that scripts make; the same with menus that open. Each is
visited with and without probes in turns, and with the cheap ones alone, which is what a large site's pages get.

    python -m benchmarks.probes [--stops 100] [--runs 5]
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
from collections.abc import Mapping

from nyx_audit.browser.axe import load_engine
from nyx_audit.browser.find import find_browser
from nyx_audit.browser.request import VisitRequest
from nyx_audit.browser.session import Session, open_session
from nyx_audit.catalogue.load import load_catalogue
from nyx_audit.catalogue.plan import plan_for
from nyx_audit.examples.server import page, serving
from nyx_audit.model.evidence.visit import Plan

CONTROL = '<p><span role="button" tabindex="0" onclick="this.textContent += 1" onkeydown="this.click()">Show fee {0}</span></p>'
MENU = (
    '<div><button aria-expanded="false" onclick="const list = this.nextElementSibling; list.hidden = !list.hidden; '
    'this.setAttribute(\'aria-expanded\', !list.hidden)">Menu {0}</button><ul hidden><li><a href="/{0}">Item {0}</a></li></ul></div>'
)


def main() -> None:
    """Print the medians of each page, and what the probes add."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stops", type=int, default=100)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    asyncio.run(_measure(options.stops, options.runs))


def pages(stops: int) -> dict[str, str]:
    """Return pages with so many stops, by what is on them."""
    links = [f'<p><a href="/{number}">Service {number}</a></p>' for number in range(stops)]
    tenth = max(1, stops // 10)
    controls = [CONTROL.format(number) for number in range(tenth)]
    menus = [MENU.format(number) for number in range(tenth)]
    return {
        "links": page("".join(links)),
        "links, controls": page("".join([*links[tenth:], *controls])),
        "links, controls, menus": page("".join([*links[2 * tenth :], *controls, *menus])),
    }


async def _measure(stops: int, runs: int) -> None:
    catalogue = load_catalogue()
    rules = list(catalogue.rules.values())
    plans = {
        "looked at": plan_for(rules, probes=False),
        "with cheap probes": plan_for(rules, sampled=False),
        "with all probes": plan_for(rules),
    }
    made = pages(stops)
    async with open_session(find_browser(), load_engine(catalogue.in_page)) as session:
        with serving({f"/{at}": html for at, html in enumerate(made.values())}) as server:
            for at, name in enumerate(made):
                url = f"{server.url}/{at}"
                took = await _took(session, url, plans, runs)
                still = took["looked at"]
                told = ", ".join(f"{how} {one:.2f} s ({one / still:.2f})" for how, one in took.items())
                print(f"{stops} stops, {name}: {told}", flush=True)


async def _took(session: Session, url: str, plans: Mapping[str, Plan], runs: int) -> dict[str, float]:
    """Return the median seconds of a visit by how the page is visited; the first of each does not count."""
    seconds: dict[str, list[float]] = {how: [] for how in plans}
    for _ in range(runs + 1):
        for how, plan in plans.items():
            evidence = await session.visit(VisitRequest(url, plan, seconds=120))
            seconds[how].append(sum(evidence.seconds.values()))
    return {how: statistics.median(all_of_it[1:]) for how, all_of_it in seconds.items()}


if __name__ == "__main__":
    main()
