"""One rule that the engine does not know costs nothing but itself."""

from __future__ import annotations

from dataclasses import replace

from nyx_audit.browser.request import VisitRequest
from nyx_audit.browser.session import Session
from nyx_audit.catalogue.load import Catalogue
from nyx_audit.catalogue.plan import plan_for
from nyx_audit.examples.server import page, serving
from nyx_audit.judge.page import judge_page
from nyx_audit.model.outcome import Outcome
from nyx_audit.model.reason import ReasonCode


async def test_all_rules_of_the_engine_and_one_that_it_does_not_know(session: Session, catalogue: Catalogue) -> None:
    engine = [rule for rule in catalogue.rules.values() if rule.check in ("axe", "in-page")]
    unknown = replace(catalogue.rules["label"], id="lable", check="axe", options={"rule": "lable"}, in_page="")
    with serving({"/": page("<h1>Renew</h1><main><form><input name='a'></form></main>")}) as server:
        evidence = await session.visit(VisitRequest(f"{server.url}/", plan_for([*engine, unknown])))
    said = {row.rule: row for row in judge_page([*engine, unknown], evidence)}
    untested = [row for row in said.values() if row.outcome is Outcome.UNTESTED]
    assert [(row.rule, row.reason and row.reason.code) for row in untested] == [("lable", ReasonCode.RULE_UNKNOWN)]
    assert said["label"].outcome is Outcome.FAILED


async def test_nothing_but_a_rule_that_the_engine_does_not_know(session: Session, catalogue: Catalogue) -> None:
    unknown = replace(catalogue.rules["label"], id="lable", check="axe", options={"rule": "lable"}, in_page="")
    with serving({"/": page("<h1>Renew</h1>")}) as server:
        evidence = await session.visit(VisitRequest(f"{server.url}/", plan_for([unknown])))
    (said,) = judge_page([unknown], evidence)
    assert (said.outcome, said.reason and said.reason.code) == (Outcome.UNTESTED, ReasonCode.RULE_UNKNOWN)
