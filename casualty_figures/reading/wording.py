"""Small helpers for patterns made of word lists."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from casualty_figures.reading.lexicon import words_of

Span = tuple[int, int]
"""Offsets of a phrase: start, end (exclusive)."""


def one_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; either spelling of defence and neighbour, any space.

    >>> re.findall(one_of(["air raid", "air"]), "air raid, air")
    ['air raid', 'air']
    """
    ordered = sorted({word.lower() for word in words}, key=lambda word: (-len(word), word))
    escaped = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)
    return escaped.replace("defence", "defen[cs]e").replace("'s", "['\u2019]s")


@cache
def listed(name: str, column: str = "", equal: str = "") -> str:
    """A pattern for the words of a list, of those alone whose `column` is `equal` where one is named."""
    return rf"(?:{one_of(words_of(name, column, equal))})"


def folded(phrase: str) -> str:
    """A phrase as the word lists spell it: small letters, single spaces, plain apostrophes.

    >>> folded("Russia\u2019s  Defense Ministry")
    "russia's defence ministry"
    """
    return " ".join(phrase.lower().replace("\u2019", "'").replace("defense", "defence").split())


def trimmed(text: str, span: Span, strip: str = " \t\r\n,.;:") -> Span:
    """A span without spaces and punctuation at its ends.

    >>> trimmed(" ab, ", (0, 5))
    (1, 3)
    """
    start, end = span
    while start < end and text[start] in strip:
        start += 1
    while end > start and text[end - 1] in strip:
        end -= 1
    return start, end


def last_match(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    """The last match between two offsets.

    >>> last_match(re.compile("a."), "ab ac", 0, 5)[0]
    'ac'
    """
    found = list(pattern.finditer(text, start, end))
    return found[-1] if found else None
