"""The words by which checks know a telephone number, a day, a language, a promise: as public sites write them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from nyx_audit.checks.sites.contact import EMAIL, OFFICES, has_address, has_hours, has_phone
from nyx_audit.checks.sites.contact_pages import REPLY_TIME
from nyx_audit.checks.sites.dates import dates_in, days_said, months_between
from nyx_audit.checks.sites.languages import TAG
from nyx_audit.checks.sites.tasks import CONFIRMS, FEEDBACK, NEXT
from nyx_audit.checks.sites.waiting import judge_saves_a_wait
from nyx_audit.model.facts import Button, Facts, FormField, Heading, Link, Translator
from nyx_audit.site.languages import NAMES, named_language, offered
from nyx_audit.site.records import Declared, SitePage
from nyx_audit.site.roles import with_roles
from tests.support.build import rule
from tests.support.sites import facts, site

HOME = "https://a.example/"
KNOWN: dict[str, Callable[[str], object]] = {
    "phone": has_phone, "street": has_address, "hours": has_hours,
    **{kind: pattern.search for kind, pattern in {"email": EMAIL, "offices": OFFICES, "reply": REPLY_TIME, "feedback": FEEDBACK, "next": NEXT, "confirms": CONFIRMS, "tag": TAG}.items()},
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("phone", "(518) 474-0736"), ("phone", "518.474.0736"), ("phone", "1-800-CALL-NYS"), ("phone", "1 888 469 7365"),
        ("phone", "+44 20 7946 0958"), ("phone", "Dial 211"), ("phone", "call us at 555-0130"), ("phone", "Questions about your case: 518-474-0736"), ("phone", "the form (518) 474-0736"),
        ("phone", "Phone number: 518-474-0736"),
        ("email", "help@health.ny.gov"), ("email", "help [at] example [dot] gov"),
        ("street", "6 Empire State Plaza, Albany"), ("street", "12 Capitol Row, Sampleton"), ("street", "P.O. Box 2195"),
        ("street", "One Commerce Plaza"), ("street", "Albany, NY 12228"), ("street", "355 West 52nd Street"),
        ("street", "44 HOLLAND AVE"),
        ("hours", "Monday - Friday"), ("hours", "Mon.–Fri."), ("hours", "8:30am to 4:30pm"), ("hours", "open until 4 p.m."), ("hours", "from 9 to 5 p.m."), ("hours", "9:00–17:00"),
        ("hours", "de 9:00 a.m. a 5:00 p.m."), ("hours", "Hours: by request"), ("hours", "abierto desde las 9 a.m."),
        ("hours", "24/7"), ("hours", "lunes a viernes"), ("hours", "Office hours"),
        ("offices", "Find an office near you"), ("offices", "Office locations"), ("offices", "Walk-in services"),
        ("reply", "We will respond within 2 business days."), ("reply", "Expect a reply in three to five days."),
        ("reply", "Within 48 hours, somebody will get back to you."), ("reply", "Le contestaremos en un plazo de 3 días."),
        ("reply", "Allow 10 business days for a response."),
        ("feedback", "Was this page helpful?"), ("feedback", "Take our survey"), ("feedback", "Report a problem"),
        ("feedback", "Comentarios"), ("feedback", "Website feedback"), ("feedback", "Comments & questions"), ("feedback", "Customer satisfaction survey"),
        ("feedback", "Give us your feedback on this page"), ("feedback", "Envíenos sus sugerencias"), ("feedback", "Feedback about this page"),
        ("feedback", "Complete una encuesta"), ("feedback", "Informar un problema"),
        ("next", "What happens next"), ("next", "We will review your claim."), ("next", "You'll receive a letter."),
        ("next", "Your card arrives in 10 days."), ("next", "Recibirá una carta."), ("next", "Le avisaremos por correo."), ("next", "Su licencia llega en 10 días."),
        ("confirms", "Thank you!"), ("confirms", "Application received"), ("confirms", "Your claim has been submitted"),
        ("confirms", "Thank you for your application"),
        ("tag", "es"), ("tag", "zh-Hant"), ("tag", "zh-Hant-HK"), ("tag", "x-default"), ("tag", "es-419"), ("tag", "en-US"),
    ],
)  # fmt: skip
def test_what_public_sites_write_is_known(kind: str, text: str) -> None:
    assert KNOWN[kind](text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("phone", "Form 511-A of 2024"), ("phone", "12345-6789"), ("phone", "Section 2111"), ("phone", "Case No. 518-555-0137"), ("phone", "ID: 518 474 0736"),
        ("phone", "§ 230-1234"), ("phone", "$518 474 0736"), ("phone", "2/25/2014 4:02 PM"), ("phone", "ISBN 978-0-306-40615-7"),
        ("phone", "Albany 12203-1234"), ("phone", "123-456-7890123"), ("phone", "Docket 518-474-0736"),
        ("street", "Section 12 Highway Law"), ("street", "Room H154"), ("street", "In 2014 New York State Center"), ("street", "see page 10\nCourt"),
        ("street", "Article 7 Public Way"), ("street", "2 Supreme Court justices"), ("street", "New York 10000 people"),
        ("street", "2/25/2014 4:02 PM"), ("street", "on 42nd Street"), ("hours", "2/25/2014 4:02 PM"), ("hours", "answers within 24 hours"),
        ("hours", "Posted at 9 a.m."), ("hours", "Room H154 to 160"), ("hours", "pages 9-11"),
        ("email", "write to us @ our office"), ("street", "in 30 days the quickest way"), ("street", "the best 5 ways"),
        ("hours", "5 amendments"), ("hours", "every Monday"), ("offices", "official forms"),
        ("reply", "We answer as soon as possible."), ("reply", "Call us for an answer."),
        ("feedback", "Commentary"), ("feedback", "Geological Survey"), ("feedback", "2023 customer satisfaction survey results"),
        ("feedback", "Public comments on the proposed rule"), ("feedback", "Feedback received from towns"), ("feedback", "Land surveys and maps"),
        ("feedback", "Encuesta de salud de 2023"), ("feedback", "Comment period"), ("next", "Your form was sent."),
        ("confirms", "Success stories"), ("confirms", "Thank you for your service"), ("confirms", "Confirmation hearings"),
        ("confirms", "Application"),
        ("tag", "zh-traditional"), ("tag", "english"), ("tag", "en_US"), ("tag", ""),
    ],
)  # fmt: skip
def test_what_only_looks_like_it_is_not(kind: str, text: str) -> None:
    assert not KNOWN[kind](text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Español", "es"), ("Español (Spanish)", "es"), ("Leer en español", "es"), ("Translate this page to Haitian Creole", "ht"),
        ("Chinese (Simplified)", "zh"), ("繁體中文", "zh"), ("ייִדיש", "yi"), ("বাংলা / Bengali", "bn"), ("English", "en"),
        ("Polish your resume", ""), ("Spanish forms", ""), ("Language access", ""), ("French and Italian", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_link_changes_the_language_where_it_names_one_and_nothing_else(text: str, code: str) -> None:
    assert named_language(text) == code


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("January 5, 2025", date(2025, 1, 5)), ("Sept. 9, 2024", date(2024, 9, 9)), ("10/04/2021", date(2021, 10, 4)),
        ("3/4/25", date(2025, 3, 4)), ("2026-11-24", date(2026, 11, 24)), ("5 de enero de 2025", date(2025, 1, 5)),
        ("March 2023", date(2023, 3, 1)), ("May 1st 2026", date(2026, 5, 1)),
    ],
)  # fmt: skip
def test_days_are_read_as_public_sites_write_them(text: str, day: date) -> None:
    assert day in dates_in(f"Updated {text}.")


@pytest.mark.parametrize(
    ("text", "role"),
    [("Contact", "contact"), ("Contact us", "contact"), ("Contact the Department", "contact"), ("Contact tracing", "content"),
     ("Contact lenses", "content"), ("Contáctenos", "contact")],
)  # fmt: skip
def test_a_heading_of_contact_is_about_the_agency(text: str, role: str) -> None:
    page = SitePage("https://a.example/p", "https://a.example/p", 200, Facts(lang="en", headings=(Heading(1, text),)))
    assert with_roles([page], Declared("a", "https://a.example/"))[0].role == role


def test_a_day_that_does_not_exist_is_none() -> None:
    assert not list(dates_in("13/45/2025"))


def test_the_day_may_stand_in_the_line_after_its_label() -> None:
    assert list(days_said("Renew\nLast updated\nMarch 3, 2024")) == [date(2024, 3, 3)]


def test_a_day_in_the_text_is_not_the_page_s() -> None:
    assert not list(
        days_said("Effective January 1, 2019, the fee is $30.\nThe form that was revised on May 2, 2018 is not taken.")
    )


@pytest.mark.parametrize(
    ("earlier", "months"), [(date(2024, 11, 24), 24), (date(2024, 11, 25), 23), (date(2024, 10, 24), 25)]
)
def test_only_whole_months_count(earlier: date, months: int) -> None:
    assert months_between(earlier, date(2026, 11, 24)) == months


def test_google_s_element_offers_all_languages_unless_it_lists_some() -> None:
    assert offered(Facts(translators=(Translator("google", "#t"),))).languages >= NAMES.keys()
    assert offered(Facts(translators=(Translator("google", "#t", ("es", "zh-CN")),))).languages == {"es", "zh"}


def test_a_question_for_the_own_language_is_no_translator() -> None:
    fields = (
        FormField("1", "#lang", "select", "select-one", form="f"),
        FormField("2", "#name", "input", "text", form="f"),
    )
    facts = Facts(fields=fields, translators=(Translator("select", "#lang", ("English", "Spanish")),))
    assert not offered(facts).languages


def test_buttons_offer_languages_and_a_word_on_languages_is_a_doubt() -> None:
    facts = Facts(
        buttons=(Button("b", "Русский", "button", "banner", "", shown=False),),
        links=(Link("https://a.example/l", "/l", "Language assistance", "contentinfo", "a"),),
    )
    assert offered(facts).languages == {"ru"}
    assert offered(facts).unclear


@pytest.mark.parametrize("text", ["Language Reference", "List of C-language APIs", "Sign language", "Plain language"])
def test_other_languages_than_people_s_are_no_doubt(text: str) -> None:
    assert not offered(Facts(links=(Link("https://a.example/l", "/l", text, "main", "a"),))).unclear


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("Make an appointment", True), ("Appointments", True), ("Schedule your appointment to renew", True), ("Check your status", True),
        ("Reserve a campsite", True), ("Citas", True), ("Governor Lake announces appointments", False), ("Judicial appointments", False),
        ("Appointments to boards and commissions", False), ("Boards and appointments", False), ("Indian reservations", False),
    ],
)  # fmt: skip
def test_an_appointment_is_to_see_somebody(text: str, speaks: bool) -> None:
    pages = {HOME: facts(), f"{HOME}x": replace(facts(), headings=(Heading(2, text),))}
    declared = Declared("site", HOME, roles={"start": (f"{HOME}x",)})
    verdict = judge_saves_a_wait(rule(), site(pages, declared))[HOME]
    assert (not verdict.judgements) == speaks
