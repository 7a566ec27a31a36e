"""The architecture's allowed directions: who may import whom."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "nyx_audit"
BASE = {"model", "rule", "evidence", "errors", "facts"}
PURE = BASE | {"ruleset", "score", "compare", "summary", "wcag", "yaml_input"}
ALLOWED: dict[str, set[str]] = {
    "facts": set(),
    "model": {"rule"},
    "rule": {"model"},
    "evidence": {"model", "facts"},
    "site": BASE,
    "errors": set(),
    "wcag": set(),
    "yaml_input": {"errors"},
    "ruleset": BASE | {"yaml_input"},
    "checks": {"model", "rule", "evidence", "facts", "site"},
    "judge": BASE | {"checks", "site"},
    "catalogue": BASE | {"checks", "ruleset", "yaml_input"},
    "score": BASE | {"ruleset", "wcag"},
    "compare": {"model"},
    "sampling": set(),
    "summary": BASE | {"score", "compare", "sampling", "wcag", "ruleset"},
    "crawl": BASE | {"sampling"},
    "sites_file": BASE | {"crawl", "site"},
    "config": BASE | {"crawl", "site", "sites_file", "yaml_input"},
    "browser": BASE,
    "documents": set(),
    "local": set(),
    "laws": {"yaml_input"},
    "quarter": PURE | {"laws", "sampling", "site"},
    "trend": BASE | {"summary"},
    "report": PURE | {"laws", "quarter", "trend"},
    "store": PURE | {"crawl"},
    "progress": {"engine", "report", "model"},
    "engine": BASE | {"catalogue", "checks", "judge", "crawl", "config", "browser", "ruleset", "site"},
    "sample": set(),
    "rules": set(),
}


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = (
                [f"{node.module}.{alias.name}" for alias in node.names] if node.module == "nyx_audit" else [node.module]
            )
        found |= {name.split(".")[1] for name in names if name.startswith("nyx_audit.")}
    return found - {"__version__"}


@pytest.mark.parametrize("part", sorted(ALLOWED))
def test_a_part_imports_only_what_its_layer_allows(part: str) -> None:
    files = [PACKAGE / f"{part}.py", *(PACKAGE / part).rglob("*.py")]
    for path in files:
        if path.exists():
            assert _imports(path) - {part} <= ALLOWED[part], path


def test_every_part_has_a_layer() -> None:
    parts = {
        path.stem if path.is_file() else path.name
        for path in PACKAGE.iterdir()
        if path.suffix == ".py" or path.is_dir()
    }
    assert parts - {"__init__", "__main__", "__pycache__", "cli"} - ALLOWED.keys() == set()


def test_only_the_browser_meets_playwright() -> None:
    for path in PACKAGE.rglob("*.py"):
        if "browser" not in path.relative_to(PACKAGE).parts:
            assert "playwright" not in {name.split(".")[0] for name in _third_party(path)}, path


@pytest.mark.parametrize(
    "slow", ["playwright", "sqlalchemy", "jinja2", "pydantic", "rich", "httpx", "alembic", "lxml", "numpy"]
)
def test_help_does_not_import_what_is_slow(slow: str) -> None:
    import subprocess
    import sys

    code = f"import sys, nyx_audit.cli; sys.exit({slow!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def _third_party(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found
