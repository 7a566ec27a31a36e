"""The report for people: one HTML file that needs no network, and reads well with scripts off."""

from __future__ import annotations

import base64
from collections.abc import Iterator

from nyx_audit.analysis.summary import Summary
from nyx_audit.model.outcome import Impact
from nyx_audit.model.picture import Picture
from nyx_audit.report import task_words, words
from nyx_audit.report.blocked import measured_by, stops
from nyx_audit.report.cards import code_lines, criteria_of
from nyx_audit.report.counts import change_counts, defects_found
from nyx_audit.report.coverage import tried_sentence
from nyx_audit.report.documents import environment, inlined, policy, writable
from nyx_audit.report.gains import gain_is_known
from nyx_audit.report.places import line_of
from nyx_audit.report.plain import clean
from nyx_audit.report.shown import shown
from nyx_audit.report.standing import sentences


def data_of(picture: Picture) -> str:
    """Return a picture as an address that holds it."""
    return f"data:image/jpeg;base64,{base64.b64encode(picture.image).decode()}"


def parts(summary: Summary) -> Iterator[str]:
    """Yield the report as one HTML document."""
    style, script = inlined("report.css"), inlined("report.js")
    made = environment()
    made.globals.update(
        words=words,
        task_words=task_words,
        measured_by=measured_by,
        stops=stops,
        tried_sentence=tried_sentence,
        defects_found=defects_found,
        change_counts=change_counts,
        sentences=sentences,
        code_lines=code_lines,
        pictures=summary.pictures,
        data_of=data_of,
        line_of=lambda group: clean(line_of(group.sample, group.sample_page, summary)),
        criteria_of=criteria_of,
        gain_is_known=gain_is_known,
        Impact=Impact,
    )
    made.filters.update(sentence=words.sentence)
    text = made.get_template("report.html").render(
        report=shown(summary),
        audit_summary=summary,
        audit=summary.audit,
        style=style,
        script=script,
        policy=policy(style, script),
    )
    yield writable(text)
