"""What our scripts read of forms and documents, no name in a page can take the place of."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from nyx_audit.browser.session import Session
from nyx_audit.browser.unshadowed import NAMES, unshadowed
from nyx_audit.browser.world import LIBRARY, script
from nyx_audit.catalogue.load import Catalogue

# Read of arrays, texts and functions only, as `toString` and `constructor` are: no form is counted or made.
OF_ALL = {"length", "constructor", "toString", "hasOwnProperty"}
PROPERTIES = """() => {
  const found = new Set();
  for (const one of [document.createElement('form'), document])
    for (let at = Object.getPrototypeOf(one); at !== Object.prototype; at = Object.getPrototypeOf(at))
      Object.getOwnPropertyNames(at).forEach((name) => found.add(name));
  return [...found];
}"""


async def test_every_property_of_forms_and_documents_that_a_script_reads_is_on_the_list(
    session: Session, catalogue: Catalogue
) -> None:
    page = await session._browser.new_page()
    properties = set(await page.evaluate(PROPERTIES))
    await page.close()
    library = [script(f"library/{name}.js") for name in LIBRARY]
    read = set(
        re.findall(r"(?<=[\w$)\]])\??\.([A-Za-z_]\w*)", "\n".join([AXE_SCRIPT, *library, *catalogue.in_page.values()]))
    )
    assert read & properties - OF_ALL - set(NAMES) == set()


async def test_a_form_answers_with_its_own_properties_whatever_its_fields_are_named(session: Session) -> None:
    page = await session._browser.new_page()
    await page.set_content(f"<form>{''.join(f'<input name={name}>' for name in NAMES)}</form>")
    assert await page.evaluate(
        "(names) => names.every((name) => document.forms[0][name].tagName === 'INPUT')", list(NAMES)
    )
    form = "const form = document.querySelector('form');"
    reads = "[form.nodeName, form.id, form.src, form?.parentElement.localName, form.getAttribute('x')]"
    await page.evaluate(unshadowed(f"{form} globalThis.found = {reads};"))
    assert await page.evaluate("found") == ["FORM", "", None, "body", None]
    await page.close()


@pytest.mark.parametrize(
    "text",
    [
        "const a = 'of.id', b = \"form.id\";",
        "// one.id\n/* one.id */",
        "const pattern = /[.\"'].id/;",
        "delete one.id;",
        "const all = [...children];",
        "const one = {id: 1, get name() { return 2; }};",
        "one.identity; one.id_of; one.$id;",
    ],
)
def test_what_is_no_read_stays_as_it_is_written(text: str) -> None:
    assert f"\n{text}\n" in unshadowed(text)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("one.id = two?.id;", "one[$nyx_id] = two?.[$nyx_id];"),
        ("found\n  .closest('a')", "found\n  [$nyx_closest]('a')"),
        ("`${one.id}`", "`${one[$nyx_id]}`"),
        ('`[for="${CSS.escape(one.id)}"]`', '`[for="${CSS.escape(one[$nyx_id])}"]`'),
    ],
)
def test_a_read_is_made_one_of_a_symbol(text: str, read: str) -> None:
    assert f"\n{read}\n" in unshadowed(text)
