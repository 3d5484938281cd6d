"""A text -> its figures."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from importlib.util import find_spec

from casualty_figures.reading.clauses import clauses
from casualty_figures.reading.figure import Figure
from casualty_figures.reading.layout import body, layout
from casualty_figures.reading.lexicon import table
from casualty_figures.reading.sentences import Sentence, sentences
from casualty_figures.reading.statements import statements
from casualty_figures.reading.tokens import tokenise

WORD = re.compile(r"[a-z]+")


@cache
def _triggers() -> tuple[frozenset[str], tuple[frozenset[str], ...]]:
    """The events of one word, and the words of each event of several."""
    events = {frozenset(WORD.findall(row["word"])) for row in table("words/casualties")}
    single = frozenset(word for words in events if len(words) == 1 for word in words)
    return single, tuple(sorted((words for words in events if single.isdisjoint(words)), key=sorted))


def _may_count(sentence: str) -> bool:
    """Whether a sentence holds the words of an event; one that does not holds no count of people.

    >>> _may_count("Two were taken to hospital."), _may_count("Two were taken to court.")
    (True, False)
    """
    words = WORD.findall(sentence.lower())
    single, several = _triggers()
    if not single.isdisjoint(words):
        return True
    held = set(words)
    return any(event <= held for event in several)


def _counts(text: str, parts: list[Sentence]) -> list[Figure]:
    figures: list[Figure] = []
    for number, sentence in enumerate(parts):
        if _may_count(text[sentence.start : sentence.end]):
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
    figures = body(figures, layout(text, parts))
    return sorted(figures, key=lambda figure: min((mark.start for mark in figure.marks), default=0))
