"""A text -> its figures."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from importlib.util import find_spec

from casualty_figures.reading.clauses import clauses
from casualty_figures.reading.figure import Figure
from casualty_figures.reading.lexicon import table
from casualty_figures.reading.sentences import Sentence, sentences
from casualty_figures.reading.statements import statements
from casualty_figures.reading.tokens import tokenise

WORD = re.compile(r"[a-z]+")


@cache
def triggers() -> frozenset[str]:
    """The last words of all events: a sentence without one of them holds no count of people."""
    return frozenset(WORD.findall(row["word"])[-1] for row in table("words/casualties"))


def _counts(text: str, parts: list[Sentence]) -> list[Figure]:
    figures: list[Figure] = []
    for number, sentence in enumerate(parts):
        if triggers().isdisjoint(WORD.findall(text[sentence.start : sentence.end].lower())):
            continue
        tokens = tokenise(text, sentence.start, sentence.end)
        figures += statements(clauses(tokens), text, len(figures) + 1, number)
    return figures


def read(text: str, published: date | str | None = None) -> list[Figure]:
    """Read the figures of a text, in the order in which they stand.

    `published` (a date, or YYYY-MM-DD) is what relative dates count from. Never raises on a text.

    >>> [figure.value for figure in read("Two miners were killed and five injured in Orlat.")]
    [2, 5]
    """
    when = date.fromisoformat(published) if isinstance(published, str) else published
    parts = sentences(text)
    figures = _counts(text, parts)
    if find_spec("casualty_figures.reading.context"):
        from casualty_figures.reading.context import complete  # noqa: PLC0415

        figures = complete(text, parts, figures, when)
    return sorted(figures, key=lambda figure: min((mark.start for mark in figure.marks), default=0))
