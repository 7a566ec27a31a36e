"""Answers that are not a document, not the page, or look as if they were not."""

from tests.hostile.fault import Fault

FAULTS: tuple[Fault, ...] = ()
