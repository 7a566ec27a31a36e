"""How long does it take to score a large site and each of its pages, and to tell what each fix would bring?

    python -m benchmarks.scoring [--pages 5000] [--checks 300]

The site is made up, as in `benchmarks.interval`; a defect stands on ten pages. Seconds are those of the processor.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from dataclasses import replace
from random import Random

from benchmarks.interval import make_site
from nyx_audit.score import Fix, Measure, Scorecard, gains, score_page, score_site
from nyx_audit.score.law import law_figures

SHARED = 10


def main() -> None:
    """Print what each part of the scoring takes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=5_000)
    parser.add_argument("--checks", type=int, default=300)
    given = parser.parse_args()
    scoring, made = make_site(Random(0), given.pages, checks=given.checks)
    pages = [_with_groups(page, number) for number, page in enumerate(made.values())]
    fixes = {Fix(rule, group) for page in pages for rule, one in (page.checks or {}).items() for group in one.groups}
    fixes |= {Fix(fix.rule) for fix in fixes}
    parts: dict[str, Callable[[], object]] = {
        "the site": lambda: score_site(pages, scoring),
        "the laws' figures": lambda: law_figures(pages, scoring),
        "each page": lambda: [score_page(page, scoring) for page in pages],
        f"{len(fixes)} fixes": lambda: gains(pages, scoring, fixes),
    }
    took = {name: _seconds(part) for name, part in parts.items()}
    for name, seconds in (*took.items(), ("all", sum(took.values()))):
        print(f"{name}: {seconds:.2f} s")


def _with_groups(page: Scorecard, number: int) -> Scorecard:
    """Give each failure of a page a group, which the pages beside it share."""

    def grouped(rule: str, one: Measure) -> Measure:
        return replace(one, groups={f"{rule}-{number // SHARED}": one.failed}) if one.failed else one

    return replace(page, checks={rule: grouped(rule, one) for rule, one in (page.checks or {}).items()})


def _seconds(part: Callable[[], object]) -> float:
    began = time.process_time()
    part()
    return time.process_time() - began


if __name__ == "__main__":
    main()
