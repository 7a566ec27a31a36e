"""What is known of languages: their names, their letters, and the smallest words of those that are common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

# Languages that the model tells apart well; dialects and close neighbours of few speakers would blur the others.
NAMES = {
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "de": "German",
    "it": "Italian",
    "pt": "Portuguese",
    "nl": "Dutch",
    "sv": "Swedish",
    "da": "Danish",
    "no": "Norwegian",
    "fi": "Finnish",
    "is": "Icelandic",
    "pl": "Polish",
    "cs": "Czech",
    "sk": "Slovak",
    "sl": "Slovenian",
    "hr": "Croatian",
    "hu": "Hungarian",
    "ro": "Romanian",
    "bg": "Bulgarian",
    "ru": "Russian",
    "uk": "Ukrainian",
    "el": "Greek",
    "tr": "Turkish",
    "ar": "Arabic",
    "fa": "Persian",
    "he": "Hebrew",
    "ur": "Urdu",
    "hi": "Hindi",
    "bn": "Bengali",
    "pa": "Punjabi",
    "gu": "Gujarati",
    "ta": "Tamil",
    "te": "Telugu",
    "ml": "Malayalam",
    "th": "Thai",
    "vi": "Vietnamese",
    "id": "Indonesian",
    "tl": "Tagalog",
    "zh": "Chinese",
    "ja": "Japanese",
    "ko": "Korean",
    "ka": "Georgian",
    "hy": "Armenian",
    "sq": "Albanian",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "et": "Estonian",
    "ht": "Haitian Creole",
    "sw": "Swahili",
    "so": "Somali",
    "ca": "Catalan",
    "gl": "Galician",
    "eu": "Basque",
    "af": "Afrikaans",
    "cy": "Welsh",
    "ga": "Irish",
    "eo": "Esperanto",
    "la": "Latin",
}
KNOWN = tuple(NAMES)
# Other codes of the same language, or of one that the model does not tell apart from it.
ALIASES = {
    "nb": "no",
    "nn": "no",
    "iw": "he",
    "in": "id",
    "ms": "id",
    "fil": "tl",
    "cmn": "zh",
    "yue": "zh",
    "arb": "ar",
}
SCRIPTS = {
    "CYRILLIC": "ru uk bg sr mk be kk ky mn tg tt ba uz az ku",
    "GREEK": "el grc",
    "ARABIC": "ar fa ur ps ku ug sd pa ks az uz arz ary ckb ms so",
    "HEBREW": "he yi lad",
    "DEVANAGARI": "hi mr ne sa",
    "BENGALI": "bn as",
    "GURMUKHI": "pa",
    "GUJARATI": "gu",
    "TAMIL": "ta",
    "TELUGU": "te",
    "THAI": "th",
    "HANGUL": "ko",
    "CJK": "zh ja ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
}
OF_SCRIPT = {script: frozenset(languages.split()) for script, languages in SCRIPTS.items()}
# What the letters of some scripts are called, where that is not the name of the script.
LETTERS = {"CJK": "Chinese or Japanese", "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "HANGUL": "Korean"}
_SMALL_WORDS = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the of and to in is for that with on are it be by or as this from at you your we",
        "es": "el la los las de del en y a que por para con una un su se es al como más o no si usted",
        "fr": "le la les de des du et en un une à pour dans que qui avec vous votre est sur au aux ce ou",
        "it": "il la le di del della e in un una a per con che è non si da dei gli al sono",
        "pt": "o a os as de do da dos das e em um uma para com que não se por no na é seu",
        "de": "der die das und in zu den mit von ist für auf ein eine sie im dem nicht oder werden",
        "pl": "i w na do się nie z jest o że dla oraz od po lub to za są",
        "ht": "yo nan pou ak ou sa a li ki gen pa se epi oswa w si yon nou e an la",
    }.items()
}
# The small words that no other language of these has; a third of a text in it holds at least this share of them.
OWN_WORDS = {
    language: words.difference(*(others for other, others in _SMALL_WORDS.items() if other != language))
    for language, words in _SMALL_WORDS.items()
}
LEAST_SHARE = {language: 0.12 if language == "en" else 0.05 for language in OWN_WORDS}
LEAST_OWN_LETTERS = 0.15


def name_of(tag: str) -> str:
    """Return the name of a language in English, or its code in quotation marks where that is not known."""
    code = tag.lower().replace("_", "-").partition("-")[0]
    return NAMES.get(ALIASES.get(code, code)) or f'"{tag}"'


def letters_of(script: str) -> str:
    """Return what the letters of a script are called."""
    return f"{LETTERS.get(script, script.title())} letters"


def has_own_words(language: str, words: Iterable[str]) -> bool:
    """Return whether a text holds a small word that its language alone has; true where those of a language are not known."""
    own = OWN_WORDS.get(language)
    return own is None or any(word.lower() in own for word in words)


def is_partly(language: str, words: Sequence[str], scripts: Mapping[str, int]) -> bool:
    """Return whether a third of a text is in a language, by its small words or the letters that it alone is written in."""
    own = sum(count for script, count in scripts.items() if language in OF_SCRIPT.get(script, ()))
    if own and own >= LEAST_OWN_LETTERS * sum(scripts.values()):
        return True
    small = OWN_WORDS.get(language, frozenset())
    share = sum(word.lower() in small for word in words)
    return len(words) >= 20 and share > 0 and share >= LEAST_SHARE[language] * len(words)
