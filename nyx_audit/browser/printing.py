"""Prints a document of ours as a tagged PDF."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Mapping

import pikepdf
from playwright.sync_api import Error, sync_playwright

from nyx_audit.browser.find import HOW, Browser
from nyx_audit.errors import BrowserError

HEADINGS = "h1, h2, h3, h4, h5, h6"
SETTINGS = {
    "generateTaggedPDF": True,
    "generateDocumentOutline": True,
    "preferCSSPageSize": True,
    "printBackground": True,
}


def print_pdf(html: str, browser: Browser) -> bytes:
    """Return a document as PDF with tags and bookmarks; it loads nothing and runs no script. Raises BrowserError."""
    path = str(browser.path) if browser.path else None
    try:
        with sync_playwright() as playwright:
            running = playwright.chromium.launch(executable_path=path)
            try:
                context = running.new_context(offline=True, java_script_enabled=False)
                page = context.new_page()
                page.set_content(html, wait_until="load")
                headings = page.locator(HEADINGS).all_text_contents()
                printed = context.new_cdp_session(page).send("Page.printToPDF", SETTINGS)
            finally:
                running.close()
    except Error as error:
        raise BrowserError(f"the PDF could not be printed ({str(error).splitlines()[0]}); {HOW}") from error
    return _with_bookmarks(base64.b64decode(printed["data"]), headings)


def _with_bookmarks(data: bytes, headings: Iterable[str]) -> bytes:
    """Return the PDF with the headings as its bookmarks have them: Chromium drops the space where a line of one ends."""
    whole = {"".join(one.split()): " ".join(one.split()) for one in headings}
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        with document.open_outline() as outline:
            _name(outline.root, whole)
        document.save(made)
    return made.getvalue()


def _name(items: Iterable[pikepdf.OutlineItem], whole: Mapping[str, str]) -> None:
    for one in items:
        one.title = whole.get("".join(one.title.split()), one.title)
        _name(one.children, whole)
