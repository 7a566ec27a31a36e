"""Each fault, named by itself, becomes what it must."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from nyx_audit.browser.session import Session
from nyx_audit.catalogue.load import Catalogue
from nyx_audit.engine.auditor import Auditor, Job
from nyx_audit.engine.events import ignore
from nyx_audit.examples.server import Server
from tests.hostile.fault import Fault
from tests.hostile.faults import FAULTS
from tests.hostile.server import hostile


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with hostile(FAULTS) as served:
        yield served


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
async def test_a_fault_becomes_what_it_must(
    fault: Fault, server: Server, session: Session, catalogue: Catalogue
) -> None:
    auditor = Auditor(session, list(catalogue.rules.values()), ignore, probes=False)
    url = server.url + fault.folder
    page = (await auditor.audit(Job(url, url, seconds=fault.seconds))).page
    assert fault.is_met_by(page), (page.status, page.reason)
    fault.check(page)
