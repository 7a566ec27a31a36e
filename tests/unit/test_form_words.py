"""The words by which forms and services are judged: what they must meet, and what they must leave alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nyx_audit.checks.sites.fields import judge_autocomplete_purpose
from nyx_audit.checks.sites.home import PRIVACY
from nyx_audit.checks.sites.journeys import BACK, SAVES
from nyx_audit.checks.sites.purposes import about_others, purpose_of
from nyx_audit.checks.sites.required import OPTIONAL, REQUIRED, asks_for_all
from nyx_audit.checks.sites.signin import CODE, is_letters
from nyx_audit.checks.sites.starts import PRINT_AND_MAIL, TOLD
from nyx_audit.model.facts import Facts, FormField, Heading
from nyx_audit.model.outcome import Outcome
from tests.support.build import rule
from tests.support.sites import site


def field(label: str, kind: str = "text") -> FormField:
    return FormField("1", "input", "input", kind, label=label)


@pytest.mark.parametrize(
    ("label", "purpose"),
    [
        ("* Required field: Email", "email"),
        ("Email (this field is required)", "email"),
        ("Please enter your last name*", "family-name"),
        ("Correo electrónico (campo obligatorio)", "email"),
        ("First name", "given-name"),
        ("* Your Last Name:", "family-name"),
        ("Full name (required)", "name"),
        ("E-mail address", "email"),
        ("Correo electrónico *", "email"),
        ("Phone number (optional)", "tel"),
        ("Mobile phone", "tel"),
        ("ZIP Code", "postal-code"),
        ("Date of birth (mm/dd/yyyy)", "bday"),
        ("Fecha de nacimiento", "bday"),
        ("City or town", "address-level2"),
    ],
)
def test_a_label_that_leaves_no_doubt_tells_the_purpose(label: str, purpose: str) -> None:
    assert purpose_of(field(label)) == purpose


@pytest.mark.parametrize(
    "label",
    [
        "Name", "Nombre", "Business name", "Name of the vessel", "Emergency phone", "State of incorporation", "City of birth",
        "How did you get our email?", "Do you have a phone?", "Email subject", "Mother's maiden name", "ZIP codes served", "Date",
    ],
)  # fmt: skip
def test_a_label_that_may_mean_something_else_tells_nothing(label: str) -> None:
    assert purpose_of(field(label)) == ""


@pytest.mark.parametrize(
    "text", ["Your child", "About the deceased", "Emergency contact", "Datos de su cónyuge", "Employer information"]
)
def test_words_about_others_are_known(text: str) -> None:
    assert about_others(text)


@pytest.mark.parametrize(
    ("heading", "label", "expected"),
    [
        ("Report a pothole", "Street address", [True, False]),
        ("Apply for a building permit", "City", [True, False]),
        ("Reporte un accidente", "Ciudad", [True, False]),
        ("Report a pothole", "Home address", [False, False]),
        ("Renew your license", "Street address", [False, False]),
    ],
)
def test_an_address_may_be_that_of_a_place_and_an_e_mail_address_is_the_person_s(
    heading: str, label: str, expected: list[bool]
) -> None:
    fields = (replace(field(label), key="1"), replace(field("Email"), key="2"))
    facts = Facts(lang="en", headings=(Heading(1, heading),), fields=fields)
    judged = judge_autocomplete_purpose(rule(), site({"https://a.example/": facts}))["https://a.example/"]
    doubts = {one.target.key for one in judged.judgements if one.outcome is Outcome.CANT_TELL}
    assert [one.key in doubts for one in fields] == expected
    assert len(judged.judgements) == len(fields)


@pytest.mark.parametrize(
    "text", ["About you", "Contact details", "Your mailing address", "Renew your license", "Sus datos"]
)
def test_words_about_the_person_are_not_taken_for_others(text: str) -> None:
    assert not about_others(text)


@pytest.mark.parametrize(
    "text",
    [
        "Back",
        "« Previous",
        "Go back",
        "Back to the record",
        "< Back to step 1",
        "Atrás",
        "Volver al paso 1",
        "Paso anterior",
    ],
)
def test_a_way_back_is_known(text: str) -> None:
    assert BACK.search(text)


@pytest.mark.parametrize(
    "text",
    ["Back to top", "Back to home", "Background check", "Backlog", "Volver arriba", "Feedback", "Volver al inicio"],
)
def test_what_only_sounds_like_a_way_back_is_none(text: str) -> None:
    assert not BACK.search(text)


@pytest.mark.parametrize(
    "text", ["Save and continue later", "You can finish later.", "Save draft", "Guardar y salir", "Save my progress"]
)
def test_the_offer_to_save_is_known(text: str) -> None:
    assert SAVES.search(text)


@pytest.mark.parametrize("text", ["Save and continue", "Save", "See you later", "Save time by applying online"])
def test_a_step_onwards_is_no_offer_to_save(text: str) -> None:
    assert not SAVES.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "All fields are required.",
        "All questions must be answered",
        "All fields are required unless marked optional",
        "Todos los campos son obligatorios",
    ],
)
def test_a_line_that_asks_for_all_fields_is_known(text: str) -> None:
    assert asks_for_all(text)


@pytest.mark.parametrize(
    "text",
    [
        "All fields marked with * are required",
        "All items with an asterisk are required",
        "Todos los campos con * son obligatorios",
    ],
)
def test_a_line_about_marked_fields_does_not_ask_for_all(text: str) -> None:
    assert not asks_for_all(text)


def test_optional_and_required_are_told_apart() -> None:
    assert OPTIONAL.search("Middle name (not required)")
    assert REQUIRED.search("Nombre (obligatorio)")
    assert not OPTIONAL.search("Options")


@pytest.mark.parametrize(
    ("told", "text"),
    [
        ("how long it takes", "It takes about 10 minutes."),
        ("how long it takes", "Tarda unos diez minutos."),
        ("what you need", "You will need your driver license."),
        ("what you need", "Lo que necesita"),
        ("who can use it", "Who can apply"),
        ("who can use it", "Find out if you are eligible"),
        ("what it costs", "A copy costs $15."),
        ("what it costs", "Es gratis."),
    ],
)
def test_each_of_the_four_things_is_known(told: str, text: str) -> None:
    assert TOLD[told].search(text)


@pytest.mark.parametrize(
    ("told", "text"),
    [
        ("how long it takes", "Monday to Friday, 9 am to 5 pm"),
        ("what you need", "You do not need a lawyer."),
        ("who can use it", "Can we help?"),
        ("what it costs", "Feel freely informed"),
    ],
)
def test_other_lines_are_none_of_the_four_things(told: str, text: str) -> None:
    assert not TOLD[told].search(text)


@pytest.mark.parametrize(
    "text",
    [
        "Print the form and mail it to us.",
        "Fill out and fax the form",
        "Imprima la solicitud y envíela por correo",
        "Mail your application to:",
    ],
)
def test_the_way_by_mail_is_known(text: str) -> None:
    assert PRINT_AND_MAIL.search(text)


@pytest.mark.parametrize(
    "text", ["Print this page", "We will mail your copy within ten days", "Complete the form below and press Send"]
)
def test_other_words_of_printing_and_mailing_are_not_that_way(text: str) -> None:
    assert not PRINT_AND_MAIL.search(text)


@pytest.mark.parametrize("text", ["Privacy policy", "Internet Privacy", "Política de privacidad"])
def test_a_link_to_the_privacy_policy_is_known(text: str) -> None:
    assert PRIVACY.search(text)


def test_a_code_that_is_sent_is_told_from_other_codes() -> None:
    assert CODE.search("Enter the verification code")
    assert not CODE.search("ZIP code")
    assert not CODE.search("Promotion code")


def test_letters_to_type_off_are_told_from_other_codes() -> None:
    assert is_letters(field("Type the characters you see in the picture"))
    assert not is_letters(field("Enter the code we sent you"))
