"""A page that a test holds is audited in its state, and stays as it was."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, async_playwright

import nyx_audit
from nyx_audit.browser.find import find_browser
from nyx_audit.errors import BrowserError, UsageError
from nyx_audit.examples.server import page as document
from nyx_audit.examples.server import serving
from nyx_audit.model.outcome import Outcome, View

FORM = document(
    """<main><h1>Apply</h1><button style="padding:20px">Next</button>
    <form id="step" hidden><p>Town</p><input name="town" style="height:40px"></form></main>
    <script>document.querySelector('button').onclick = () => { document.querySelector('#step').hidden = false; }</script>""",
    title="Apply for a permit",
)
# What a look must not leave behind, as far as a page can see it.
STATE = """() => JSON.stringify([document.documentElement.outerHTML, location.href, scrollY, innerWidth,
    document.activeElement.localName, Object.keys(globalThis).length, window.changes.length])"""
WATCH = """() => { window.changes = []; new MutationObserver((all) => window.changes.push(...all))
    .observe(document, {subtree: true, childList: true, attributes: true, characterData: true}); }"""


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    found = find_browser()
    async with async_playwright() as driver:
        running = await driver.chromium.launch(
            executable_path=found.path, args=["--no-sandbox"] if found.path else [], headless=True
        )
        yield running
        await running.close()


@pytest.fixture
async def page(browser: Browser) -> Page:
    return await (await browser.new_context()).new_page()


def failed(summary: nyx_audit.Summary) -> set[str]:
    return {row.rule for row in summary.audit.pages[0].outcomes if row.outcome is Outcome.FAILED}


async def test_a_page_is_judged_as_the_test_has_brought_it_about(page: Page) -> None:
    await page.set_content(FORM)
    assert failed(await nyx_audit.Page(page).audit_async()) == set()
    await page.get_by_role("button").click()
    assert failed(await nyx_audit.Page(page).audit_async()) == {"label"}
    await page.locator("input").evaluate("(one) => one.setAttribute('aria-label', 'Town')")
    assert failed(await nyx_audit.Page(page).audit_async()) == set()


async def test_a_look_leaves_the_page_as_it_was(page: Page) -> None:
    await page.set_content(FORM + "<div style='height:3000px'></div>")
    await page.get_by_role("button").click()
    await page.locator("input").fill("Troy")
    await page.evaluate("() => scrollTo(0, 500)")
    await page.evaluate(WATCH)
    before = await page.evaluate(STATE)
    await nyx_audit.Page(page).audit_async()
    assert await page.evaluate(STATE) == before
    assert await page.locator("input").input_value() == "Troy"


async def test_what_needs_the_page_moved_is_untested_and_the_page_is_audited(page: Page) -> None:
    await page.set_content(FORM)
    summary = await nyx_audit.Page(page).audit_async()
    outcomes = {row.rule: row.outcome for row in summary.audit.pages[0].outcomes}
    assert (outcomes["keyboard-trap"], outcomes["label"]) == (Outcome.UNTESTED, Outcome.INAPPLICABLE)
    assert summary.audit.complete


async def test_frames_of_another_host_are_looked_into(page: Page) -> None:
    with serving({"/": document("<main><h1>Help</h1><img src='data:,'></main>")}) as server:
        address = server.url.replace("127.0.0.1", "localhost")
        await page.set_content(document(f'<main><h1>Apply</h1><iframe title="Help" src="{address}/"></iframe></main>'))
        await page.frame_locator("iframe").locator("h1").wait_for()
        summary = await nyx_audit.Page(page).audit_async()
    (row,) = [row for row in summary.audit.pages[0].outcomes if row.rule == "image-alt"]
    assert row.findings[0].selector == "iframe >>> img"


async def test_a_narrow_window_is_a_phone(page: Page) -> None:
    await page.set_viewport_size({"width": 390, "height": 844})
    await page.set_content(FORM.replace("hidden>", ">"))
    summary = await nyx_audit.Page(page).audit_async()
    (row,) = [row for row in summary.audit.pages[0].outcomes if row.rule == "label"]
    assert row.findings[0].views == (View.MOBILE,)


async def test_options_choose_the_rules(page: Page) -> None:
    await page.set_content(FORM)
    summary = await nyx_audit.Page(page, nyx_audit.Options(only=("label",))).audit_async()
    assert [row.rule for row in summary.audit.pages[0].outcomes] == ["label"]


async def test_an_asynchronous_page_says_how_it_is_audited(page: Page) -> None:
    with pytest.raises(UsageError, match="await audit_async"):
        nyx_audit.Page(page).audit()


def test_what_is_not_a_page_is_refused() -> None:
    with pytest.raises(UsageError, match="a page of Playwright is needed, not str"):
        nyx_audit.Page("https://dmv.ny.gov/")


@pytest.mark.parametrize(
    "shown", ["", "<div id='root'></div><script>1</script>"], ids=["nothing", "what no script has filled"]
)
async def test_a_page_that_shows_nothing_yet_is_never_clean(page: Page, shown: str) -> None:
    await page.set_content(document(shown, title="Apply"))
    with pytest.raises(BrowserError, match="shows nothing"):
        await nyx_audit.Page(page).audit_async()
