"""What a page says of a wrong answer, and that nothing of the answer is left behind."""

from __future__ import annotations

from collections.abc import Sequence

from nyx_audit.browser.request import VisitRequest
from nyx_audit.browser.session import Session
from nyx_audit.catalogue.load import Catalogue
from nyx_audit.catalogue.plan import plan_for
from nyx_audit.examples.server import Seen, page, serving
from nyx_audit.model.evidence.axe import AxeEvidence
from nyx_audit.model.evidence.leaving import LEAVING, Reactions
from nyx_audit.model.evidence.visit import PageEvidence
from nyx_audit.model.outcome import View

RULES = ("error-announced", "error-described")
FIELD = '<form id="form"><label for="mail">E-mail</label> <input id="mail" type="email"></form><script>{}</script>'


async def test_a_field_that_only_turns_red_when_its_answer_is_wrong_is_found(
    session: Session, catalogue: Catalogue
) -> None:
    marks = "mail.onchange = () => mail.setAttribute('aria-invalid', String(!mail.validity.valid));"
    evidence, _ = await _visited(session, catalogue, FIELD.format(marks))
    axe = evidence.axe[View.DESKTOP]
    assert isinstance(axe, AxeEvidence)
    (node,) = axe.rules["own/error-described"].failed
    assert node.message.endswith("(once it is answered with “abc”)")


async def test_an_answer_is_taken_back_and_the_page_hears_of_it(session: Session, catalogue: Catalogue) -> None:
    counts = "let last = 'x'; mail.oninput = () => { last = mail.value; fetch(`/now?${last.length}`); };"
    _, seen = await _visited(session, catalogue, FIELD.format(counts))
    assert [one.path for one in seen if one.path.startswith("/now")] == ["/now?3", "/now?0"]


async def test_what_a_page_would_send_on_an_answer_does_not_leave(session: Session, catalogue: Catalogue) -> None:
    sends = "mail.onchange = () => { fetch('/save', {method: 'POST'}); form.submit(); };"
    evidence, seen = await _visited(session, catalogue, FIELD.format(sends))
    assert _reactions(evidence).found[0].answer == "abc"
    assert {one.method for one in seen} <= {"GET", "HEAD"}
    assert [one.path for one in seen].count("/") == 1


async def test_an_answer_that_stands_in_a_field_is_left_alone(session: Session, catalogue: Catalogue) -> None:
    body = FIELD.format("mail.value = 'me@example.com'; mail.oninput = () => 0;")
    evidence, _ = await _visited(session, catalogue, body)
    assert not _reactions(evidence).found


async def _visited(session: Session, catalogue: Catalogue, body: str) -> tuple[PageEvidence, Sequence[Seen]]:
    with serving({"/": page(body)}) as server:
        request = VisitRequest(server.url + "/", plan_for([catalogue.rules[name] for name in RULES]))
        return await session.visit(request), server.seen


def _reactions(evidence: PageEvidence) -> Reactions:
    found = evidence.get(LEAVING)
    assert isinstance(found, Reactions)
    return found
