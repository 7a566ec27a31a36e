"""The ruleset's file: what it must hold, and what of it names the ruleset."""

from __future__ import annotations

from pathlib import Path

import pytest

from nyx_audit.catalogue.folder import packaged_folder
from nyx_audit.catalogue.load import load_catalogue
from nyx_audit.errors import InputError
from nyx_audit.score.ruleset import Ruleset, load_ruleset

TEXT = (packaged_folder() / "ruleset.yaml").read_text(encoding="utf-8")
CATALOGUE = load_catalogue()


def _changed(folder: Path, old: str, new: str) -> Ruleset:
    assert old in TEXT
    path = folder / "ruleset.yaml"
    path.write_text(TEXT.replace(old, new), encoding="utf-8")
    return load_ruleset(path)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (", documents: 0.10}", "}", "strata lacks documents"),
        ("formula: NYX-S 3", "formula: NYX-S 2", "allowed are NYX-S 3"),
        ("critical: 0.40", "critical: 10", "less than or equal to 1"),
        ("access: 30", "access: 31", "must add up to 100"),
        ("documents: 0.10}", "documents: 0}", "greater than 0"),
        ("  news: content", "  news: newspaper", 'news is of the stratum "newspaper"'),
        ("home: 59, journey: 74", "home: 80, journey: 74", "home must be the lowest"),
    ],
)
def test_a_ruleset_that_makes_no_sense_is_refused(tmp_path: Path, old: str, new: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        _changed(tmp_path, old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [("critical: 0.40", "critical: 0.35"), ("core: 0.20", "core: 0.25"), ("  legal: core", "  legal: content"), ("blocked_journeys: 0.25", "blocked_journeys: 0.5")],
)  # fmt: skip
def test_what_changes_scores_changes_the_name(tmp_path: Path, old: str, new: str) -> None:
    rules = CATALOGUE.scored()
    assert _changed(tmp_path, old, new).fingerprint(rules, "4.12") != CATALOGUE.ruleset.fingerprint(rules, "4.12")


@pytest.mark.parametrize(
    ("role", "in_journey", "stratum"),
    [("home", False, "core"), ("step", False, "journey"), ("news", False, "content"), ("document", False, "documents"),
     ("contact", True, "journey"), ("never heard of", False, "content")],
)  # fmt: skip
def test_the_stratum_follows_from_the_role_unless_the_page_is_of_a_declared_journey(
    role: str, in_journey: bool, stratum: str
) -> None:
    assert CATALOGUE.ruleset.stratum(role, in_journey) == stratum


def test_what_is_not_measured_yet_has_no_rule() -> None:
    assert {one.id for one in CATALOGUE.ruleset.pending} & CATALOGUE.rules.keys() == set()
    assert CATALOGUE.ruleset.blocker_rules() <= CATALOGUE.rules.keys()
