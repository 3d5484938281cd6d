"""Tokens of a sentence, each with the one-letter code of its class."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

from casualty_figures.reading.text.neighbours import (
    AGE_WORDS,
    ages_after_aged,
    capitals_only,
    set_ages,
    set_beside_others,
    set_hours,
    set_stops,
)
from casualty_figures.reading.text.word_classes import CODES, Expressions, first_letter, known_words
from casualty_figures.reading.words.hospital import hospital_places, hospital_spans
from casualty_figures.reading.words.numbers import DIGITS

TOKEN = re.compile(
    r"([a-z]++(?=[ ,])|"  # most words, before the forms that take longer to try
    r"\d{1,4}[/.]\d{1,2}[/.]\d{2,4}(?!\w)|\d{1,2}:[0-5]\d(?::[0-5]\d)?(?![\w:])|"
    rf"(?:{DIGITS})(?:-[A-Za-z]+)*+(?:st|nd|rd|th|m|mn|k|s|am|pm|kg|km|mm|cm|bn|x)?(?![\w])"
    r"|(?:[A-Za-z]\.){2,}|(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Sgt|St|Brig|Rev|Prof|Cpl|Pvt|Jr|Sr|Det|Hon|No)\."
    r"|[A-Z]{1,4}\d+[A-Z\d]*+(?![\w%]|[,.]\d|\s(?:million|billion|trillion|crore|lakh)\b)"
    r"|[^\W\d_]+(?:-(?:[^\W_]+))*(?:['\u2019](?!s\b)[a-z]+)?|['\u2019]s\b|[^\w\s]|\w+)"
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a sentence: offsets, lower-case words, and one letter each."""

    starts: list[int]
    ends: list[int]
    words: list[str]
    codes: str


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
    >>> tokenise("on flight MH17", 0, 14).words
    ['on', 'flight', 'mh17']
    """
    pieces = TOKEN.split(text[start:end])  # what stands between tokens, and each token: faster than match by match
    if len(pieces) < 2:
        return Tokens([], [], [], "")
    offsets = list(accumulate(map(len, pieces), initial=start))
    starts, ends = offsets[1:-1:2], offsets[2::2]
    entries = list(map(known_words.__getitem__, pieces[1::2]))
    words, plain, named, capital, expressions = zip(*entries, strict=True)
    capitals = capital.count(True)
    if capitals * 2 < len(entries):  # in titles and capitals-only text a capital says nothing
        codes = list(named)
        codes[0] = first_letter(entries[0])
    else:
        codes = list(plain)
        if capitals and text[start:end].isupper():
            codes = capitals_only(words, codes)
    if "." in codes or "-" in codes:
        set_stops(text, starts, ends, words, codes)
    set_beside_others(words, capital, codes)
    if "at" in words:
        set_hours(words, codes)
    kept = list(words)
    for first, last, letter in reversed(_expressions(words, codes, expressions)):
        kept[first:last] = [" ".join(words[first:last])]
        codes[first:last] = [letter]
        starts[first + 1 : last] = []
        ends[first : last - 1] = []
    if "A" in codes:
        set_ages(kept, codes)
    return Tokens(starts, ends, kept, "".join(codes))


def _expressions(
    words: tuple[str, ...], codes: list[str], expressions: tuple[Expressions | None, ...]
) -> list[tuple[int, int, str]]:
    """Expressions of several words, those who are taken to a hospital and ages among them, in order."""
    joined = _joined(words, expressions)
    if not hospital_places().isdisjoint(words):
        inside = {at for first, last, _ in joined for at in range(first, last)}
        joined += [(first, last, "K") for first, last in hospital_spans(words) if inside.isdisjoint(range(first, last))]
        joined.sort()
    return sorted([*joined, *ages_after_aged(words, codes, joined)]) if not AGE_WORDS.isdisjoint(words) else joined
