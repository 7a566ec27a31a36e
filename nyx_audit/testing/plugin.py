"""pytest finds this by its entry point: the fixture `nyx`, the marker `nyx`, and options.

    def test_the_form_is_accessible(page, nyx):
        page.goto("http://localhost:8000/apply")
        page.get_by_role("button", name="Next").click()
        nyx.check(page)

What it needs is imported by the first check: a run of tests without one pays nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from nyx_audit.testing.checker import Checker
    from nyx_audit.testing.collected import Collected

MARKER = """nyx(fail_on=, fail_on_new=, baseline=, skip_rules=, rules=, areas=, tags=): what fails a check of this test; \
goes over nyx-audit.yaml"""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    group = parser.getgroup("nyx-audit")
    group.addoption(
        "--nyx-config", metavar="FILE", help="The project's file [default: nyx-audit.yaml in the root folder]."
    )
    group.addoption("--nyx-baseline", metavar="FILE", help="Fail only for what is not in this baseline.")
    group.addoption(
        "--nyx-update-baseline", action="store_true", help="Write what the checks find into the baseline; none fails."
    )


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marker."""
    config.addinivalue_line("markers", MARKER)
    if config.getoption("--nyx-update-baseline") and config.getoption("numprocesses", None):
        raise pytest.UsageError("--nyx-update-baseline writes one file: run it without -n")


@pytest.fixture(scope="session")
def _nyx_collected(request: pytest.FixtureRequest) -> Any:
    """What all checks of the session found, for the baseline, which is written at its end."""
    from nyx_audit.testing.collected import Collected

    collected = Collected()
    yield collected
    if request.config.getoption("--nyx-update-baseline"):
        collected.write(_baseline(request.config))


@pytest.fixture
def nyx(request: pytest.FixtureRequest, _nyx_collected: Collected) -> Checker:
    """Return what checks the pages of this test."""
    from nyx_audit.errors import UsageError
    from nyx_audit.testing.checker import Checker, Wishes

    config = request.config
    marked = request.node.get_closest_marker("nyx")
    updating = bool(config.getoption("--nyx-update-baseline"))
    if marked and marked.args:
        pytest.fail(f"@pytest.mark.nyx takes keywords only, such as fail_on={marked.args[0]!r}", pytrace=False)
    try:
        wishes = Wishes.of(marked.kwargs if marked else {}).over_baseline(config.getoption("--nyx-baseline"))
    except UsageError as mistake:
        pytest.fail(str(mistake), pytrace=False)
    return Checker(_project(config), wishes, _nyx_collected, updating=updating)


def _project(config: pytest.Config) -> Path | None:
    named = config.getoption("--nyx-config")
    path = Path(named) if named else config.rootpath / "nyx-audit.yaml"
    return path if named or path.exists() else None


def _baseline(config: pytest.Config) -> Path:
    """Return the file of the baseline: the option's, else the project's, else one of the usual name."""
    from nyx_audit.testing.checker import project_of

    named = config.getoption("--nyx-baseline")
    path = _project(config)
    said = project_of(path).terms.baseline if path else ""
    return Path(named) if named else (path.parent / said if path and said else config.rootpath / "nyx-baseline.yaml")
