"""All faults, by what they attack. Each module lists its own as `FAULTS`."""

from tests.hostile.fault import Fault
from tests.hostile.faults import answers, costs, dom, reach, text

FAULTS: tuple[Fault, ...] = (*text.FAULTS, *costs.FAULTS, *dom.FAULTS, *answers.FAULTS, *reach.FAULTS)
