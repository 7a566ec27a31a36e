"""What stands before a page, a sign-in or a wall of consent, is never audited under that page's name. Pure."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from nyx_audit.errors import PageFailed, PageSkipped
from nyx_audit.model.evidence.kind import Missing
from nyx_audit.model.facts import Facts
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.site.roles import asks_for_sign_in, is_login_address

# Where hosts send those who have not agreed to anything yet.
CONSENT = re.compile(r"(^|[/.])(consent|cookie-?(wall|consent)|gdpr(-consent)?)([/.]|$)", re.IGNORECASE)


def refuse_logged_out(sign: str, final: str, text: str) -> None:
    """Raise PageFailed where a page shows the sign of somebody who is not signed in: a text, or how its address begins."""
    if shows_sign(sign, final, text):
        raise PageFailed(Reason(ReasonCode.LOGIN, f'login needed: it shows "{sign[:100]}"'))


def shows_sign(sign: str, url: str, text: str = "") -> bool:
    """Return whether an address begins with a sign that is one, or a text holds it; an empty sign is shown by nothing."""
    if not is_address(sign):
        return bool(sign) and sign.lower() in text.lower()
    return url.startswith(sign) or f"/{url.partition('://')[2].partition('/')[2]}".startswith(sign)


def is_address(sign: str) -> bool:
    """Return whether what shows that a login is needed is an address or a path, and no text of the page."""
    return sign.startswith(("/", "http://", "https://"))


def refuse_wall(requested: str, final: str, facts: Facts | Missing, *, must: bool) -> None:
    """Raise PageFailed where a page led to a wall of consent, or must be audited and led to a sign-in.

    What is only linked and leads to a sign-in is left out (PageSkipped); the sign-in is a page of its own.
    """
    if is_login_address(requested) or _path(requested) == _path(final):
        return
    if CONSENT.search("/".join(_path(final))) and not CONSENT.search("/".join(_path(requested))):
        raise PageFailed(Reason(ReasonCode.CHALLENGE, f"a wall of consent stands before it ({final[:200]})"))
    if not is_login_address(final) and (isinstance(facts, Missing) or not asks_for_sign_in(facts)):
        return
    reason = Reason(ReasonCode.LOGIN, f"login needed: it leads to the sign-in at {_without_way_back(final)[:200]}")
    if must:
        raise PageFailed(reason)
    raise PageSkipped(reason, goes_to=_without_way_back(final))


def _path(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.netloc.lower(), parts.path.rstrip("/")


def _without_way_back(url: str) -> str:
    """An address without what says where to return to: else there would be a sign-in for each page behind it."""
    parts = urlsplit(url)
    kept = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _is_address(value)]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(kept), ""))


def _is_address(value: str) -> bool:
    return value.startswith(("/", "http://", "https://"))
