"""Text that costs more than it should: without end, or written against patterns."""

from nyx_audit.examples.server import page
from tests.hostile.fault import Fault, audited

LONG = 1_000

FAULTS: tuple[Fault, ...] = (
    audited("a title of a thousand letters", page("<h1>Fine</h1>", title="x" * LONG)),
    audited("a title of a thousand signs without a space", page("<h1>Fine</h1>", title="x@" * (LONG // 2))),
)
