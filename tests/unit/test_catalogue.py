"""The catalogue: all of axe-core's rules but the deprecated ones, and files that say what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from nyx_audit.browser.session import Session
from nyx_audit.catalogue.load import Catalogue, load_catalogue, load_rule
from nyx_audit.errors import InputError, UsageError
from nyx_audit.model.outcome import Area, Tier
from nyx_audit.model.wcag import CRITERIA, LEVELS_A_AA
from nyx_audit.run.running import DEPRECATED

# ACT rules for roles that a rule of axe looks at, and does not claim.
# A switch that is made of a button is a field, too.
COVERED = {"aria-command-name": {"c487ae", "m6b1q3"}, "button-name": {"e086e5"}}
RULE = Path("rules/digital/viewport-width.yaml").read_text(encoding="utf-8")


async def test_the_catalogue_holds_all_rules_of_axe_but_the_deprecated_ones(
    session: Session, catalogue: Catalogue
) -> None:
    known = await session.rules_of_engine()
    ours = {rule.engine_id for rule in catalogue.rules.values() if rule.check == "axe"}
    in_page = {rule.engine_id for rule in catalogue.rules.values() if rule.check != "axe" and "axe" in rule.evidence}
    replaced = {engine for rule in catalogue.rules.values() for engine in rule.replaces}
    assert ours | replaced == known - DEPRECATED - in_page
    assert not ours & replaced
    assert known >= DEPRECATED


# Grammar that browsers do without: nobody is kept from anything by it.
HARMLESS = {"aria-deprecated-role"}


async def test_tiers_follow_axe_s_own_tags(session: Session, catalogue: Catalogue) -> None:
    tags = await session.tags_of_engine()
    for rule in catalogue.rules.values():
        if rule.check != "axe":
            continue
        of_axe = tags[rule.engine_id]
        if "experimental" in of_axe:
            assert rule.tier is Tier.PREVIEW, rule.id
        elif "best-practice" in of_axe or "wcag2aaa" in of_axe or rule.id in HARMLESS:
            assert rule.tier is Tier.ADVICE, rule.id
        else:
            assert rule.tier is Tier.WCAG, rule.id
            assert {"wcag" + one.replace(".", "") for one in rule.wcag} == {
                tag for tag in of_axe if tag[4:].isdigit()
            }, rule.id


async def test_act_rules_are_those_that_axe_claims_and_its_roles_cover(session: Session, catalogue: Catalogue) -> None:
    claims = await session.act_of_engine()
    for rule in catalogue.rules.values():
        if rule.check == "axe":
            known = set(claims[rule.engine_id]) | COVERED.get(rule.engine_id, set())
            assert set(rule.act) == known, rule.id


def test_the_phone_counts_in_the_first_ruleset(catalogue: Catalogue) -> None:
    digital = [rule for rule in catalogue.scored() if rule.area is Area.DIGITAL]
    assert len(digital) >= 5


def test_advice_and_previews_weigh_nothing(catalogue: Catalogue) -> None:
    for rule in catalogue.rules.values():
        assert (catalogue.ruleset.weight(rule) == 0) == (rule.tier in (Tier.ADVICE, Tier.PREVIEW))


def test_every_criterion_named_exists(catalogue: Catalogue) -> None:
    assert len(LEVELS_A_AA) == 55
    for rule in catalogue.rules.values():
        assert set(rule.criteria) <= CRITERIA.keys(), rule.id


def test_every_blocker_s_rule_exists(catalogue: Catalogue) -> None:
    assert catalogue.ruleset.blocker_rules() <= catalogue.rules.keys()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("impact: serious", "impact: serius", 'impact: "serius" is not allowed (did you mean "serious"?)'),
        ("impact: serious", "impakt: serious", 'unknown key "impakt" (did you mean "impact"?)'),
        ("quality: binary", "quality: numeric", "needs good and poor"),
        ("quality: binary", "quality: numeric\ngood: 5\npoor: 5", "must differ"),
        ("always_applicable: true", "always_applicable: no", "write true or false"),
        ('since: "0.1"', "since: 0.1", "0.1 is not text; put it in quotes"),
        ("id: viewport-width", "id: viewport-wide", "differs from the file name"),
        ("check: viewport-width", "check: viewport-widht", 'did you mean "viewport-width"?'),
        ("evidence: [phone]", "evidence: [reflow]", "needs the evidence [phone]"),
        ("must be laid out", "is laid out", 'lacks the word "must"'),
        ("area: digital", "area: digital\narea: digital", "is here twice"),
        ("affects: [phone, low-vision, touch]", "affects: [fone]", "fone"),
        ("outcome: failed", "outcome: inapplicable", "targets belong to failed"),
        ("always_applicable: true\n", "", "need an inapplicable one"),
    ],
)
def test_a_mistake_in_a_rule_is_one_line_with_file_line_and_value(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    path = tmp_path / "viewport-width.yaml"
    assert old in RULE
    path.write_text(RULE.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_rule(path, {})
    assert says in str(caught.value)
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)


def test_all_mistakes_of_all_files_are_reported_at_deduplicated(tmp_path: Path) -> None:
    wrong = RULE.replace("impact: serious", "impact: serius").replace("area: digital", "area: digitl")
    (tmp_path / "viewport-width.yaml").write_text(wrong, encoding="utf-8")
    (tmp_path / "other.yaml").write_text(RULE.replace("check: viewport-width", "check: wide"), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_catalogue([tmp_path])
    lines = str(caught.value).splitlines()
    assert [line.partition(": ")[0].rpartition("/")[2].partition(":")[0] for line in lines] == [
        "other.yaml", "other.yaml", "viewport-width.yaml", "viewport-width.yaml",
    ]  # fmt: skip
    assert "serius" in str(caught.value)
    assert "digitl" in str(caught.value)


def test_status_and_since_have_defaults(tmp_path: Path) -> None:
    path = tmp_path / "viewport-width.yaml"
    path.write_text(RULE.replace("status: stable\n", "").replace('since: "0.1"\n', ""), encoding="utf-8")
    assert load_rule(path, {}).status == "stable"


def test_an_unknown_rule_gives_the_nearest_one(catalogue: Catalogue) -> None:
    with pytest.raises(UsageError, match='did you mean "image-alt"'):
        catalogue.pick(["image-alts"])


def test_a_rule_of_ones_own_may_not_take_a_known_id(tmp_path: Path) -> None:
    (tmp_path / "viewport-width.yaml").write_text(RULE, encoding="utf-8")
    with pytest.raises(InputError, match="exists already"):
        load_catalogue([tmp_path])


def test_the_fingerprint_of_a_ruleset_changes_with_what_a_score_depends_on(catalogue: Catalogue) -> None:
    ruleset = catalogue.ruleset
    rules = catalogue.scored()
    assert ruleset.fingerprint(rules, "4.12.1") == ruleset.fingerprint(reversed(rules), "4.12.1")
    assert ruleset.fingerprint(rules, "4.12.1") != ruleset.fingerprint(rules, "4.14.1")
    assert ruleset.fingerprint(rules, "4.12.1") != ruleset.fingerprint(rules[1:], "4.12.1")
