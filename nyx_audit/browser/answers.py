"""What a server's answer means for the audit: a page, no page, an error. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from nyx_audit.errors import PageFailed, PageSkipped
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.net.headers import Headers, media_type, pause_of

DRAWN = re.compile(r"text/html|application/xhtml\+xml|image/svg\+xml|(?:application|text)/(?:[\w.-]{1,60}\+)?xml")
PDF = frozenset({"application/pdf", "application/x-pdf"})
FEED = re.compile(r"application/(?:rss|atom|rdf)\+xml")
WORDS = {
    401: "asks for a login",
    403: "forbids the visit",
    404: "does not exist",
    410: "is gone for good",
    429: "asks for fewer visits",
    503: "is not available",
}
CODES = {
    401: ReasonCode.LOGIN,
    403: ReasonCode.FORBIDDEN,
    404: ReasonCode.NOT_FOUND,
    410: ReasonCode.NOT_FOUND,
    429: ReasonCode.BUSY,
    503: ReasonCode.BUSY,
}
NETWORK = {
    "ERR_NAME_NOT_RESOLVED": (ReasonCode.HOST_UNKNOWN, "the host name is unknown"),
    "ERR_CONNECTION_REFUSED": (ReasonCode.UNREACHABLE, "the host refuses connections"),
    "ERR_CONNECTION_RESET": (ReasonCode.UNREACHABLE, "the host broke the connection off"),
    "ERR_CONNECTION_TIMED_OUT": (ReasonCode.TIMEOUT, "the host does not answer"),
    "ERR_TIMED_OUT": (ReasonCode.TIMEOUT, "the host does not answer"),
    "ERR_EMPTY_RESPONSE": (ReasonCode.UNREADABLE, "the host answered with nothing"),
    "ERR_TOO_MANY_REDIRECTS": (ReasonCode.REDIRECT_LOOP, "it redirects in a circle"),
    "ERR_CONTENT_LENGTH_MISMATCH": (ReasonCode.UNREADABLE, "the connection ended before all of it had arrived"),
    "ERR_INCOMPLETE_CHUNKED": (ReasonCode.UNREADABLE, "the connection ended before all of it had arrived"),
    "ERR_INVALID_CHUNKED": (ReasonCode.UNREADABLE, "the host's answer is not valid HTTP"),
    "ERR_CONTENT_DECODING": (ReasonCode.UNREADABLE, "it cannot be unpacked"),
    "ERR_CERT": (ReasonCode.CERTIFICATE, "its certificate is not valid"),
    "ERR_SSL": (ReasonCode.CERTIFICATE, "no secure connection could be made"),
    "ERR_INTERNET_DISCONNECTED": (ReasonCode.UNREACHABLE, "this machine has no network"),
    "ERR_INVALID_RESPONSE": (ReasonCode.UNREADABLE, "the host's answer is not valid HTTP"),
    "ERR_UNSAFE_PORT": (ReasonCode.UNREACHABLE, "the browser refuses the port"),
}


def refuse(status: int, headers: Mapping[str, str]) -> None:
    """Raise PageFailed where the answer is an error, a challenge or a page without scripts, PageSkipped where it is not a page."""
    challenge = headers.get("cf-mitigated") or headers.get("x-amzn-waf-action")
    if challenge:
        text = f"answered {status} with a challenge for robots instead of the page"
        raise PageFailed(Reason(ReasonCode.CHALLENGE, text, status))
    if status >= 400:
        words = WORDS.get(status, "answers with an error")
        reason = Reason(CODES.get(status, ReasonCode.HTTP_ERROR), f"answered {status}: {words}", status)
        raise PageFailed(reason, retry_after=pause_of(headers.get("retry-after", "").strip()))
    if status >= 300:
        text = f"answered {status}: it points elsewhere, and does not say where"
        raise PageFailed(Reason(ReasonCode.BAD_REDIRECT, text, status))
    refuse_without_page(status, headers)
    if forbids_scripts(headers.get("content-security-policy", "")):
        # No timer ends there, ours neither: a visit would only end at its deadline.
        text = "its Content-Security-Policy puts it in a sandbox without scripts, in which nothing can be tested"
        raise PageFailed(Reason(ReasonCode.UNREADABLE, text, status))


def forbids_scripts(policies: str) -> bool:
    """Return whether a page's policies, with commas between them, put it in a sandbox in which no script runs."""
    return any("allow-scripts" not in flags for flags in map(_sandbox, policies.split(",")) if flags is not None)


def _sandbox(policy: str) -> list[str] | None:
    """Return what a policy's sandbox allows, None where it has none. Of equal directives, the first holds."""
    directives = (part.lower().split() for part in policy.split(";"))
    return next((words[1:] for words in directives if words and words[0] == "sandbox"), None)


def refuse_without_page(status: int, headers: Mapping[str, str]) -> None:
    """Raise PageSkipped where an answer brings no page: it has no content, or is of a type that no browser draws."""
    if status in (204, 205):
        # Nothing is wrong with a link that does something and stays where it is; there is nothing to audit either.
        raise PageSkipped(Reason(ReasonCode.NO_CONTENT, f"answered {status}: there is no content", status), leaves=True)
    kind = kind_of(headers)
    if kind in PDF:
        raise PageSkipped(Reason(ReasonCode.DOCUMENT, "a PDF document, not a page"))
    if _is_download(headers.get("content-disposition", "")):
        raise PageSkipped(Reason(ReasonCode.NOT_A_PAGE, f"a download ({kind or 'of an unknown type'}), not a page"))
    if kind and (not DRAWN.fullmatch(kind) or FEED.fullmatch(kind)):
        raise PageSkipped(Reason(ReasonCode.NOT_A_PAGE, f"{kind}, not a page"))


def kind_of(headers: Mapping[str, str]) -> str:
    """Return the type that browsers take an answer for; empty where they look for themselves."""
    return media_type(Headers((("content-type", headers.get("content-type", "")),))).essence


def _is_download(disposition: str) -> bool:
    """Browsers keep what is not `inline`; parameters alone, without a word before them, are no disposition."""
    word = disposition.split(";")[0].strip().lower()
    return word not in ("", "inline") and "=" not in word


def broke_off(why: str) -> Reason:
    """Return the reason why a document that did not arrive in full is not the page."""
    return Reason(ReasonCode.UNREADABLE, f"its document broke off: {network_reason(why).text}")


def network_reason(message: str) -> Reason:
    """Return a browser's network error in words, with its code."""
    code = re.search(r"net::(ERR_\w+)", message)
    if not code:
        text = message.splitlines()[0][:200] if message else "could not be loaded"
        return Reason(ReasonCode.UNREACHABLE, text)
    for known, (kind, words) in NETWORK.items():
        if code[1].startswith(known):
            return Reason(kind, f"{words} ({code[1]})")
    return Reason(ReasonCode.UNREACHABLE, f"could not be loaded ({code[1]})")
