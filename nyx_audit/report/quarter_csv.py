"""The quarterly report for spreadsheets: one row a figure, in UTF-8 with a byte order mark, as `csv.py` has it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

from nyx_audit.analysis.quarter.records import Quarter
from nyx_audit.report.csv import BYTE_ORDER_MARK
from nyx_audit.report.plain import spreadsheet_cell
from nyx_audit.report.quarter_json import data

COLUMNS = ("quarter", "agency", "site", "section", "item", "figure", "value")
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
PLACES = ("quarters", "sites", "blockers", "tasks", "fixes", "duties")


def render(report: Quarter) -> str:
    """Return every figure of the report as CSV text, no cell of which a spreadsheet runs. An empty value is unknown."""
    text = io.StringIO()
    text.write(BYTE_ORDER_MARK)
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    told = data(report)
    for agency in told["agencies"]:
        for site, section, item, figure, value in _agency(agency):
            cells = (told["quarter"], agency["id"], site, section, item, figure, _cell(value))
            writer.writerow([_safe(cell) for cell in cells])
    return text.getvalue()


def _agency(agency: dict[str, Any]) -> Iterator[tuple[str, str, str, str, Any]]:
    own = {name: value for name, value in agency.items() if name not in (*PLACES, "id", "notes")}
    for figure, value in _flat(own):
        yield "", "agency", "", figure, value
    for name, value in agency["notes"].items():
        yield "", "notes", name, "value", value
    for section, key in (("quarters", "quarter"), ("duties", "id")):
        for one in agency[section]:
            for figure, value in _flat(one, but=(key,)):
                yield "", section, one[key], figure, value
    for section, key in (("blockers", "group"), ("tasks", "id"), ("fixes", "group")):
        for one in agency[section]:
            for figure, value in _flat(one, but=(key, "site")):
                yield one["site"], section, one[key], figure, value
    for site in agency["sites"]:
        for figure, value in _flat({name: one for name, one in site.items() if name != "quarters"}, but=("id",)):
            yield site["id"], "sites", "", figure, value
        for point in site["quarters"]:
            for figure, value in _flat(point, but=("quarter",)):
                yield site["id"], "quarters", point["quarter"], figure, value


def _flat(found: dict[str, Any], before: str = "", but: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    for name, value in found.items():
        if name in but:
            continue
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield before + name, value


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return " ".join(str(each["by"] if isinstance(each, dict) else each) for each in value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _safe(cell: str) -> str:
    """A number stays one: spreadsheets run no number, also not one below zero."""
    return cell if NUMBER.fullmatch(cell) else spreadsheet_cell(cell)
