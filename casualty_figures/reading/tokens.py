"""Tokens of a sentence, each with the one-letter code of its class."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from casualty_figures.reading.lexicon import table
from casualty_figures.reading.numbers import DIGITS, number_words
from casualty_figures.reading.people import demonyms, modifiers, noun_of, person_nouns

CODES = {
    "article": "a", "definite": "d", "other": "o", "ordinal": "r", "be": "w", "have": "h", "modal": "v", "leave": "L",
    "and": "&", "or": "|", "but": "B", "of": "f", "by": "y", "to": "2", "preposition": "b", "including": "I",
    "relative": "R", "singular_pronoun": "u", "plural_pronoun": "U", "negative": "N", "anyone": "q", "not": "n",
    "subordinator": "J", "reporting": "S", "adverb": "j", "time": "c", "title": "X", "verb": "E", "claim_verb": "C",
    "exception": "b", "particle": "X", "suffer": "E", "age": "A", "survive": "n", "modifier": "m", "thing": "Z",
    "participle": "K", "base": "k", "gerund": "g", "intransitive": "i", "state": "e", "noun": "T", "toll": "0",
    "active": "l", "digits": "D", "unit": "W", "ten": "W", "scale": "H", "suffix": "X", "collective": "W",
    "before": "Q", "after": "z", "vague": "V", "person": "p", "demonym": "M", "beside": "~", "people": "P", "unknown": "x", "name": "X",
}  # fmt: skip
"""The letter of each class of word; the grammar's patterns are written over these letters."""

PUNCTUATION = {",": ",", ";": ";", ":": ";", "(": "(", ")": ")", "[": "(", "]": ")", "-": "-", ".": ".", "&": "&"}
PUNCTUATION |= dict.fromkeys("\u2013\u2014", "-") | dict.fromkeys('"\u201c\u201d\u2018', "j") | {"'s": "s", "'": "s"}
PUNCTUATION |= {
    "+": "z",
    "~": "Q",
    ">": "Q",
    "<": "Q",
    "%": "Z", "/": "j",
    "$": "$",
    "\u20ac": "$",
    "\u00a3": "$",
    "?": ".",
    "!": ".",
}

TOKEN = re.compile(
    r"\d{1,4}[/.]\d{1,2}[/.]\d{2,4}(?!\w)|"
    rf"(?:{DIGITS})(?:-[A-Za-z]+)*+(?:st|nd|rd|th|m|mn|k|s|am|pm|kg|km|mm|cm|bn|x)?(?![\w])"
    r"|(?:[A-Za-z]\.){2,}|(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Sgt|St|Brig|Rev|Prof|Cpl|Pvt|Jr|Sr|Det|Hon|No)\."
    r"|[^\W\d_]+(?:-(?:[^\W_]+))*(?:['\u2019](?!s\b)[a-z]+)?|['\u2019]s\b|[^\w\s]|\w+"
)
NOT_PERSONS = frozenset(["persist", "persists", "consist", "consists", "subsist", "checklist", "blacklist", "shortlist"])
DATE = re.compile(r"\d{1,4}[/.]\d{1,2}[/.]\d{2,4}$")
YEAR = re.compile(r"(?:19|20)\d\d$")
ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)$")
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
    codes |= {row["word"]: CODES[row["position"]] for row in table("words/quantifiers") if row["position"] != "after"}
    codes |= {word: CODES[kind] for word, (kind, _) in number_words().items() if kind != "suffix"}
    codes |= {row["word"]: CODES[row["form"]] for row in table("words/casualties")}
    codes |= {row["word"]: CODES[row["class"]] for row in table("words/grammar") if row["class"] in FIRM}
    return codes


FIRM = ("be", "have", "negative", "not", "leave", "including", "but", "adverb", "verb", "other")
"""Classes whose words are nothing else, whatever another list says."""


@cache
def phrases() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Expressions of several words by their first: the further words, longest first, and the letter."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for word, code in lexicon().items():
        first, *rest = word.split(" ")
        if rest:
            found.setdefault(first, []).append((tuple(rest), code))
    for row in table("words/quantifiers"):
        if row["position"] == "after" and " " in row["word"]:
            first, *rest = row["word"].split(" ")
            found.setdefault(first, []).append((tuple(rest), CODES["after"]))
    for options in found.values():
        options.sort(key=lambda option: -len(option[0]))
    return found


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a sentence: offsets, lower-case words, and one letter each."""

    starts: list[int]
    ends: list[int]
    words: list[str]
    codes: str


NEVER_NAMES = "ZEkKgGiSCT"
"""Letters of words that, with a capital inside a sentence, are names."""
_guessed: dict[str, str] = {}


def guess(word: str, capital: bool) -> str:
    """The letter of a word that is in no list, by its shape.

    >>> guess("17-year-old", False), guess("1,250", False), guess("ex-soldiers", False), guess("detonated", False)
    ('A', 'D', 'P', 'E')
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
    return "x" if word.isalpha() or "-" in word else "."


def _guess_digits(word: str) -> str:
    if DATE.match(word):
        return "c"
    if NUMERIC.match(word):
        return "9" if YEAR.match(word) else "D"
    last = word.rpartition("-")[2]
    if last in ("old", "olds"):
        return "A"
    if last in ("strong", "odd", "plus"):
        return "D"
    return "r" if ORDINAL.match(word) else ("m" if last in ("member", "man", "person") else "Z")


def _guess_compound(word: str) -> str:
    head, _, last = word.rpartition("-")
    if last in ("old", "olds"):
        return "A"
    noun = noun_of(word)
    if noun:
        return "P" if noun[0] else "p"
    parts = word.split("-")
    if all(part in number_words() for part in parts):
        return "W"
    if last in ("strong", "odd", "plus") and head in number_words():
        return "D"
    known = lexicon().get(last, "")
    if known in "Kk" and known and head in ("self", "sniper", "air"):
        return "x"
    return "m"


def _stop(words: list[str], shown: list[str], index: int) -> str:
    """A full stop inside what was taken for one sentence ends a clause, unless it follows an initial."""
    following = shown[index + 1 : index + 2]
    return ";" if index and len(words[index - 1]) > 1 and following and following[0][0].isupper() else "."


def _dash(text: str, span: tuple[int, int]) -> str:
    """A dash between spaces, or a double one, is a comma; between numbers it is a range."""
    return "," if not text[span[1] : span[1] + 1].isalnum() or not text[span[0] - 1 : span[0]].isalnum() else "-"


def tokenise(text: str, start: int, end: int) -> Tokens:
    """The tokens of `text[start:end]`; expressions of several words are one token.

    >>> tokens = tokenise("At least 12 miners were shot dead.", 0, 34)
    >>> tokens.words, tokens.codes
    (['at least', '12', 'miners', 'were', 'shot dead', '.'], 'QDPwK.')
    """
    spans = [found.span() for found in TOKEN.finditer(text, start, end)]
    shown = [text[first:last] for first, last in spans]
    words = [word.lower().replace("\u2019", "'") for word in shown]
    capitals = sum(one[0].isupper() for one in shown)
    upper = capitals > 0 and text[start:end].isupper()
    mixed = capitals * 2 < len(shown)  # in titles and capitals-only text a capital says nothing
    known, expressions = lexicon(), phrases()
    codes, starts, ends, kept = [], [], [], []
    index, count = 0, len(words)
    while index < count:
        word, last = words[index], index
        code = ""
        for rest, letter in expressions.get(word, ()):
            if tuple(words[index + 1 : index + 1 + len(rest)]) == rest:
                last, code = index + len(rest), letter
                word = " ".join(words[index : last + 1])
                break
        capital = mixed and shown[index][0].isupper()
        code = code or known.get(word) or PUNCTUATION.get(word)
        if not code:  # in capitals-only text a name is told by what stands before
            code = guess(word, capital or (upper and bool(codes) and codes[-1] not in "adDWmMHxE"))
        if capital and index and code in NEVER_NAMES:
            code = "X"
        elif code == ".":
            code = _stop(words, shown, index)
        elif code == "-":
            code = _dash(text, spans[index])
        codes.append(code)
        kept.append(word)
        starts.append(spans[index][0])
        ends.append(spans[last][1])
        index = last + 1
    return Tokens(starts, ends, kept, "".join(codes))
