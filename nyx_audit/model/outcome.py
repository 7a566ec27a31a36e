"""The words of a judgement: outcome, target, view, impact. They are the field's (EARL, WCAG)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from nyx_audit.model.reason import Reason


class Outcome(StrEnum):
    """EARL's outcomes. `cant_tell` is a doubt for a person, `untested` is lack of evidence; neither is a pass."""

    PASSED = "passed"
    FAILED = "failed"
    CANT_TELL = "cant_tell"
    INAPPLICABLE = "inapplicable"
    UNTESTED = "untested"


class Impact(StrEnum):
    """What a failure does to a person."""

    MINOR = "minor"
    MODERATE = "moderate"
    SERIOUS = "serious"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        return list(Impact).index(self)


class Tier(StrEnum):
    """What a rule rests on."""

    LAW = "law"
    WCAG = "wcag"
    GUIDANCE = "guidance"
    HEURISTIC = "heuristic"
    ADVICE = "advice"
    PREVIEW = "preview"

    @property
    def gates(self) -> bool:
        """Whether a failure may fail the command (--fail-on)."""
        return self in (Tier.LAW, Tier.WCAG, Tier.GUIDANCE)


class Area(StrEnum):
    """New York Experience's five areas."""

    ACCESS = "access"
    TIME = "time"
    EFFICIENCY = "efficiency"
    DIGITAL = "digital"
    SATISFACTION = "satisfaction"


class View(StrEnum):
    """How a page is looked at: a desktop window, or a phone."""

    DESKTOP = "desktop"
    MOBILE = "mobile"


class Owner(StrEnum):
    """Who can fix a target: the agency, the state's design system, or the host of a frame that is not the page's."""

    AGENCY = "agency"
    DESIGN_SYSTEM = "design system"
    THIRD_PARTY = "third party"


@dataclass(frozen=True, slots=True)
class Target:
    """An element of a page.

    `key` identifies it within one visit, in all views; `selector` finds it again (` >>> ` enters a frame or an
    open shadow root); `shape` is the selector without what changes between reloads; `name` is what the page
    calls it; `landmark` where it stands; `owner` who can fix it; `source` is the start tag by which a framework names the template.
    """

    key: str
    selector: str
    html: str = ""
    shape: str = ""
    name: str = ""
    landmark: str = ""
    owner: Owner = Owner.AGENCY
    source: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one view says of one target. `firm`: no style sheet that failed to load would change it."""

    target: Target
    outcome: Outcome
    message: str = ""
    view: View = View.DESKTOP
    firm: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check says of a page in one view: its judgements, and keys of the targets that simply passed.

    `untested` is the reason why nothing, or not all, can be said. A numeric check gives the measured number as `value`, and one
    judgement that names what was measured; `judge` alone decides from the rule's figures whether it failed.
    """

    judgements: tuple[Judgement, ...] = ()
    passed: frozenset[str] = frozenset()
    untested: Reason | None = None
    value: float | None = None
