"""The outcomes of a whole site. Pure: the same evidence gives the same outcomes."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping

from nyx_audit.checks import SITE_CHECKS
from nyx_audit.judge.merge import careful, graded, merged
from nyx_audit.model.evidence.kind import Missing, Need
from nyx_audit.model.outcome import Verdict, View
from nyx_audit.model.page import RuleOutcome
from nyx_audit.model.reason import Reason, fault_reason
from nyx_audit.model.rule import Rule
from nyx_audit.site.evidence import DOCUMENTS, SITE_KINDS
from nyx_audit.site.records import SiteEvidence

LOG = logging.getLogger(__name__)


def judge_site(rules: Iterable[Rule], site: SiteEvidence) -> dict[str, list[RuleOutcome]]:
    """Return the outcomes of a site's rules by page, each rule on each page; what it says nothing of is inapplicable.

    A document has only the outcomes of the rules that speak of it. A rule that the program itself stumbles over is untested.
    """
    documents = site.documents
    found: dict[str, list[RuleOutcome]] = {url: [] for url in (*site.pages, *documents)}
    for rule in rules:
        verdicts = _site_verdicts(rule, site)
        for url, rows in found.items():
            if url in documents and url not in verdicts:
                continue
            rows.append(merged(rule, [careful(graded(rule, verdicts.get(url, Verdict()), View.DESKTOP))]))
    return found


def _site_verdicts(rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """What a rule of a site says. A fault in it costs that rule on the pages that it may speak of, and nothing else."""
    check = SITE_CHECKS[rule.check]
    try:
        lacking = next((reason for need in check.needs if (reason := _lacking(need, site))), None)
        if lacking:
            return dict.fromkeys(check.untested_on(site), Verdict(untested=lacking))
        return check.judge(rule, site, *(_record(need, site) for need in check.needs))
    except Exception as fault:
        LOG.exception("the rule %s broke on the site %s", rule.id, site.declared.id)
        pages = site.documents if DOCUMENTS in check.needs else site.pages
        return dict.fromkeys(pages, Verdict(untested=fault_reason(fault)))


def _lacking(need: Need[object], site: SiteEvidence) -> Reason | None:
    """Return why evidence that is required is missing, or None where it is there or not required."""
    found = site.answers.get(need.name, SITE_KINDS[need.name].not_gathered)
    return found.reason if need.required and isinstance(found, Missing) else None


def _record(need: Need[object], site: SiteEvidence) -> object:
    found = site.answers.get(need.name)
    return None if isinstance(found, Missing) else found
