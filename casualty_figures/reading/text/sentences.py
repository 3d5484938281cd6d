"""Sentences of a text, with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from nupunkt import sent_spans

from casualty_figures.reading.words.signs import words_in
from casualty_figures.reading.words.time_words import words_of_time
from casualty_figures.reading.words.wording import lowered

LONGEST = 2000
"""Characters after which a sentence without an end is cut, so that no rule ever sees an endless one."""
LINE_BREAK = re.compile(r"[\n\r\u2028\u2029\x0b\x0c\x85](?:(?<=\r)\n)?")
SPACE = re.compile(r"\s(?!\d)")
GLUED = re.compile(r"[.!?](?<=[a-z]{3}.)[\"\u201d\u2019]?(?=[\"\u201c]?[A-Z][a-z']*[ ,])")
"""The end of a sentence that the next one follows without a space."""
WRAPPED = 55
"""Capitals-only newswire is wrapped at a fixed width: a line at least this long, without an end, goes on."""
ENDS = ".!?:;\"'\u201d\u2019)]"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of the text that the grammar reads as one."""

    start: int
    end: int
    paragraph: int
    words: frozenset[str]
    """Its words in small letters, for the first test of every list of phrases."""


def _line_goes_on(text: str, start: int, end: int, following: int) -> bool:
    """Whether the line before a break is continued by the next: hard-wrapped text, not web furniture."""
    after = text[following : following + 1]
    if not after or after in "\r\n":
        return False
    if text[end - 1 : end] in ENDS:
        return False
    if after.islower():
        return end - start > 30
    return end - start >= WRAPPED and text[max(start, end - LONGEST) : end].isupper()


def _lines(text: str) -> list[tuple[int, int]]:
    """Stretches between line breaks that end a sentence."""
    if len(text.splitlines()) < 2:  # far faster than the pattern
        return [(0, len(text))]
    lines, start = [], 0
    for found in LINE_BREAK.finditer(text):
        end = found.start()
        while end > start and text[end - 1] in " \t":
            end -= 1
        if _line_goes_on(text, start, end, found.end()):
            continue
        lines.append((start, end))
        start = found.end()
    lines.append((start, len(text)))
    return lines


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Pieces of at most LONGEST characters, cut at a space that parts no number; an endless word is passed over.

    A part of a number would be another number: "1000...0 people" must not become "0 people".
    """
    pieces = []
    while end - start > LONGEST:
        spaces = [found.start() for found in SPACE.finditer(text, start, start + LONGEST)]
        cut = spaces[-1] if spaces else start
        if cut > start:
            pieces.append((start, cut))
        if cut >= start + LONGEST // 2:
            start = cut
        else:
            following = SPACE.search(text, start + LONGEST, end)
            start = following.start() if following else end
    pieces.append((start, end))
    return pieces


@cache
def _hours_end() -> re.Pattern[str]:
    """The full stop of an hour that also ends a sentence: "at 9 a.m. Police said", not "at 9 a.m. Monday"."""
    days = [word.title() for kind in ("weekday", "month") for word in words_of_time(kind)]
    return re.compile(rf"\d\s?[ap]\.m\.\s+(?=[A-Z][a-z]*\s)(?!(?:{'|'.join(days)})\b|(?:[A-Z]\w+\s){{1,3}}[Tt]ime\b)")


def _after_hours(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence cut where an hour ends one.

    >>> text = "It began at 9 a.m. A guard fell at 9 a.m. Monday."
    >>> [text[first:last] for first, last in _after_hours(text, 0, len(text))]
    ['It began at 9 a.m. ', 'A guard fell at 9 a.m. Monday.']
    """
    for found in _hours_end().finditer(text, start, end) if ".m. " in text[start:end] else ():
        yield start, found.end()
        start = found.end()
    yield start, end


def _unglued(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Pieces of a sentence that a page has glued together.

    >>> text = "He was laid to rest.She left Orlat"
    >>> [text[slice(*piece)] for piece in _unglued(text, 0, len(text))]
    ['He was laid to rest.', 'She left Orlat']
    """
    for first, last in _after_hours(text, start, end):
        ends = [found.end() for found in GLUED.finditer(text, first, last)]
        yield from zip([first, *ends], [*ends, last], strict=True)


def sentences(text: str) -> list[Sentence]:
    r"""Split a text; line breaks end a sentence, except in hard-wrapped text.

    >>> text = "Dr. Oru came.\n\nTwo men left. They ran"
    >>> [(text[s.start : s.end], s.paragraph) for s in sentences(text)]
    [('Dr. Oru came.', 0), ('Two men left.', 1), ('They ran', 1)]
    """
    found = []
    paragraph = 0
    low = lowered(text)
    glued = GLUED.search(text) is not None or ".m. " in text  # asked once, since few texts have any
    for start, end in _lines(text):
        first, last = _trimmed(text, start, end)
        if first >= last:
            continue
        for long_start, long_end in _cut(text, first, last):
            line = text[long_start:long_end]
            spans = (
                sent_spans(line)
                if ". " in line or "! " in line or "? " in line or ".\u201d" in line
                else [(0, len(line))]
            )
            for piece_start, piece_end in spans:
                piece = long_start + piece_start, long_start + piece_end
                for cut_start, cut_end in _unglued(text, *piece) if glued else (piece,):
                    inner_start, inner_end = _trimmed(text, cut_start, cut_end)
                    if inner_start < inner_end:
                        words = words_in(low, inner_start, inner_end)
                        found.append(Sentence(inner_start, inner_end, paragraph, words))
        paragraph += 1
    return found
