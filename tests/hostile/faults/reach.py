"""Pages that lead the program to where it must not go, or bear secrets."""

from tests.hostile.fault import Fault

FAULTS: tuple[Fault, ...] = ()
