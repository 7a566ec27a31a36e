"""What the check of broken links says of answers that are not those of a page."""

from __future__ import annotations

import pytest

from nyx_audit.checks.sites.links import judge_broken_links
from nyx_audit.model.outcome import Outcome
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.site.evidence import LinkAnswer, LinkAnswers
from tests.support.build import rule
from tests.support.sites import facts, site

HOME, LINKED = "https://www.example.gov/", "https://www.example.gov/a"


def test_a_link_that_needs_a_cookie_is_not_called_broken() -> None:
    answer = LinkAnswer(302, 2, LINKED, Reason(ReasonCode.COOKIE_NEEDED, "needs a cookie first"))
    answers = LinkAnswers({LINKED: answer}, reached=True)
    judged = judge_broken_links(rule(), site({HOME: facts(LINKED)}), answers)
    assert not judged[HOME].judgements


@pytest.mark.parametrize(
    ("code", "says"),
    [
        (ReasonCode.TIMEOUT, "did not answer in time"),
        (ReasonCode.UNREACHABLE, "could not be reached"),
        (ReasonCode.CERTIFICATE, "certificate was not valid"),
        (ReasonCode.UNREADABLE, "could not be read"),
    ],
)
def test_a_link_that_gets_no_answer_from_here_is_a_doubt(code: ReasonCode, says: str) -> None:
    answers = LinkAnswers({LINKED: LinkAnswer(None, 0, LINKED, Reason(code, "no answer"))}, reached=False)
    (judged,) = judge_broken_links(rule(), site({HOME: facts(LINKED)}), answers)[HOME].judgements
    assert judged.outcome is Outcome.CANT_TELL
    assert says in judged.message


def test_a_host_that_does_not_exist_is_a_failure_where_others_answer() -> None:
    answer = LinkAnswer(None, 0, LINKED, Reason(ReasonCode.HOST_UNKNOWN, "no such host"))
    judged = judge_broken_links(rule(), site({HOME: facts(LINKED)}), LinkAnswers({LINKED: answer}, reached=True))
    assert [one.outcome for one in judged[HOME].judgements] == [Outcome.FAILED]


@pytest.mark.parametrize("code", [ReasonCode.ROBOTS, ReasonCode.PRIVATE_ADDRESS, ReasonCode.BUSY])
def test_a_link_that_must_not_be_requested_is_neither_a_doubt_nor_a_pass(code: ReasonCode) -> None:
    answers = LinkAnswers({LINKED: LinkAnswer(None, 0, LINKED, Reason(code, "closed"))}, reached=True)
    judged = judge_broken_links(rule(), site({HOME: facts(LINKED)}), answers)[HOME]
    assert (judged.judgements, judged.passed, judged.untested) == ((), frozenset(), None)


def test_a_redirect_that_does_not_say_where_to_is_a_doubt() -> None:
    answers = LinkAnswers({LINKED: LinkAnswer(301, 0, LINKED)}, reached=True)
    judged = judge_broken_links(rule(), site({HOME: facts(LINKED)}), answers)[HOME]
    assert [one.outcome for one in judged.judgements] == [Outcome.CANT_TELL]


def test_links_that_were_not_requested_make_their_page_untested_with_their_number() -> None:
    answers = LinkAnswers({LINKED: LinkAnswer(200, 0, LINKED)}, reached=True, left_out=1)
    judged = judge_broken_links(rule(), site({HOME: facts(LINKED, HOME + "b"), LINKED: facts(HOME)}), answers)
    assert judged[HOME].untested == Reason(
        ReasonCode.NOT_ALL_TRIED,
        "links of the page that were not requested, since the limits of the run were reached: 1",
    )
    assert judged[LINKED].untested is None


def test_a_password_in_a_linked_address_is_not_said() -> None:
    linked = HOME + "a?access_token=geheim"
    answers = LinkAnswers({linked: LinkAnswer(404, 0, linked)}, reached=True)
    (judged,) = judge_broken_links(rule(), site({HOME: facts(linked)}), answers)[HOME].judgements
    assert "geheim" not in judged.message


@pytest.mark.parametrize("code", [ReasonCode.TIMEOUT, ReasonCode.HOST_UNKNOWN])
def test_where_no_other_host_answers_links_to_them_are_untested(code: ReasonCode) -> None:
    other = "https://other.example/"
    answers = LinkAnswers({other: LinkAnswer(None, 0, other, Reason(code, "no answer"))}, reached=False)
    judged = judge_broken_links(rule(), site({HOME: facts(other)}), answers)[HOME]
    assert not judged.judgements
    assert judged.untested is not None
    assert "the network here may be at fault" in judged.untested.text
