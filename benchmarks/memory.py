"""Does memory stay flat over many page visits?

Visits the pages of a folder over and over with all rules in both views, and prints the memory of this process and of
the browser's processes at each step.

    python -m benchmarks.memory FOLDER [--visits 1000] [--every 100]
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
from pathlib import Path

from nyx_audit.browser.axe import load_engine
from nyx_audit.browser.find import find_browser
from nyx_audit.browser.request import VisitRequest
from nyx_audit.browser.session import Session, open_session
from nyx_audit.catalogue.load import load_catalogue
from nyx_audit.catalogue.plan import plan_for
from nyx_audit.judge.page import judge_page
from nyx_audit.net.local import address_of, pages_below, serve_folder


def main() -> None:
    """Print megabytes of resident memory every so many visits."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--visits", type=int, default=1000)
    parser.add_argument("--every", type=int, default=100)
    options = parser.parse_args()
    with serve_folder(options.folder) as root:
        urls = [address_of(root, options.folder, page) for page in pages_below(options.folder)]
        asyncio.run(_measure(urls, options.visits, options.every))


async def _measure(urls: list[str], visits: int, every: int) -> None:
    rules = tuple(load_catalogue().rules.values())
    plan = plan_for(rules)
    numbered = itertools.islice(zip(itertools.count(1), itertools.cycle(urls)), visits)
    async with open_session(find_browser(), load_engine(load_catalogue().in_page)) as session:

        async def work(session: Session) -> None:
            for number, url in numbered:
                judge_page(rules, await session.visit(VisitRequest(url, plan, site="bench", seconds=300)))
                if number % every == 0:
                    own, browser = _resident(os.getpid()), sum(map(_resident, _children(os.getpid())))
                    print(f"{number:5} visits: program {own:.0f} MB, browser {browser:.0f} MB", flush=True)

        await asyncio.gather(work(session), work(session))


def _resident(pid: int) -> float:
    try:
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
    except OSError:
        return 0.0
    return 0.0


def _children(pid: int) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(path.read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
        if parent == pid:
            child = int(path.parent.name)
            found += [child, *_children(child)]
    return found


if __name__ == "__main__":
    main()
