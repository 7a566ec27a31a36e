"""Do two versions of the program say the same of the same pages?

Compares JSON reports outcome by outcome: rule, page, target, outcome, message, score. Prints each difference, grouped
by rule, and exits with 1 where there is one.

    python -m benchmarks.outcomes BEFORE.json AFTER.json
    python -m benchmarks.outcomes --commands "OLD/bin/nyx-audit" "NEW/bin/nyx-audit" PAGES [--pages 24] [--times 2]

The second form has both commands check the same pages, in turns, and prints what each took. PAGES is a folder of HTML
files or a list of addresses, one a line. What a command does not say each time is set apart as unsteady: it is no
difference between the two. Options of `check` may follow the command: "nyx-audit check --no-probes".
"""

from __future__ import annotations

import argparse
import json
import shlex
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple, TypeVar

from benchmarks.processes import Took, run
from nyx_audit.net.local import address_of, pages_below, serve_folder

T = TypeVar("T")
WIDEST = 300
PAGE = "(page)"


class Fact(NamedTuple):
    """One thing that a report says: of a page by a rule, or of the page itself."""

    rule: str
    page: str
    said: str


Facts = Counter[Fact]


@dataclass(frozen=True, slots=True)
class Differences:
    """What only the first said, what only the second said, and what one of them did not say each time."""

    gone: Facts
    came: Facts
    unsteady: Facts

    def __bool__(self) -> bool:
        return bool(self.gone or self.came)


def main() -> None:
    """Print the differences, and exit with 1 where there is one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="+", type=Path, metavar="FILE", help="two reports, or the pages")
    parser.add_argument("--commands", nargs=2, metavar="COMMAND")
    parser.add_argument("--pages", type=int, default=0, help="at most so many pages, evenly chosen")
    parser.add_argument("--times", type=int, default=2)
    options = parser.parse_args()
    if len(options.inputs) != (1 if options.commands else 2):
        parser.error("name two reports, or two --commands and one folder or list of pages")
    if options.commands:
        with addresses(options.inputs[0], options.pages) as urls:
            before, after = alternate(options.commands, urls, options.times)
    else:
        before, after = ([facts(json.loads(path.read_text(encoding="utf-8")))] for path in options.inputs)
    found = compare(before, after)
    for line in lines(found):
        print(line)
    raise SystemExit(bool(found))


def facts(report: dict[str, Any]) -> Facts:
    """Return all that a report says that must not change from one version to the next."""
    return Counter(_facts(report))


def compare(before: Sequence[Facts], after: Sequence[Facts]) -> Differences:
    """Return what all reports of one side say and none of the other."""
    ever, always = reduce(or_, before), reduce(and_, before)
    ever_after, always_after = reduce(or_, after), reduce(and_, after)
    return Differences(always - ever_after, always_after - ever, (ever - always) + (ever_after - always_after))


def lines(found: Differences) -> Iterator[str]:
    """Yield the differences as text, grouped by rule, and their number."""
    for title, signs in (
        ("", ((found.gone, "-"), (found.came, "+"))),
        ("unsteady ", ((found.unsteady, "?"),)),
    ):
        by_rule: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for those, sign in signs:
            for fact in those.elements():
                by_rule[fact.rule].append((fact.page, sign, fact.said))
        for rule in sorted(by_rule):
            yield f"{title}{rule}: {len(by_rule[rule])}"
            yield from (f"  {sign} {page}  {said}"[:WIDEST] for page, sign, said in sorted(by_rule[rule]))
    yield f"{found.gone.total()} gone, {found.came.total()} new, {found.unsteady.total()} unsteady"


def alternate(commands: Sequence[str], urls: Sequence[str], times: int) -> list[list[Facts]]:
    """Have the commands check the pages in turns, print what each took, and return what each said."""
    said: list[list[Facts]] = [[] for _ in commands]
    took: list[list[Took]] = [[] for _ in commands]
    with tempfile.TemporaryDirectory() as folder:
        for number in range(times):
            for at in range(len(commands)) if number % 2 == 0 else reversed(range(len(commands))):
                report = Path(folder, "report.json")
                took[at].append(_check(commands[at], urls, report))
                said[at].append(facts(json.loads(report.read_text(encoding="utf-8"))))
                report.unlink()
    for command, those in zip(commands, took, strict=True):
        seconds, cpu = median(one.seconds for one in those), median(one.cpu for one in those)
        print(f"{seconds:8.1f} s {cpu:8.1f} s of processor  {command}")
    return said


@contextmanager
def addresses(pages: Path, limit: int = 0) -> Iterator[list[str]]:
    """Serve a folder, or read a list, and give the addresses of its pages."""
    if not pages.is_dir():
        yield some([line.strip() for line in pages.read_text().splitlines() if line.strip()], limit)
        return
    with serve_folder(pages) as root:
        yield [address_of(root, pages, page) for page in some(pages_below(pages), limit)]


def some(those: Sequence[T], limit: int) -> list[T]:
    """Return at most so many of them, evenly chosen; all where the limit is 0."""
    return list(those[:: max(1, len(those) // limit)][:limit] if limit else those)


def _check(command: str, urls: Sequence[str], report: Path) -> Took:
    words = shlex.split(command)
    listing = report.with_name("pages.txt")
    listing.write_text("\n".join(urls), encoding="utf-8")
    check = [] if "check" in words else ["check"]
    took = run([*words, *check, "--from-file", str(listing), "--json", str(report), "--fail-on", "never", "--quiet"])
    if not report.is_file():
        raise SystemExit(f"{command} wrote no report (exit status {took.status})")
    return took


def _facts(report: dict[str, Any]) -> Iterator[Fact]:
    for site in report["sites"]:
        yield Fact("(site)", site["id"], f"score {site['score']}")
    for page in report["pages"]:
        yield Fact(PAGE, page["url"], f"{page['status']} {page.get('reason_code', '')} at {page['final_url']}")
        yield Fact(PAGE, page["url"], f"score {page['score']} {page.get('score_reason', '')}")
        for row in page["outcomes"]:
            yield from _facts_of(row, page["url"])


def _facts_of(row: dict[str, Any], page: str) -> Iterator[Fact]:
    counts = ", ".join(f"{count} {name}" for name, count in row["counts"].items())
    reason = row.get("reason", "")
    yield Fact(row["rule"], page, f"{row['outcome']} ({counts}) {row.get('value', '')} {reason}".rstrip())
    for one in row["findings"]:
        outcome, view, message = one.get("outcome", row["outcome"]), one["view"], one["message"]
        yield Fact(row["rule"], page, f"{outcome} {one['fingerprint']} {view} {one['selector']}: {message}")


if __name__ == "__main__":
    main()
