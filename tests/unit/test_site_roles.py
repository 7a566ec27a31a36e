"""A page's role, by plain signs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from nyx_audit.model.facts import Facts, Form, FormField, Heading
from nyx_audit.model.journey import Journey
from nyx_audit.net.addresses import site_key
from nyx_audit.site.paths import clicks_from_home
from nyx_audit.site.records import Declared
from tests.support.sites import facts, link, site

HOME = "https://dmv.example/"


def role(url: str, one: Facts, **more: Any) -> tuple[str, str]:
    found = site({HOME: facts(heading="Department"), HOME + url: one}, **more).pages[HOME + url]
    return found.role, found.role_reason


def asking(count: int, **more: Any) -> Facts:
    fields = tuple(
        FormField(str(at), f"#f{at}", "input", "text", name=f"f{at}", form="form", **more) for at in range(count)
    )
    return replace(
        facts(heading="About you"),
        fields=fields,
        forms=(Form("form", "post", HOME + "next", False, "main", False, True),),
    )


@pytest.mark.parametrize(
    ("url", "heading", "expected"),
    [
        ("contact-us", "Offices", "contact"),
        ("about/reach", "Contact us", "contact"),
        ("faq.html", "Questions", "help"),
        ("privacy-policy", "What we keep", "legal"),
        ("x", "Accessibility statement", "legal"),
        ("news/2025/well-water", "Well water", "news"),
        ("2024/05/roads", "Roads", "news"),
        ("search?q=license", "Found", "search"),
        ("es/contactenos", "Contáctenos", "contact"),
        ("x", "Contact DMV", "contact"),
        ("x", "Comuníquese con nosotros", "contact"),
        ("x", "Contact lenses", "content"),
        ("x", "Contact tracing", "content"),
        ("x", "Aviso legal", "legal"),
        ("x", "Comunicados de prensa", "news"),
        ("contact-lenses", "Vision tests", "content"),
        ("newspaper-permits", "Newspaper permits", "content"),
        ("help-wanted", "Jobs at the department", "content"),
        ("legal-aid-grants", "Grants", "content"),
    ],
)
def test_address_and_heading_tell_a_role(url: str, heading: str, expected: str) -> None:
    assert role(url, facts(heading=heading))[0] == expected


def test_the_title_tells_a_contact_page_without_a_heading() -> None:
    assert role("x", replace(facts(), title="Contact us | Department of Roads"))[0] == "contact"
    assert role("x", replace(facts(), title="Contact lenses | Department of Roads"))[0] == "content"


def test_a_form_that_shows_how_it_is_built_is_no_step() -> None:
    shown = tuple(Heading(2, text) for text in ("When to use this component", "Usage", "Accessibility"))
    assert role("components/date", replace(asking(3), headings=shown))[0] == "content"
    assert role("apply", replace(asking(3), headings=shown[2:]))[0] == "step"


def test_the_start_address_is_the_home_page() -> None:
    assert site({HOME: facts()}).pages[HOME].role == "home"


def test_a_form_that_asks_makes_a_step_and_a_search_does_not() -> None:
    assert role("renew", asking(2))[0] == "step"
    assert role("renew", asking(2, search=True))[0] == "content"
    assert role("renew", asking(1))[0] == "content"


def test_a_page_that_asks_for_a_password_and_little_else_is_a_login() -> None:
    fields = (
        FormField("1", "#u", "input", "text", form="form"),
        FormField("2", "#p", "input", "password", form="form"),
    )
    assert role("account", replace(facts(heading="Account"), fields=fields))[0] == "login"


def test_a_link_with_a_verb_to_a_form_makes_the_start_of_a_service() -> None:
    pages = {
        HOME: facts(),
        HOME + "licenses": facts(link(HOME + "form", "Apply for a license"), heading="Licenses"),
        HOME + "form": asking(3),
    }
    found = site(pages).pages[HOME + "licenses"]
    assert (found.role, found.role_reason) == ("start", '"Apply for a license" leads to a form')


def test_another_language_makes_a_language_version() -> None:
    assert role("vacunas", facts(heading="Vacunas", lang="es"))[0] == "language"


def test_what_footers_call_a_page_tells_its_role() -> None:
    pages = {
        HOME: facts(link(HOME + "offices", "Contact us", "contentinfo")),
        HOME + "offices": facts(heading="Offices"),
    }
    assert site(pages).pages[HOME + "offices"].role == "contact"


def test_what_the_configuration_states_holds() -> None:
    declared = Declared("site", HOME, roles={"help": (HOME + "offices",)})
    assert role("offices", facts(heading="Contact us"), declared=declared) == ("help", "stated in the configuration")


def test_the_steps_of_a_declared_journey_know_it() -> None:
    declared = Declared("site", HOME, journeys=(Journey("renew", "Renew", (HOME + "a", HOME + "b")),))
    pages = site({HOME: facts(), HOME + "a": facts(), HOME + "b": facts()}, declared).pages
    assert [(page.role, page.journeys) for page in pages.values()] == [
        ("home", ()), ("start", ("renew",)), ("step", ("renew",)),
    ]  # fmt: skip


def test_clicks_are_the_fewest_from_the_home_page_by_visible_links() -> None:
    hidden = replace(link(HOME + "c"), shown=False)
    pages = {HOME: facts(HOME + "a", hidden), HOME + "a": facts(HOME + "b#top"), HOME + "b": facts(HOME + "c")}
    assert [clicks_from_home(site(pages))[site_key(url)] for url in (HOME, HOME + "a", HOME + "b", HOME + "c")] == [
        0,
        1,
        2,
        3,
    ]
