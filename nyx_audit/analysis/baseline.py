"""What an audit found as a baseline for another: its defects by page, and what it could not look at. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from nyx_audit.analysis.rows import Row, rows_with_findings
from nyx_audit.analysis.traits import trait_of
from nyx_audit.model.audit import Audit
from nyx_audit.model.baseline import UNDESCRIBED, Baseline, Entry
from nyx_audit.model.outcome import Outcome
from nyx_audit.model.page import Finding, Page, PageStatus, RuleOutcome
from nyx_audit.model.reason import ReasonCode
from nyx_audit.net.addresses import is_loopback, is_web, page_key

# There was no page then: one that is there now is new.
NO_PAGE = (
    ReasonCode.DEAD_LINK, ReasonCode.NOT_FOUND, ReasonCode.REDIRECTS_AWAY, ReasonCode.MOVES_ON, ReasonCode.NOT_A_PAGE,
    ReasonCode.DOCUMENT, ReasonCode.NO_CONTENT,
)  # fmt: skip
WORDS = 120


def key_of(url: str) -> str:
    """Return what makes it the same page in another audit: host and path, on any port of this machine; a file's path."""
    url = url.encode("utf-8", "replace").decode()
    if is_web(url):
        host, slash, path = page_key(url).partition("/")
        return f"{'localhost' if is_loopback(url) else host}{slash}{path}"
    file: PurePath = PurePath(url)
    if file.is_absolute() and file.is_relative_to(Path.cwd()):
        file = file.relative_to(Path.cwd())
    return file.as_posix()


def baseline_of(audit: Audit, name: str) -> Baseline:
    """Return what an audit found, as a baseline for another."""
    pages: dict[str, tuple[Entry, ...]] = {}
    untested: dict[str, frozenset[str]] = {}
    for key, same in audited_of(audit.pages).items():
        told = [row for page in same for row in rows_with_findings(page, audit) if row.rule.tier.gates]
        pages[key] = merged(entry for row in told for entry in entries_of(row))
        untested[key] = frozenset(said.rule for page in same for said in page.outcomes if not is_tested(said))
    missed = frozenset(key_of(page.url) for page in audit.pages if page.status is PageStatus.FAILED) - pages.keys()
    skipped = [page for page in audit.pages if page.status is PageStatus.SKIPPED and key_of(page.url) not in pages]
    copies = frozenset(key_of(page.url) for page in skipped if _why(page) is ReasonCode.DUPLICATE)
    left_out = frozenset(key_of(page.url) for page in skipped if _why(page) not in NO_PAGE) - copies - missed
    rules, unlisted = frozenset(audit.rules), audit.unlisted > 0
    return Baseline(name, pages, untested, left_out, rules, audit.tool.ruleset, unlisted, missed, copies)


def merged(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return entries of one page, each defect once, with the largest number of places that was seen of it."""
    found: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        name = (entry.rule, entry.fingerprint)
        found[name] = max(found.get(name, entry), entry, key=lambda one: one.places)
    return tuple(found.values())


def fingerprints(row: Row) -> Counter[str]:
    """Return how often each fingerprint failed, and what was counted and not described."""
    found = Counter(finding.fingerprint for finding in row.failed)
    if row.failed_count > len(row.failed):
        found[UNDESCRIBED] = row.failed_count - len(row.failed)
    return found


def entries_of(row: Row) -> Iterator[Entry]:
    """Yield the entries of what a rule found on a page, each defect once."""
    first: dict[str, Finding] = {finding.fingerprint: finding for finding in reversed(row.failed)}
    for fingerprint, places in fingerprints(row).items():
        finding = first.get(fingerprint)
        if finding is None:
            yield Entry(row.rule.id, fingerprint, places, words="not described one by one")
            continue
        words = " ".join(f"{finding.selector} {finding.name}".split())[:WORDS]
        yield Entry(row.rule.id, fingerprint, places, finding.landmark, words, trait_of(finding))


def audited_of(pages: Iterable[Page]) -> dict[str, list[Page]]:
    """Return the audited pages by key: two servers of this machine, or two anchors of a page, have one key."""
    found: dict[str, list[Page]] = {}
    for page in pages:
        if page.status is PageStatus.AUDITED:
            found.setdefault(key_of(page.url), []).append(page)
    return found


def was_tested(baseline: Baseline, key: str, rule: str) -> bool:
    """Return whether what a baseline does not hold of a rule on a page was not there then."""
    if (
        (baseline.rules is not None and rule not in baseline.rules)
        or key in baseline.left_out
        or key in baseline.missed
    ):
        return False
    if baseline.unlisted and key not in baseline.pages:
        return False
    return rule not in baseline.untested.get(key, ())


def was_missed(baseline: Baseline, key: str, rule: str) -> bool:
    """Return whether a fault kept a baseline from what a rule would have found on a page, or a part of it."""
    return key in baseline.missed or rule in baseline.untested.get(key, ())


def is_tested(said: RuleOutcome) -> bool:
    """Return whether a rule could say all of a page."""
    return not said.reason and said.outcome is not Outcome.UNTESTED


def _why(page: Page) -> ReasonCode:
    return page.reason.code if page.reason else ReasonCode.OTHER
