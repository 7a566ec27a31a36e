"""NYX-S, the score. `formula` is the formula; what is beside it applies it. All of it is pure."""

from nyx_audit.score.formula import quality, score_page, score_site
from nyx_audit.score.gains import gains, page_gains
from nyx_audit.score.records import AreaScore, Cap, Gain, Measure, Mend, Part, Score, Scoring, Sheet
from nyx_audit.score.sheets import sheets_of

__all__ = [
    "AreaScore",
    "Cap",
    "Gain",
    "Measure",
    "Mend",
    "Part",
    "Score",
    "Scoring",
    "Sheet",
    "gains",
    "page_gains",
    "quality",
    "score_page",
    "score_site",
    "sheets_of",
]
