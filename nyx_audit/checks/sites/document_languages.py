"""Whether the documents of a service are there in other languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import unquote

from nyx_audit.checks.sites.registry import site_check
from nyx_audit.checks.sites.verdicts import link_target
from nyx_audit.model.facts import Facts, Link
from nyx_audit.model.outcome import Judgement, Outcome, Verdict
from nyx_audit.model.rule import Rule
from nyx_audit.net.addresses import path_of
from nyx_audit.site.languages import NAMES, primary
from nyx_audit.site.records import SiteEvidence

DOCUMENT = re.compile(r"\.(pdf|docx?)$", re.IGNORECASE)
# What names a language in the file's name: form-es.pdf, form_spanish.pdf.
IN_FILE = re.compile(
    r"(?:^|[-_. /(])(ar|bn|es|fr|ht|it|ko|pl|ru|ur|yi|zh|sp|spa|chi|rus|arabic|bengali|spanish|espanol|french|haitian|creole|"
    r"italian|korean|polish|russian|urdu|yiddish|chinese)(?=$|[-_. /)])",
    re.IGNORECASE,
)  # fmt: skip


@site_check("document-languages")
def judge_document_languages(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Doubt a document of a task's pages where no version in another language stands beside it."""
    verdicts = {}
    for page in site.with_role("start", "step"):
        if primary(page.facts.lang) not in ("en", ""):
            continue
        documents = [
            link for link in page.facts.links if link.landmark in ("main", "") and DOCUMENT.search(path_of(link.href))
        ]
        if not documents:
            continue
        own = [link for link in documents if not _is_translation(link)]
        if len(own) < len(documents) or _others(page.facts):
            verdicts[page.url] = Verdict(passed=frozenset(link.selector for link in documents))
            continue
        message = "no version of this document in another language is on the page"
        verdicts[page.url] = Verdict(tuple(Judgement(link_target(link), Outcome.CANT_TELL, message) for link in own))
    return verdicts


def _is_translation(link: Link) -> bool:
    name = unquote(path_of(link.href)).rpartition("/")[2]
    words = f" {link.text.casefold()} "
    told = any(one in words for code, names in NAMES.items() if code != "en" for one in names.split("|"))
    return told or bool(IN_FILE.search(name)) or primary(link.hreflang) not in ("", "en")


def _others(facts: Facts) -> bool:
    """Whether a link of the page's own part leads to its documents in other languages."""
    said = re.compile(r"\b(other|more|additional|all) languages\b|\botros idiomas\b", re.IGNORECASE)
    return any(said.search(link.text) for link in facts.links if link.landmark in ("main", ""))
