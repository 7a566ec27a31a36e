"""Pages made of the state's design system, whose fields stand in open shadow roots."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from nyx_audit.browser.request import VisitRequest
from nyx_audit.browser.session import Session
from nyx_audit.catalogue.load import Catalogue
from nyx_audit.engine.site import Visited, judge_alone
from nyx_audit.examples.server import Answer, page, serving
from nyx_audit.model.evidence.visit import Plan
from nyx_audit.model.facts import Facts
from nyx_audit.model.outcome import Outcome
from nyx_audit.model.page import Page, PageStatus, RuleOutcome
from tests.support.nysds import SMALL, published

FORM = """
<nys-unavheader></nys-unavheader><nys-globalheader></nys-globalheader>
<main id="main-content"><h1>Renew</h1><form method="post" action="/next">
<nys-textinput name="first" label="First name" required></nys-textinput>
<nys-textinput name="plate" label="Plate"></nys-textinput>
</form></main><nys-unavfooter></nys-unavfooter>
"""
RULES = ("component-alive", "questions-on-page", "required-told", "shell-order")


@pytest.fixture(scope="module", params=["small", "published"])
def bundle(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    if request.param == "small":
        return SMALL
    found = published(tmp_path_factory.mktemp("nysds"))
    if found is None:
        pytest.skip("npm is missing, or cannot fetch the design system")
    return found


async def judged(
    session: Session, catalogue: Catalogue, bundle: str, body: str
) -> tuple[Facts, Mapping[str, RuleOutcome]]:
    """The facts of a page with the bundle, and what the rules say of it."""
    script = Answer(bundle.encode(), headers={"Content-Type": "text/javascript"})
    with serving({"/nysds.js": script, "/": page(body, head='<script src="/nysds.js" defer></script>')}) as server:
        evidence = await session.visit(VisitRequest(server.url + "/", Plan({})))
        assert isinstance(evidence.facts, Facts)
        visited = Visited(Page(evidence.url, PageStatus.AUDITED, final_url=evidence.final_url), evidence.facts)
        outcomes = (await judge_alone(visited, catalogue.pick(RULES))).outcomes
    return evidence.facts, {one.rule: one for one in outcomes}


async def test_its_fields_belong_to_the_form_around_them_and_have_the_labels_that_are_drawn(
    session: Session, catalogue: Catalogue, bundle: str
) -> None:
    facts, _ = await judged(session, catalogue, bundle, FORM)
    fields = [one for one in facts.questions if one.landmark == "main"]
    assert [(one.seen_label, one.form, one.required) for one in fields] == [
        ("First name *", "form", True),
        ("Plate", "form", False),
    ]


async def test_an_asterisk_of_the_components_needs_a_line_that_explains_it(
    session: Session, catalogue: Catalogue, bundle: str
) -> None:
    _, bare = await judged(session, catalogue, bundle, FORM)
    _, told = await judged(session, catalogue, bundle, FORM.replace("</h1>", "</h1><p>* Required field</p>"))
    assert (bare["required-told"].outcome, bare["required-told"].failed) == (Outcome.FAILED, 1)
    assert told["required-told"].outcome is Outcome.PASSED


async def test_only_what_never_came_to_life_fails(session: Session, catalogue: Catalogue, bundle: str) -> None:
    _, sound = await judged(session, catalogue, bundle, FORM)
    _, broken = await judged(session, catalogue, bundle, FORM + "<nys-textinptu></nys-textinptu>")
    assert sound["component-alive"].outcome is Outcome.PASSED
    assert [one.selector for one in broken["component-alive"].findings] == ["nys-textinptu"]


async def test_its_form_counts_as_a_step_of_a_task_and_its_shell_is_in_order(
    session: Session, catalogue: Catalogue, bundle: str
) -> None:
    _, outcomes = await judged(session, catalogue, bundle, FORM)
    assert outcomes["questions-on-page"].value == 2
    assert outcomes["shell-order"].outcome is Outcome.PASSED
