"""Does a run that was killed and resumed say what an undisturbed one says?

A site of 60 small pages is audited undisturbed; then as often as there are moments, spread over the time that this
took, the program's process group is killed (`kill -9`) and the run resumed; and as often, the browser alone is killed
under the program. More moments are while the site is judged, and while the reports are written: such a run is over,
and `nyx-audit show` writes its reports. Each report must
be that of the undisturbed run in all but dates, seconds and the number of the run, with the same exit status; nothing
that the program had started may outlive it, and no file may be left beside the reports and the history.

    python -m benchmarks.kills [--moments 30] [--seed 1] [--all-rules]

Few rules and no probes, so that a run takes some 20 seconds; `--all-rules` takes all of them. Exits with 1 where
anything differed.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.kill_site import serving_site
from benchmarks.killed import Run, differences, left_in, report_in, run_in, shown_in

RULES = (
    *("html-has-lang", "image-alt", "label", "link-name", "document-title", "color-contrast", "viewport-zoom"),
    *("broken-links", "wrong-address-status", "sitemap-complete", "title-repeats", "pdf-tagged", "pdf-title"),
    *("consistent-help", "link-file", "identical-links-same-purpose"),
)
FEW = ("--no-probes", "--tabs", "2", *(part for rule in RULES for part in ("--rule", rule)))
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Moment:
    """When a run is killed; `is_now` sees it under way."""

    name: str
    is_now: Callable[[Run], bool]


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """What all other runs must say; `times` are the seconds after which each page was done."""

    status: int
    report: dict[str, Any]
    seconds: float
    times: Sequence[float]


Kill = Callable[[Path, Sequence[str], Sequence[Moment], Undisturbed], "Row"]


@dataclass(frozen=True, slots=True)
class Row:
    """What came of a kill: pages done by then, and what is not as it must be. `missed`: the run was over before."""

    moment: str
    killed: str
    pages: int
    problems: list[str] = field(default_factory=list)
    missed: bool = False

    def __str__(self) -> str:
        said = "too late" if self.missed else "equal" if not self.problems else "; ".join(self.problems)
        return f"{self.moment:<24} {self.killed:<8} {self.pages:>5}  {said}"


def main() -> None:
    """Print a row for each kill, and how many were equal."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--moments", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--all-rules", action="store_true")
    options = parser.parse_args()
    with serving_site() as server, tempfile.TemporaryDirectory() as folder:
        arguments = (server.url, *(() if options.all_rules else FEW))
        whole = undisturbed(Path(folder, "undisturbed"), arguments)
        print(f"undisturbed: {len(whole.report['pages'])} pages, {whole.seconds:.0f} s, exit status {whole.status}")
        print(f"{'moment':<24} {'killed':<8} {'pages':>5}")
        rows = []
        for number, (kill, moment) in enumerate(_plan(options.moments, options.seed, whole)):
            rows.append(kill(Path(folder, str(number)), arguments, [moment], whole))
            print(rows[-1], flush=True)
    done = [row for row in rows if not row.missed]
    equal = sum(not row.problems for row in done)
    print(f"{equal} of {len(done)} equal; {len(rows) - len(done)} came too late")
    raise SystemExit(equal < len(done))


def undisturbed(folder: Path, arguments: Sequence[str]) -> Undisturbed:
    """Return what a run says that nobody kills."""
    times: list[float] = []

    def note(run: Run) -> bool:
        times.extend([run.seconds] * (run.pages - len(times)))
        return False

    with run_in(folder, arguments) as run:
        run.reaches(note)
        return Undisturbed(run.ended(), report_in(folder), run.seconds, times)


def program_killed(folder: Path, arguments: Sequence[str], moments: Sequence[Moment], whole: Undisturbed) -> Row:
    """Kill the program at each of the moments, resume the run each time, and return what came of it."""
    name, done, alive = _names(moments), 0, list[str]()
    for number, moment in enumerate(moments):
        with run_in(folder, arguments, resume=number > 0) as run:
            if not run.reaches(moment.is_now):
                return Row(name, "program", run.pages, missed=True)
            done += run.pages
            alive += [f"outlives the program: {one}" for one in run.kill()]
    status = shown_in(folder) if run.is_judged else _resumed(folder, arguments)
    return Row(name, "program", done, [*alive, *_problems(folder, status, whole)])


def browser_killed(folder: Path, arguments: Sequence[str], moments: Sequence[Moment], whole: Undisturbed) -> Row:
    """Kill the browser at each of the moments, let the program go on, and return what came of it."""
    name, done = _names(moments), 0
    with run_in(folder, arguments) as run:
        for moment in moments:
            if not (run.reaches(moment.is_now) and run.reaches(Run.kill_browser)):
                return Row(name, "browser", run.pages, missed=True)
            done = run.pages
        status = run.ended()
    return Row(name, "browser", done, _problems(folder, status, whole))


def after_pages(count: int, seconds: float = 0.0) -> Moment:
    """Return the moment so many seconds after so many pages are audited."""
    reached: list[float] = []

    def is_now(run: Run) -> bool:
        if not reached and run.pages >= count:
            reached.append(run.seconds)
        return bool(reached) and run.seconds >= reached[0] + seconds

    return Moment(f"{count} pages and {seconds:.1f} s", is_now)


SITE_PHASE = Moment("the site is judged", lambda run: "all pages are visited" in run.words)
REPORTS = Moment("reports are written", lambda run: run.is_judged)


def _plan(count: int, seed: int, whole: Undisturbed) -> Iterator[tuple[Kill, Moment]]:
    """Yield what is killed when: at a random moment in each of so many equal parts of the run's time, in any order."""
    yield program_killed, SITE_PHASE
    yield program_killed, REPORTS
    yield browser_killed, SITE_PHASE
    chance = random.Random(seed)
    parts = [(kill, part) for kill in (program_killed, browser_killed) for part in range(count)]
    # So that those who cannot wait for all of them have seen some of each.
    chance.shuffle(parts)
    for kill, part in parts:
        yield kill, _at(whole.seconds * (part + chance.random()) / count, whole)


def _at(seconds: float, whole: Undisturbed) -> Moment:
    """The moment of a run that was then in the undisturbed one, however fast the machine is by now."""
    pages = bisect(whole.times, seconds)
    return after_pages(pages, seconds - (whole.times[pages - 1] if pages else 0.0))


def _resumed(folder: Path, arguments: Sequence[str]) -> int:
    with run_in(folder, arguments, resume=True) as run:
        return run.ended()


def _names(moments: Sequence[Moment]) -> str:
    return ", ".join(moment.name for moment in moments)


def _problems(folder: Path, status: int, whole: Undisturbed) -> list[str]:
    """Return what is not as it was in the undisturbed run."""
    found = [f"exit status {status}"] if status != whole.status else []
    found += [f"left behind: {name}" for name in left_in(folder)]
    differing = list(differences(whole.report, report_in(folder)))
    found += differing[:SHOWN]
    return [*found, f"and {len(differing) - SHOWN} more"] if len(differing) > SHOWN else found


if __name__ == "__main__":
    main()
