"""Documents that shadow what scripts read them by, or whose frames cannot be entered."""

from tests.hostile.fault import Fault

FAULTS: tuple[Fault, ...] = ()
