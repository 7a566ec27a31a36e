"""Does the cost of a page grow in proportion to its elements?

Audits pages of all sizes and fits, for each rule, each phase of a visit and the judging of each rule, how its seconds
grow with the page's elements: as elements to the power of the slope. 1 is proportional, 2 is quadratic. Prints the table,
marks what grows faster than its page and takes long enough to matter, and draws the costs into an SVG file.

    python -m benchmarks.growth [FOLDER] [--pages 0] [--generated 1000,4000,16000,64000] [--kinds links,cells] [--times 2]

FOLDER holds HTML pages, for instance /usr/share/doc/python3.11/html (Debian's package python3.11-doc), of which at most
`--pages` are taken, evenly chosen. Generated pages are of one kind each; `--generated ""` leaves them out. Exits with 1
where something is marked.
"""

from __future__ import annotations

import argparse
import asyncio
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from time import perf_counter

import numpy as np
from lxml import html

from benchmarks.growth_pages import KINDS
from benchmarks.outcomes import some
from benchmarks.scatter import Point, draw
from nyx_audit.browser.axe import load_engine
from nyx_audit.browser.find import find_browser
from nyx_audit.browser.request import VisitRequest
from nyx_audit.browser.session import Session, open_session
from nyx_audit.catalogue.load import load_catalogue
from nyx_audit.catalogue.plan import is_of_site, plan_for
from nyx_audit.errors import PageCrashed, PageFailed
from nyx_audit.examples.server import serving
from nyx_audit.judge.page import judge_rule
from nyx_audit.model.evidence.visit import PageEvidence
from nyx_audit.model.rule import Rule
from nyx_audit.net.local import address_of, pages_below, serve_folder

# Shorter times are the clock's and the collector's.
LEAST_SECONDS = 0.003
# A slope through fewer pages, or pages of about one size, says nothing.
LEAST_POINTS, LEAST_SPAN = 3, 4.0
STEEP, MATTERS_SECONDS = 1.15, 0.1
PATIENCE_SECONDS = 600.0
DRAWN = 8

Costs = dict[str, list[Point]]


@dataclass(frozen=True, slots=True)
class Sized:
    """A page and how many elements it has; `kind` is what it is compared with."""

    url: str
    kind: str
    elements: int


@dataclass(frozen=True, slots=True)
class Growth:
    """How one cost grows over the pages of a kind; `longest` are its seconds on the page where it took most."""

    kind: str
    name: str
    slope: float
    longest: float

    @property
    def is_steep(self) -> bool:
        """Whether it grows faster than its page, and takes long enough to matter."""
        return self.slope > STEEP and self.longest >= MATTERS_SECONDS


def main() -> None:
    """Print how each cost grows, and exit with 1 where one grows faster than its page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--pages", type=int, default=0)
    parser.add_argument("--generated", default="1000,4000,16000,64000")
    parser.add_argument("--kinds", default=",".join(KINDS), help="kinds of generated pages")
    parser.add_argument("--times", type=int, default=2, help="visits of each page, of which the quickest counts")
    parser.add_argument("--svg", type=Path, default=Path("growth.svg"))
    parser.add_argument("--top", type=int, default=40, help="lines of the table")
    options = parser.parse_args()
    sizes = [int(size) for size in options.generated.split(",") if size]
    with ExitStack() as served:
        pages = [
            *_generated(served, options.kinds.split(","), sizes),
            *_of_folder(served, options.folder, options.pages),
        ]
        costs = asyncio.run(measured(pages, options.times))
    found = [one for kind, by_name in costs.items() for one in growths(kind, by_name)]
    for line in table(found, options.top):
        print(line)
    options.svg.write_text(drawing(costs), encoding="utf-8")
    raise SystemExit(any(one.is_steep for one in found))


async def measured(pages: Sequence[Sized], times: int) -> Mapping[str, Costs]:
    """Visit and judge the pages one by one, each so many times; return the points of each cost, by the kind of page.

    The least of each cost counts: what is more is the machine's.
    """
    rules = tuple(rule for rule in load_catalogue().rules.values() if not is_of_site(rule))
    costs: dict[str, Costs] = defaultdict(lambda: defaultdict(list))
    async with open_session(find_browser(), load_engine(load_catalogue().in_page)) as session:
        for page in pages:
            least: dict[str, float] = {}
            for _ in range(times):
                for name, seconds in (await _costs(session, page, rules)).items():
                    least[name] = min(seconds, least.get(name, seconds))
            for name, seconds in least.items():
                costs[page.kind][name].append((page.elements, seconds))
    return costs


def growths(kind: str, costs: Costs) -> Iterator[Growth]:
    """Yield the growth of each cost that pages of enough sizes have."""
    for name, points in costs.items():
        kept = [one for one in points if one[1] >= LEAST_SECONDS]
        sizes = [elements for elements, _ in kept]
        if len(kept) >= LEAST_POINTS and max(sizes) >= LEAST_SPAN * min(sizes):
            elements, seconds = np.log(np.array(kept)).T
            slope = float(np.polynomial.Polynomial.fit(elements, seconds, 1).convert().coef[1])
            yield Growth(kind, name, slope, max(seconds for _, seconds in kept))


def table(found: Sequence[Growth], top: int) -> Iterator[str]:
    """Yield what is steep, and what takes longest."""
    yield f"{'slope':>6} {'longest, s':>11}  {'pages':<12} cost"
    ordered = sorted(found, key=lambda one: (not one.is_steep, -one.longest))
    for one in ordered[: max(top, sum(growth.is_steep for growth in found))]:
        yield f"{one.slope:6.2f} {one.longest:11.3f}  {one.kind:<12} {one.name}{'  STEEP' if one.is_steep else ''}"
    yield f"{sum(one.is_steep for one in found)} of {len(found)} grow faster than their page and take long"


def drawing(costs: Mapping[str, Costs]) -> str:
    """Return the drawing of what takes longest on any page, and of whole visits."""
    together: Costs = defaultdict(list)
    for by_name in costs.values():
        for name, points in by_name.items():
            together[name] += points
    ordered = sorted(together, key=lambda name: -max(seconds for _, seconds in together[name]))
    chosen = dict.fromkeys(("visit", *ordered[:DRAWN]))
    return draw("Cost by the size of a page", "elements", "seconds", {name: together[name] for name in chosen})


async def _costs(session: Session, page: Sized, rules: Sequence[Rule]) -> dict[str, float]:
    """Visit a page without probes, which have a time of their own, and return its costs by name."""
    plan = plan_for(tuple(rules), probes=False)
    began = perf_counter()
    try:
        evidence = await session.visit(VisitRequest(page.url, plan, seconds=PATIENCE_SECONDS, costs=True))
    except (PageFailed, PageCrashed) as lost:
        print(f"{page.kind} of {page.elements:,} elements is lost: {lost}", flush=True)
        return {}
    visit = perf_counter() - began
    print(f"{page.kind:<12} {page.elements:8,} elements {visit:8.1f} s  {page.url}", flush=True)
    found = {"visit": visit} | {f"{phase} (phase)": seconds for phase, seconds in evidence.seconds.items()}
    for cost in evidence.costs:
        found[f"{cost.name} ({cost.place})"] = cost.seconds
    return found | {f"{rule.id} (judged)": _judged(rule, evidence) for rule in rules}


def _judged(rule: Rule, evidence: PageEvidence) -> float:
    began = perf_counter()
    judge_rule(rule, evidence)
    return perf_counter() - began


def _generated(served: ExitStack, kinds: Sequence[str], sizes: Sequence[int]) -> Iterator[Sized]:
    texts = {f"/{kind}/{size}": KINDS[kind].page(size) for kind, size in product(kinds, sizes)}
    server = served.enter_context(serving(dict(texts)))
    for path, text in texts.items():
        yield Sized(server.url + path, path.split("/")[1], _elements(text.encode()))


def _of_folder(served: ExitStack, folder: Path | None, limit: int) -> Iterator[Sized]:
    if folder is None:
        return
    root = served.enter_context(serve_folder(folder))
    for path in some(pages_below(folder), limit):
        yield Sized(address_of(root, folder, path), folder.name, _elements(path.read_bytes()))


def _elements(text: bytes) -> int:
    return sum(1 for _ in html.fromstring(text).iter(html.etree.Element)) if text.strip() else 0


if __name__ == "__main__":
    main()
