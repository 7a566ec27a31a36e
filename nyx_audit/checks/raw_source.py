"""Checks of a page's raw source: the HTML as the server sent it."""

from __future__ import annotations

from html.parser import HTMLParser

from nyx_audit.checks.registry import Case, check
from nyx_audit.model.evidence.page import RAW_SOURCE, RawSource
from nyx_audit.model.outcome import Judgement, Outcome, Verdict

# Elements without an end tag, and those whose end (or start) tag may be left out.
VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "frame",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
OPTIONAL = frozenset(
    [
        "body",
        "caption",
        "colgroup",
        "dd",
        "dt",
        "head",
        "html",
        "li",
        "optgroup",
        "option",
        "p",
        "rb",
        "rp",
        "rt",
        "rtc",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
    ]
)
FOREIGN = frozenset({"svg", "math"})
# Text that may hold tags that are none.
RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript"})
DESCRIBED = 3


@check("matching-tags", RAW_SOURCE)
def judge_matching_tags(case: Case, source: RawSource) -> Verdict:
    """Fail a page whose start and end tags do not match, and say where."""
    if source.type != "text/html" or not source.html.strip():
        return Verdict()
    mistakes = mismatches(source.html)
    if not mistakes:
        return Verdict(passed=frozenset({source.root.key}))
    more = f"; and {len(mistakes) - DESCRIBED} more" if len(mistakes) > DESCRIBED else ""
    message = "; ".join(mistakes[:DESCRIBED]) + more
    return Verdict((Judgement(source.root, Outcome.FAILED, message, case.view),))


def mismatches(html: str) -> list[str]:
    """Return what is wrong with the tags of a document, each with its line."""
    tags = _Tags()
    tags.feed(html)
    tags.close()
    return tags.mistakes()


class _Tags(HTMLParser):
    """Follows the elements that must be closed; those that close by themselves are left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[str, int]] = []
        self._found: list[tuple[int, str]] = []
        self._raw = ""
        self._crossed: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - as its parent
        if self._raw or tag in VOID or tag in OPTIONAL:
            return
        if tag in RAW:
            self._raw = tag
        self._open.append((tag, self.getpos()[0]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # Outside of drawings and formulas the slash means nothing.
        if not any(name in FOREIGN for name, _ in self._open) and tag not in FOREIGN:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._raw:
            if tag != self._raw:
                return
            self._raw = ""
        if tag in VOID or tag in OPTIONAL:
            return
        line = self.getpos()[0]
        if all(name != tag for name, _ in self._open):
            # An end tag that comes too late was found at its start already.
            if tag in self._crossed:
                self._crossed.remove(tag)
                return
            self._found.append((line, f"line {line}: </{tag}> closes nothing"))
            return
        while self._open:
            name, since = self._open.pop()
            if name == tag:
                return
            self._crossed.append(name)
            self._found.append((since, f"line {since}: <{name}> is not closed before </{tag}> in line {line}"))

    def mistakes(self) -> list[str]:
        """Return all that was found, in the order of the lines."""
        unclosed = [(since, f"line {since}: <{name}> is not closed") for name, since in self._open]
        return [text for _, text in sorted([*self._found, *unclosed])]
