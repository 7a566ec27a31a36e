"""What a test reads of the evidence of a visit."""

from __future__ import annotations

from nyx_audit.model.evidence.kind import Missing
from nyx_audit.model.evidence.visit import PageEvidence


def words_of(evidence: PageEvidence) -> str:
    """All headings and text of the page that was visited."""
    facts = evidence.facts
    assert not isinstance(facts, Missing), facts.reason
    return "\n".join([*(one.text for one in facts.headings), facts.whole_text])
