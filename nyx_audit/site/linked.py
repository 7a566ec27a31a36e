"""Pages that a site's pages lead to: audited ones, and those that were only looked at as evidence. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nyx_audit.model.evidence import Missing
from nyx_audit.model.facts import Facts
from nyx_audit.model.reason import ReasonCode
from nyx_audit.site.records import SiteEvidence, plain
from nyx_audit.site.roles import is_step

LINKS = 500


@dataclass(frozen=True, slots=True)
class Linked:
    """A page as far as it matters to those that link to it. `problem` says why there is none; `gone` that it is a dead link.

    `lines` are the blocks of its own part, `around` the rest of its text, `links` address and words, `asks` whether
    it holds a form, `frames` how many pages stand inside of it.
    """

    url: str
    lang: str = ""
    dir: str = "ltr"
    title: str = ""
    lines: Sequence[str] = ()
    around: str = ""
    links: Sequence[Sequence[str]] = ()
    asks: bool = False
    frames: int = 0
    translated: bool = False
    problem: str = ""
    gone: bool = False

    @property
    def text(self) -> str:
        """All that can be read on it."""
        return "\n".join([*self.lines, self.around])


def told(url: str, facts: Facts) -> dict[str, Any]:
    """Return what a page's facts say of it, as plain data: the arguments of `Linked`."""
    return {
        "url": url,
        "lang": facts.lang,
        "dir": facts.dir,
        "title": facts.title,
        "lines": [block.text for block in facts.blocks],
        "around": facts.around,
        "links": [[link.href, link.text] for link in facts.links[:LINKS]],
        "asks": is_step(facts) or any(one.tag == "textarea" and one.shown for one in facts.fields),
        "frames": len(facts.frames),
        "translated": any(one.kind == "google" for one in facts.translators),
    }


def linked_pages(site: SiteEvidence) -> dict[str, Linked]:
    """Return what is known of pages that others may link to, by `plain` address: audited, dead, or looked at as evidence."""
    found: dict[str, Linked] = {}
    looked_at: Mapping[str, Any] | Missing | None = site.answers.get("linked-pages")
    if isinstance(looked_at, Mapping):
        found |= {url: Linked(**one) for url, one in looked_at["pages"].items()}
    for url, reason in site.not_audited.items():
        if reason.code is ReasonCode.DEAD_LINK:
            found[plain(url)] = Linked(url, problem=reason.text.partition(": ")[2], gone=True)
    for page in site.pages.values():
        found[plain(page.url)] = found[plain(page.final_url)] = Linked(**told(page.final_url, page.facts))
    return found
