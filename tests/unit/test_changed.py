"""Which rules the quick lane takes for changed."""

from __future__ import annotations

from nyx_audit.catalogue.load import Catalogue
from tests.support.changed import touched


def test_a_rule_s_own_file_touches_the_rule_alone(catalogue: Catalogue) -> None:
    assert touched(catalogue.rules.values(), ["rules/access/label.yaml", "README.md"]) == {"label"}


def test_a_check_s_module_touches_every_rule_that_it_judges(catalogue: Catalogue) -> None:
    found = touched(catalogue.rules.values(), ["nyx_audit/checks/layout.py"])
    assert {"reflow", "viewport-width", "text-clipped"} <= found
    assert "label" not in found


def test_a_change_elsewhere_touches_no_rule(catalogue: Catalogue) -> None:
    assert touched(catalogue.rules.values(), ["nyx_audit/cli/run.py"]) == frozenset()
