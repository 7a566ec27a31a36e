"""Prints a document of ours as a tagged PDF."""

from __future__ import annotations

import base64

from playwright.sync_api import Error, sync_playwright

from nyx_audit.browser.find import HOW, Browser
from nyx_audit.errors import BrowserError


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
                printed = context.new_cdp_session(page).send(
                    "Page.printToPDF",
                    {
                        "generateTaggedPDF": True,
                        "generateDocumentOutline": True,
                        "preferCSSPageSize": True,
                        "printBackground": True,
                    },
                )
            finally:
                running.close()
    except Error as error:
        raise BrowserError(f"the PDF could not be printed ({str(error).splitlines()[0]}); {HOW}") from error
    return base64.b64decode(printed["data"])
