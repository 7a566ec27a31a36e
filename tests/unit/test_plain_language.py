"""The measures of plain language, held against texts that were counted by hand."""

from __future__ import annotations

import pytest

from nyx_audit.checks.plain_language import (
    ease_spanish,
    grade_english,
    prose_of,
    sentences_of,
    syllables_english,
    syllables_spanish,
)
from nyx_audit.model.facts import Block


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("file", 1), ("called", 1), ("boat", 1), ("you", 1), ("table", 2), ("people", 2), ("needed", 2), ("required", 2),
        ("statement", 2), ("something", 2), ("being", 2), ("useful", 2), ("services", 3), ("licenses", 3), ("created", 3),
        ("element", 3), ("area", 3), ("government", 3), ("department", 3), ("residency", 4), ("application", 4),
        ("documentation", 5), ("eligibility", 6), ("self-service", 3), ("agency's", 3),
    ],
)  # fmt: skip
def test_an_english_word_has_as_many_syllables_as_are_spoken(word: str, count: int) -> None:
    assert syllables_english(word) == count


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("y", 1), ("hay", 1), ("muy", 1), ("ley", 1), ("leyes", 2), ("mayo", 2), ("país", 2), ("día", 2), ("ciudad", 2),
        ("queso", 2), ("guitarra", 3), ("pingüino", 3), ("ahora", 3), ("población", 3), ("Uruguay", 3), ("leer", 2),
        ("aéreo", 4), ("averiguar", 4), ("cooperación", 5), ("administración", 5), ("elegibilidad", 6),
    ],
)  # fmt: skip
def test_a_spanish_word_has_as_many_syllables_as_are_spoken(word: str, count: int) -> None:
    assert syllables_spanish(word) == count


def test_an_easy_english_text_has_the_grade_counted_by_hand() -> None:
    # 9 words, 11 syllables, 2 sentences.
    text = "Bring the papers of your boat. Come before noon."
    prose = prose_of([Block("p", text)], "en")
    expected = 0.39 * 9 / 2 + 11.8 * 11 / 9 - 15.59
    assert grade_english(prose.words, len(prose.sentences)) == pytest.approx(expected)


def test_a_hard_english_text_has_the_grade_counted_by_hand() -> None:
    # 16 words, 40 syllables, 1 sentence.
    text = (
        "The applicant must provide documentation of residency, citizenship and income before the department can "
        "determine eligibility."
    )
    prose = prose_of([Block("p", text)], "en")
    assert grade_english(prose.words, len(prose.sentences)) == pytest.approx(0.39 * 16 + 11.8 * 40 / 16 - 15.59)


def test_a_spanish_text_has_the_ease_counted_by_hand() -> None:
    # 11 words, 18 syllables, 2 sentences.
    prose = prose_of([Block("p", "Traiga los papeles de su barco. Venga antes de las doce.")], "es")
    assert ease_spanish(prose.words, len(prose.sentences)) == pytest.approx(206.835 - 62.3 * 18 / 11 - 11 / 2)


def test_abbreviations_and_amounts_end_no_sentence() -> None:
    text = "Dr. Lee sees you at 9 a.m. in the office on Main St. in Albany. A visit costs $5.50 or less. Come early!"
    assert [sentence.split()[0] for sentence in sentences_of(text)] == ["Dr.", "A", "Come"]


def test_a_spanish_question_begins_a_sentence() -> None:
    assert len(sentences_of("Llame hoy mismo. ¿Necesita ayuda? Estamos aquí.")) == 3


def test_lists_of_links_labels_tables_and_other_languages_are_left_out_and_counted() -> None:
    line = "We look at your papers while you wait."
    prose = prose_of(
        [
            Block("p", line),
            Block("li", line, linked=len(line)),
            Block("label", line),
            Block("td", line),
            Block("li", "Your papers and your old license"),
            Block("p", "La oficina abre todos los días.", lang="es"),
        ],
        "en",
    )
    assert prose.sentences == (line,)
    assert prose.left_out == 5
    assert prose.words_a_sentence == 8


def test_of_a_list_within_a_list_only_the_lines_that_are_sentences_count_and_each_deduplicated() -> None:
    line = "We look at your papers while you wait."
    text = f"Opening hours {line} Fees"
    prose = prose_of([Block("li", text, lines=("Opening hours", line, "Fees")), Block("p", line)], "en")
    assert prose.sentences == (line,)


@pytest.mark.parametrize(
    "text",
    [
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed eiusmod tempor incididunt labore dolore magna aliqua.",
        "Le bureau du port délivre les autocollants de tous les bateaux qui naviguent sur le lac pendant la saison.",
        "La oficina del puerto entrega las etiquetas de todos los barcos que navegan en el lago durante la temporada.",
    ],
)
def test_filler_and_other_languages_are_no_english_prose(text: str) -> None:
    assert prose_of([Block("p", text)], "en").words == ()
