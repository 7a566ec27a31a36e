"""A fault in one rule of a site, or in what brings its evidence, costs that rule and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from nyx_audit.browser.request import VisitRequest
from nyx_audit.browser.session import Session
from nyx_audit.checks.sites.registry import SITE_CHECKS, SiteCheck, on_home
from nyx_audit.engine.site import Visited, finish_site, judge_alone
from nyx_audit.examples.server import page, serving
from nyx_audit.judge.site import judge_site
from nyx_audit.model.evidence.kind import Missing, Need
from nyx_audit.model.evidence.visit import Plan
from nyx_audit.model.facts import Facts
from nyx_audit.model.outcome import Outcome, Verdict
from nyx_audit.model.page import Page, PageStatus
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.model.rule import Rule
from nyx_audit.site.evidence import DATE, DOCUMENTS, Document, Documents
from nyx_audit.site.records import Declared, SiteEvidence
from tests.support.build import rule
from tests.support.sites import facts, site

HOME = "https://a.example/"
DOCUMENT = Document(
    pages=1, tagged=True, language="en", title="A form", shows_title=True, pages_with_text=1, pages_with_images=0,
    alternatives=False, pages_read=1, bookmarks=False, fields=(), dynamic_form=False, encrypted=False, assistive=True,
)  # fmt: skip
STUMBLES = replace(rule("stumbles"), check="stumbles")
STANDS = replace(rule("stands"), check="stands")


def _stumble(_rule: Rule, _site: SiteEvidence, *_found: object) -> Mapping[str, Verdict]:
    raise KeyError("hreflang")


def _stand(_rule: Rule, site: SiteEvidence, *_found: object) -> Mapping[str, Verdict]:
    return {url: Verdict(passed=frozenset({"a"})) for url in site.pages}


def _check(name: str, judge: Callable[..., Mapping[str, Verdict]], *needs: Need[Any], alone: bool = True) -> None:
    SITE_CHECKS[name] = SiteCheck(name, judge, needs, (), alone, on_home)


@pytest.fixture(autouse=True)
def stumbling() -> Iterator[None]:
    _check("stumbles", _stumble)
    _check("stands", _stand)
    yield
    del SITE_CHECKS["stumbles"], SITE_CHECKS["stands"]


def test_a_rule_that_stumbles_is_untested_with_the_reason_and_the_others_stand() -> None:
    found = judge_site([STUMBLES, STANDS], site({HOME: facts(), HOME + "a": facts()}))
    assert {url: [one.outcome for one in said] for url, said in found.items()} == {
        HOME: [Outcome.UNTESTED, Outcome.PASSED],
        HOME + "a": [Outcome.UNTESTED, Outcome.PASSED],
    }
    assert str(found[HOME][0].reason) == "a fault of the auditor: KeyError: 'hreflang'"


def test_a_rule_of_documents_that_stumbles_is_untested_on_the_documents() -> None:
    _check("stumbles", _stumble, DOCUMENTS, alone=False)
    read = Documents({HOME + "a.pdf": DOCUMENT}, {})
    found = judge_site([STUMBLES], site({HOME: facts()}, answers={"documents": read}))
    assert [one.outcome for one in found[HOME + "a.pdf"]] == [Outcome.UNTESTED]
    assert [one.outcome for one in found[HOME]] == [Outcome.INAPPLICABLE]


async def test_a_page_that_was_named_keeps_its_other_rules() -> None:
    judged = await judge_alone(Visited(_page(HOME), facts()), [STUMBLES, STANDS])
    assert [one.outcome for one in judged.outcomes] == [Outcome.UNTESTED, Outcome.PASSED]


async def test_evidence_that_is_unavailable_for_a_fault_leaves_its_rules_untested() -> None:
    _check("stands", _stand, DATE)

    async def gather(_site: SiteEvidence) -> Mapping[str, object]:
        raise RuntimeError("no such thing")

    (judged,) = await finish_site([Visited(_page(HOME), facts())], Declared("site", HOME), [STANDS], {"date": gather})
    (said,) = judged.outcomes
    assert (said.outcome, str(said.reason)) == (Outcome.UNTESTED, "a fault of the auditor: RuntimeError: no such thing")


def test_a_load_that_was_not_measured_is_untested() -> None:
    missing = {"lab": Missing(Reason(ReasonCode.NOT_GATHERED, "no browser"))}
    found = judge_site([replace(rule("lab"), check="lab")], site({HOME: facts()}, answers=missing))
    assert [(one.outcome, str(one.reason)) for one in found[HOME]] == [(Outcome.UNTESTED, "no browser")]


async def test_a_host_that_answers_at_once_has_answered(session: Session) -> None:
    times = [(await _facts(session, page("<h1>A</h1>"))).first_byte for _ in range(10)]
    assert min(times) >= 0.001


async def test_a_form_without_an_address_of_its_own_says_so(session: Session) -> None:
    found = await _facts(session, page('<h1>A</h1><form action="/"></form><form action="#"></form><form></form>'))
    assert [one.stated for one in found.forms] == [True, False, False]


FIELDS = ("id", "title", "name", "children", "action", "method", "style", "lang")


async def test_fields_named_like_what_a_form_has_do_not_hide_the_page(session: Session) -> None:
    fields = "".join(f'<label>{name} <input name="{name}"></label>' for name in FIELDS)
    form = f'<form id="claim" action="/x" method="post">{fields}<a href="/a">A</a> <a href="/a">Again</a></form>'
    found = await _facts(session, page(f"<main>{form}</main>"))
    assert [one.name for one in found.fields] == list(FIELDS)
    assert [one.action.rpartition("/")[2] for one in found.forms] == ["x"]


async def test_list_items_with_numbers_that_act_as_buttons_or_fields_are_read(session: Session) -> None:
    found = await _facts(session, page('<ul><li role="button" value="3"></li><li contenteditable value="4"></li></ul>'))
    assert (len(found.buttons), len(found.fields)) == (1, 1)


async def test_addresses_that_are_none_are_empty(session: Session) -> None:
    head = '<link rel="alternate" hreflang="es" href="http://["><script src="http://[nysds/"></script>'
    found = await _facts(session, page('<a href="http://[">A</a><nys-button></nys-button>', head=head))
    addresses = [one.href for one in found.links], found.scripts, [one.href for one in found.alternates]
    assert addresses == ([""], ("",), [""])


async def test_what_angular_draws_by_itself_is_no_dead_component(session: Session) -> None:
    body = "<nys-header _ngcontent-abc-c1 _nghost-abc-c2><p>Department</p></nys-header><nys-button></nys-button>"
    found = await _facts(session, page(body))
    assert {tag: one.dead for tag, one in found.components.items()} == {"nys-header": 0, "nys-button": 1}


async def test_a_search_is_known_by_its_title_and_by_words_that_are_written_together(session: Session) -> None:
    fields = '<input id="ctl00_txtSearch" title="Words"><input title="Search this site"><input id="txtResearch" title="Topic">'
    found = await _facts(session, page(f"<form>{fields}</form>"))
    assert [one.search for one in found.fields] == [True, True, False]


CALENDAR = """<nys-datepicker></nys-datepicker><nys-radiobutton></nys-radiobutton><script>
document.querySelector('nys-datepicker').attachShadow({mode: 'open'}).innerHTML =
  '<input type="date" aria-label="Day"><div style="display: none"><select name="month"><option>May</option></select></div>';
document.querySelector('nys-radiobutton').attachShadow({mode: 'open'}).innerHTML =
  '<input type="radio" name="a" style="display: none"><span>Yes</span>';
</script>"""


async def test_a_closed_calendar_asks_nothing_and_a_drawn_button_does(session: Session) -> None:
    found = await _facts(session, page(CALENDAR))
    assert [(one.type, one.shown) for one in found.fields] == [("date", True), ("select-one", False), ("radio", True)]


async def test_a_selector_holds_no_time_of_day(session: Session) -> None:
    script = "<script>document.body.innerHTML += `<p id='a-${Date.now()}'><input name='town'></p><input id='b-${Date.now()}'>`</script>"
    found = await _facts(session, page(f"<main>{script}</main>"))
    assert [one.selector for one in found.fields] == ["input[name=town]", "body > input"]


def _page(url: str) -> Page:
    return Page(url, PageStatus.AUDITED, final_url=url, http_status=200)


async def _facts(session: Session, html: str) -> Facts:
    with serving({"/": html}) as server:
        found = (await session.visit(VisitRequest(server.url + "/", Plan({})))).facts
    assert isinstance(found, Facts), found
    return found
