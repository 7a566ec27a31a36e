"""Checks of the keys that a role promises."""

from __future__ import annotations

from nyx_audit.checks.registry import Case, check
from nyx_audit.model.evidence.owed import OWED, OwedKeys, OwedKeysTried
from nyx_audit.model.outcome import Judgement, Outcome, Verdict

SAID = {"Enter": "Enter", "Space": "the space bar"}


@check("role-keys", OWED)
def judge_role_keys(case: Case, found: OwedKeysTried) -> Verdict:
    """Fail a control that answers to Enter or Space, and not to the one that its role promises (ARIA Authoring Practices).

    What answers to none has the defect of keyboard-operable, or cannot be used by anybody.
    """
    half_dead = [one for one in found.tried if one.dead and one.alive]
    judgements = tuple(Judgement(found.targets[one.key], Outcome.FAILED, _told_of(one), case.view) for one in half_dead)
    return Verdict(judgements, frozenset(one.key for one in found.tried if not one.dead))


def _told_of(one: OwedKeys) -> str:
    dead, alive = (" and ".join(SAID[key] for key in keys) for keys in (one.dead, one.alive))
    return f"says that it is a {one.role}: {dead} should press it, and does nothing; {alive} does"
