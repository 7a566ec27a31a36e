"""The gatherers of site evidence: what a host answers beyond the pages that were audited. Only GET and HEAD, at its rate."""
