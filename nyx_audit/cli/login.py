"""`nyx-audit login`: a person signs in, and the audit is signed in from then on."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import threading
from dataclasses import replace
from pathlib import Path

import click

from nyx_audit.cli.options import config_option
from nyx_audit.errors import OutputError


@click.command()
@click.argument("site")
@click.option("--save", "file", required=True, type=click.Path(path_type=Path), metavar="FILE", help="Where the cookies and stores are kept.")  # fmt: skip
@config_option
@click.option("--browser", metavar="PATH", help="The browser's executable, which must be able to show a window.")
def login(site: str, file: Path, config: Path, browser: str | None) -> None:
    """Sign in to a site by hand in a visible browser, and keep its cookies and stores for `access.storage_state`.

    SITE is an id of the configuration, or an address. The file lets whoever has it in: it is readable by you alone, and
    belongs into no repository.

    \b
    nyx-audit login dmv --save dmv-login.json
    nyx-audit login https://staging.example.gov/ --save staging-login.json
    """
    from nyx_audit.browser.recording import find_visible, record
    from nyx_audit.config.access import unlocked
    from nyx_audit.run.sites import choose

    chosen = choose([site], config)[0]
    access = chosen.access
    start = access.login.start if access and access.login else chosen.starts[0]
    # The state is what is made here, and a person does what the steps say.
    access = unlocked(replace(access, storage_state=None, login=None)) if access else None
    waits = sys.stdin.isatty()
    how = "press Enter here, or close its window" if waits else "close its window"
    click.echo(f"Sign in to {start} in the browser that opens; when you are done, {how}.", err=True)

    async def recorded() -> str:
        return await record(find_visible(browser), start, access, _enter if waits else asyncio.Event().wait)

    state = asyncio.run(recorded())
    write_for_owner(file, state)
    cookies = len(json.loads(state)["cookies"])
    click.echo(f"Wrote {file} ({'1 cookie' if cookies == 1 else f'{cookies} cookies'}), readable by you alone.")
    click.echo(f"Name it in the configuration:  access: {{storage_state: {file}}}")


async def _enter() -> None:
    """Wait for the Enter key. The thread that does must not keep the program from ending."""
    pressed, loop = asyncio.Event(), asyncio.get_running_loop()

    def wait() -> None:
        sys.stdin.readline()
        loop.call_soon_threadsafe(pressed.set)

    threading.Thread(target=wait, daemon=True).start()
    await pressed.wait()


def write_for_owner(file: Path, text: str) -> None:
    """Write a file that nobody else can read, at no time. Raises OutputError."""
    beside = file.with_name(f".{file.name}.new")
    try:
        beside.unlink(missing_ok=True)
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
            out.write(text)
        beside.replace(file)
    except OSError as error:
        raise OutputError(f"--save {file}: cannot be written ({error.strerror})") from error
