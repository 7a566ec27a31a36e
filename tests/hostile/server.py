"""Serves all faults, each in a folder of its own, among sound pages. By hand: `python -m tests.hostile.server`."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from nyx_audit.examples.server import Answer, Server, page, serving
from tests.hostile.fault import Fault
from tests.hostile.faults import FAULTS

SOUND = page(
    '<main><h1>Renew a license</h1><p>Bring your old one. <a href="/">All services</a></p>'
    '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="></main>'
)
# After so many faults comes a page with one defect that must be found as if they were not there.
EVERY = 6


@contextmanager
def hostile(faults: Sequence[Fault]) -> Iterator[Server]:
    """Serve the faults, and a home page that links to them all, with sound pages between them."""
    answers: dict[str, Answer | str] = dict.fromkeys(paths_of(faults), SOUND)
    answers |= {"/": _home(faults), "/robots.txt": Answer(status=404)}
    for fault in faults:
        answers |= {fault.folder + name: answer for name, answer in fault.answers.items()}
    with serving(answers) as server:
        yield server


def paths_of(faults: Sequence[Fault]) -> list[str]:
    """Return the paths of the faults in their order, with those of sound pages between them."""
    found = []
    for number, fault in enumerate(faults):
        if number % EVERY == 0:
            found.append(f"/sound/{number // EVERY}")
        found.append(fault.folder)
    return found


def _home(faults: Sequence[Fault]) -> str:
    links = [f'<li><a href="{path}">{path.strip("/").replace("-", " ")}</a></li>' for path in paths_of(faults)]
    return page(f"<main><h1>Faults</h1><ul>{''.join(links)}</ul></main>", title="Faults")


if __name__ == "__main__":
    with hostile(FAULTS) as running:
        print(f"{len(FAULTS)} faults at {running.url}/")
        while True:
            time.sleep(3600)
