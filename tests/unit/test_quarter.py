"""What the quarterly report makes of a real history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from nyx_audit.analysis.quarter.build import build_quarter
from nyx_audit.analysis.quarter.evidence import evidence_digest
from nyx_audit.analysis.quarter.period import Period
from nyx_audit.analysis.quarter.records import Defects, Quarter
from nyx_audit.catalogue.folder import packaged_folder
from nyx_audit.catalogue.laws import load_laws
from nyx_audit.cli.quarters import read_agencies, read_notes
from nyx_audit.config.sites import Config, load_config
from nyx_audit.errors import InputError, UsageError
from nyx_audit.model.audit import Site
from nyx_audit.model.journey import Journey
from nyx_audit.model.outcome import Outcome
from nyx_audit.model.page import Page, PageStatus, RuleOutcome
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.score import Scoring
from nyx_audit.store.history import History
from nyx_audit.store.scores import Result
from tests.support.history import HEALTH, LABOR, QUARTERLY, TOOL, figures, keep_at, said, score_of, visited

Q4 = Period(2026, 4)
APPLY = replace(HEALTH, journeys=(Journey("apply", "apply", ()),))
YAML = """\
version: 1
agencies:
  - id: doh
    name: Department of Health
    notes:
      2026Q4: {survey: "71 of 100", call_wait: "6 minutes"}
    sites:
      - id: health
        name: Health
        start: [https://health.example/]
        owner: web@health.example
        journeys:
          - id: apply
            name: Order a record
            steps: [/apply/1, /apply/2]
            languages: [en, es, zh-Hant, tl]
            channels: [online, phone, mail]
"""


def at(month: int, day: int = 15, year: int = 2026) -> datetime:
    return datetime(year, month, day, 12, tzinfo=UTC)


@pytest.fixture
def where(tmp_path: Path) -> Path:
    return tmp_path / "history.sqlite"


@pytest.fixture
def config(tmp_path: Path) -> Config:
    path = tmp_path / "sites.yaml"
    path.write_text(YAML, encoding="utf-8")
    return load_config(path)


def quarter(where: Path, config: Config | None = None, period: Period = Q4, only: str | None = None) -> Quarter:
    with History.open(where, write=False) as history:
        agencies = read_agencies(history, period, config, {}, only)
    return build_quarter(period, agencies, load_laws(packaged_folder() / "law.yaml"), figures(), "0.1.0")


def keeping(where: Path, *runs: Callable[[History], object]) -> None:
    with History.open(where, write=True) as history:
        for run in runs:
            run(history)


def home(*names: str) -> Page:
    return visited("", said("image-alt", *names), role="home")


@pytest.mark.parametrize(("text", "last"), [("2026Q4", "2026Q1"), ("2026q1", "2025Q2"), ("2027-Q2", "2026Q3")])
def test_a_quarter_is_read_and_counted_back(text: str, last: str) -> None:
    assert str(Period.read(text).last()[0]) == last


@pytest.mark.parametrize("text", ["2026", "Q4 2026", "2026Q5", "1999Q1", ""])
def test_what_is_no_quarter_is_wrong_usage(text: str) -> None:
    with pytest.raises(UsageError, match="write it like 2026Q4"):
        Period.read(text)


@pytest.mark.parametrize(
    ("moment", "period"),
    [(datetime(2026, 9, 30, 23, 59, tzinfo=UTC), "2026Q3"), (datetime(2026, 10, 1, tzinfo=UTC), "2026Q4")],
)
def test_a_moment_is_of_one_quarter(moment: datetime, period: str) -> None:
    assert str(Period.of(moment)) == period


def test_the_figure_of_a_quarter_is_that_of_its_last_finished_run(where: Path) -> None:
    keeping(
        where,
        lambda history: keep_at(history, at(10), [home("a", "b")]),
        lambda history: keep_at(history, at(11), [home("a")]),
        lambda history: keep_at(history, at(12), [home()], finished=False),
    )
    (agency,) = quarter(where).agencies
    assert agency.sites[0].run == 2
    assert agency.points[-1].value == agency.score.value == agency.sites[0].score.value
    assert [point.value for point in agency.points[:-1]] == [None] * 3


def test_a_change_is_that_since_the_quarter_before(where: Path) -> None:
    keeping(
        where,
        lambda history: keep_at(history, at(8), [home("a")]),
        lambda history: keep_at(history, at(11), [home()]),
    )
    (agency,) = quarter(where).agencies
    before, now = agency.points[-2].value, agency.points[-1].value
    assert before is not None
    assert now is not None
    assert now > before
    assert agency.move.points == pytest.approx(now - before)


def test_scores_of_different_rulesets_are_not_subtracted(where: Path) -> None:
    keeping(
        where,
        lambda history: keep_at(history, at(8), [home("a")], ruleset="old+1"),
        lambda history: keep_at(history, at(11), [home()]),
    )
    (agency,) = quarter(where).agencies
    assert agency.move.points is None
    assert str(agency.sites[0].move.reason) == "another ruleset"
    assert agency.points[-2].ruleset != agency.points[-1].ruleset


def test_a_quarter_that_was_scored_anew_compares(where: Path) -> None:
    def redo(history: History) -> None:
        history.rescore(1, TOOL.ruleset, Scoring(figures(), QUARTERLY), {"health": Result(score_of(40.0))})

    keeping(
        where,
        lambda history: keep_at(history, at(8), [home("a")], ruleset="old+1", sites=[HEALTH]),
        redo,
        lambda history: keep_at(history, at(11), [home()], sites=[HEALTH]),
    )
    (agency,) = quarter(where).agencies
    assert (agency.points[-2].value, agency.points[-2].anew) == (40.0, True)
    assert agency.move.points == pytest.approx(60.0)


def test_defects_are_fixed_new_or_back_again(where: Path) -> None:
    keeping(
        where,
        lambda history: keep_at(history, at(5), [home("again", "old")]),
        lambda history: keep_at(history, at(8), [home("old", "fixed")]),
        lambda history: keep_at(history, at(11), [home("again", "old", "fresh")]),
    )
    (agency,) = quarter(where).agencies
    assert agency.defects == Defects(fixed=1, new=1, regressed=1, still_open=1)


def test_a_defect_whose_rule_was_untested_is_not_fixed_and_not_new_when_it_comes_back(where: Path) -> None:
    untested = RuleOutcome("image-alt", Outcome.UNTESTED, reason=Reason(ReasonCode.OUT_OF_TIME, "out of time"))
    silent = visited("", untested, role="home")
    keeping(
        where,
        lambda history: keep_at(history, at(5), [home("old")]),
        lambda history: keep_at(history, at(8), [silent]),
    )
    (agency,) = quarter(where, period=Period.read("2026Q3")).agencies
    assert agency.defects == Defects()
    keeping(where, lambda history: keep_at(history, at(11), [home("old")]))
    (agency,) = quarter(where).agencies
    assert agency.defects == Defects(still_open=1)


def test_without_a_run_in_the_quarter_before_nothing_is_fixed_or_new(where: Path) -> None:
    keeping(where, lambda history: keep_at(history, at(11), [home("a")]))
    (agency,) = quarter(where).agencies
    assert agency.defects is None


def test_a_blocker_names_its_task_step_age_and_owner(where: Path, config: Config) -> None:
    def steps(*names: str) -> list[Page]:
        second = visited("apply/2", said("viewport-zoom", *names), role="step", journeys=("apply",))
        return [home(), visited("apply/1", said("viewport-zoom"), role="step", journeys=("apply",)), second]

    keeping(
        where,
        lambda history: keep_at(history, at(5), steps(), sites=[APPLY]),
        lambda history: keep_at(history, at(9), steps("meta"), sites=[APPLY]),
        lambda history: keep_at(history, at(11), steps("meta"), sites=[APPLY]),
    )
    (stop,) = quarter(where, config).agencies[0].stops
    assert (stop.journey, stop.step, stop.page) == ("Order a record", 2, "https://health.example/apply/2")
    assert (stop.first_seen, stop.days, stop.at_least) == (at(9), 61, False)
    assert stop.site.owner == "web@health.example"


def test_a_blocker_of_the_first_run_may_be_older(where: Path) -> None:
    keeping(where, lambda history: keep_at(history, at(11), [visited("", said("viewport-zoom", "meta"), role="home")]))
    (stop,) = quarter(where).agencies[0].stops
    assert stop.at_least
    assert stop.home
    assert stop.step is None


def test_a_key_task_has_the_figures_that_rules_measured(where: Path, config: Config) -> None:
    rows = (
        said("journey-questions", value=14.0),
        said("uploads", value=1.0),
        said("lab-largest-paint", value=2.75),
        said("declared-channels", "a telephone number", passed=2),
    )
    first = visited("apply/1", *rows, said("journey-languages", "zh-Hant", passed=2), role="step", journeys=("apply",))
    second = visited("apply/2", said("journey-languages", "tl", passed=2), role="step", journeys=("apply",))
    keeping(where, lambda history: keep_at(history, at(11), [home(), first, second], sites=[APPLY]))
    (task,) = quarter(where, config).agencies[0].tasks
    assert (task.name, task.steps, task.audited) == ("Order a record", 2, 2)
    assert (task.fields, task.uploads, task.largest_paint) == (14.0, 1.0, 2.75)
    assert (task.languages, task.promised) == (1, 2)
    assert (task.channels, task.named, task.declared) == (("phone", "mail"), 2, 3)


def test_what_no_rule_measured_of_a_task_is_none(where: Path, config: Config) -> None:
    first = visited("apply/1", said("image-alt"), role="step", journeys=("apply",))
    keeping(where, lambda history: keep_at(history, at(11), [home(), first], sites=[APPLY]))
    (task,) = quarter(where, config).agencies[0].tasks
    assert (task.steps, task.audited) == (2, 1)
    assert [task.fields, task.uploads, task.largest_paint, task.languages, task.named] == [None] * 5


def test_without_a_configuration_tasks_are_named_by_their_ids(where: Path) -> None:
    first = visited("apply/1", said("journey-questions", value=14.0), role="step", journeys=("apply",))
    keeping(where, lambda history: keep_at(history, at(11), [home(), first], sites=[APPLY]))
    (task,) = quarter(where).agencies[0].tasks
    assert (task.name, task.steps, task.fields, task.languages) == ("apply", 1, 14.0, None)


def test_a_duty_says_what_its_rules_said(where: Path) -> None:
    failing = visited("", said("accessibility-link", "footer"), said("viewport-zoom"), role="home")
    keeping(where, lambda history: keep_at(history, at(11), [failing]))
    states = {answer.duty.id: answer.state for answer in quarter(where).agencies[0].answers}
    assert states == {
        "mobile": "passed",
        "translation": "unmeasured",
        "accessibility-link": "failed",
        "progress-report": "unmeasured",
    }


def test_pages_are_counted_by_why_they_were_not_measured(where: Path) -> None:
    def other(path: str, status: PageStatus, reason: Reason) -> Page:
        return replace(visited(path), status=status, reason=reason)

    pages = [
        *[visited(f"p{number}", said("image-alt")) for number in range(30)],
        home(),
        other("slow", PageStatus.FAILED, Reason(ReasonCode.TIMEOUT, "took longer than 60 s")),
        other("far", PageStatus.SKIPPED, beyond(31)),
        other("a.zip", PageStatus.SKIPPED, Reason(ReasonCode.NOT_A_PAGE, "a file")),
    ]
    keeping(where, lambda history: keep_at(history, at(11), pages))
    found = quarter(where).agencies[0].pages
    assert (found.known, found.audited, found.failed, found.beyond, found.left_out) == (33, 31, 1, 1, 1)


def test_a_change_of_a_sample_may_be_luck(where: Path) -> None:
    def pages(failing: int) -> list[Page]:
        seen = [
            visited(f"p{at}", said("image-alt", *(["a"] if at < failing else [])), template="t") for at in range(12)
        ]
        far = [
            replace(visited(f"q{at}"), status=PageStatus.SKIPPED, reason=beyond(13), outcomes=()) for at in range(200)
        ]
        return [home(), *seen, *far]

    keeping(
        where,
        lambda history: keep_at(history, at(8), pages(4), sites=[HEALTH]),
        lambda history: keep_at(history, at(11), pages(3), sites=[HEALTH]),
    )
    (agency,) = quarter(where).agencies
    assert agency.low is not None
    assert agency.high is not None
    assert agency.score.value is not None
    assert agency.low < agency.score.value < agency.high
    assert agency.move.points is not None
    assert agency.move.points > 0
    assert not agency.move.is_real


def test_an_agency_has_no_number_where_one_of_its_sites_has_none(where: Path) -> None:
    other = Site("forms", "Forms", "Health", "https://forms.example/")
    keeping(
        where,
        lambda history: keep_at(
            history, at(8), [home(), visited("", said("image-alt"), site="forms")], sites=[HEALTH, other]
        ),
        lambda history: keep_at(history, at(11), [home()], sites=[HEALTH]),
    )
    (agency,) = quarter(where).agencies
    assert agency.score.value is None
    assert agency.score.reason == "no number for forms: not measured in this quarter"
    assert agency.points[-2].value is not None


def test_a_site_counts_in_its_agency_by_its_declared_share(where: Path, tmp_path: Path) -> None:
    path = tmp_path / "shares.yaml"
    sites = [f"{{id: {one}, name: {one}, start: ['https://{one}.example/'], share: {share}}}" for one, share in (("health", 3), ("forms", 1))]  # fmt: skip
    path.write_text(
        f"version: 1\nagencies:\n- {{id: doh, name: Health, sites: [{', '.join(sites)}]}}\n", encoding="utf-8"
    )
    forms = Site("forms", "Forms", "Health", "https://forms.example/")
    pages = [home("a"), visited("", said("image-alt"), site="forms", role="home")]
    keeping(where, lambda history: keep_at(history, at(11), pages, sites=[HEALTH, forms]))
    (agency,) = quarter(where, load_config(path)).agencies
    scores = {one.site.id: one.score.value or 0.0 for one in agency.sites}
    assert scores["health"] < scores["forms"]
    assert agency.score.value == pytest.approx((3 * scores["health"] + scores["forms"]) / 4)


def test_an_agency_is_asked_for_by_id_or_not_found(where: Path, config: Config) -> None:
    keeping(where, lambda history: keep_at(history, at(11), [home(), visited("", said("image-alt"), site="labor")]))
    assert [one.id for one in quarter(where, config, only="doh").agencies] == ["doh"]
    assert [one.id for one in quarter(where).agencies] == ["health", "labor"]
    with pytest.raises(UsageError, match=r'no agency "dho".*did you mean "doh"'):
        quarter(where, config, only="dho")


def test_a_quarter_without_a_run_is_wrong_usage(where: Path) -> None:
    keeping(where, lambda history: keep_at(history, at(8), [home()]))
    with pytest.raises(UsageError, match=r"no run of the history was finished in 2026Q4; there are runs of 2026Q3"):
        quarter(where)


def test_the_evidence_has_a_digest_that_any_outcome_changes() -> None:
    pages = [home("a"), visited("b", said("image-alt"))]
    assert evidence_digest(pages) == evidence_digest(pages[::-1])
    assert evidence_digest(pages) != evidence_digest([home("b"), pages[1]])
    assert evidence_digest(pages) != evidence_digest([replace(pages[0], status=PageStatus.FAILED), pages[1]])


def test_notes_of_a_file_come_over_those_of_the_configuration(where: Path, config: Config, tmp_path: Path) -> None:
    keeping(where, lambda history: keep_at(history, at(11), [home()]))
    path = tmp_path / "notes.csv"
    path.write_text("\ufeffagency,quarter,name,value\ndoh,2026Q4,survey,80 of 100\ndoh,2026Q3,survey,1\n", "utf-8")
    with History.open(where, write=False) as history:
        (agency,) = read_agencies(history, Q4, config, read_notes(path))
    assert agency.notes == {"survey": "80 of 100", "call_wait": "6 minutes"}


@pytest.mark.parametrize(
    ("text", "problem", "line"),
    [
        ("agency,name\n", "must begin with the line agency,quarter,name,value", 1),
        ("agency,quarter,name,value\ndoh,2026Q4,survey\n", "has 3 cells where 4", 2),
        ("agency,quarter,name,value\n\ndoh,autumn,survey,1\n", '"autumn" is not a quarter', 3),
        ("", "must begin with the line", 1),
    ],
)
def test_a_mistake_in_the_notes_is_one_line(tmp_path: Path, text: str, problem: str, line: int) -> None:
    path = tmp_path / "notes.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=problem) as caught:
        read_notes(path)
    assert caught.value.line == line


def test_a_configuration_leaves_out_sites_that_it_no_longer_names(where: Path, config: Config) -> None:
    keeping(
        where,
        lambda history: keep_at(
            history, at(11), [home(), visited("", said("image-alt"), site="labor")], sites=[HEALTH, LABOR]
        ),
    )
    assert [site.site.id for agency in quarter(where, config).agencies for site in agency.sites] == ["health"]


def test_a_note_of_no_quarter_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sites.yaml"
    path.write_text(YAML.replace("2026Q4", "autumn"), encoding="utf-8")
    with pytest.raises(InputError, match='"autumn" is not a quarter'):
        load_config(path)


def beyond(limit: int) -> Reason:
    return Reason(ReasonCode.PAGE_LIMIT, f"beyond the limit of {limit} pages")
