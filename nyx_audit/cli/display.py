"""The live display of a run: a line a site in a terminal, plain lines elsewhere; all of it on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nyx_audit.engine.events import Event, Listener, Note, PageFinished, PageStarted, SiteFinished, SiteStarted, Waiting
from nyx_audit.model.page import PageStatus
from nyx_audit.net.addresses import without_secrets
from nyx_audit.report.plain import clean

if TYPE_CHECKING:
    from rich.console import Group

EVERY = 30.0


@dataclass(slots=True)
class _Site:
    name: str
    began: float
    done: int = 0
    found: int = 0
    failed: int = 0
    audited: int = 0
    pages: list[str] = field(default_factory=list)
    note: str = ""
    finished: bool = False
    ended: float = 0.0


@contextmanager
def progress(*, quiet: bool = False, verbose: bool = False) -> Iterator[Listener]:
    """Show what happens while the block runs; the value takes the events."""
    if quiet:
        yield _of_the_run
    elif sys.stderr is not None and sys.stderr.isatty() and not verbose:
        with _live() as listen:
            yield listen
    else:
        yield _Lines(every_page=verbose).take


def _of_the_run(event: Event) -> None:
    """Say what concerns the run as a whole, also where nothing else is to be shown."""
    if isinstance(event, Note) and not event.site:
        print(f"nyx-audit: {clean(without_secrets(event.text), 500)}", file=sys.stderr, flush=True)


@contextmanager
def _live() -> Iterator[Listener]:
    from rich.console import Console
    from rich.live import Live

    sites: dict[str, _Site] = {}
    console = Console(stderr=True, highlight=False)
    with Live(console=console, transient=True, refresh_per_second=8, get_renderable=lambda: _table(sites)) as live:

        def listen(event: Event) -> None:
            _count(sites, event)
            if isinstance(event, Note):
                live.console.print(clean(without_secrets(event.text)), markup=False, style="dim")

        yield listen


def _table(sites: dict[str, _Site]) -> Group:
    from rich.console import Group, RenderableType
    from rich.progress_bar import ProgressBar
    from rich.table import Table
    from rich.text import Text

    now = time.monotonic()
    table = Table.grid(padding=(0, 2))
    current: list[Text] = []
    for site in sites.values():
        took = max((site.ended or now) - site.began, 0.1)
        rate = site.done / took
        left = (site.found - site.done) / rate if rate and not site.finished else 0
        words = f"{site.done} of {site.found} pages"
        table.add_row(
            Text(clean(site.name, 28)),
            ProgressBar(total=max(site.found, 1), completed=site.done, width=20),
            Text(words),
            Text(f"{rate * 60:.0f}/min"),
            Text("done" if site.finished else f"about {_span(left)} left" if site.done else "starting"),
            Text(f"{site.failed} failed" if site.failed else "", style="bold red"),
        )
        current += [
            Text(f"  · {clean(without_secrets(url), 74)}", style="dim", no_wrap=True, overflow="ellipsis")
            for url in site.pages
        ]
        if site.note:
            current.append(Text(f"  {clean(without_secrets(site.note), 74)}", style="yellow"))
    parts: list[RenderableType] = [table, *current]
    return Group(*parts)


def _count(sites: dict[str, _Site], event: Event) -> None:
    if isinstance(event, SiteStarted):
        sites[event.site] = _Site(event.name, time.monotonic(), found=event.planned or 0)
        return
    site = sites.get(event.site)
    if site is None:
        return
    if isinstance(event, PageStarted):
        site.pages.append(event.url)
        site.note = ""
    elif isinstance(event, PageFinished):
        if event.page.url in site.pages:
            site.pages.remove(event.page.url)
        site.done, site.found = event.done, event.found
        site.failed += event.page.status is PageStatus.FAILED
    elif isinstance(event, Waiting):
        site.note = f"waiting {event.seconds:.0f} s: {event.reason}"
    elif isinstance(event, SiteFinished):
        site.finished, site.ended = True, time.monotonic()
        site.pages.clear()


class _Lines:
    """Plain lines: each failure, a line a site every half a minute, and one at its end."""

    def __init__(self, *, every_page: bool) -> None:
        self._every_page = every_page
        self._sites: dict[str, _Site] = {}
        self._said: dict[str, float] = {}

    def take(self, event: Event) -> None:
        _count(self._sites, event)
        site = self._sites.get(event.site)
        name = site.name if site else "nyx-audit"
        if isinstance(event, PageFinished):
            self._page(name, event)
        elif isinstance(event, Waiting):
            self._say(f"{name}: waiting {event.seconds:.0f} s ({event.reason}): {event.url}")
        elif isinstance(event, Note):
            self._say(f"{name}: {event.text}")
        elif isinstance(event, SiteFinished) and site:
            self._say(
                f"{name}: {site.done} of {site.found} pages done, {site.failed} failed, {_span(time.monotonic() - site.began)}"
            )

    def _page(self, name: str, event: PageFinished) -> None:
        page = event.page
        since = f": unchanged since run {page.carried.run}" if page.carried else ""
        why = f": {page.reason}" if page.reason else since
        if self._every_page or page.status is PageStatus.FAILED:
            self._say(f"{name}: {event.done}/{event.found} {page.status} {page.url} {page.seconds:.1f} s{why}")
            return
        now = time.monotonic()
        if now - self._said.setdefault(name, now) >= EVERY:
            self._said[name] = now
            self._say(f"{name}: {event.done} of {event.found} pages done")

    def _say(self, text: str) -> None:
        print(clean(without_secrets(text), 500), file=sys.stderr, flush=True)


def _span(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
