"""Says why GitHub would refuse a SARIF report, or show it otherwise than it is meant.

Written from GitHub's documentation of code scanning ("SARIF support for code scanning", "SARIF results exceed one or more
limits", "SARIF results file is too large"). It adds to the schema of SARIF what GitHub asks beyond it.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

MOST_COMPRESSED = 10_000_000
MOST_RUNS = 20
MOST_RESULTS = 25_000
MOST_RULES = 25_000
MOST_LOCATIONS = 1_000
MOST_TAGS, SHOWN_TAGS = 20, 10
LONGEST_NAME = 255
LONGEST_DESCRIPTION = 1024
LEVELS = {"error", "warning", "note", "none"}
PRECISIONS = {"very-high", "high", "medium", "low"}
SEVERITIES = {"error", "warning", "recommendation"}
LINE_HASH = re.compile(r"[0-9a-f]{1,64}:[1-9][0-9]*")


def problems(text: str) -> list[str]:
    """Return why GitHub would refuse the report or show it wrongly; nothing where it takes it as it is."""
    found = []
    if len(gzip.compress(text.encode("utf-8"))) > MOST_COMPRESSED:
        found.append("the file is larger than 10 MB compressed")
    document = json.loads(text)
    if document.get("version") != "2.1.0":
        found.append("version is not 2.1.0")
    if "sarif-schema-2.1.0" not in document.get("$schema", ""):
        found.append("$schema is not that of SARIF 2.1.0")
    runs = document.get("runs", [])
    if not 0 < len(runs) <= MOST_RUNS:
        found.append(f"{len(runs)} runs")
    return [*found, *(problem for run in runs for problem in _run(run))]


def _run(run: dict[str, Any]) -> Iterator[str]:
    driver = run.get("tool", {}).get("driver", {})
    if not driver.get("name"):
        yield "the tool has no name"
    rules = driver.get("rules", [])
    if len(rules) > MOST_RULES:
        yield f"{len(rules)} rules"
    if len({rule.get("id") for rule in rules}) < len(rules):
        yield "two rules have one id"
    for rule in rules:
        yield from (f"rule {rule.get('id')}: {problem}" for problem in _rule(rule))
    results = run.get("results")
    if results is None:
        yield "there are no results, not even an empty list"
        return
    if len(results) > MOST_RESULTS:
        yield f"{len(results)} results"
    seen = set()
    for number, result in enumerate(results):
        yield from (f"result {number}: {problem}" for problem in _result(result, rules))
        identity = _identity(result)
        if identity in seen:
            yield f"result {number}: the same as an earlier one"
        seen.add(identity)


def _rule(rule: dict[str, Any]) -> Iterator[str]:
    if not rule.get("id"):
        yield "no id"
    if len(rule.get("name", "")) > LONGEST_NAME:
        yield "its name is too long"
    for key in ("shortDescription", "fullDescription"):
        text = rule.get(key, {}).get("text", "")
        if not 0 < len(text) <= LONGEST_DESCRIPTION:
            yield f"{key} has {len(text)} characters"
    for key in ("text", "markdown"):
        if not rule.get("help", {}).get(key):
            yield f"no help.{key}"
    if rule.get("defaultConfiguration", {}).get("level") not in LEVELS:
        yield "no default level"
    properties = rule.get("properties", {})
    tags = properties.get("tags", [])
    if len(tags) > MOST_TAGS:
        yield f"{len(tags)} tags are refused"
    elif len(tags) > SHOWN_TAGS:
        yield f"{len(tags)} tags, of which 10 are shown"
    if properties.get("precision") not in PRECISIONS:
        yield "no precision"
    if properties.get("problem.severity") not in SEVERITIES:
        yield "no problem.severity"
    if "security-severity" in properties:
        yield "it says that it is of security"


def _result(result: dict[str, Any], rules: list[dict[str, Any]]) -> Iterator[str]:
    index = result.get("ruleIndex")
    if not isinstance(index, int) or not 0 <= index < len(rules) or rules[index].get("id") != result.get("ruleId"):
        yield "it is of no rule"
    if not result.get("message", {}).get("text"):
        yield "no message"
    if result.get("level") not in LEVELS:
        yield "no level"
    if not LINE_HASH.fullmatch(result.get("partialFingerprints", {}).get("primaryLocationLineHash", "")):
        yield "no primaryLocationLineHash"
    locations = result.get("locations", [])
    if not 0 < len(locations) <= MOST_LOCATIONS:
        yield f"{len(locations)} locations"
    for location in locations:
        physical = location.get("physicalLocation", {})
        yield from _uri(physical.get("artifactLocation", {}).get("uri", ""))
        yield from _region(physical.get("region", {}))


def _uri(uri: str) -> Iterator[str]:
    address = urlsplit(uri)
    if not uri:
        yield "no file"
    elif address.scheme in ("http", "https"):
        yield f"{address.scheme} is refused: {uri}"
    elif address.scheme or address.netloc or uri.startswith("/"):
        yield f"not relative: {uri}"
    elif ".." in unquote(uri).split("/"):
        yield f"leads out of the repository: {uri}"
    elif address.query or address.fragment or re.search(r"[^\x21-\x7e]|[\"<>\\^`{|}]|%(?![0-9A-F]{2})", uri):
        yield f"not the URI of a file: {uri}"


def _region(region: dict[str, Any]) -> Iterator[str]:
    numbers = [region.get(key) for key in ("startLine", "startColumn", "endLine", "endColumn")]
    if not all(isinstance(one, int) and one > 0 for one in numbers):
        yield f"a region needs start and end, line and column: {numbers}"
        return
    line, column, end_line, end_column = numbers
    if (end_line, end_column) <= (line, column):
        yield f"a region ends before it starts: {numbers}"


def _identity(result: dict[str, Any]) -> str:
    locations = [one.get("physicalLocation", {}).get("artifactLocation") for one in result.get("locations", [])]
    return json.dumps([result.get("ruleId"), result.get("partialFingerprints"), locations], sort_keys=True)
