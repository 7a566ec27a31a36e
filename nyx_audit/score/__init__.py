"""NYX-S, the score. `formula` is the formula; what is beside it applies it. All of it is pure."""

from nyx_audit.score.formula import score_page, score_site
from nyx_audit.score.gains import gains, page_gains
from nyx_audit.score.records import AreaScore, Cap, Fix, Gain, Measure, Score, Scorecard, Scoring
from nyx_audit.score.scorecards import scorecards_of

__all__ = [
    "AreaScore",
    "Cap",
    "Fix",
    "Gain",
    "Measure",
    "Score",
    "Scorecard",
    "Scoring",
    "gains",
    "page_gains",
    "score_page",
    "score_site",
    "scorecards_of",
]
