"""What became of pages since they were last checked, in a few lines. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from nyx_audit.analysis.gating import Gating
from nyx_audit.model.audit import Audit
from nyx_audit.report.comparison import cut, new_line, worst_new
from nyx_audit.report.plain import clean
from nyx_audit.report.words import plural

MOST = 8


def since_last(audit: Audit, gating: Gating) -> Iterator[str]:
    """Yield what is new and what is fixed in a round, held against the one before it."""
    assert gating.held is not None
    held = gating.held
    new = [new_line(*one) for one in worst_new(audit, gating)]
    fixed = [f"  {clean(page, 80)}: {entry.rule} {clean(entry.words)}" for page, entry in held.fixed]
    count = sum(entry.places for _, entry in held.fixed)
    yield f"Since the last round: {plural(len(new), 'new finding')}, {count} fixed, {sum(held.known.values())} still there"
    for title, lines in (("New", new), ("Fixed", fixed)):
        if lines:
            yield title
            yield from cut(lines, MOST)
