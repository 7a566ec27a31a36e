"""What a site's check is given, and what is said where that is missing or wrong."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from nyx_audit.catalogue.folder import packaged_folder
from nyx_audit.catalogue.load import load_rule
from nyx_audit.checks.sites.registry import SITE_CHECKS, site_check
from nyx_audit.errors import InputError
from nyx_audit.judge.site import judge_site
from nyx_audit.model.evidence.kind import Missing, Need
from nyx_audit.model.outcome import Outcome, Verdict
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.model.rule import Rule
from nyx_audit.site.evidence import SITE_KINDS
from nyx_audit.site.records import SiteEvidence
from tests.support.build import rule
from tests.support.sites import facts, site

HOME = "https://a.example/"


def _outcomes(check: str, answers: Mapping[str, object]) -> list[tuple[str, Outcome, str]]:
    known = site({HOME: facts(HOME + "a"), HOME + "a": facts()}, answers=answers)
    found = judge_site([replace(rule(), check=check)], known)
    return [(url, one.outcome, str(one.reason or "")) for url, said in found.items() for one in said]


def test_a_check_whose_evidence_is_missing_is_untested_with_its_reason_on_its_pages_only() -> None:
    missing = Missing(Reason(ReasonCode.UNREACHABLE, "the network is down"))
    assert _outcomes("broken-links", {"links": missing}) == [
        (HOME, Outcome.UNTESTED, "the network is down"),
        (HOME + "a", Outcome.INAPPLICABLE, ""),
    ]


def test_a_check_whose_evidence_was_not_gathered_says_so_in_words() -> None:
    assert _outcomes("sitemap-complete", {})[0] == (HOME, Outcome.UNTESTED, "the sitemap was not read")


def test_a_kind_of_evidence_that_does_not_exist_is_an_error_when_its_check_is_registered() -> None:
    def judge(_rule: Rule, _site: SiteEvidence, _found: object) -> Mapping[str, Verdict]:
        return {}

    with pytest.raises(ValueError, match="unknown kinds: linkz"):
        site_check("mistyped", Need[object]("linkz"))(judge)
    assert "mistyped" not in SITE_CHECKS


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("sitemap: {addresses:", "sitemap: {adresses:", "sitemap.adresses: unknown key"),
        ("sitemap: {addresses: [", "sitemap: {addresses: 3} # [", "sitemap.addresses"),
        ("      sitemap:", "      sitemapp:", 'no site evidence "sitemapp" (did you mean "sitemap"?)'),
    ],
)
def test_wrong_answers_of_an_example_are_one_line_with_the_file(
    tmp_path: Path, right: str, wrong: str, said: str
) -> None:
    file = tmp_path / "sitemap-complete.yaml"
    shutil.copy(packaged_folder() / "efficiency" / file.name, file)
    file.write_text(file.read_text().replace(right, wrong, 1))
    with pytest.raises(InputError) as mistake:
        load_rule(file, {})
    (line,) = str(mistake.value).splitlines()
    assert line.startswith(str(file))
    assert said in line


@pytest.mark.parametrize("name", sorted(SITE_KINDS))
def test_each_kind_says_in_words_that_it_was_not_gathered(name: str) -> None:
    assert SITE_KINDS[name].absent
