"""The class of a word by itself, as a letter: from the word lists, else by its shape."""

from __future__ import annotations

import re
from functools import cache

from casualty_figures.reading.words.lexicon import table
from casualty_figures.reading.words.numbers import DIGITS, number_words
from casualty_figures.reading.words.people import demonyms, modifiers, noun_of, person_nouns

CODES = {
    "article": "a", "definite": "d", "other": "o", "ordinal": "r", "be": "w", "have": "h", "modal": "v", "leave": "L",
    "and": "&", "or": "|", "but": "B", "of": "f", "by": "y", "to": "2", "preposition": "b", "including": "I",
    "of_them": "t", "relative": "R", "singular_pronoun": "u", "plural_pronoun": "U", "negative": "N", "anyone": "q",
    "not": "n", "subordinator": "J", "reporting": "S", "adverb": "j", "time": "c", "title": "X", "verb": "E",
    "claim_verb": "C",
    "exception": "b", "particle": "X", "suffer": "E", "age": "A", "survive": "n", "modifier": "m", "thing": "Z",
    "participle": "K", "base": "k", "gerund": "g", "intransitive": "i", "state": "e", "noun": "T", "toll": "0",
    "active": "l", "digits": "D", "unit": "W", "ten": "W", "scale": "H", "suffix": "X", "collective": "W",
    "multiple": "m", "before": "Q", "after": "z", "vague": "V", "person": "p", "demonym": "M", "beside": "~",
    "people": "P", "unknown": "x", "name": "X",
}  # fmt: skip
"""The letter of each class of word; the grammar's patterns are written over these letters."""

PUNCTUATION = {",": ",", ";": ";", ":": ";", "(": "(", ")": ")", "[": "(", "]": ")", "-": "-", ".": ".", "&": "&"}
PUNCTUATION |= dict.fromkeys("\u2013\u2014", "-") | dict.fromkeys('"\u201c\u201d\u2018', "j") | {"'s": "s", "'": "s"}
PUNCTUATION |= {
    "+": "z",
    "~": "Q",
    ">": "Q",
    "<": "Q",
    "%": "Z",
    "/": "j",
    "$": "$",
    "\u20ac": "$",
    "\u00a3": "$",
    "?": ".",
    "!": ".",
}

NOT_PERSONS = frozenset(
    ["persist", "persists", "consist", "consists", "subsist", "checklist", "blacklist", "shortlist"]
)
DATE_OR_CLOCK = re.compile(r"\d{1,4}[/.]\d{1,2}[/.]\d{2,4}$|\d{1,2}:\d\d|0\d{3}$")
"""A date in figures, or a time of the clock."""
INITIALS = re.compile(r"(?:[a-z]\.){2,}")
YEAR = re.compile(r"(?:19|20)\d\d$")
ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)$")
PREFIXED_NAME = re.compile(r"[a-z]{1,3}['\u2019-][A-Z]")
"""A name with a small article or prefix: al-Oru, d'Orlat."""
NUMERIC = re.compile(rf"(?:{DIGITS})(?:m|mn|k)?$")


@cache
def lexicon() -> dict[str, str]:
    """Every single word that the grammar knows, with its letter; later lists win over earlier ones."""
    codes: dict[str, str] = {}
    for word, (plural, _) in person_nouns().items():
        codes[word] = CODES["people" if plural else "person"]
    codes |= {word: CODES["demonym"] for word in demonyms() if codes.get(word) == "p"}
    codes |= {word: CODES["modifier"] for word in modifiers() if word not in codes}
    for row in table("words/grammar"):
        if CODES[row["class"]] != "m" or row["word"] not in codes:
            codes[row["word"]] = CODES[row["class"]]
    codes |= {
        row["word"]: CODES[row["position"]]
        for row in table("words/quantifiers")
        if row["position"] in ("before", "vague")
    }
    codes |= {word: CODES[kind] for word, (kind, _) in number_words().items() if kind != "suffix"}
    codes |= {row["word"]: CODES[row["form"]] for row in table("words/casualties")}
    codes |= {row["word"]: CODES[row["class"]] for row in table("words/grammar") if row["class"] in FIRM}
    return codes


FIRM = ("be", "have", "negative", "not", "leave", "including", "but", "adverb", "verb", "other")
"""Classes whose words are nothing else, whatever another list says."""


Expressions = dict[str, list[tuple[tuple[str, ...], str]]]


@cache
def phrases() -> dict[str, Expressions]:
    """Expressions of several words by their first and second: the further words, longest first, and the letter."""
    letters = {word: code for word, code in lexicon().items() if " " in word}
    for row in table("words/quantifiers"):
        if row["position"] == "after" and " " in row["word"]:
            letters.setdefault(row["word"], CODES["after"])
    found: dict[str, Expressions] = {}
    for word, code in sorted(letters.items(), key=lambda item: (-item[0].count(" "), item[0])):
        first, *rest = word.split(" ")
        found.setdefault(first, {}).setdefault(rest[0], []).append((tuple(rest), code))
    return found


NEVER_NAMES = "ZEkKgGiSCT"
"""Letters of words that, with a capital inside a sentence, are names."""
ABBREVIATED = frozenset(["US", "WHO", "IS"])
"""Names that in small letters are pronouns and a verb: the United States, an agency, an armed group."""


def guess(word: str, capital: bool) -> str:
    """The letter of a word that is in no list, by its shape.

    >>> guess("17-year-old", False), guess("1,250", False), guess("ex-soldiers", False), guess("detonated", False)
    ('A', 'D', 'P', 'E')
    >>> guess("9-year-old-girl", False), guess("year-old-boy", False)
    ('A', 'A')
    """
    if word[0].isdigit():
        return _guess_digits(word)
    if "-" in word:
        found = _guess_compound(word)
        if found and not (capital and found == "m"):
            return found
    if capital:
        return "X"
    if word.endswith(("ist", "ists")) and len(word) > 6 and word not in NOT_PERSONS:
        return "P" if word[-1] == "s" else "p"
    if word.endswith("ed"):
        return "E"
    if word.endswith("ing"):
        return "G"
    if word.endswith("ly"):
        return "j"
    return "x" if word.isalpha() or "-" in word or INITIALS.fullmatch(word) else "."


def _guess_digits(word: str) -> str:
    if DATE_OR_CLOCK.match(word):
        return "c"
    if NUMERIC.match(word):
        return "9" if YEAR.match(word) else "D"
    last = word.rpartition("-")[2]
    if last in ("old", "olds") or "year-old-" in word:
        return "A"
    if last in ("strong", "odd", "plus"):
        return "D"
    return "r" if ORDINAL.match(word) else ("m" if last in ("member", "man", "person") else "Z")


def _guess_compound(word: str) -> str:
    head, _, last = word.rpartition("-")
    if last in ("old", "olds") or "year-old-" in word:
        return "A"
    noun = noun_of(word)
    if noun:
        return "P" if noun[0] else "p"
    parts = word.split("-")
    if all(part in number_words() for part in parts):
        return "W"
    if last in ("strong", "odd", "plus") and head in number_words():
        return "D"
    if last.endswith("ly") and last not in lexicon():
        return "j"
    known = lexicon().get(last, "")
    if known in "Kk" and known and head in ("self", "sniper", "air"):
        return "x"
    return "m"


Word = tuple[str, str, str, bool, Expressions | None]
"""A word in lower case, its letter, its letter where a capital tells of a name, whether it has one, and its phrases."""
KNOWN_WORDS = 200_000
"""Words to remember, so that a long text does not fill the memory."""


class _Words(dict[str, Word]):
    """What is known of each word as printed; a new one is looked at when it is first asked for."""

    def __missing__(self, shown: str) -> Word:
        if len(self) > KNOWN_WORDS:
            self.clear()
        self[shown] = word = _learn(shown)
        return word


known_words = _Words()


def _learn(shown: str) -> Word:
    word = shown.lower().replace("\u2019", "'")
    capital = shown[0].isupper() or bool(PREFIXED_NAME.match(shown))
    listed = lexicon().get(word) or PUNCTUATION.get(word)
    plain = listed or guess(word, False)
    named = plain
    if capital:
        named = "X" if plain in NEVER_NAMES or shown in ABBREVIATED else (listed or guess(word, True))
    return word, plain, named, capital, phrases().get(word)


def first_letter(word: Word) -> str:
    """The letter of the first word of a sentence, whose capital tells of a name only where no list knows it."""
    return word[1] if word[1] in NEVER_NAMES and lexicon().get(word[0]) else word[2]
