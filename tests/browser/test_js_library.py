"""The library that runs in pages, called as rules call it: in the isolated world of a real page."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from nyx_audit.browser.session import Session
from nyx_audit.browser.world import Worlds

Ask = Callable[..., Awaitable[Any]]
# Puts a component with this inner HTML in place of each <x-part>.
SHADOW = """(inner) => { for (const host of document.querySelectorAll('x-part')) {
    host.attachShadow({mode: 'open'}).innerHTML = inner; } }"""


@pytest.fixture
async def ask(session: Session) -> AsyncIterator[Ask]:
    """Load HTML, and call a function of the library with the element of a selector; `shadow` fills each <x-part>."""
    # The tests' one browser: the library needs no visit, only a page.
    context = await session._browser.new_context()
    page = await context.new_page()
    worlds = Worlds(await context.new_cdp_session(page), session._engine.source)

    async def call(html: str, function: str, selector: str, *, shadow: str = "") -> Any:
        await page.set_content(html)
        worlds.forget()
        if shadow:
            await page.evaluate(SHADOW, shadow)
        world = await worlds.of(next(iter(await worlds.frames())))
        find = "[...nyx.dom.everyElement(document)].find((one) => one.matches(selector))"
        return await worlds.call(world, f"(selector) => {function}({find})", selector)

    yield call
    await context.close()


@pytest.mark.parametrize(
    ("html", "landmark"),
    [
        ("<header><p>x</p></header>", "banner"),
        ("<footer><p>x</p></footer>", "contentinfo"),
        ("<article><header><p>x</p></header></article>", ""),
        ("<section><footer><p>x</p></footer></section>", ""),
        ("<main><header><p>x</p></header></main>", "main"),
        ("<div role=region><header><p>x</p></header></div>", "region"),
        ("<search><p>x</p></search>", "search"),
        ("<dialog open><p>x</p></dialog>", "dialog"),
        ("<form><p>x</p></form>", "form"),
        ("<nav role=presentation><p>x</p></nav>", ""),
        ("<div role=complementary><p>x</p></div>", "complementary"),
        ("<header><nav><p>x</p></nav></header>", "navigation"),
    ],
)
async def test_the_landmark_of_a_finding_is_the_nearest_one(ask: Ask, html: str, landmark: str) -> None:
    assert await ask(html, "nyx.landmarks.landmarkOf", "p") == landmark


async def test_a_landmark_around_a_component_holds_what_the_component_draws(ask: Ask) -> None:
    found = await ask("<nav><x-part></x-part></nav>", "nyx.landmarks.landmarkOf", "p", shadow="<p>x</p>")
    assert found == "navigation"


@pytest.mark.parametrize(
    ("html", "part"),
    [
        ("<header><nav><p>x</p></nav></header>", "banner"),
        ("<nav><p>x</p></nav>", "navigation"),
        ("<main><form><p>x</p></form></main>", "main"),
        ("<nys-globalfooter><p>x</p></nys-globalfooter>", "contentinfo"),
        ("<nys-globalfooter role=group><p>x</p></nys-globalfooter>", ""),
        ("<dialog open><p>x</p></dialog>", ""),
    ],
)
async def test_the_part_of_a_page_is_that_of_its_header_or_footer_first(ask: Ask, html: str, part: str) -> None:
    assert await ask(html, "nyx.landmarks.pagePartOf", "p") == part


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ('<a href=x aria-label="Label" title="Title">Text</a>', "Label"),
        ('<a href=x title="Title"> Two\n words </a>', "Two words"),
        ('<a href=x title="Title"></a>', "Title"),
        (f"<a href=x>{'x' * 100}</a>", "x" * 80),
    ],
)
async def test_the_name_of_a_target_is_its_label_its_text_or_its_title(ask: Ask, html: str, name: str) -> None:
    assert await ask(html, "nyx.names.hintOf", "a") == name


async def test_the_whole_document_is_not_called_by_all_of_its_text(ask: Ask) -> None:
    assert await ask("<body><p>All of it</p></body>", "nyx.names.hintOf", "body") == ""


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ('<b id=a>First</b><a href=x aria-labelledby="a missing">Text</a>', "First"),
        ('<a href=x><img alt="Harbour"></a>', "Harbour"),
        ('<a href=x title="Title"><img alt=""></a>', "Title"),
    ],
)
async def test_the_words_on_a_link_are_those_of_its_label_or_pictures(ask: Ask, html: str, words: str) -> None:
    assert await ask(html, "nyx.names.wordsOn", "a") == words


@pytest.mark.parametrize(
    ("style", "rendered", "visible", "area"),
    [
        ("", True, True, True),
        ("display: none", False, False, False),
        ("visibility: hidden", False, False, True),
        ("position: absolute; width: 1px; height: 1px; overflow: hidden", True, False, True),
        ("position: absolute; width: 0; height: 20px", True, True, False),
        ("opacity: 0", True, True, True),
    ],
)
async def test_each_notion_of_visible_asks_more_than_the_one_before(
    ask: Ask, style: str, rendered: bool, visible: bool, area: bool
) -> None:
    html = f'<p style="{style}">x</p>'
    notions = ("isRendered", "isVisible", "hasArea")
    assert [await ask(html, f"nyx.visibility.{one}", "p") for one in notions] == [rendered, visible, area]


@pytest.mark.parametrize(
    ("html", "wanted", "selector"),
    [
        ("<p id=one>x</p>", "p", "#one"),
        ("<p id=1st>x</p>", "p", r"#\31 st"),
        ("<p id=item-1700000000>x</p><p>y</p>", "p", "p:nth-of-type(1)"),
        ("<input name=mail><input name=phone>", "[name=phone]", "input[name=phone]"),
        ("<p class='css-1x2y3z lead'>x</p><p>y</p>", ".lead", "p.lead"),
        ("<ul><li>1</li><li>2</li></ul><ul><li>3</li></ul>", "ul + ul li", "ul:nth-of-type(2) > li"),
    ],
)
async def test_a_selector_is_short_and_free_of_generated_names(ask: Ask, html: str, wanted: str, selector: str) -> None:
    assert await ask(html, "nyx.selectors.selectorOf", wanted) == selector


async def test_a_selector_names_each_shadow_boundary(ask: Ask) -> None:
    found = await ask("<x-part id=card></x-part>", "nyx.selectors.selectorOf", "p", shadow="<p>x</p>")
    assert found == "#card >>> p"


async def test_a_field_named_children_does_not_hide_the_elements_of_its_form(ask: Ask) -> None:
    html = "<form><input name=children><p>1</p><p>2</p></form>"
    assert await ask(html, "nyx.selectors.selectorOf", "p + p") == "p:nth-of-type(2)"


async def test_a_path_of_positions_leads_from_the_root_down(ask: Ask) -> None:
    found = await ask("<p>1</p><p>2</p>", "nyx.selectors.pathOf", "p + p")
    assert found == "html > body > p:nth-of-type(2)"


@pytest.mark.parametrize(
    ("html", "shape"),
    [
        ("<main id=content><ul><li class='item is-open'>1</li></ul></main>", "main#content > ul > li.item"),
        ("<main id=content-123456><p class='css-1x2'>x</p></main>", "html > body > main > p"),
    ],
)
async def test_the_shape_of_a_target_stays_when_the_page_is_made_anew(ask: Ask, html: str, shape: str) -> None:
    assert await ask(html, "nyx.selectors.shapeOf", "li, p") == shape


async def test_words_right_in_an_element_are_its_own_and_those_below_are_not(ask: Ask) -> None:
    html = "<div> <p>x</p> </div>"
    assert await ask(html, "nyx.dom.hasOwnText", "p") is True
    assert await ask(html, "nyx.dom.hasOwnText", "div") is False


async def test_what_is_slotted_stands_in_its_slot(ask: Ask) -> None:
    tag = "((element) => nyx.dom.flatParentOf(element).localName)"
    assert await ask("<x-part><p>x</p></x-part>", tag, "p", shadow="<b><slot></slot></b>") == "slot"


async def test_colours_that_browsers_do_not_write_as_rgb_are_read_too(ask: Ask) -> None:
    read = "((element) => nyx.colour.hex(nyx.colour.parse(getComputedStyle(element).color)))"
    assert await ask("<p style='color: oklch(1 0 0)'>x</p>", read, "p") == "#ffffff"


async def test_one_global_is_all_that_the_library_adds(ask: Ask) -> None:
    added = "(() => Object.keys(globalThis).filter((name) => /^nyx|^define$/.test(name)).join())"
    assert await ask("<p>x</p>", added, "p") == "nyx"


# Makes the document anew, with a change, as a reload does, and returns the elements that lost their numbers.
RELOADED = """(() => {
  const before = [...nyx.dom.everyElement(document)].map((one) => [nyx.elements.numberOf(one), one.outerHTML]);
  const places = nyx.elements.places();
  document.documentElement.replaceWith(document.documentElement.cloneNode(true));
  CHANGE
  nyx.elements.adopt(places);
  return before.filter(([number]) => !nyx.elements.elementOf(number).isConnected).map(([, html]) => html);
})"""


async def test_elements_of_a_page_that_is_loaded_again_keep_their_numbers(ask: Ask) -> None:
    reloaded = RELOADED.replace("CHANGE", "")
    assert await ask("<ul><li>a<li>b<p>c</ul><form><input name=children></form>", reloaded, "html") == []


async def test_an_element_that_is_not_there_when_a_page_is_loaded_again_is_gone(ask: Ask) -> None:
    reloaded = RELOADED.replace("CHANGE", "document.querySelector('ul').lastElementChild.remove();")
    lost = await ask("<p>x</p><ul><li>a</li><li>b</li></ul>", reloaded, "html")
    assert "<li>b</li>" in lost
    assert "<li>a</li>" not in lost
    assert "<p>x</p>" not in lost


@pytest.mark.parametrize(
    ("style", "markup", "large"),
    [
        ("p { font-size: 14px }", "<p>Fees</p>", "28px"),
        ("@media (min-width: 1px) { p { font: 10pt serif } }", "<p>Fees</p>", "26.6667px"),
        ("html { font-size: 62.5% } p { font-size: 1.6rem }", "<p>Fees</p>", "32px"),
        ("p { transition: font-size 5s; font-size: 1.5em }", "<p>Fees</p>", "48px"),
        ("", '<p style="font-size:12px">Fees</p>', "24px"),
    ],
)
async def test_text_is_enlarged_whatever_states_its_size(ask: Ask, style: str, markup: str, large: str) -> None:
    enlarge = "((one) => { nyx.settings.enlarge(); return getComputedStyle(one).fontSize; })"
    assert await ask(f"<style>{style}</style>{markup}", enlarge, "p") == large


@pytest.mark.parametrize("setting", ["space", "enlarge"])
async def test_the_settings_of_people_leave_nothing_behind(ask: Ask, setting: str) -> None:
    html = (
        '<style>p { font-size: 14px; line-height: 20px; transition: all 5s }</style><p style="font-size: 15px">Fees</p>'
    )
    changed = f"""((one) => {{
        const all = () => [getComputedStyle(one).font, getComputedStyle(one).letterSpacing, document.adoptedStyleSheets.length,
            document.styleSheets[0].cssRules[0].cssText, one.outerHTML].join();
        const before = all();
        nyx.settings.{setting}();
        const during = all();
        nyx.settings.reset();
        return [before !== during, before === all()];
    }})"""
    assert await ask(html, changed, "p") == [True, True]


async def test_what_a_press_did_is_told_from_what_the_page_did_by_its_own_clock(ask: Ask) -> None:
    html = """<button>Open</button><p id="pressed" hidden>Fees</p><p id="timed" hidden>News</p>"""
    pressed = """(async (button) => {
        const part = (id) => document.getElementById(id);
        button.onclick = () => { part('pressed').hidden = false; };
        setTimeout(() => { part('timed').hidden = false; }, 60);
        nyx.caused.begin();
        button.click();
        await new Promise((done) => setTimeout(done, 150));
        nyx.caused.end();
        return [nyx.caused.has(part('pressed')), nyx.caused.has(part('timed'))];
    })"""
    assert await ask(html, pressed, "button") == [True, False]


@pytest.mark.parametrize(
    ("style", "differs"),
    [
        ("@media (min-width: 40em) { p { color: red } }", True),
        ("@supports (display: grid) { @media (width >= 700px) { p { color: red } } }", True),
        ("@media (min-width: 1000px) { p { color: red } }", False),
        ("@media (max-height: 600px) { p { color: red } }", False),
        ("p { color: red }", False),
    ],
)
async def test_a_line_of_a_style_sheet_between_two_widths_is_known(ask: Ask, style: str, differs: bool) -> None:
    between = "((one) => nyx.breakpoints.isBetween(412, 768))"
    assert await ask(f"<style>{style}</style><p>Fees</p>", between, "p") is differs


LOW = '<div style="height: 500px"></div><p>Text</p>'


@pytest.mark.parametrize(
    "html",
    [
        f'<div style="height: 50px; overflow: hidden"><div style="height: 50px; overflow: auto">{LOW}</div></div>',
        f'<div style="height: 50px; overflow: hidden auto">{LOW}</div>',
        '<div dir=rtl style="width: 99px; overflow: auto"><div style="width: 999px"><p style="margin-right: 800px">Text</p></div></div>',
        f'<div style="height: 50px; overflow: hidden"><div style="position: absolute">{LOW}</div></div>',
        '<div style="display: contents"><p>Text</p></div>',
        '<div style="visibility: hidden"><p style="visibility: visible">Text</p></div>',
        "<details open><summary>More</summary><p>Text</p></details>",
    ],
)
async def test_what_scrolling_brings_into_view_is_on_the_screen(ask: Ask, html: str) -> None:
    assert await ask(html, "nyx.onscreen.isOnScreen", "p")


@pytest.mark.parametrize(
    "html",
    [
        f'<div style="height: 50px; overflow: hidden">{LOW}</div>',
        f'<div style="height: 50px; overflow: clip">{LOW}</div>',
        f'<div style="height: 50px; overflow: hidden; position: relative"><div style="position: absolute">{LOW}</div></div>',
        '<div style="width: 99px; overflow: auto"><p style="position: relative; left: -500px; width: 50px">Text</p></div>',
        '<div style="height: 0; overflow: auto"><p>Text</p></div>',
        '<p style="position: absolute; left: -9999px">Text</p>',
        '<p style="position: absolute; width: 1px; height: 1px; overflow: hidden">Text</p>',
        '<p style="position: absolute; clip: rect(1px, 1px, 1px, 1px)">Text</p>',
        '<div style="clip-path: inset(50%)"><p>Text</p></div>',
        '<div style="content-visibility: hidden"><p>Text</p></div>',
        '<p hidden="until-found">Text</p>',
        '<div style="opacity: 0"><p>Text</p></div>',
        "<details><summary>More</summary><p>Text</p></details>",
        "<meter value=1><p>Text</p></meter>",
    ],
)
async def test_what_nothing_brings_into_view_is_not_on_the_screen(ask: Ask, html: str) -> None:
    assert not await ask(html, "nyx.onscreen.isOnScreen", "p")
