"""Why the audit of whole sites is not complete. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from nyx_audit.model.audit import Site
from nyx_audit.model.page import Page, PageStatus


def incomplete_of(sites: Sequence[Site], pages: Sequence[Page], *, stopped: bool = False) -> tuple[str, ...]:
    """Return why something that should have been audited was not."""
    reasons = ["the run was stopped before its end"] if stopped else []
    for site in sites:
        own = [page for page in pages if page.site == site.id]
        failed = [page for page in own if page.status is PageStatus.FAILED]
        if failed:
            known = sum(page.status is not PageStatus.SKIPPED for page in own)
            reasons.append(f"{site.name}: {len(failed)} of {known} pages could not be audited ({failed[0].reason})")
        elif not any(page.status is PageStatus.AUDITED for page in own):
            why = f" ({own[0].reason})" if own else ""
            reasons.append(f"{site.name}: no page was audited{why}")
        cut = [page.url for page in own if page.is_cut]
        if cut:
            # Whether they are pages or one page without end, only a person can say.
            count = "1 address that differs" if len(cut) == 1 else f"{len(cut):,} addresses that differ"
            reasons.append(
                f"{site.name}: max_variants left out {count} from others only in the query "
                f"(such as {cut[0][:200]}); raise it, or exclude them, in sites.yaml"
            )
    return tuple(reasons)
