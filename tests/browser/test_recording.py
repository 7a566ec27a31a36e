"""`nyx-audit login` opens a window; without a display of its own, the test draws it on a virtual one."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from nyx_audit.browser.recording import find_visible, record
from nyx_audit.cli.login import write_for_owner
from nyx_audit.errors import BrowserError
from nyx_audit.model.access import Access, Secret
from nyx_audit.net.addresses import host_of
from tests.support.agency_app import Agency, serve_agency


@pytest.fixture
def display(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A virtual display; the test is skipped where none can be had."""
    if not shutil.which("Xvfb"):
        pytest.skip("Xvfb is not installed")
    read, write = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(write)], pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as number:
        monkeypatch.setenv("DISPLAY", f":{number.readline().strip()}")
    yield
    server.terminate()
    server.wait()


@pytest.mark.usefixtures("display")
async def test_what_a_visible_browser_holds_is_recorded_and_its_headers_open_the_gate() -> None:
    try:
        browser = find_visible(None)
    except BrowserError:
        pytest.skip("no browser that can show a window")
    agency = Agency(header=("X-Staging", "key-of-staging"))
    with serve_agency(agency):
        headers = (("X-Staging", Secret("KEY", value="key-of-staging")),)
        access = Access((host_of(agency.url),), headers=headers)

        async def signed_in() -> None:
            """A person is done when the page is there."""
            while not agency.came("/login"):
                await asyncio.sleep(0.1)
            await asyncio.sleep(1.5)

        state = json.loads(await record(browser, agency.url + "login", access, signed_in))
    assert [one["name"] for one in state["cookies"]] == ["session"]
    assert state["cookies"][0]["value"] in agency._sessions


async def test_without_a_display_the_error_says_what_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    try:
        browser = find_visible(None)
    except BrowserError:
        pytest.skip("no browser that can show a window")
    with pytest.raises(BrowserError, match="it needs a display"):
        await record(browser, "about:blank", None, asyncio.Event().wait)


def test_the_file_of_a_login_can_be_read_by_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "login.json"
    file.write_text("of before")
    file.chmod(0o644)
    write_for_owner(file, "{}")
    assert file.read_text() == "{}"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["login.json"]
