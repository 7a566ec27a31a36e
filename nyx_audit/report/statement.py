"""Drafts from a run's evidence: the accessibility statement in W3C WAI's structure, and §103-d's progress report. Pure.

Neither says that a site conforms; what only a person knows is left blank.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nyx_audit.analysis.quarter.evidence import evidence_digest
from nyx_audit.analysis.summary import Group, SiteSummary, Summary, criteria_tested
from nyx_audit.catalogue.laws import Laws
from nyx_audit.model.wcag import CRITERIA, LEVELS_A_AA
from nyx_audit.report import words
from nyx_audit.report.counts import change_counts
from nyx_audit.report.draft import Blank, Draft, Link, Part
from nyx_audit.report.words import CRITERIA_TOTAL

WAI = "https://www.w3.org/WAI/planning/statements/"


@dataclass(frozen=True, slots=True)
class _Problem:
    """What failed by one rule, wherever it stands."""

    groups: tuple[Group, ...]

    @property
    def text(self) -> str:
        return self.groups[0].rule.problem

    @property
    def criteria(self) -> tuple[str, ...]:
        return self.groups[0].rule.wcag

    @property
    def pages(self) -> int:
        return len({page for group in self.groups for page in group.pages})


def statement(summary: Summary, one: SiteSummary) -> Draft:
    """Return the draft of an accessibility statement for a site of the run."""
    assert one.site is not None
    audit, site = summary.audit, one.site
    owner = site.agency or site.name
    problems = _problems(one)
    known = [
        (
            f"{problem.text} ({_criteria(problem)}), on {words.plural(problem.pages, 'page')} of those audited. ",
            Blank("what people can do until then, and by when it is fixed"),
        )
        for problem in problems
    ]
    return Draft(
        f"Accessibility statement for {site.name}",
        (
            Part(
                "About this statement",
                (
                    (f"This statement of {owner} is about {site.url}. ", Blank("what of it, and what not")),
                    ("It follows ", Link("the structure that W3C WAI proposes", WAI), "."),
                ),
            ),
            Part(
                "Measures to support accessibility",
                (f"{owner} takes these measures to make the site accessible:",),
                ((Blank("policy, roles, training, tests with people, how vendors are bound"),),),
            ),
            Part(
                "Conformance status",
                (
                    "The Web Content Accessibility Guidelines (WCAG) say what makes sites accessible, at levels A, AA and AAA.",
                    ("The site is ", Blank("fully, partially or not: only a person who evaluated it can say"),
                     " conformant with WCAG 2.2 level AA."),
                    f"An automated audit of {words.day(audit.finished_at)} tested {len(criteria_tested(audit, audit.pages_of(site.id)))} of the "
                    f"{CRITERIA_TOTAL} success criteria of levels A and AA, on {one.audited} of {words.plural(one.found, 'page')}. "
                    f"{_found(problems)} That is automated evidence, not a conformance finding.",
                ),
            ),
            Part(
                "Limitations and alternatives",
                ("These problems are known:",) if known else ("The automated audit found no failure of a success criterion. What it cannot see is not known.",),
                tuple(known),
                ((Blank("problems that people found or reported"),),),
            ),
            Part(
                "Feedback",
                ("We welcome word of what keeps you from using the site:",),
                tuple(
                    (f"{name}: ", Blank(what))
                    for name, what in (
                        ("Telephone, with relay 711", "number and hours"),
                        ("E-mail", "address"),
                        ("Mail and in person", "address"),
                        ("We answer within", "days"),
                    )
                ),
            ),
            Part(
                "Compatibility",
                (("The site is made to work with ", Blank("browsers and assistive technologies that were tested by people"), "."),),
            ),
            Part(
                "Technical specifications",
                (("It relies on HTML, CSS, JavaScript and WAI-ARIA ", Blank("check and complete"), "."),),
            ),
            Part(
                "Assessment approach",
                (f"The site was assessed by an automated audit: {_tools(summary)}, {_score(one)}.",),
                (
                    ("Evaluated by people: ", Blank("who, when, which pages, with which assistive technologies")),
                    f"For a person to judge, {words.plural(len(one.doubts), 'doubt')} of the audit are open.",
                    f"Evidence: run {audit.run}, SHA-256 of its outcomes {evidence_digest(audit.pages_of(site.id))}.",
                ),
            ),
            Part("Formal complaints", ((Blank("how to complain where feedback was not enough"),),)),
            Part("Approval", (("Approved by ", Blank("name, role and department"), " on ", Blank("date"), ". To be reviewed by ", Blank("date"), "."),)),
        ),
    )  # fmt: skip


def progress_report(summary: Summary, one: SiteSummary, laws: Laws) -> Draft:
    """Return the draft of a progress report under State Technology Law §103-d for a site of the run."""
    assert one.site is not None
    audit, site = summary.audit, one.site
    duty = laws.duty("state-wcag")
    problems = _problems(one)
    tested = frozenset(criteria_tested(audit, audit.pages_of(site.id)))
    left = [criterion for criterion in LEVELS_A_AA if criterion.number not in tested]
    state = one.law.get("state")
    figure = f"{state.value:.1f} of 100" if state and state.value is not None else "no number"
    change = one.change
    return Draft(
        f"Progress report on accessibility: {site.name}",
        (
            Part(
                "What this report is about",
                (
                    f"{site.agency or site.name} reports on {site.url}, as the audit of {words.day(audit.finished_at)} found it.",
                    ("Created, or changed in form or function, after 19 June 2024: ", Blank("yes or no, and when")),
                ),
            ),
            Part(
                "What the law requires",
                (
                    (Link(duty.title, duty.source), f": {words.lower(duty.asks)}. ",
                     "; ".join(f"By {words.day(each.by)}: {each.who}" for each in duty.deadlines),
                     f". Text of {duty.as_of}; WCAG {duty.wcag} was the newest version when this draft was made."),
                    "What does not meet it by then has a specific, public progress report, which is updated every year.",
                ),
            ),
            Part(
                "Where the site is now",
                (
                    f"The automated part of WCAG 2.2 A and AA: {figure}. {len(tested)} of {CRITERIA_TOTAL} success criteria "
                    f"were tested, on {one.audited} of {words.plural(one.found, 'page')}. {_found(problems)} "
                    "That is automated evidence, not a conformance finding.",
                ),
            ),
            Part(
                "What was done",
                (
                    (words.sentence(change_counts(change)) + ". " if change else "There is no earlier run to compare with. ",
                     Blank("what else was done since the last report: tests by people, training, contracts")),
                ),
            ),
            Part(
                "What is left, and until when",
                ("Each of these failed:",) if problems else ("No failure of a success criterion was found by the automated audit.",),
                tuple(
                    (f"{_criteria(problem)}: {problem.text}, on {words.plural(problem.pages, 'page')}. ",
                     Blank("who fixes it, by when; or why it is not practicable, and what people can use instead"))
                    for problem in problems
                ),
                ((Blank("what people found beyond it"),),),
            ),
            Part(
                "What no program tested",
                (f"{len(left)} success criteria are for a person to test:",),
                tuple((f"{criterion.number} {criterion.name} ({criterion.level}): ", Blank("result, by whom, when")) for criterion in left),
                (f"{words.plural(len(one.doubts), 'doubt')} of the audit are for a person to judge, too.",),
            ),
            Part("Contact and approval", (
                ("Questions about accessibility: ", Blank("name, telephone, e-mail")),
                ("Approved by ", Blank("name and role"), " on ", Blank("date"), ". Next update by ", Blank("date, within a year"), "."),
            )),
            Part("Evidence", (
                f"{words.sentence(_tools(summary))}, {_score(one)}. Run {audit.run}; SHA-256 of its outcomes {evidence_digest(audit.pages_of(site.id))}.",
            )),
        ),
    )  # fmt: skip


def _problems(one: SiteSummary) -> list[_Problem]:
    """Return what is a failure of a criterion, in the order of fixing."""
    by_rule: dict[str, list[Group]] = {}
    for group in one.groups:
        if group.rule.wcag and group.rule.tier.gates:
            by_rule.setdefault(group.rule.id, []).append(group)
    return [_Problem(tuple(groups)) for groups in by_rule.values()]


def _criteria(problem: _Problem) -> str:
    return words.listed([f"WCAG {number} {CRITERIA[number].name}" for number in problem.criteria])


def _found(problems: Sequence[_Problem]) -> str:
    criteria = {number for problem in problems for number in problem.criteria}
    if not criteria:
        return "It found no failure of them."
    return f"It found failures of {words.plural(len(criteria), 'criterion', 'criteria')}."


def _tools(summary: Summary) -> str:
    engines = ", ".join(f"{name} {version}" for name, version in summary.audit.tool.engines.items())
    return f"nyx-audit {summary.audit.tool.version} with {engines}, in a desktop window and on a phone"


def _score(one: SiteSummary) -> str:
    value = one.score.value
    return f"score {words.exact(value)} of 100" if value is not None else f"no score ({one.score.reason})"
