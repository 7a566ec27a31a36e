"""Checks of the layout, measured on a phone and in a window of 320 CSS pixels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nyx_audit.checks.registry import check
from nyx_audit.model.evidence import Missing, PageEvidence
from nyx_audit.model.outcome import Judgement, Outcome, Target, Verdict, View
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.model.rule import Rule


@check("viewport-width", evidence=("phone",))
def judge_viewport_width(_rule: Rule, evidence: PageEvidence, view: View) -> Verdict:
    """Fail a page that a phone lays out wider than its screen, and so shows at a fraction of its size."""
    found = evidence.probes.get("phone")
    if found is None or isinstance(found, Missing):
        return _untested(found)
    if not found["html"]:
        return Verdict()
    root = _target(found, found["key"])
    width, screen = found["layout_width"], found["screen_width"]
    if width <= screen:
        return Verdict(passed=frozenset({root.key}), value=width)
    cause = (
        "there is no viewport meta element"
        if found["meta"] is None
        else f'its viewport meta is "{found["meta"][:100]}"'
    )
    message = f"laid out {width} CSS pixels wide on a phone of {screen}: {cause}"
    return Verdict((Judgement(root, Outcome.FAILED, message, view),), value=width)


@check("reflow", evidence=("reflow",))
def judge_reflow(_rule: Rule, evidence: PageEvidence, view: View) -> Verdict:
    """Fail what sticks out of a window of 320 CSS pixels (WCAG 1.4.10).

    What needs two dimensions to be understood (tables, code, maps, media, diagrams) is exempt; where only the page
    scrolls and nothing that sticks out was found, a person must look.
    """
    found = evidence.probes.get("reflow")
    if found is None or isinstance(found, Missing):
        return _untested(found)
    root = _target(found, found["key"])
    if not found["scrolls"] and not found["out"]:
        return Verdict(passed=frozenset({root.key}))
    width, scroll = found["width"], found["scroll_width"]
    if not found["out"]:
        message = f"the page scrolls sideways, {scroll} CSS pixels in a window of {width}, and no visible content was found to cause it"
        return Verdict((Judgement(root, Outcome.CANT_TELL, message, view),))
    sticking = [box for box in found["out"] if not box["exempt"]]
    if not sticking:
        return Verdict(passed=frozenset({root.key}))
    return Verdict(
        tuple(
            Judgement(
                _target(found, box["key"]),
                Outcome.FAILED,
                f"reaches {box['right']} CSS pixels in a window of {width}",
                view,
            )
            for box in sticking
        )
    )


@check("text-clipped", evidence=("zoomed",))
def judge_text_clipped(_rule: Rule, evidence: PageEvidence, view: View) -> Verdict:
    """Fail a text that a box cuts off at 200 % zoom (WCAG 1.4.4, ACT rule 59br37); a sliver is a doubt."""
    return _cut_off(evidence, "zoomed", view, "in a window of 640 by 512 (200 % zoom)")


@check("text-clipped-narrow", evidence=("narrow", "zoomed"))
def judge_text_clipped_narrow(_rule: Rule, evidence: PageEvidence, view: View) -> Verdict:
    """Fail a text that a box cuts off in a window of 320 CSS pixels only (WCAG 1.4.10); a sliver is a doubt."""
    return _cut_off(evidence, "narrow", view, "in a window of 320 by 256 (400 % zoom)", but=("zoomed",))


@check("text-clipped-spaced", evidence=("spaced", "zoomed"))
def judge_text_clipped_spaced(_rule: Rule, evidence: PageEvidence, view: View) -> Verdict:
    """Fail a text that a box cuts off when lines, words and letters are set apart (WCAG 1.4.12); a sliver is a doubt."""
    return _cut_off(evidence, "spaced", view, "with the spacing of WCAG 1.4.12", but=("zoomed",))


def _cut_off(evidence: PageEvidence, name: str, view: View, how: str, but: tuple[str, ...] = ()) -> Verdict:
    """Judge what is cut off in one way; `but` are ways of which other rules tell already: one defect is one finding."""
    found = evidence.probes.get(name)
    if found is None or isinstance(found, Missing):
        return _untested(found)
    told: set[str] = set()
    for other in but:
        known = evidence.probes.get(other)
        if known is None or isinstance(known, Missing):
            return _untested(known)
        told.update(cut["key"] for cut in known["out"])
    judgements = []
    for cut in found["out"]:
        if cut["key"] in told:
            continue
        where = "sideways" if cut["side"] == "across" else "below"
        message = f"cut off {where} by {cut['cut']} CSS pixels in a box of {cut['shown_width']} by {cut['shown_height']}, {how}"
        outcome = Outcome.FAILED if cut["sure"] else Outcome.CANT_TELL
        judgements.append(Judgement(_target(found, cut["key"]), outcome, message, view))
    cut_keys = {cut["key"] for cut in found["out"]}
    return Verdict(tuple(judgements), frozenset(found["tested"]) - cut_keys)


def _untested(found: Missing | None) -> Verdict:
    return Verdict(untested=found.reason if found else Reason(ReasonCode.NOT_GATHERED, "the layout was not measured"))


def _target(found: Mapping[str, Any], key: str) -> Target:
    target = found["targets"].get(key)
    return target if isinstance(target, Target) else Target(key, "html")


@check("body-text-size", evidence=("phone",))
def judge_body_text_size(_rule: Rule, evidence: PageEvidence, view: View) -> Verdict:
    """Measure the size of running text on a phone, in CSS pixels."""
    found = evidence.probes.get("phone")
    if found is None or isinstance(found, Missing):
        return _untested(found)
    # A page that the phone shrinks to its screen has the defect of viewport-width.
    if not found["text_size"] or found["layout_width"] > found["screen_width"]:
        return Verdict()
    size = round(found["text_size"], 1)
    message = f"running text is set in {size:g} CSS pixels on a phone"
    return Verdict((Judgement(_target(found, found["key"]), Outcome.PASSED, message, view),), value=size)


@check("fixed-bars", evidence=("phone",), options=("screen",))
def judge_fixed_bars(rule: Rule, evidence: PageEvidence, view: View) -> Verdict:
    """Measure the share of a small phone's screen, in percent, that bars at its edges take from the page."""
    found = evidence.probes.get("phone")
    if found is None or isinstance(found, Missing):
        return _untested(found)
    if not found["bars"]:
        return Verdict()
    screen = float(rule.options.get("screen", 640))
    share = round(100 * min(1.0, sum(bar["height"] for bar in found["bars"]) / screen), 1)
    widest = max(found["bars"], key=lambda bar: int(bar["height"]))
    message = f"what stays at the edges takes {share:g} % of a screen of {screen:g} CSS pixels"
    return Verdict((Judgement(_target(found, widest["key"]), Outcome.PASSED, message, view),), value=share)
