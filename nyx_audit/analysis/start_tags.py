"""The start tags of HTML, in time that grows with its length only. Pure."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

# Nothing in these is given back once it matched, so that an attacker's text is read once.
TAG = re.compile(r"""<(?P<name>[a-zA-Z][^\s/>]*+)(?P<rest>(?:[^>"'=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+|["'])*+)>""")
ATTRIBUTE = re.compile(r"""([^\s/>=][^\s/>=]*+)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s>"']++))?+""")
OPENED = re.compile(r"<(?:!--|[!?/a-zA-Z])")
# What stands in these is text, whatever it looks like.
RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})
RAW_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in RAW}


@dataclass(frozen=True, slots=True)
class StartTag:
    """A start tag, from the character `start` to before `end`. Of one that is not whole, some attributes are missing."""

    name: str
    attributes: Mapping[str, str]
    start: int
    end: int
    is_whole: bool = True

    @property
    def key(self) -> tuple[str, frozenset[tuple[str, str]]]:
        """What is equal for tags that say the same."""
        return self.name, frozenset(self.attributes.items())


def start_tags(text: str) -> Iterator[StartTag]:
    """Yield the start tags of a source in its order; those in comments and scripts are not any."""
    at = 0
    while found := OPENED.search(text, at):
        at = found.start()
        if found[0] == "<!--":
            at = _behind(text, "-->", at + 2)
        elif found[0][1] in "!?/":
            at = _behind(text, ">", at)
        elif tag := TAG.match(text, at):
            name = tag["name"].lower()
            yield StartTag(name, _attributes(tag["rest"]), at, tag.end())
            at = _behind_raw(text, name, tag.end()) if name in RAW else tag.end()
        else:
            return


def start_tag_of(html_of_element: str) -> StartTag | None:
    """Return the start tag of an element as a finding shows it; of one that was cut, the attributes that are whole."""
    whole = next(start_tags(html_of_element), None)
    if whole or not html_of_element.startswith("<"):
        return whole
    cut = html_of_element.rstrip("…").rpartition(" ")[0]
    # The last space may be one in a value.
    candidates = (next(start_tags(cut + end), None) for end in (">", '">'))
    found = next((tag for tag in candidates if tag), None)
    if found is None:
        return None
    kept = dict(list(found.attributes.items())[:-1])
    return replace(found, attributes=kept, is_whole=False)


def _behind(text: str, end: str, at: int) -> int:
    found = text.find(end, at)
    return len(text) if found < 0 else found + len(end)


def _behind_raw(text: str, name: str, at: int) -> int:
    found = RAW_ENDS[name].search(text, at)
    return found.start() if found else len(text)


def _attributes(rest: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in ATTRIBUTE.findall(rest):
        quoted = value[:1] in ('"', "'")
        # Of an attribute that is written twice, the first counts.
        found.setdefault(name.lower(), html.unescape(value[1:-1] if quoted else value))
    return found
