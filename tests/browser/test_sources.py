"""The template that a framework names in an element, or in one around it, comes with the finding."""

from __future__ import annotations

from nyx_audit.browser.request import VisitRequest
from nyx_audit.browser.session import Session
from nyx_audit.catalogue.load import load_catalogue
from nyx_audit.catalogue.plan import plan_for
from nyx_audit.examples.server import page, serving
from nyx_audit.judge.page import judge_rule

HTML = """<div data-astro-source-file="/app/a.astro" data-astro-source-loc="3:5"><p><img id=within src='data:,'></p></div>
<img id=own data-v-inspector="src/App.vue:12:3" src='data:,'><img id=none src='data:,'>"""


async def test_the_nearest_element_that_names_a_template_counts(session: Session) -> None:
    rule = load_catalogue().rules["image-alt"]
    with serving({"/": page(HTML, title="Map")}) as server:
        evidence = await session.visit(VisitRequest(server.url + "/", plan_for([rule])))
    assert {one.selector: one.source for one in judge_rule(rule, evidence).findings} == {
        "#within": '<i data-astro-source-file="/app/a.astro" data-astro-source-loc="3:5"></i>',
        "#own": '<i data-v-inspector="src/App.vue:12:3"></i>',
        "#none": "",
    }
