"""Tokens of a sentence, each with the one-letter code of its class."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from casualty_figures.reading.words.hospital import hospital_places, hospital_spans
from casualty_figures.reading.words.lexicon import table, words_of
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

TOKEN = re.compile(
    r"([a-z]++(?=[ ,])|"  # most words, before the forms that take longer to try
    r"\d{1,4}[/.]\d{1,2}[/.]\d{2,4}(?!\w)|\d{1,2}:[0-5]\d(?::[0-5]\d)?(?![\w:])|"
    rf"(?:{DIGITS})(?:-[A-Za-z]+)*+(?:st|nd|rd|th|m|mn|k|s|am|pm|kg|km|mm|cm|bn|x)?(?![\w])"
    r"|(?:[A-Za-z]\.){2,}|(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Sgt|St|Brig|Rev|Prof|Cpl|Pvt|Jr|Sr|Det|Hon|No)\."
    r"|[^\W\d_]+(?:-(?:[^\W_]+))*(?:['\u2019](?!s\b)[a-z]+)?|['\u2019]s\b|[^\w\s]|\w+)"
)
NOT_PERSONS = frozenset(
    ["persist", "persists", "consist", "consists", "subsist", "checklist", "blacklist", "shortlist"]
)
DATE_OR_CLOCK = re.compile(r"\d{1,4}[/.]\d{1,2}[/.]\d{2,4}$|\d{1,2}:\d\d|0\d{3}$")
"""A date in figures, or a time of the clock."""
INITIALS = re.compile(r"(?:[a-z]\.){2,}")
DATELINE_ENDS = 9
"""Tokens of a sentence within which the dash of a dateline stands."""
HOUR = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")
YEAR = re.compile(r"(?:19|20)\d\d$")
ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)$")
PREFIXED_NAME = re.compile(r"[a-z]{1,3}['\u2019-][A-Z]")
"""A name with a small article or prefix: al-Oru, d'Orlat."""
AGED = re.compile(r"[bQj]?[DW9](?:[&2-][DW9](?![omMxXpP]))?(?![pPD9W])")
"""Over letters: the numbers after "aged"; in "aged nine and 12 others" the second is none."""
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
    return "x" if word.isalpha() or "-" in word or INITIALS.fullmatch(word) else "."


def _guess_digits(word: str) -> str:
    if DATE_OR_CLOCK.match(word):
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
    if last.endswith("ly") and last not in lexicon():
        return "j"
    known = lexicon().get(last, "")
    if known in "Kk" and known and head in ("self", "sniper", "air"):
        return "x"
    return "m"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a sentence: offsets, lower-case words, and one letter each."""

    starts: list[int]
    ends: list[int]
    words: list[str]
    codes: str


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


_words = _Words()


def _learn(shown: str) -> Word:
    word = shown.lower().replace("\u2019", "'")
    capital = shown[0].isupper() or bool(PREFIXED_NAME.match(shown))
    listed = lexicon().get(word) or PUNCTUATION.get(word)
    plain = listed or guess(word, False)
    named = plain
    if capital:
        named = "X" if plain in NEVER_NAMES else (listed or guess(word, True))
    return word, plain, named, capital, phrases().get(word)


def _first(word: Word) -> str:
    """The letter of the first word of a sentence, whose capital tells of a name only where no list knows it."""
    return word[1] if word[1] in NEVER_NAMES and lexicon().get(word[0]) else word[2]


def _capitals(words: tuple[str, ...], codes: list[str]) -> list[str]:
    """The letters of a capitals-only sentence: a name is told by what stands before."""
    found: list[str] = []
    for word, code in zip(words, codes, strict=True):
        unknown = code in "xm" and word not in lexicon()
        found.append("X" if unknown and (not found or found[-1] not in "adDWmMHxE") else code)
    return found


def _stops(text: str, starts: list[int], ends: list[int], words: tuple[str, ...], codes: list[str]) -> None:
    """Full stops and dashes by what stands around them.

    A full stop inside what was taken for one sentence ends a clause, unless it follows an initial. A dash between
    spaces, or a double one, is a comma, after a dateline it ends a clause; between numbers it is a range.
    """
    for index, code in enumerate(codes):
        if code == ".":
            following = text[starts[index + 1]] if index + 1 < len(starts) else ""
            codes[index] = ";" if index and len(words[index - 1]) > 1 and following.isupper() else "."
        elif code == "-":
            start, end = starts[index], ends[index]
            beside = text[end : end + 1].isalnum() and start > 0 and text[start - 1].isalnum()
            early = index < DATELINE_ENDS and text[starts[0] : start].isupper()
            after = ";" if early and not text[start : ends[-1]].isupper() else ","
            codes[index] = "-" if beside else after


def _joined(words: tuple[str, ...], expressions: tuple[Expressions | None, ...]) -> list[tuple[int, int, str]]:
    """Expressions of several words: first token, one past the last, letter; "and more" is none in "and more than"."""
    found: list[tuple[int, int, str]] = []
    free = 0
    for index, options in [(index, options) for index, options in enumerate(expressions[:-1]) if options]:
        second = words[index + 1]
        if second not in options or index < free:
            continue
        for rest, letter in options[second]:
            end = index + 1 + len(rest)
            if words[index + 1 : end] == rest and not (letter == CODES["after"] and words[end : end + 1] == ("than",)):
                found.append((index, end, letter))
                free = end
                break
    return found


def tokenise(text: str, start: int, end: int) -> Tokens:
    """The tokens of `text[start:end]`; expressions of several words are one token.

    >>> tokens = tokenise("At least 12 miners were shot dead.", 0, 34)
    >>> tokens.words, tokens.codes
    (['at least', '12', 'miners', 'were', 'shot dead', '.'], 'QDPwK.')
    """
    pieces = TOKEN.split(text[start:end])  # what stands between tokens, and each token: faster than match by match
    if len(pieces) < 2:
        return Tokens([], [], [], "")
    offsets = list(accumulate(map(len, pieces), initial=start))
    starts, ends = offsets[1:-1:2], offsets[2::2]
    entries = list(map(_words.__getitem__, pieces[1::2]))
    words, plain, named, capital, expressions = zip(*entries, strict=True)
    capitals = capital.count(True)
    if capitals * 2 < len(entries):  # in titles and capitals-only text a capital says nothing
        codes = list(named)
        codes[0] = _first(entries[0])
    else:
        codes = list(plain)
        if capitals and text[start:end].isupper():
            codes = _capitals(words, codes)
    if "." in codes or "-" in codes:
        _stops(text, starts, ends, words, codes)
    _beside_others(words, capital, codes)
    if "at" in words:
        _hours(words, codes)
    kept = list(words)
    for first, last, letter in reversed(_expressions(words, codes, expressions)):
        kept[first:last] = [" ".join(words[first:last])]
        codes[first:last] = [letter]
        starts[first + 1 : last] = []
        ends[first : last - 1] = []
    if "A" in codes:
        _ages(kept, codes)
    return Tokens(starts, ends, kept, "".join(codes))


def _beside_others(words: tuple[str, ...], capital: tuple[bool, ...], codes: list[str]) -> None:
    """The letters of words whose class the words beside them tell."""
    if "\u201d" in words or '"' in words:
        _quoted(words, codes)
    if "may" in words:
        _months(words, capital, codes)
    if not words_of("incidents").isdisjoint(words):
        _incidents(words, codes)


def _quoted(words: tuple[str, ...], codes: list[str]) -> None:
    """A comma before a quotation mark ends a clause: who speaks then is no further item of a list.

    >>> text = "\u201cNobody shot civilians,\u201d the mayor said"
    >>> tokenise(text, 0, len(text)).codes
    'jNKP;jdpS'
    """
    for index, word in enumerate(words[1:]):
        if word in ("\u201d", '"') and words[index] == ",":
            codes[index] = ";"


def _incidents(words: tuple[str, ...], codes: list[str]) -> None:
    """A word for an incident after one for a thing is a noun: "in a grenade attack"; not "rebels attack".

    >>> [tokenise(text, 0, len(text)).codes for text in ("in a grenade attack", "rebels attack a town")]
    ['baZZ', 'PEam']
    """
    for index, word in enumerate(words[1:], start=1):
        if codes[index] == "E" and codes[index - 1] in "Zxm" and word in words_of("incidents"):
            codes[index] = "Z"


def _expressions(
    words: tuple[str, ...], codes: list[str], expressions: tuple[Expressions | None, ...]
) -> list[tuple[int, int, str]]:
    """Expressions of several words, those who are taken to a hospital and ages among them, in order."""
    joined = _joined(words, expressions)
    if not hospital_places().isdisjoint(words):
        inside = {at for first, last, _ in joined for at in range(first, last)}
        joined += [(first, last, "K") for first, last in hospital_spans(words) if inside.isdisjoint(range(first, last))]
        joined.sort()
    return sorted([*joined, *_aged(words, codes, joined)]) if "aged" in words else joined


def _months(words: tuple[str, ...], capital: tuple[bool, ...], codes: list[str]) -> None:
    """ "May" is a month with a capital and beside a number or after a preposition, and a verb elsewhere.

    >>> [tokenise(text, 0, len(text)).codes for text in ("on May 4", "on 4 May 2014", "9 may have died")]
    ['bcD', 'bDc9', 'Dvhi']
    """
    for index, word in enumerate(words):
        if word == "may" and capital[index]:
            before, after = "".join(codes[max(0, index - 1) : index]), "".join(codes[index + 1 : index + 2])
            if after in ("D", "9") or (before and before in "Dbfr"):
                codes[index] = "c"


def _hours(words: tuple[str, ...], codes: list[str]) -> None:
    """Four figures after "at" are a time of the day, unless they count something.

    >>> [tokenise(text, 0, len(text)).codes for text in ("at 0815 near", "at 1500 people")]
    ['bcQ', 'bDP']
    """
    for index, word in enumerate(words):
        if word == "at" and HOUR.fullmatch(words[index + 1] if index + 1 < len(words) else ""):
            after = codes[index + 2] if index + 2 < len(words) else ""
            if after == "" or after not in "pPmMxXoHKE":
                codes[index + 1] = "c"


def _aged(
    words: tuple[str, ...], codes: list[str], taken: list[tuple[int, int, str]]
) -> Iterator[tuple[int, int, str]]:
    """ "Aged 42", "aged between three and 17" are one token, an age, and count nobody.

    >>> [tokenise(text, 0, len(text)).codes for text in ("a boy aged 12 died", "two boys aged three to 17 died")]
    ['apAi', 'WPAi']
    """
    inside = {at for first, last, _ in taken for at in range(first, last)}
    for index, word in enumerate(words):
        found = AGED.match("".join(codes[index + 1 : index + 6])) if word == "aged" and index not in inside else None
        if found and inside.isdisjoint(range(index + 1, index + 1 + found.end())):
            yield index, index + 1 + found.end(), "A"


def _ages(words: list[str], codes: list[str]) -> None:
    """A number before "year-old" is an age, and counts nobody."""
    for index, (code, word) in enumerate(zip(codes[1:], words[1:], strict=True)):
        if code == "A" and word.startswith(("year", "month", "week", "day")) and codes[index] in "DW":
            codes[index] = "A"
