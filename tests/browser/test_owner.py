"""Who can fix a finding: the agency, the design system whose component draws it, or the host of a frame."""

from __future__ import annotations

import pytest

from nyx_audit.browser.request import VisitRequest
from nyx_audit.browser.session import Session
from nyx_audit.catalogue.load import load_catalogue
from nyx_audit.catalogue.plan import plan_for
from nyx_audit.checks.sites.verdicts import link_target
from nyx_audit.examples.server import page, serving
from nyx_audit.judge.page import judge_rule
from nyx_audit.model.evidence.visit import Plan
from nyx_audit.model.facts import Facts
from nyx_audit.model.outcome import Owner

IMAGE = "<img src='data:,'>"
COMPONENT = (
    "<nys-globalheader></nys-globalheader><script>customElements.define('nys-globalheader', class extends HTMLElement {"
    'connectedCallback() { this.attachShadow({mode: "open"}).innerHTML = "<img src=data:,>"; } })</script>'
)


async def test_a_finding_has_the_owner_who_can_fix_it(session: Session) -> None:
    rule = load_catalogue().rules["image-alt"]
    with serving({"/": page(IMAGE, title="Map")}) as other:
        frames = f'<iframe title="Map" src="{other.url}/"></iframe><iframe title="Own" src="/own"></iframe>'
        with serving({"/": page(IMAGE + COMPONENT + frames), "/own": page(IMAGE)}) as server:
            evidence = await session.visit(VisitRequest(server.url + "/", plan_for([rule])))
    owners = {finding.selector: finding.owner for finding in judge_rule(rule, evidence).findings}
    assert {selector.partition(" >>> ")[0]: owner for selector, owner in owners.items()} == {
        "img": Owner.AGENCY,
        "nys-globalheader": Owner.DESIGN_SYSTEM,
        "iframe:nth-of-type(1)": Owner.THIRD_PARTY,
        "iframe:nth-of-type(2)": Owner.AGENCY,
    }


@pytest.mark.parametrize(
    ("component", "owner"), [("nys-unavheader", Owner.DESIGN_SYSTEM), ("nys-globalheader", Owner.AGENCY)]
)
async def test_a_link_of_the_universal_header_is_the_design_system_s_own(
    component: str, owner: Owner, session: Session
) -> None:
    draws = (
        f"document.querySelector('{component}').attachShadow({{mode: 'open'}}).innerHTML = '<a href=/es>Español</a>'"
    )
    with serving({"/": page(f"<{component}></{component}><script>{draws}</script>")}) as server:
        found = (await session.visit(VisitRequest(server.url + "/", Plan({})))).facts
    assert isinstance(found, Facts)
    assert [(one.component, link_target(one).owner) for one in found.links] == [(component, owner)]
