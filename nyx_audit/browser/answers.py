"""What a server's answer means for the audit: a page, no page, an error, a challenge. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from nyx_audit.errors import PageFailed, PageSkipped
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.net.headers import pause_of

DRAWN = re.compile(r"^(text/html|application/xhtml\+xml|image/svg\+xml|(application|text)/([\w.-]+\+)?xml)$")
FEED = re.compile(r"^application/(rss|atom|rdf)\+xml$")
ERROR_TITLE = re.compile(
    r"^\s*(?:error\s*)?[:\-–| ]*(?:(?P<code>40[0-9]|41[0-9]|429|50[0-9])\b.*"
    r"(?:error|not found|forbidden|denied|unavailable|bad gateway|time-?out|too many|unauthori[sz]ed|gone)"
    r"|(?P<missing>page not found|not found|file not found|p[áa]gina no encontrada)(?=\s*(?:$|[|\-–—:·(!.]))"
    r"|(?P<down>service unavailable|bad gateway|gateway time-?out|internal server error|access denied|"
    r"site under maintenance|down for maintenance)(?=\s*(?:$|[|\-–—:·(!.])))",
    re.IGNORECASE,
)
CHALLENGES = {
    "/cdn-cgi/challenge-platform/": "Cloudflare",
    "_Incapsula_Resource": "Imperva",
    "captcha-delivery.com": "DataDome",
    "px-captcha": "HUMAN",
    "awsWafCookieDomainList": "AWS WAF",
}
# A page of this many characters of markup is a page that embeds such a script, not a challenge.
CHALLENGE_SIZE = 60_000
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
    "ERR_CERT": (ReasonCode.CERTIFICATE, "its certificate is not valid"),
    "ERR_SSL": (ReasonCode.CERTIFICATE, "no secure connection could be made"),
    "ERR_INTERNET_DISCONNECTED": (ReasonCode.UNREACHABLE, "this machine has no network"),
    "ERR_INVALID_RESPONSE": (ReasonCode.UNREADABLE, "the host's answer is not valid HTTP"),
    "ERR_UNSAFE_PORT": (ReasonCode.UNREACHABLE, "the browser refuses the port"),
}


def refuse(status: int, headers: Mapping[str, str]) -> None:
    """Raise PageFailed where the answer is an error or a challenge, PageSkipped where it is not a page."""
    challenge = headers.get("cf-mitigated") or headers.get("x-amzn-waf-action")
    if challenge:
        text = f"answered {status} with a challenge for robots instead of the page"
        raise PageFailed(Reason(ReasonCode.CHALLENGE, text, status))
    if status >= 400:
        words = WORDS.get(status, "answers with an error")
        reason = Reason(CODES.get(status, ReasonCode.HTTP_ERROR), f"answered {status}: {words}", status)
        raise PageFailed(reason, retry_after=pause_of(headers.get("retry-after", "").strip()))
    if status in (204, 205):
        raise PageFailed(Reason(ReasonCode.NO_CONTENT, f"answered {status}: there is no content", status))
    refuse_type(headers)


def refuse_type(headers: Mapping[str, str]) -> None:
    """Raise PageSkipped where the answer is of a type that no browser draws as a page."""
    kind = headers.get("content-type", "text/html").split(";")[0].strip().lower()
    if "attachment" in headers.get("content-disposition", "").lower():
        raise PageSkipped(Reason(ReasonCode.NOT_A_PAGE, f"a download ({kind}), not a page"))
    if not DRAWN.match(kind) or FEED.match(kind):
        raise PageSkipped(Reason(ReasonCode.NOT_A_PAGE, f"{kind or 'an unknown type'}, not a page"))


def error_page(title: str, marks: Sequence[str]) -> Reason | None:
    """Return why a page that answered 200 is not one, or None: an error page says so in its title.

    `marks` are those of `CHALLENGES` that stand in its markup, where that is short.
    """
    found = ERROR_TITLE.match(title)
    if found and (found["missing"] or found["code"] in ("404", "410")):
        return Reason(
            ReasonCode.NOT_FOUND,
            f'says that it does not exist (title "{title.strip()[:80]}"), though it answered as a page',
        )
    if found:
        return Reason(
            ReasonCode.ERROR_PAGE, f'is an error page (title "{title.strip()[:80]}"), though it answered as a page'
        )
    for mark in marks:
        return Reason(ReasonCode.CHALLENGE, f"is a challenge for robots ({CHALLENGES[mark]}), not the page")
    return None


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
