"""What names the evidence behind a figure. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from nyx_audit.model.page import Page


def evidence_digest(pages: Iterable[Page]) -> str:
    """Return a digest of all outcomes of these pages: equal outcomes have the same, in any order of pages."""
    rows = sorted(json.dumps(_page(page), ensure_ascii=True) for page in pages)
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def _page(page: Page) -> list[object]:
    outcomes = [
        [
            row.rule,
            row.outcome.value,
            row.passed,
            row.failed,
            row.cant_tell,
            str(row.reason or ""),
            row.value,
            row.omitted,
            [[finding.fingerprint, finding.outcome.value, list(finding.views)] for finding in row.findings],
        ]
        for row in page.outcomes
    ]
    return [page.site, page.url, page.status.value, str(page.reason or ""), outcomes]
