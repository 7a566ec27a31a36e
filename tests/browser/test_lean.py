"""Rules that are run without axe's objects say what axe itself says."""

from __future__ import annotations

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from nyx_audit.browser.request import VisitRequest
from nyx_audit.browser.session import Session
from nyx_audit.examples.server import page, serving
from nyx_audit.model.evidence.axe import AxeEvidence
from nyx_audit.model.evidence.visit import Plan
from nyx_audit.model.outcome import View

MIXED = page(
    """
    <header><nav><ul><li><a href="/a">Permits</a><li><a href="/b"></a><li><a href="#main">Skip</a></ul></nav></header>
    <main id="main"><h1>Renew</h1><h3>Fees</h3>
    <p>Read <a href="/c" aria-label="the rules" aria-bogus="x">more</a>. <span lang="xx-nonsense">Hola</span></p>
    <img src="/x.png"><img src="/y.png" alt="A map"><img src="/z.png" role="presentation" tabindex="0">
    <form><input name="a"><label for="b">Name</label><input id="b" autocomplete="nonsense" required>
    <select aria-label="State"><option>NY</select><button></button><div role="button" tabindex="0"><a href="/n">in</a></div></form>
    <div role="list"><div>no item</div></div><div aria-hidden="true"><button>hidden but focusable</button></div>
    <table><tr><th>Fee<td headers="nowhere">5</table><dl><p>no term</p></dl><div hidden>not yet</div>
    <div role="checkbox" aria-checked="maybe" tabindex="5">Agree</div><div id="twice" role="note"></div><div id="twice"></div>
    <template shadowrootmode="open"></template><section aria-label="Part"><div><template shadowrootmode="open"><p>Within <a href="/s"></a></p></template></div></section>
    </main><p>outside of all landmarks</p><footer>Foot</footer>
    """
)
FRAMED = page('<main><h1>Two</h1><iframe src="/inner" title="One"></iframe><iframe src="/inner"></iframe></main>')
INNER = page('<p>inner</p><img src="/x.png"><a href="/d"></a><button>Send</button>')
COUNTED = """async (rules) => {
  const found = await axe.run(document, {runOnly: {type: 'rule', values: rules}, preload: false});
  const counts = {};
  for (const [kind, name] of [['passes', 'passed'], ['violations', 'failed'], ['incomplete', 'cant_tell']])
    for (const rule of found[kind]) (counts[rule.id] ||= {passed: 0, failed: 0, cant_tell: 0})[name] = rule.nodes.length;
  return counts;
}"""


@pytest.mark.parametrize("path", ["/mixed", "/framed"])
async def test_each_rule_has_as_many_passes_failures_and_doubts_as_in_a_plain_run_of_the_engine(
    session: Session, path: str
) -> None:
    rules = sorted(await session.rules_of_engine())
    rules = [rule for rule in rules if not rule.startswith("own/")]
    with serving({"/mixed": MIXED, "/framed": FRAMED, "/inner": INNER}) as server:
        evidence = await session.visit(VisitRequest(server.url + path, Plan({View.DESKTOP: tuple(rules)})))
        tab = await session._browser.new_page(viewport={"width": 1280, "height": 800})
        await tab.goto(server.url + path)
        for frame in tab.frames:
            await frame.evaluate(AXE_SCRIPT)
        plain = await tab.evaluate(COUNTED, rules)
        await tab.close()
    axe = evidence.axe[View.DESKTOP]
    assert isinstance(axe, AxeEvidence)
    lean = {
        rule: {"passed": len(found.passed), "failed": len(found.failed), "cant_tell": len(found.cant_tell)}
        for rule, found in axe.rules.items()
        if found.passed or found.failed or found.cant_tell
    }
    assert sum(one["passed"] for one in lean.values()) > 20
    assert lean == plain
