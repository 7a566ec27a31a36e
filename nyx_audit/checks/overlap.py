"""Checks of texts that lie over each other where people enlarge the page or set its lines apart."""

from __future__ import annotations

from nyx_audit.checks.registry import Case, check
from nyx_audit.model.evidence.layout import OVERLAPS, OverlappedTexts
from nyx_audit.model.outcome import Judgement, Outcome, Target, Verdict


@check("text-overlapped", OVERLAPS)
def judge_text_overlapped(case: Case, found: OverlappedTexts) -> Verdict:
    """Fail texts that lie over others in a window of 320 CSS pixels only (WCAG 1.4.10)."""
    return _over_each_other(case, found, "narrow", "in a window of 320 by 256 (400 % zoom)")


@check("text-overlapped-spaced", OVERLAPS)
def judge_text_overlapped_spaced(case: Case, found: OverlappedTexts) -> Verdict:
    """Fail texts that lie over others only when lines, words and letters are set apart (WCAG 1.4.12)."""
    return _over_each_other(case, found, "spaced", "with the spacing of WCAG 1.4.12")


@check("text-overlapped-enlarged", OVERLAPS)
def judge_text_overlapped_enlarged(case: Case, found: OverlappedTexts) -> Verdict:
    """Fail texts that lie over others only when text alone is twice as large (failure technique F69)."""
    return _over_each_other(case, found, "enlarged", "with text alone twice as large")


def _over_each_other(case: Case, found: OverlappedTexts, how: str, when: str) -> Verdict:
    over = [one for one in found.out if one.how == how]
    if not over:
        return Verdict(passed=frozenset({found.key}))
    return Verdict(
        tuple(
            Judgement(
                found.targets.get(one.key) or Target(one.key, "html"),
                Outcome.FAILED,
                f'lies over another text, "{one.other}", {when}',
                case.view,
            )
            for one in over
        )
    )
