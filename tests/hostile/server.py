"""Serves all faults, each in a folder of its own, among sound pages. By hand: `python -m tests.hostile.server`."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from nyx_audit.examples.server import Answer, Server, page, serving
from tests.hostile.fault import Fault
from tests.hostile.faults import FAULTS

SOUND = page('<main><h1>Renew a license</h1><p>Bring your old one. <a href="/">All services</a></p></main>')
SOUND_PAGES = tuple(f"/sound/{number}" for number in range(1, 11))


@contextmanager
def hostile(faults: Sequence[Fault]) -> Iterator[Server]:
    """Serve the faults, and a home page that links to them all with a sound page between any two of the first ten."""
    answers: dict[str, Answer | str] = {"/": _home(faults), "/robots.txt": Answer(status=404)}
    answers |= dict.fromkeys(SOUND_PAGES, SOUND)
    for fault in faults:
        answers |= {fault.folder + name: answer for name, answer in fault.answers.items()}
    with serving(answers) as server:
        yield server


def _home(faults: Sequence[Fault]) -> str:
    sound = [f'<li><a href="{path}">Sound page {path[-2:]}</a></li>' for path in SOUND_PAGES]
    links = [f'<li><a href="{fault.folder}">{fault.name}</a></li>' for fault in faults]
    mixed = [item for pair in zip(links, [*sound, *[""] * len(links)], strict=False) for item in pair]
    return page(f"<main><h1>Faults</h1><ul>{''.join(mixed)}</ul></main>", title="Faults")


if __name__ == "__main__":
    with hostile(FAULTS) as running:
        print(f"{len(FAULTS)} faults at {running.url}/")
        while True:
            time.sleep(3600)
