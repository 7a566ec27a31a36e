"""A sign-in or a wall of consent is never taken for the page that it stands before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nyx_audit.browser.walls import refuse_wall
from nyx_audit.errors import PageFailed, PageSkipped
from nyx_audit.model.facts import Facts, FormField
from nyx_audit.model.reason import ReasonCode
from tests.support.sites import facts

HOST = "https://a.example"


def _with_password(count: int = 1) -> Facts:
    password = FormField("p", "#p", "input", type="password")
    more = [FormField(str(number), f"#{number}", "input", type="text") for number in range(count)]
    return replace(facts(), fields=(password, *more))


def test_a_named_page_that_leads_to_a_sign_in_is_failed() -> None:
    with pytest.raises(PageFailed, match="login needed") as failure:
        refuse_wall(f"{HOST}/apply", f"{HOST}/portal?next=/apply", _with_password(), must=True)
    assert failure.value.reason.code is ReasonCode.LOGIN


def test_a_linked_page_that_leads_there_is_left_out_for_the_sign_in_itself() -> None:
    with pytest.raises(PageSkipped) as skip:
        refuse_wall(f"{HOST}/account", f"{HOST}/login?next=%2Faccount&lang=en", facts(), must=False)
    assert skip.value.goes_to == f"{HOST}/login?lang=en"


@pytest.mark.parametrize(
    ("requested", "final"),
    [
        (f"{HOST}/login", f"{HOST}/login/step"),
        (f"{HOST}/portal", f"{HOST}/portal/"),
        (f"{HOST}/portal", f"{HOST}/portal?lang=en"),
        (f"{HOST}/old-login-help", f"{HOST}/help"),
    ],
)
def test_a_sign_in_that_was_requested_and_a_plain_redirect_are_the_page(requested: str, final: str) -> None:
    refuse_wall(requested, final, _with_password() if "help" not in final else facts(), must=True)


def test_a_form_that_asks_for_a_password_among_much_else_is_a_page() -> None:
    refuse_wall(f"{HOST}/join", f"{HOST}/register", _with_password(8), must=True)


@pytest.mark.parametrize("final", ["https://consent.a.example/?back=/fees", f"{HOST}/cookie-consent?to=/fees"])
def test_a_wall_of_consent_is_not_the_page_behind_it(final: str) -> None:
    with pytest.raises(PageFailed, match="wall of consent"):
        refuse_wall(f"{HOST}/fees", final, facts(), must=False)


def test_a_page_about_consent_is_a_page() -> None:
    refuse_wall(f"{HOST}/forms", f"{HOST}/forms/consent-to-treatment", facts(), must=True)
