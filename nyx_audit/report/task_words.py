"""What becomes of key tasks, in words. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from nyx_audit.analysis.summary import SiteSummary
from nyx_audit.analysis.tasks import Doing, Ground, People, TaskVerdict
from nyx_audit.report.plain import clean
from nyx_audit.report.words import listed, lower, plural

PEOPLE: Mapping[People, str] = {
    People.KEYBOARD: "people who use the keyboard",
    People.SCREEN_READER: "people who use a screen reader",
    People.PHONE: "people on a phone",
    People.SPANISH: "people who read Spanish",
}
SYMBOLS: Mapping[Doing, str] = {Doing.CANNOT: "✗", Doing.HARD: "!", Doing.UNKNOWN: "?", Doing.CAN: "✓"}
CELLS: Mapping[Doing, str] = {
    Doing.CANNOT: "cannot be done",
    Doing.HARD: "with difficulty",
    Doing.UNKNOWN: "not measured",
    Doing.CAN: "can be done",
}
NAME, WHAT = 60, 100


def sentence(task: TaskVerdict) -> str:
    """Return what a key task is to those for whom it is worst, and why: 'Renew: cannot be done by … (step 2, “Next”: …)'."""
    return f"{clean(task.journey.name, NAME)}: {verdict(task)}"


def verdict(task: TaskVerdict) -> str:
    """Return the sentence on a task without its name."""
    if not task.audited and not _ground_of(task, Doing.CANNOT):
        return "nothing of it was measured"
    worst = task.doing
    if worst is Doing.CAN:
        return f"can be done, as far as {plural(task.steps, 'step')} could be tried"
    told = [PEOPLE[one.people] for one in task.verdicts if one.doing is worst]
    everyone = len(told) == len(task.verdicts)
    ground = _ground_of(task, worst)
    why = f" ({ground_words(ground)})" if ground else ""
    if worst is Doing.UNKNOWN:
        return f"not measured for {listed(told)}{why}"
    return f"{worst} by {'anybody' if everyone and worst is Doing.CANNOT else listed(told)}{why}"


def _ground_of(task: TaskVerdict, doing: Doing) -> Ground | None:
    return next((one.ground for one in task.verdicts if one.doing is doing and one.ground), None)


def ground_words(ground: Ground) -> str:
    """Return where a verdict comes from, and what is there: 'step 2, “Next”: the keyboard does not reach submit or next'."""
    name = f", “{clean(ground.name, NAME)}”" if ground.name else ""
    return f"step {ground.step}{name}: {lower(clean(ground.what, WHAT))}"


def lines(site: SiteSummary) -> Iterator[tuple[Doing, str]]:
    """Yield what is to be said of a site's key tasks first, the worst first; those that can be done together in one line."""
    order = list(Doing)
    tasks = sorted(site.tasks, key=lambda task: order.index(task.doing))
    done = [task for task in tasks if task.doing is Doing.CAN]
    for task in tasks:
        if task.doing is not Doing.CAN:
            yield task.doing, sentence(task)
    if len(done) == 1:
        yield Doing.CAN, sentence(done[0])
    elif done:
        yield Doing.CAN, f"{len(done)} key tasks can be done: {listed([clean(one.journey.name, NAME) for one in done])}"


def columns(sites: Sequence[SiteSummary]) -> list[People]:
    """Return those for whom any of the sites' tasks has a verdict, in their order."""
    told = {one.people for site in sites for task in site.tasks for one in task.verdicts}
    return [people for people in People if people in told]
