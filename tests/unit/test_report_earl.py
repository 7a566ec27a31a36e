"""The report in EARL: JSON-LD that keeps its meaning whatever the context does that it is read with."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pyld import jsonld

from nyx_audit.analysis.summary import Summary
from nyx_audit.model.outcome import Outcome
from nyx_audit.model.page import PageStatus
from nyx_audit.report.earl import ACT_CONTEXT, TERMS
from nyx_audit.run.rendering import render
from tests.support.build import finding, hostile, outcome, page, rule, summary

SCHEMA = json.loads((files("nyx_audit.report") / "schemas" / "earl.json").read_text(encoding="utf-8"))
OLDER = Path(__file__).parents[1] / "data" / "earl-context-axe-core-reporter-4.11.1.json"
EARL = "http://www.w3.org/ns/earl#"
DCT = "http://purl.org/dc/terms/"


def document_of(report: Summary) -> dict[str, Any]:
    text = render(report, "earl")
    text.encode("utf-8")
    document: dict[str, Any] = json.loads(text)
    Draft202012Validator.check_schema(SCHEMA)
    assert not [error.message for error in Draft202012Validator(SCHEMA).iter_errors(document)]
    return document


def results_of(report: Summary, at: int = 0) -> dict[str, dict[str, Any]]:
    return {one["test"]["title"]: one["result"] for one in document_of(report)["@graph"][at]["assertions"]}


def loader(context: dict[str, Any]) -> Any:
    """A loader that knows the one context that the document names, and no network."""

    def load(url: str, _options: object) -> dict[str, Any]:
        assert url == ACT_CONTEXT
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url,
                "document": {"@context": context}}  # fmt: skip

    return load


def every_outcome() -> Summary:
    rules = [rule(name, act=("23a2a8",)) for name in ("passes", "fails", "doubts", "absent", "unseen")]
    pages = [
        page(
            "a b.html?c=ä",
            outcome("passes"),
            outcome("fails", finding(), finding(selector="iframe >>> #in")),
            outcome("doubts", finding(outcome=Outcome.CANT_TELL)),
            outcome("absent", passed=0),
            outcome("unseen", reason="a frame was not entered"),
        ),
        page("https://a.example/2", status=PageStatus.FAILED, reason="answered 503", title=""),
        page("https://a.example/3", status=PageStatus.SKIPPED, reason="robots.txt forbids it", title=""),
    ]
    return summary(pages, rules=rules)


def test_each_rule_has_its_outcome_in_the_words_of_earl() -> None:
    said = {name: result["outcome"] for name, result in results_of(every_outcome()).items()}
    assert said == {
        "passes": "earl:passed",
        "fails": "earl:failed",
        "doubts": "earl:cantTell",
        "absent": "earl:inapplicable",
        "unseen": "earl:untested",
    }


def test_a_failure_points_to_its_targets_and_says_what_was_found() -> None:
    result = results_of(every_outcome())["fails"]
    assert result["pointer"] == ["#field", "iframe >>> #in"]
    assert result["info"] == "People without eyes miss the fails; 2 failed; has no label"
    assert result["date"] == "2026-11-24T12:00:00Z"


def test_doubts_beside_a_failure_are_counted_and_not_pointed_to_as_failures() -> None:
    said = outcome("label", finding(), finding(selector="#other", outcome=Outcome.CANT_TELL))
    result = results_of(summary([page("a.html", said)]))["label"]
    assert result["pointer"] == ["#field"]
    assert "1 failed; 1 doubt for a person to judge" in result["info"]


def test_a_blocker_that_was_not_seen_again_is_a_doubt() -> None:
    report = summary([page("a.html", outcome("label", finding()))], confirmed={"g1": False})
    assert results_of(report)["label"]["outcome"] == "earl:cantTell"


def test_a_page_that_could_not_be_audited_has_every_rule_untested_with_the_reason() -> None:
    found = results_of(every_outcome(), at=1)
    assert len(found) == 5
    assert {(one["outcome"], one["info"]) for one in found.values()} == {("earl:untested", "not audited: answered 503")}


def test_a_page_that_was_left_out_is_untested_once_for_all_rules() -> None:
    (one,) = document_of(every_outcome())["@graph"][2]["assertions"]
    assert one["test"]["title"] == "every rule of the audit (5 rules)"
    assert (one["result"]["outcome"], one["result"]["info"]) == (
        "earl:untested",
        "left out: robots.txt forbids it",
    )


def test_a_rule_of_which_an_audited_page_says_nothing_is_untested() -> None:
    found = results_of(summary([page("a.html", outcome("label"))], rules=[rule(), rule("order")]))
    assert found["order"]["outcome"] == "earl:untested"


def test_a_test_is_part_of_its_act_rules_and_of_the_criteria_that_it_fails() -> None:
    one = rule(wcag=("1.1.1", "4.1.2"), bears_on=("2.4.4",), act=("23a2a8",))
    (said,) = document_of(summary([page("a.html", outcome("label"))], rules=[one]))["@graph"][0]["assertions"]
    assert said["test"]["isPartOf"] == [
        "https://act-rules.github.io/rules/23a2a8",
        "WCAG2:non-text-content",
        "WCAG2:name-role-value",
    ]
    assert said["assertedBy"]["release"] == {"revision": "0.1.0"}


def test_a_page_is_called_what_was_asked_for() -> None:
    assert document_of(every_outcome())["@graph"][0]["source"] == "a b.html?c=ä"


@pytest.fixture(params=["without the published context", "under the context of another tool"])
def load(request: pytest.FixtureRequest) -> Any:
    other = json.loads(OLDER.read_text(encoding="utf-8"))
    return loader({} if request.param.startswith("without") else other)


def test_every_word_expands_and_the_way_back_gives_the_same_document(load: Any) -> None:
    document = document_of(every_outcome())
    expanded = jsonld.expand(document, {"documentLoader": load})
    context = [ACT_CONTEXT, dict(TERMS)]
    back = jsonld.compact(expanded, {"@context": context}, {"documentLoader": load, "graph": True})
    assert back["@graph"] == document["@graph"]


def test_every_assertion_keeps_subject_test_outcome_and_assertor(load: Any) -> None:
    flat = jsonld.flatten(document_of(every_outcome()), None, {"documentLoader": load})
    nodes = {node["@id"]: node for node in flat}
    assertions = [node for node in flat if EARL + "Assertion" in node.get("@type", ())]
    assert len(assertions) == 5 + 5 + 1
    sources = set()
    for one in assertions:
        (subject,), (test,), (result,), (by,) = (
            [nodes[to["@id"]] for to in one[EARL + word]] for word in ("subject", "test", "result", "assertedBy")
        )
        sources.add(subject[DCT + "source"][0]["@value"])
        assert test[DCT + "title"]
        assert result[EARL + "outcome"][0]["@id"].startswith(EARL)
        assert by["http://usefulinc.com/ns/doap#name"] == [{"@value": "nyx-audit"}]
        assert one[EARL + "mode"] == [{"@id": EARL + "automatic"}]
    assert sources == {"a b.html?c=ä", "https://a.example/2", "https://a.example/3"}


def test_hostile_text_is_valid_and_clean() -> None:
    text = json.dumps(document_of(hostile()), ensure_ascii=False)
    assert not any(sign in text for sign in "\x00\x1b\u202e\u200b\ufeff")
