"""Why something was not audited, not tested or not fetched: a code for programs, a text for people.

No code reads the text. The codes are stored in the history and stand in the JSON report: one is never renamed
without a migration.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class ReasonCode(StrEnum):
    """What kind of reason it is. The value is what is stored and reported."""

    # An address that a crawl leaves out
    OUT_OF_SCOPE = "out-of-scope"
    ROBOTS = "robots"
    TRAP = "trap"
    ACTION = "action"
    NOT_AN_ADDRESS = "not-an-address"
    DEPTH_LIMIT = "depth-limit"
    VARIANT_LIMIT = "variant-limit"
    PAGE_LIMIT = "page-limit"
    NOT_A_PAGE = "not-a-page"
    DOCUMENT = "document"
    DUPLICATE = "duplicate"
    REDIRECTS_AWAY = "redirects-away"
    MOVES_ON = "moves-on"
    DEAD_LINK = "dead-link"
    PRIVATE_ADDRESS = "private-address"

    # An answer that is not the page
    NOT_FOUND = "not-found"
    LOGIN = "login"
    FORBIDDEN = "forbidden"
    BUSY = "busy"
    HTTP_ERROR = "http-error"
    NO_CONTENT = "no-content"
    CHALLENGE = "challenge"
    ERROR_PAGE = "error-page"
    STEP_FAILED = "step-failed"

    # No answer at all, or none that can be used
    HOST_UNKNOWN = "host-unknown"
    UNREACHABLE = "unreachable"
    CERTIFICATE = "certificate"
    BAD_REDIRECT = "bad-redirect"
    REDIRECT_LOOP = "redirect-loop"
    TOO_MANY_REDIRECTS = "too-many-redirects"
    COOKIE_NEEDED = "cookie-needed"
    TIMEOUT = "timeout"
    TOO_LARGE = "too-large"
    UNREADABLE = "unreadable"

    # The auditor, or the person who runs it
    CRASHED = "crashed"
    STOPPED = "stopped"
    FAULT = "fault"
    NOT_READ = "not-read"

    # Evidence of a page or a site that is missing
    NOT_GATHERED = "not-gathered"
    PROBES_OFF = "probes-off"
    OUT_OF_TIME = "out-of-time"
    SCRIPT_FAILED = "script-failed"
    RULE_UNKNOWN = "rule-unknown"
    RULE_BROKE = "rule-broke"
    FRAME_NOT_ENTERED = "frame-not-entered"
    NOT_STYLED = "not-styled"
    NOT_ALL_TRIED = "not-all-tried"
    NOT_AUDITED = "not-audited"

    # No score, or scores that are not subtracted from each other
    NOT_MEASURED = "not-measured"
    INSUFFICIENT_EVIDENCE = "insufficient-evidence"
    OTHER_RULESET = "other-ruleset"
    OTHER_SITES = "other-sites"
    NO_EARLIER_RUN = "no-earlier-run"
    NO_SCORE = "no-score"
    NO_SCORE_BEFORE = "no-score-before"

    # What was stored before there were codes
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Reason:
    """A code, and a sentence fit for a report; as text it is the sentence.

    `status` is what the host answered, where that is the reason. It is not part of what is compared: the history keeps it with the page.
    """

    code: ReasonCode
    text: str
    status: int | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return self.text


DEAD = "a dead link: "


def dead_link(reason: Reason) -> Reason:
    """Return the reason why a page that was reached by a link only, and does not exist, is left out."""
    return Reason(ReasonCode.DEAD_LINK, f"{DEAD}{reason}", reason.status)


def behind_dead_link(reason: Reason) -> str:
    """Return what the address of a dead link answered, in words."""
    return reason.text.removeprefix(DEAD)


def fault_reason(fault: Exception) -> Reason:
    """Return what a fault of the program itself is called in a report."""
    return Reason(ReasonCode.FAULT, f"a fault of the auditor: {type(fault).__name__}: {fault}"[:300])
