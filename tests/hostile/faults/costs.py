"""What takes time, memory or the tab from the pages that come after."""

from tests.hostile.fault import Fault

FAULTS: tuple[Fault, ...] = ()
