"""The quarterly report for the CX office: a cover and a page an agency, in one HTML file that needs no network."""

from __future__ import annotations

from nyx_audit.analysis.quarter.records import Quarter
from nyx_audit.report import words
from nyx_audit.report.documents import environment, inlined, policy, writable
from nyx_audit.report.quarter_words import Speaker

LANGUAGES = ("en", "es")
# The page shows these many key tasks; the JSON and the spreadsheet hold all.
TASKS = 8


def render(report: Quarter, lang: str = "en") -> str:
    """Return the report as one HTML document in a language of `LANGUAGES`."""
    style = inlined("report.css", "quarter.css")
    template = environment().get_template("quarter.html")
    text = template.render(
        report=report,
        say=Speaker(report, lang),
        lang=lang,
        style=style,
        policy=policy(style),
        words=words,
        tasks_shown=TASKS,
    )
    return writable(text)
