"""What is looked at beside the audit is tried once more, too, where the tab or the browser died under it."""

from __future__ import annotations

from dataclasses import replace

from nyx_audit.browser.request import VisitRequest
from nyx_audit.engine.auditor import Visitor
from nyx_audit.errors import PageCrashed
from nyx_audit.model.evidence.visit import PageEvidence


async def visit_again(visitor: Visitor, request: VisitRequest) -> PageEvidence:
    """Return the evidence of one page, at the second try alone in a browser. Raises PageSkipped, PageFailed, PageCrashed."""
    try:
        return await visitor.visit(request)
    except PageCrashed:
        return await visitor.visit(replace(request, alone=True))
