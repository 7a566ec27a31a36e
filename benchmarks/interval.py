"""How often the 95 % interval of a sampled site's score holds the score of all its pages. Made-up sites, no browser.

    python -m benchmarks.interval [--sites 100] [--flat]

Each site has templates of uneven size. Some checks fail on whole templates, some on sections of one, some on single
pages; some are measured on few pages only. The sample is the one that a crawl would take;
with --flat the addresses do not tell the templates.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import replace
from random import Random
from string import ascii_lowercase

from nyx_audit.catalogue.load import load_catalogue
from nyx_audit.crawl.sampling import Known, panel, templates_of, weights_of
from nyx_audit.model.outcome import Area, Impact, Tier
from nyx_audit.model.rule import Rule
from nyx_audit.score import Measure, Scorecard, Scoring, score_site
from nyx_audit.score.interval import score_interval

SIZES = ((50, 25), (500, 100), (5_000, 200))
CHECKS = 60
CATALOGUE = load_catalogue()


def main() -> None:
    """Print how often the interval holds the truth, how wide it is, and how far off the score is."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sites", type=int, default=100)
    parser.add_argument("--flat", action="store_true")
    given = parser.parse_args()
    print("pages  audited  covered  width  error  seconds")
    for pages, limit in SIZES:
        print(line(pages, limit, given.sites, flat=given.flat))


def line(pages: int, limit: int, count: int, *, flat: bool = False) -> str:
    """Return the result over so many sites of one size."""
    covered, widths, errors, seconds = 0, [], [], 0.0
    for seed in range(count):
        truth, score, low, high, took = one_site(Random(f"{pages}-{seed}"), pages, limit, flat=flat)
        covered += low <= truth <= high
        widths.append(high - low)
        errors.append(abs(score - truth))
        seconds += took
    return (
        f"{pages:5}  {limit:7}  {covered / count:6.0%}  {sum(widths) / count:5.2f}  {sum(errors) / count:5.2f}"
        f"  {seconds / count:7.3f}"
    )


def one_site(random: Random, pages: int, limit: int, *, flat: bool = False) -> tuple[float, float, float, float, float]:
    """Return the score of all pages, that of the sample, its interval, and the seconds that the interval took."""
    scoring, scorecards = make_site(random, pages, flat=flat)
    truth = score_site(list(scorecards.values()), scoring).value
    home = next(iter(scorecards))
    chosen = {home, *panel([url for url in scorecards if url != home], limit - 1, [home])}
    known = [Known(url, url in chosen, certain=url == home) for url in scorecards]
    weights, templates = weights_of(known), templates_of(known)
    sample = [
        replace(scorecards[url], weight=weights[url], template=templates[url]) for url in scorecards if url in chosen
    ]
    began = time.perf_counter()
    interval = score_interval(sample, scoring)
    took = time.perf_counter() - began
    score = score_site(sample, scoring).value
    assert truth is not None
    assert score is not None
    assert interval is not None
    return truth, score, interval.low, interval.high, took


def make_site(
    random: Random, pages: int, *, flat: bool = False, checks: int = CHECKS
) -> tuple[Scoring, dict[str, Scorecard]]:
    """Return rules, and the pages of a site by address."""
    rules = {f"check-{at}": _rule(f"check-{at}", random) for at in range(checks)}
    templates = [ascii_lowercase[at] for at in range(max(3, round(pages**0.35)))]
    sizes = [1 / (at + 1) for at in range(len(templates))]
    behaviour = {name: _Check(random, templates) for name in rules}
    host = f"https://{random.randrange(10**9)}.example"
    scorecards = {}
    for number in range(pages):
        template = "home" if not number else random.choices(templates, sizes)[0]
        url = f"{host}/{'all' if flat and number else template}/page-{number}"
        section = random.randrange(8)
        found = {name: one for name, check in behaviour.items() if (one := check.on(template, section, random))}
        scorecards[url] = Scorecard(found, "core" if not number else "content", home=not number, key=url)
    return Scoring(CATALOGUE.ruleset, rules), scorecards


class _Check:
    """How one check behaves on a site: where it has targets, and where they fail."""

    def __init__(self, random: Random, templates: list[str]) -> None:
        self.rare = random.random() < 0.4
        self.share = random.choice([0.005, 0.02, 0.05]) if self.rare else random.uniform(0.3, 1)
        self.only_on = frozenset(random.sample(templates, 2)) if self.rare and random.random() < 0.5 else None
        self.broken = frozenset(one for one in templates if random.random() < 0.08)
        self.sections = frozenset((one, random.randrange(8)) for one in templates if random.random() < 0.15)
        self.single = random.choice([0.0, 0.0, 0.01, 0.05, 0.2])

    def on(self, template: str, section: int, random: Random) -> Measure | None:
        if (self.only_on is not None and template not in self.only_on) or random.random() > self.share:
            return None
        targets = random.randint(1, 12)
        bad = template in self.broken or (template, section) in self.sections or random.random() < self.single
        failed = random.randint(1, targets) if bad else 0
        return Measure(targets - failed, failed)


def _rule(name: str, random: Random) -> Rule:
    sample = next(iter(CATALOGUE.rules.values()))
    area = random.choice([Area.ACCESS, Area.ACCESS, Area.TIME, Area.DIGITAL])
    impact = random.choice(list(Impact))
    return replace(
        sample, id=name, area=area, impact=impact, tier=random.choice([Tier.WCAG, Tier.GUIDANCE, Tier.HEURISTIC])
    )


if __name__ == "__main__":
    main()
