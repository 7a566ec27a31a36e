"""How much schooling a page's own text asks for, in English and Spanish: by the length of its sentences and words.

English: the grade of Kincaid and others (1975), 0.39 words a sentence + 11.8 syllables a word - 15.59. Spanish: the
ease of Szigriszt-Pazos (1993), 206.835 - 62.3 syllables a word - words a sentence, read on the scale INFLESZ
(Barrio-Cantalejo and others, 2008): below 40 very hard, from 55 normal, from 65 easy.

English syllables are counted by groups of vowels. Over 309,000 words of running text held against the CMU Pronouncing
Dictionary that is 0.5 % too few, 1.4 % of the words being wrong; by the places where words may be hyphenated (pyphen)
it was 4.4 % too few and 6.3 %, a whole grade too easy. Spanish is spelled as it is spoken: its rule has few exceptions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nyx_audit.checks.registry import Case, check
from nyx_audit.checks.tongues import has_own_words
from nyx_audit.model.evidence.page import FACTS
from nyx_audit.model.facts import Block, Facts
from nyx_audit.model.outcome import Judgement, Outcome, Target, Verdict

# Blocks that hold prose; labels, legends, headings and the cells of tables do not.
PROSE = frozenset({"p", "li", "dd", "blockquote", "div", "main", "section", "article", "body"})
LEAST_WORDS = 5
ENOUGH_WORDS = 12
MOSTLY_LINKS = 0.5
ENDS = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
ADDRESS = re.compile(r"https?://\S+|www\.\S+|(?<!\S)(?:\S+@\S+|\S*_\S*)")
WORD = re.compile(r"[^\W\d_]+(?:['’\-‑][^\W\d_]+)*")
BREAK = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+(?=[\"'“‘«(\[¿¡]*[^\W\d_a-záéíóúñü]|[\"'“‘«(\[]*\d)")
# A full stop behind these ends no sentence.
SHORT = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Hon|St|Ave|Blvd|Rd|No|Nos|Fig|Sec|Art|vs|etc|approx|Inc|Ltd|Co|Corp|Dept|Ext|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
    r"|Sr|Sra|Dra|Ud|Uds|Núm|Art|Av|pág|ej|[A-Za-z](?:\.[A-Za-z]){0,9})\.(?=\s)"
)


@dataclass(frozen=True, slots=True)
class Prose:
    """The sentences of a page's running text, and how many of its blocks were left out: lists of links, labels, tables."""

    sentences: tuple[str, ...]
    left_out: int

    @property
    def words(self) -> tuple[str, ...]:
        """All words; numbers, addresses and names of programs are none."""
        return tuple(word for sentence in self.sentences for word in WORD.findall(ADDRESS.sub(" ", sentence)))

    @property
    def words_a_sentence(self) -> float:
        """The mean length of a sentence; 0 without any."""
        return len(self.words) / len(self.sentences) if self.sentences else 0.0


def prose_of(blocks: Iterable[Block], language: str) -> Prose:
    """Return the sentences of the blocks that are running text in the page's language; what stands twice counts once."""
    lines: dict[str, None] = {}
    left_out = 0
    for block in blocks:
        # In a paragraph a line break ends no sentence; a list item may hold a list.
        parts = block.lines if block.lines and block.tag != "p" else (block.text,)
        found = [part for part in parts if _is_prose(part, language)] if _is_own(block, language) else []
        lines.update(dict.fromkeys(found))
        left_out += not found
    return Prose(tuple(one for line in lines for one in sentences_of(line)), left_out)


def _is_own(block: Block, language: str) -> bool:
    declared = block.lang.strip().lower().partition("-")[0]
    right = block.tag in PROSE and (not declared or declared == language)
    return right and block.linked <= MOSTLY_LINKS * len(block.text)


def _is_prose(line: str, language: str) -> bool:
    words = WORD.findall(line)
    if not ENDS.search(line) or len(words) < LEAST_WORDS:
        return False
    # What holds none of the small words of its language is in another, or stands for a text to come.
    return len(words) < ENOUGH_WORDS or has_own_words(language, words)


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text; a full stop of an abbreviation ends none."""
    kept = SHORT.sub(lambda found: found[0].replace(".", "\0"), text)
    return [found.replace("\0", ".") for found in BREAK.split(kept) if WORD.search(found)]


VOWELS = re.compile(r"[aeiouy]+")
SILENT = re.compile(r"(?:(?<=[^aeiouy])e|(?<=[^aeioutdy])ed|(?<=[^aeiouyscxzgh])es)$")
SOUNDED = re.compile(r"[^aeiouyl]le[ds]?$")
INSIDE = re.compile(r"(?<=^som)e(?=[a-z])|(?<=[a-z][^aeiouyl])e(?=(?:ly|ful(?:ly)?|ment(?:s)?|less(?:ly)?|ness)$)")
APART = re.compile(
    r"(?<![tscgx])ia|(?<![tscgxn])io|(?<![gq])ua(?!r[ds]?\b)|(?<!p)eo(?!u)|(?<![gq])iu|[aeiouy]ing$|^areas?$|crea(?!m|k|s)|(?<=[bcdfglmnprstv])ie(?=ty|t\b|nce|nt)|(?<=[dlnv])ious"
)


def syllables_english(word: str) -> int:
    """Return how many syllables an English word has, at least one; a word with hyphens is the sum of its parts."""
    return sum(_english(part) for part in re.split(r"[-‑]", word.lower()) if part)


def _english(word: str) -> int:
    bare = INSIDE.sub("", re.sub(r"['’]s?$", "", word))
    count = len(VOWELS.findall(bare))
    if SILENT.search(bare) and not SOUNDED.search(bare):
        count -= 1
    return max(1, count + len(APART.findall(bare)))


STRONG = "aeoáéíóú"
SPANISH = re.compile(r"[aeiouáéíóúü]+|(?<=[^aeiouáéíóúü])y$|^y$")


def syllables_spanish(word: str) -> int:
    """Return how many syllables a Spanish word has, at least one: two strong vowels, or a stressed weak one, are apart."""
    text = re.sub(r"qu(?=[eiéí])|gu(?=[eiéí])", "g", word.lower())
    text = re.sub(r"(?<=[aeou])y(?![a-záéíóú])", "i", text).replace("h", "")
    return max(1, sum(_nuclei(found) for found in SPANISH.findall(text)))


def _nuclei(vowels: str) -> int:
    """How many syllables a run of vowels makes."""
    return max(1, sum(vowel in STRONG for vowel in vowels))


def grade_english(words: Sequence[str], sentences: int) -> float:
    """Return the grade of school that a text asks for (Flesch-Kincaid)."""
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables_english, words)) / len(words) - 15.59


def ease_spanish(words: Sequence[str], sentences: int) -> float:
    """Return the ease of a text from 0 to about 100 (Szigriszt-Pazos)."""
    return 206.835 - 62.3 * sum(map(syllables_spanish, words)) / len(words) - len(words) / sentences


FORMULAS = {"en": grade_english, "es": ease_spanish}
SAID = {"en": "needs grade {value:.1f} of school", "es": "has an ease of {value:.0f} (INFLESZ: normal from 55)"}


@check("reading-level", FACTS, options=("language", "words"))
def judge_reading_level(case: Case, facts: Facts) -> Verdict:
    """Measure the schooling that a page's text asks for, in the rule's language, where there is text enough."""
    language = str(case.rule.options["language"])
    prose = prose_of(facts.blocks, language) if facts.language == language else Prose((), 0)
    if len(prose.words) < case.rule.options["words"]:
        return Verdict()
    value = round(FORMULAS[language](prose.words, len(prose.sentences)), 1)
    message = f"{SAID[language].format(value=value)}: {_size(prose)}"
    return Verdict((Judgement(_root(facts), Outcome.PASSED, message, case.view),), value=value)


@check("reading-grade", FACTS, options=("least", "most", "sentences", "grade"))
def judge_reading_grade(case: Case, facts: Facts) -> Verdict:
    """Fail a page of little English text that asks for more schooling than allowed; longer text is measured by another rule."""
    prose = prose_of(facts.blocks, "en") if facts.language == "en" else Prose((), 0)
    options = case.rule.options
    if not options["least"] <= len(prose.words) <= options["most"] or len(prose.sentences) < options["sentences"]:
        return Verdict()
    grade = grade_english(prose.words, len(prose.sentences))
    root = _root(facts)
    if grade <= options["grade"]:
        return Verdict(passed=frozenset({root.key}))
    message = f"{SAID['en'].format(value=grade)}: {_size(prose)}"
    return Verdict((Judgement(root, Outcome.FAILED, message, case.view),))


def _size(prose: Prose) -> str:
    return (
        f"{prose.words_a_sentence:.0f} words a sentence, {len(prose.words)} words; {prose.left_out} blocks were left out "
        "(lists of links, labels, tables)"
    )


def _root(facts: Facts) -> Target:
    return Target(facts.key or "html", "html", name=facts.title)
