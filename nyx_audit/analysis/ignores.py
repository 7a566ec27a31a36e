"""Which findings of an audit are ignored, by decision of people, and which of their decisions have expired. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase
from urllib.parse import unquote, urlsplit

from nyx_audit.analysis.baseline import key_of
from nyx_audit.analysis.holding import Place
from nyx_audit.analysis.rows import failed_on
from nyx_audit.model.audit import Audit
from nyx_audit.model.baseline import UNDESCRIBED
from nyx_audit.model.page import Finding, Page, PageStatus
from nyx_audit.model.rule import Rule
from nyx_audit.model.terms import Ignore


@dataclass(frozen=True, slots=True)
class Spot:
    """One finding of an audit: those of one fingerprint may differ in the selector."""

    place: Place
    selector: str


@dataclass(frozen=True, slots=True)
class Ignored:
    """What is ignored, and what is not any more; `unused` covered nothing that was looked at."""

    spots: Mapping[Spot, Ignore] = field(default_factory=dict)
    lapsed: Mapping[Spot, Ignore] = field(default_factory=dict)
    unused: tuple[Ignore, ...] = ()

    @property
    def expired(self) -> tuple[Ignore, ...]:
        """The ignores that have expired, and cover what is still there."""
        return tuple(dict.fromkeys(self.lapsed.values()))


def ignored(audit: Audit, ignores: Sequence[Ignore], today: date) -> Ignored:
    """Return which failed findings the ignores cover. One expires at the end of its day."""
    spots: dict[Spot, Ignore] = {}
    lapsed: dict[Spot, Ignore] = {}
    used: set[Ignore] = set()
    for page in audit.pages:
        here = [one for one in ignores if _is_on(one, page)]
        for rule, finding in failed_on(page, audit) if here else ():
            spot = spot_of(page, rule, finding)
            covering = [one for one in here if _covers(one, spot)]
            used.update(covering)
            valid = [one for one in covering if one.expires >= today]
            if covering:
                (spots if valid else lapsed)[spot] = (valid or covering)[0]
    unused = [one for one in ignores if one not in used and _was_looked_at(one, audit)]
    return Ignored(spots, lapsed, tuple(unused))


def spot_of(page: Page, rule: Rule, finding: Finding | None) -> Spot:
    """Return the spot of a failed finding; None: those of the rule that are not described."""
    if finding is None:
        return Spot(Place(page.site, page.url, rule.id, UNDESCRIBED), "")
    return Spot(Place(page.site, page.url, rule.id, finding.fingerprint), finding.selector)


def _covers(one: Ignore, spot: Spot) -> bool:
    if spot.place.fingerprint == UNDESCRIBED and (one.selector or one.fingerprint):
        return False
    return one.covers(spot.place.rule, spot.selector, spot.place.fingerprint)


def _is_on(one: Ignore, page: Page) -> bool:
    if one.site and one.site != page.site:
        return False
    names = _names(page.url)
    return not one.pages or any(fnmatchcase(name, pattern) for pattern in one.pages for name in names)


def _names(url: str) -> tuple[str, ...]:
    """Return what a pattern may call a page: its address, its path with the query, the path of its file."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return (url,)
    path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}" if parts.netloc else url
    return url, path, unquote(path), key_of(url)


def _was_looked_at(one: Ignore, audit: Audit) -> bool:
    if one.rule and one.rule not in audit.rules:
        return False
    return any(page.status is PageStatus.AUDITED and _is_on(one, page) for page in audit.pages)
