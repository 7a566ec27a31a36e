"""What the check of broken links says of answers that are not those of a page."""

from __future__ import annotations

from nyx_audit.checks.sites.links import judge_broken_links
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
