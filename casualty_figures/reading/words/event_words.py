"""Words for attacks, flights and ways out, those that bear on them, and the clauses in which they stand."""

from __future__ import annotations

import re
from functools import cache

from casualty_figures.reading.words.lexicon import table
from casualty_figures.reading.words.signs import Signs, signs_of
from casualty_figures.reading.words.wording import Span, listed, lowered, one_of

OPENING = (
    *("but", "while", "whereas", "although", "though", "when", "where", "because", "which", "who", "until", "after"),
    *("before", "as", "that", "said", "says", "say", "told", "added"),
)
CLAUSE = re.compile(
    r"[;:\u2014\u201c\u201d\"\u2026,\s](?:(?<![,\s])"
    rf"|(?:(?<=,)\s)?(?<=\s){one_of(OPENING)}\b"
    r"|(?<=,)\s(?:(?:and|or|so)\s|(?=(?:the|a|an)\s[a-z]+\s(?:was|were|had|has|is|are)\b)))"
)
"""Where a clause may begin, in small letters; a set comes first, so that the search leaps from one such character to
the next."""


@cache
def event_words() -> dict[str, tuple[str, str]]:
    """Every event word with its measure and its kind (noun, bare, weapon, verb, hit, ...); the first row counts."""
    return {row["word"]: (row["measure_id"], row["kind"]) for row in reversed(table("words/event_words"))}


@cache
def event_pattern() -> re.Pattern[str]:
    """Any event word."""
    return re.compile(rf"(?<![\w-])(?:{one_of(event_words())})(?![\w-])", re.IGNORECASE)


@cache
def event_signs() -> Signs:
    """The signs of an attack, a flight, a corridor or an extent; planes that hit and fly are named beside it."""
    return signs_of(word for word, (_, kind) in event_words().items() if kind not in ("hit", "fly"))


@cache
def context_pattern(kind: str, before: str = r"(?<![\w-])", after: str = r"(?![\w-])") -> re.Pattern[str]:
    """Words of one kind that bear on an event (unreal, halted, military, ...), between two patterns."""
    return re.compile(rf"{before}(?P<word>{listed('event_contexts', 'kind', kind)}){after}", re.IGNORECASE)


def clauses(text: str, start: int, end: int) -> list[Span]:
    """A sentence cut where a clause may begin; a list of verbs after "let alone" stays whole.

    >>> text = "Shells hit the port, but the bridge held"
    >>> [text[a:b] for a, b in clauses(text, 0, len(text))]
    ['Shells hit the port', ' the bridge held']
    """
    found, begin = [], start
    for boundary in boundaries(text, start, end):
        if boundary[0] > begin:
            found.append((begin, boundary[0]))
        begin = boundary[1]
    return [*found, (begin, end)] if end > begin else found


def boundaries(text: str, start: int, end: int) -> list[Span]:
    """The words and marks between two offsets with which a clause may begin.

    >>> boundaries("Shells hit the port, but the bridge held", 0, 40)
    [(19, 24)]
    """
    low = lowered(text[start:end])
    return [(start + found.start(), start + found.end()) for found in CLAUSE.finditer(low)]
