"""Words whose class the words beside them tell: "May", a full stop, a number after "aged"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casualty_figures.reading.text.word_classes import lexicon
from casualty_figures.reading.words.lexicon import words_of

DATELINE_ENDS = 9
"""Tokens of a sentence within which the dash of a dateline stands."""
EM_DASH = "\u2014"
HOUR = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")
AGE_WORDS = frozenset(["age", "aged", "ages"])
AGED = re.compile(r"[bQj]?[DW9](?:,[DW9](?=[,&]))*+(?:,?[&2-][DW9](?![omMxXpP]))?(?![pPD9W])")
"""Over letters: the numbers after "aged"; in "aged nine and 12 others" the second is none."""


def capitals_only(words: tuple[str, ...], codes: list[str]) -> list[str]:
    """The letters of a capitals-only sentence: a name is told by what stands before."""
    found: list[str] = []
    for word, code in zip(words, codes, strict=True):
        unknown = code in "xm" and word not in lexicon()
        found.append("X" if unknown and (not found or found[-1] not in "adDWmMHxE") else code)
    return found


def set_stops(text: str, starts: list[int], ends: list[int], words: tuple[str, ...], codes: list[str]) -> None:
    """Full stops and dashes by what stands around them.

    A full stop inside what was taken for one sentence ends a clause, unless it follows an initial. A dash between
    spaces, a double or a long one, is a comma, after a dateline it ends a clause; between numbers it is a range.

    >>> from casualty_figures.reading.text.tokens import tokenise
    >>> [tokenise(text, 0, len(text)).codes for text in ("two guards\u2014both hurt", "3\u20145 guards")]
    ['WP,WK', 'D-DP']
    """
    for index, code in enumerate(codes):
        if code == ".":
            following = text[starts[index + 1]] if index + 1 < len(starts) else ""
            codes[index] = ";" if index and len(words[index - 1]) > 1 and following.isupper() else "."
        elif code == "-":
            start, end = starts[index], ends[index]
            between = text[start - 1] + text[end : end + 1] if start else ""
            beside = len(between) > 1 and (between.isdigit() if text[start] == EM_DASH else between.isalnum())
            early = index < DATELINE_ENDS and text[starts[0] : start].isupper()
            after = ";" if early and not text[start : ends[-1]].isupper() else ","
            codes[index] = "-" if beside else after


def set_beside_others(words: tuple[str, ...], capital: tuple[bool, ...], codes: list[str]) -> None:
    """The letters of words whose class the words beside them tell."""
    if "\u201d" in words or '"' in words:
        _quoted(words, codes)
    if "may" in words:
        _months(words, capital, codes)
    if "#" in words:
        _numbered(words, codes)
    if not words_of("incidents").isdisjoint(words):
        _incidents(words, codes)
    if "remaining" in words:
        _remaining(words, codes)


def _numbered(words: tuple[str, ...], codes: list[str]) -> None:
    """A number after the sign for one is part of a name, and counts nobody.

    >>> from casualty_figures.reading.text.tokens import tokenise
    >>> tokenise("Battalion #404 shot", 0, 19).codes
    'Z.XK'
    """
    for index, word in enumerate(words[:-1]):
        if word == "#" and codes[index + 1] in "D9":
            codes[index + 1] = "X"


def _remaining(words: tuple[str, ...], codes: list[str]) -> None:
    """ "Remaining" after people says how they are; before them it says that they are others.

    >>> from casualty_figures.reading.text.tokens import tokenise
    >>> [tokenise(text, 0, len(text)).codes for text in ("nine men remaining homeless", "nine remaining men")]
    ['WPwe', 'WoP']
    """
    for index, word in enumerate(words[1:], start=1):
        if word == "remaining" and codes[index - 1] in "pP":
            codes[index] = "w"


def _quoted(words: tuple[str, ...], codes: list[str]) -> None:
    """A comma before a quotation mark ends a clause: who speaks then is no further item of a list.

    >>> from casualty_figures.reading.text.tokens import tokenise
    >>> text = "\u201cNobody shot civilians,\u201d the mayor said"
    >>> tokenise(text, 0, len(text)).codes
    'jNKP;jdpS'
    """
    for index, word in enumerate(words[1:]):
        if word in ("\u201d", '"') and words[index] == ",":
            codes[index] = ";"


def _incidents(words: tuple[str, ...], codes: list[str]) -> None:
    """A word for an incident after one for a thing is a noun: "in a grenade attack"; not "rebels attack".

    >>> from casualty_figures.reading.text.tokens import tokenise
    >>> [tokenise(text, 0, len(text)).codes for text in ("in a grenade attack", "rebels attack a town")]
    ['baZZ', 'PEam']
    """
    for index, word in enumerate(words[1:], start=1):
        if codes[index] == "E" and codes[index - 1] in "Zxm" and word in words_of("incidents"):
            codes[index] = "Z"


def _months(words: tuple[str, ...], capital: tuple[bool, ...], codes: list[str]) -> None:
    """ "May" is a month with a capital and beside a number or after a preposition, and a verb elsewhere.

    >>> from casualty_figures.reading.text.tokens import tokenise
    >>> [tokenise(text, 0, len(text)).codes for text in ("on May 4", "on 4 May 2014", "9 may have died")]
    ['bcD', 'bDc9', 'Dvhi']
    """
    for index, word in enumerate(words):
        if word == "may" and capital[index]:
            before, after = "".join(codes[max(0, index - 1) : index]), "".join(codes[index + 1 : index + 2])
            if after in ("D", "9") or (before and before in "Dbfr"):
                codes[index] = "c"


def set_hours(words: tuple[str, ...], codes: list[str]) -> None:
    """Four figures after "at" are a time of the day, unless they count something.

    >>> from casualty_figures.reading.text.tokens import tokenise
    >>> [tokenise(text, 0, len(text)).codes for text in ("at 0815 near", "at 1500 people")]
    ['bcQ', 'bDP']
    """
    for index, word in enumerate(words):
        if word == "at" and HOUR.fullmatch(words[index + 1] if index + 1 < len(words) else ""):
            after = codes[index + 2] if index + 2 < len(words) else ""
            if after == "" or after not in "pPmMxXoHKE":
                codes[index + 1] = "c"


def ages_after_aged(
    words: tuple[str, ...], codes: list[str], taken: list[tuple[int, int, str]]
) -> Iterator[tuple[int, int, str]]:
    """ "Aged 42", "ages three, 12 and 17", "aged between three and 17" are one token, an age, and count nobody.

    >>> from casualty_figures.reading.text.tokens import tokenise
    >>> [tokenise(text, 0, len(text)).codes for text in ("a boy aged 12 died", "boys ages 3, 8 and 9 died")]
    ['apAi', 'PAi']
    """
    inside = {at for first, last, _ in taken for at in range(first, last)}
    for index, word in enumerate(words):
        found = (
            AGED.match("".join(codes[index + 1 : index + 10])) if word in AGE_WORDS and index not in inside else None
        )
        if found and inside.isdisjoint(range(index + 1, index + 1 + found.end())):
            yield index, index + 1 + found.end(), "A"


def set_ages(words: list[str], codes: list[str]) -> None:
    """A number before "year-old" is an age, and counts nobody."""
    for index, (code, word) in enumerate(zip(codes[1:], words[1:], strict=True)):
        if code == "A" and word.startswith(("year", "month", "week", "day")) and codes[index] in "DW":
            codes[index] = "A"
