"""Whether text is in the language that it is said to be in.

py3langid tells a language by its letters; what is sure was found on 20,000 translated messages of known language,
of two words and more: below these limits none of them was taken for another language.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from nyx_audit.checks.engine import PASSED, Said, judge_nodes
from nyx_audit.checks.registry import Case, check
from nyx_audit.checks.tongues import ALIASES, KNOWN, NAMES, OF_SCRIPT, is_partly, letters_of, name_of
from nyx_audit.model.evidence.axe import ENGINE, AxeNode, AxeRule
from nyx_audit.model.evidence.read import read_optional
from nyx_audit.model.outcome import Outcome, Verdict

# The names of the checks that may tell a language by its letters.
BY_LETTERS = frozenset({"language-of-page", "language-of-part", "language-of-passage"})
LOADING = threading.Lock()
SHORT, LONG = 15, 30
# On the pages of offices, Latin is text that stands for one to come.
FILLER = "la"
LEAST_OF_A_PAGE = 50
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# A try from within a word would take time that grows with the square of its length.
NO_WORDS = re.compile(r"https?://\S+|www\.\S+|(?<!\S)(?:\S+@\S+|\S*\d\S*)")


@dataclass(frozen=True, slots=True)
class Passage:
    """What a page's script says of a text: the language that it is said to be in, and the words."""

    lang: str
    text: str


@check("language-of-page", ENGINE, in_page=True)
def judge_page_language(case: Case, found: AxeRule) -> Verdict:
    """Fail a page most of whose text is surely in another language than the page says."""
    return judge_nodes(case, found, lambda node: _said(node, LEAST_OF_A_PAGE))


@check("language-of-part", ENGINE, in_page=True)
def judge_part_language(case: Case, found: AxeRule) -> Verdict:
    """Fail a passage that is surely in another language than it says."""
    return judge_nodes(case, found, lambda node: _said(node, 0))


@check("language-of-passage", ENGINE, in_page=True)
def judge_unmarked_passage(case: Case, found: AxeRule) -> Verdict:
    """Fail a passage without a language of its own that is surely in another than the page."""
    return judge_nodes(case, found, _said_of_passage)


def _said_of_passage(node: AxeNode) -> Said:
    """Return what is said of a passage; a doubt about a short one, or by an unknown language, is not worth a person's time."""
    passage = read_optional(Passage, node.data)
    said = _said(node, 0)
    if passage is None or said[0] is not Outcome.CANT_TELL:
        return said
    is_known = name_of(passage.lang) in NAMES.values()
    return said if is_known and len(passage.text) >= LEAST_OF_A_PAGE else PASSED


def _said(node: AxeNode, least: int) -> Said:
    passage = read_optional(Passage, node.data)
    if passage is None:
        return PASSED
    outcome, other = language_of(passage.text, passage.lang, least)
    if outcome is Outcome.PASSED:
        return PASSED
    surely = "is" if outcome is Outcome.FAILED else "may be"
    said = f"said to be {name_of(passage.lang)}, and {surely} in {other}"
    return outcome, f"{said}: {passage.text[:60]}"


def language_of(text: str, tag: str, least: int = 0) -> tuple[Outcome, str]:
    """Return whether a text is in the language of a tag, and what it is or may be in."""
    subtags = tag.lower().replace("_", "-").split("-")
    declared = ALIASES.get(subtags[0], subtags[0])
    words = WORD.findall(NO_WORDS.sub(" ", text))
    plain = " ".join(words)
    if len(plain) < least or not words or not (2 <= len(declared) <= 3):
        return Outcome.PASSED, ""
    scripts = _scripts(plain)
    script = _main_script(scripts)
    if script in OF_SCRIPT and len(subtags[-1]) != 4:
        languages = OF_SCRIPT[script]
        if declared not in languages and _is_written_otherwise(declared):
            # A name in its own letters is not a passage; two words are.
            outcome = Outcome.FAILED if len(plain) >= 5 else Outcome.CANT_TELL
            return outcome, name_of(*languages) if len(languages) == 1 else letters_of(script)
    if len(words) < 2 and script == "LATIN":
        return Outcome.PASSED, ""
    if is_partly(declared, words, scripts):
        return Outcome.PASSED, ""
    outcome, other = _by_letters(plain, declared)
    return outcome, name_of(other) if other else ""


def _by_letters(text: str, declared: str) -> tuple[Outcome, str]:
    chances = _chances(text)
    best = max(chances, key=chances.__getitem__)
    sure = chances[best]
    if best == FILLER:
        return Outcome.PASSED, ""
    if declared not in chances:
        return (Outcome.CANT_TELL if sure > 0.95 and len(text) >= LEAST_OF_A_PAGE else Outcome.PASSED), best
    if best == declared:
        return Outcome.PASSED, ""
    against = sure / max(chances[declared], 1e-12)
    if len(text) < SHORT:
        failed = len(text) >= 8 and sure >= 0.9 and against >= 300
    elif len(text) < LONG:
        failed = (sure >= 0.7 and against >= 300) or (sure >= 0.5 and against >= 1000)
    else:
        failed = sure >= 0.5 and against >= 100
    if failed and _main_script(_scripts(text)) == "LATIN" and not _is_latin(declared):
        # Words of Greek or Chinese in Latin letters look like some other language.
        failed = sure >= 0.9 and len(text) >= LONG
    if failed:
        return Outcome.FAILED, best
    return (Outcome.CANT_TELL if against >= 10 else Outcome.PASSED), best


def _is_latin(language: str) -> bool:
    return not any(language in languages for languages in OF_SCRIPT.values())


def _is_written_otherwise(language: str) -> bool:
    """Return whether it is known in which letters a language is written."""
    return language in KNOWN or any(language in languages for languages in OF_SCRIPT.values())


def _scripts(text: str) -> Counter[str]:
    """Return how many letters are of which script, by the first word of their Unicode names."""
    return Counter(unicodedata.name(letter, "?").partition(" ")[0] for letter in text if letter.isalpha())


def _main_script(scripts: Counter[str]) -> str:
    """Return the script of four fifths of the letters, or nothing."""
    if not scripts:
        return ""
    script, count = scripts.most_common(1)[0]
    return script if count >= 0.8 * scripts.total() else ""


class _Identifier(Protocol):
    def rank(self, text: str) -> Sequence[tuple[str, float]]: ...


def load() -> None:
    """Have ready what tells languages by their letters: it takes half a second."""
    with LOADING:
        _identifier()


@cache
def _identifier() -> _Identifier:
    from py3langid import langid

    identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(KNOWN))
    found: _Identifier = identifier
    return found


def _chances(text: str) -> dict[str, float]:
    load()
    return {language: float(chance) for language, chance in _identifier().rank(text)}
