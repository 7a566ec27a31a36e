"""The steps of flows as jobs: each is a scan point, whose state is reached by doing all that comes before it, anew."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from nyx_audit.engine.auditor import Job
from nyx_audit.model.access import Flow, Script

MARK = "#flow:"
LONGEST = 60
# What each action adds to the seconds that a page may take.
ACTION_SECONDS = 5.0


def flow_jobs(flow: Flow, hosts: Collection[str], start: Job) -> list[Job]:
    """Return a job for each step of a flow, which begins at the address of `start` and may lead to these hosts."""
    jobs = []
    for number, step in enumerate(flow.steps, 1):
        actions = tuple(action for one in flow.steps[:number] for action in one.actions)
        requested = f"{flow.start.partition('#')[0]}{MARK}{flow.id}/{number}-{_slug(step.name)}"
        called = f'step {number} of {len(flow.steps)} of the flow "{flow.name}": {step.name}'
        script = Script(actions, tuple(hosts), called)
        seconds = start.seconds + ACTION_SECONDS * len(actions)
        jobs.append(replace(start, url=flow.start, requested=requested, script=script, seconds=seconds))
    return jobs


def is_scan_point(url: str) -> bool:
    """Return whether an address is that of a step of a flow."""
    return MARK in url


def _slug(name: str) -> str:
    return re.sub(r"\W+", "-", name.lower()).strip("-")[:LONGEST]
