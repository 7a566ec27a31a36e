"""Judges in a process of its own, which a deadline can end.

It reads pickled messages from standard input and answers each on standard output (`engine/judging.py` is the other
end): first the rules, then one case after another. A case that is not judged in its time ends the process, even
within a single call.
"""

from __future__ import annotations

import logging
import os
import pickle
import queue
import signal
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from logging.handlers import QueueHandler
from typing import Any, BinaryIO, Generic, TypeVar

from nyx_audit.checks import language
from nyx_audit.judge.page import judge_page
from nyx_audit.judge.site import judge_site
from nyx_audit.model.evidence.visit import PageEvidence
from nyx_audit.model.page import RuleOutcome
from nyx_audit.model.reason import Reason, fault_reason
from nyx_audit.model.rule import Rule
from nyx_audit.site.records import SiteEvidence

SIZE_BYTES = 8
# The evidence of the largest pages is some 20 MB.
MEMORY_BYTES = 3_000_000_000

PageOutcomes = tuple[RuleOutcome, ...]
SiteOutcomes = Mapping[str, Sequence[RuleOutcome]]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Case(Generic[T]):
    """Evidence of a page or a site, to be judged by the rules of these ids within so many seconds: T is what it comes to."""

    evidence: PageEvidence | SiteEvidence
    rules: tuple[str, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Judged(Generic[T]):
    """The outcomes, or the fault of the program that kept them from being found; and what was logged."""

    outcomes: T | Reason
    log: tuple[logging.LogRecord, ...] = ()


def main() -> None:
    """Answer what comes until the other end is closed."""
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    # Whoever reads a key press or a signal is the process that started this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory()
    kept: queue.SimpleQueue[logging.LogRecord] = queue.SimpleQueue()
    logging.getLogger().addHandler(QueueHandler(kept))
    with suppress(EOFError):
        rules: Mapping[str, Rule] = receive(source)
        if _has_idle_core() and any(rule.check in language.BY_LETTERS for rule in rules.values()):
            # Many pages need it, and the first of them is still being visited.
            threading.Thread(target=language.load, daemon=True).start()
        while True:
            case: Case[Any] = receive(source)
            _limit_time(case.seconds)
            outcomes = _judged(case, rules)
            _limit_time(0)
            log = tuple(kept.get() for _ in range(kept.qsize()))
            sink.write(packed(Judged(outcomes, log)))
            sink.flush()


def _has_idle_core() -> bool:
    return not hasattr(os, "getloadavg") or os.getloadavg()[0] < (os.cpu_count() or 1)


def packed(message: object) -> bytes:
    """Return a message as it is sent: its size, then its pickle."""
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    return len(data).to_bytes(SIZE_BYTES, "big") + data


def receive(source: BinaryIO) -> Any:
    """Return the next message. Raises EOFError where there is none."""
    size = source.read(SIZE_BYTES)
    if len(size) < SIZE_BYTES:
        raise EOFError
    return pickle.loads(source.read(int.from_bytes(size, "big")))


def _judged(case: Case[Any], rules: Mapping[str, Rule]) -> PageOutcomes | SiteOutcomes | Reason:
    try:
        chosen = [rules[one] for one in case.rules]
        if isinstance(case.evidence, SiteEvidence):
            return judge_site(chosen, case.evidence)
        return judge_page(chosen, case.evidence)
    except Exception as fault:
        logging.getLogger(__name__).exception("judging broke")
        return fault_reason(fault)


def _limit_time(seconds: float) -> None:
    """End the process after so many seconds, whatever it does then: the one that waits for it may be gone."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
