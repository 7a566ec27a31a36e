"""The report for people: one HTML file that needs no network, and reads well with scripts off."""

from __future__ import annotations

from collections.abc import Iterator

from nyx_audit.analysis.summary import Summary
from nyx_audit.model.outcome import Impact
from nyx_audit.report import task_words, words
from nyx_audit.report.blocked import measured_by
from nyx_audit.report.cards import code_lines, criteria_of
from nyx_audit.report.counts import change_counts, defects_found
from nyx_audit.report.coverage import tried_sentence
from nyx_audit.report.documents import environment, inlined, policy, writable
from nyx_audit.report.rows import gain_is_known
from nyx_audit.report.shown import shown


def parts(summary: Summary) -> Iterator[str]:
    """Yield the report as one HTML document."""
    style, script = inlined("report.css"), inlined("report.js")
    made = environment()
    made.globals.update(
        words=words,
        task_words=task_words,
        measured_by=measured_by,
        tried_sentence=tried_sentence,
        defects_found=defects_found,
        change_counts=change_counts,
        code_lines=code_lines,
        criteria_of=criteria_of,
        gain_is_known=gain_is_known,
        Impact=Impact,
    )
    made.filters.update(sentence=words.sentence)
    text = made.get_template("report.html").render(
        report=shown(summary), audit=summary.audit, style=style, script=script, policy=policy(style, script)
    )
    yield writable(text)
