"""What a start of the program costs."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    "slow", ["playwright", "sqlalchemy", "jinja2", "pydantic", "rich", "httpcore", "alembic", "lxml", "numpy"]
)
def test_help_does_not_import_what_is_slow(slow: str) -> None:
    code = f"import sys, nyx_audit.cli; sys.exit({slow!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    "slow", ["sqlalchemy", "jinja2", "pydantic", "rich", "httpcore", "lxml", "yaml", "nyx_audit.checks"]
)
def test_a_browser_is_launched_before_what_is_slow_is_imported(slow: str) -> None:
    code = f"import sys, nyx_audit.cli.check, nyx_audit.browser.launch; sys.exit({slow!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
