"""An audit that machines share, `--shard K/N`, and `nyx-audit merge`, which makes one of its parts."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from nyx_audit.examples.server import Server, page, serving
from nyx_audit.store.history import History
from tests.support.command import Ran, nyx

# Of when and how fast it was made, nothing is compared.
OF_TIME = {"started_at", "finished_at", "seconds", "audited_at", "since", "value"}
SITES = ("one", "two", "three")


@dataclass(frozen=True)
class Shared:
    """The same three sites, audited at once and in two shards."""

    folder: Path
    whole: dict[str, Any]

    def merge(self, *parts: str, into: str = "all.sqlite", more: tuple[str, ...] = ()) -> Ran:
        return nyx("merge", *parts, "--into", into, "--json", "-", *more, cwd=self.folder)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving({}) as running:
        for site in SITES:
            links = "".join(f'<li><a href="/{site}/{number}">To {number}</a></li>' for number in range(2))
            running.pages[f"/{site}/"] = page(f"<main><h1>{site}</h1><ul>{links}</ul></main>")
            for number in range(2):
                body = f"<main><h1>{site} {number}</h1><img src='/a.png'><input name='q{number}'></main>"
                running.pages[f"/{site}/{number}"] = page(body)
        yield running


@pytest.fixture(scope="module")
def made(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Shared:
    folder = tmp_path_factory.mktemp("shared")
    sites = "".join(f'\n      - {{id: {one}, name: {one}, start: ["{server.url}/{one}/"]}}' for one in SITES)
    text = (
        f"version: 1\ndefaults: {{timeout: 60, rate: 10}}\nagencies:\n  - id: all\n    name: All\n    sites:{sites}\n"
    )
    (folder / "sites.yaml").write_text(text)
    for part in ("1", "2"):
        ran = nyx("run", "--shard", f"{part}/2", "--history", f"{part}.sqlite", "-q", cwd=folder)
        assert ran.status == 1, ran.err
        assert f"(shard {part}/2)" in ran.last_line
    return Shared(folder, nyx("run", "--history", "whole.sqlite", "--json", "-", cwd=folder).report)


@pytest.fixture
def shared(made: Shared, tmp_path: Path) -> Shared:
    """A copy, so that no test sees what another merged."""
    folder = tmp_path / "shared"
    shutil.copytree(made.folder, folder)
    return Shared(folder, made.whole)


def test_the_merged_run_is_that_of_an_audit_that_was_not_shared(shared: Shared) -> None:
    ran = shared.merge("1.sqlite", "2.sqlite", more=("--csv", "all.csv", "--html", "all.html", "--junit", "all.xml"))
    assert ran.status == 1
    assert timeless(ran.report) == timeless(shared.whole)
    assert [site["id"] for site in ran.report["sites"]] == list(SITES)
    shown = ("show", "1", "--history", "whole.sqlite", "--csv", "whole.csv", "--html", "whole.html")
    assert nyx(*shown, "--junit", "whole.xml", cwd=shared.folder).status == 1
    table = (shared.folder / "all.csv").read_text()
    assert table == (shared.folder / "whole.csv").read_text()
    assert table.count("image-alt") == 6


def test_the_order_of_the_shards_is_of_no_matter_and_merging_twice_changes_nothing(shared: Shared) -> None:
    first = shared.merge("2.sqlite", "1.sqlite").report
    again = shared.merge("1.sqlite", "2.sqlite").report
    assert again == first
    with History.open(shared.folder / "all.sqlite", write=False) as history:
        assert len(history.runs()) == 1


def test_a_missing_shard_is_never_a_whole_and_is_added_when_it_comes(shared: Shared) -> None:
    ran = shared.merge("2.sqlite", more=("--fail-on", "never"))
    assert ran.status == 3
    assert ran.report["incomplete_because"] == ["shard 1/2 is missing: its sites are not in the report"]
    assert "(shard 2/2); audit not complete: shard 1/2 is missing" in ran.last_line
    whole = shared.merge("1.sqlite", "2.sqlite")
    assert whole.status == 1
    assert timeless(whole.report) == timeless(shared.whole)


def test_a_shard_that_was_killed_makes_the_run_incomplete(shared: Shared) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(shared.folder / "1.sqlite")) as rows, rows:
        rows.execute("UPDATE run SET finished_at = NULL")
    ran = shared.merge("1.sqlite", "2.sqlite", more=("--fail-on", "never"))
    assert ran.status == 3
    assert ran.report["incomplete_because"] == [
        "shard 1/2 was not finished (1.sqlite): its sites are not in the report"
    ]


def test_the_next_night_carries_over_from_the_merged_history(shared: Shared, server: Server) -> None:
    shared.merge("1.sqlite", "2.sqlite")
    report = nyx("run", "--history", "all.sqlite", "--json", "-", cwd=shared.folder).report
    assert {one["url"] for one in report["pages"] if one["carried_over"]} == {
        f"{server.url}/{site}/{number}" for site in SITES for number in range(2)
    }
    assert all(site["change"]["run"] == 1 for site in report["sites"])


def test_two_nights_that_begin_with_the_merged_history_name_its_runs(shared: Shared) -> None:
    shared.merge("1.sqlite", "2.sqlite")
    for part in ("1", "2"):
        shutil.copy(shared.folder / "all.sqlite", shared.folder / f"{part}.sqlite")
        nyx("run", "--shard", f"{part}/2", "--history", f"{part}.sqlite", "-q", cwd=shared.folder)
    report = shared.merge("1.sqlite", "2.sqlite").report
    assert report["run"] == 2
    assert {one["carried_over"]["run"] for one in report["pages"] if one["carried_over"]} == {1}


@pytest.mark.parametrize(
    ("parts", "problem"),
    [
        (("whole.sqlite", "1.sqlite"), "whole.sqlite: its last run (1) is not a shard; --shard K/N makes one"),
        (("1.sqlite", "copy.sqlite"), "copy.sqlite: holds shard 1/2, as does 1.sqlite"),
        (("1.sqlite", "none.sqlite"), "none.sqlite: there is no history here yet; nyx-audit run makes one"),
        (("1.sqlite", "all.sqlite"), "--into all.sqlite: is one of the histories to be merged; name another one"),
        (("1.sqlite", "a.json"), "name either histories or JSON reports, not both"),
        ((), "name the histories or JSON reports of the shards"),
    ],
)
def test_what_cannot_be_merged_is_refused_in_one_line(shared: Shared, parts: tuple[str, ...], problem: str) -> None:
    shutil.copy(shared.folder / "1.sqlite", shared.folder / "copy.sqlite")
    ran = shared.merge(*parts)
    assert (ran.status, ran.err.strip()) == (2, f"nyx-audit: {problem}")
    assert not (shared.folder / "all.sqlite").exists()


@pytest.mark.parametrize(
    ("column", "old", "new", "problem"),
    [
        (
            "tool",
            '"version":"0.1.0"',
            '"version":"0.0.9"',
            "was made by nyx-audit 0.0.9, not 0.1.0 as that of 1.sqlite",
        ),
        ("tool", '"chromium":"', '"chromium":"9', "was made with chromium 9"),
        ("tool", '"ruleset":"', '"ruleset":"x', "was scored under the ruleset x"),
        ("digest", " 2/2", " 2/3", "shard 2/3 is of other sites, pages or settings than 1/2 of 1.sqlite"),
        ("started_at", "20", "21", "began"),
    ],
)
def test_shards_that_do_not_belong_together_are_refused(
    shared: Shared, column: str, old: str, new: str, problem: str
) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(shared.folder / "2.sqlite")) as rows, rows:
        rows.execute(f"UPDATE run SET {column} = replace({column}, ?, ?)", (old, new))
    ran = shared.merge("1.sqlite", "2.sqlite")
    assert ran.status == 2
    assert ran.err.startswith(f"nyx-audit: 2.sqlite: {problem}" if problem != "began" else "nyx-audit: 2.sqlite: shard")
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("shard", "problem"),
    [
        ("4/3", "--shard 4/3: K is from 1 to N, which is 3"),
        ("0/3", "--shard 0/3: K is from 1 to N, which is 3"),
        ("1/0", "--shard 1/0: N is from 1 to 1,000"),
        ("half", '--shard "half": write K/N, such as 1/3 for the first of three'),
        ("4/4", "--shard 4/4: there are 3 sites to share, so N is at most 3"),
    ],
)
def test_a_wrong_shard_says_what_is_allowed(made: Shared, shard: str, problem: str) -> None:
    ran = nyx("run", "--shard", shard, "--history", "wrong.sqlite", cwd=made.folder)
    assert (ran.status, ran.last_line) == (2, f"nyx-audit: {problem}")
    assert not (made.folder / "wrong.sqlite").exists()


def test_the_reports_of_checks_are_merged_into_that_of_one(tmp_path: Path, server: Server) -> None:
    pages = [f"{server.url}/{site}/{number}" for site in SITES for number in ("", 0, 1)][:7]
    parts = []
    for number in (1, 2, 3):
        name = f"{number}.json"
        nyx("check", *pages, "--shard", f"{number}/3", "--json", name, "-q", cwd=tmp_path)
        parts.append(name)
    whole = nyx("check", *pages, "--json", "-", cwd=tmp_path).report
    ran = nyx("merge", *reversed(parts), "--json", "-", "--html", "all.html", "--sarif", "all.sarif", cwd=tmp_path)
    assert ran.status == 1
    assert timeless(ran.report) == timeless(whole)
    assert [one["url"] for one in ran.report["pages"]] == pages
    lacking = nyx("merge", *parts[:2], "--json", "-", "--fail-on", "never", cwd=tmp_path)
    assert lacking.status == 3
    assert "shard 1,2/3" in lacking.last_line
    assert lacking.report["incomplete_because"] == ["shard 3/3 is missing: its pages are not in the report"]


def test_a_report_that_is_not_a_shard_or_of_whole_sites_is_refused(made: Shared, tmp_path: Path) -> None:
    (tmp_path / "whole.json").write_text(json.dumps(made.whole))
    ran = nyx("merge", "whole.json", cwd=tmp_path)
    assert (ran.status, ran.last_line) == (
        2, "nyx-audit: whole.json: this report is not a shard; --shard K/N makes one",
    )  # fmt: skip
    shard = made.whole | {"shard": {"numbers": [1], "of": 2, "whole": "x"}}
    (tmp_path / "sites.json").write_text(json.dumps(shard))
    ran = nyx("merge", "sites.json", cwd=tmp_path)
    assert ran.status == 2
    assert "is a report of whole sites; merge the histories of those runs instead" in ran.last_line


def timeless(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: timeless(one) for key, one in value.items() if key not in OF_TIME}
    return [timeless(one) for one in value] if isinstance(value, list) else value


def test_a_report_of_a_shard_says_that_it_is_not_of_the_whole(made: Shared) -> None:
    shown = ("show", "--history", "1.sqlite", "--markdown", "-", "--html", "shard.html", "--fail-on", "never")
    ran = nyx(*shown, cwd=made.folder)
    told = "This is shard 1/2: the rest is audited elsewhere, and is not in this report."
    assert told in ran.out
    assert told in (made.folder / "shard.html").read_text()
    assert told in " ".join(nyx(*shown[:3], cwd=made.folder).out.split())
