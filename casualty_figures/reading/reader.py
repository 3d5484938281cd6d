"""A text -> its figures."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from casualty_figures.reading.clauses import clauses
from casualty_figures.reading.context import complete
from casualty_figures.reading.denials import without_denied
from casualty_figures.reading.figure import Figure
from casualty_figures.reading.hospital import hospital_places
from casualty_figures.reading.layout import body, layout
from casualty_figures.reading.lexicon import table, words_of
from casualty_figures.reading.sentences import Sentence, sentences
from casualty_figures.reading.statements import statements
from casualty_figures.reading.tokens import tokenise

WORD = re.compile(r"[a-z]+")


@cache
def _triggers() -> tuple[frozenset[str], dict[str, list[frozenset[str]]]]:
    """The events of one word, and the words of each event of several by the longest of them.

    What comes of people ("took ... out of") is among the events.
    """
    phrases = [row["word"] for row in table("words/casualties")]
    for row in table("words/outcomes"):
        phrases += [f"{verb} {row['word']}" for verb in words_of("moving")] if row["place"] else [row["word"]]
    events = {frozenset(WORD.findall(phrase)) for phrase in phrases}
    single = frozenset(word for words in events if len(words) == 1 for word in words)
    several: dict[str, list[frozenset[str]]] = {}
    for words in events:
        if single.isdisjoint(words):
            several.setdefault(max(words, key=lambda word: (len(word), word)), []).append(words)
    return single, several


def _may_count(sentence: str) -> bool:
    """Whether a sentence holds the words of an event; one that does not holds no count of people.

    >>> _may_count("Two were blown off their feet and up the hill."), _may_count("Two were blown off course.")
    (True, False)
    """
    words = set(WORD.findall(sentence.lower()))
    single, several = _triggers()
    if not single.isdisjoint(words) or not hospital_places().isdisjoint(words):
        return True
    return any(event <= words for word in several.keys() & words for event in several[word])


def _counts(text: str, parts: list[Sentence], outside: dict[int, str]) -> list[Figure]:
    figures: list[Figure] = []
    counted = 0
    for number, sentence in enumerate(parts):
        if outside.get(number) != "furniture" and _may_count(text[sentence.start : sentence.end]):
            tokens = tokenise(text, sentence.start, sentence.end)
            found = statements(clauses(tokens), text, counted + 1, number)
            counted += len(found)
            figures += without_denied(found, text, (sentence.start, sentence.end))
    return figures


def read(text: str, published: date | str | None = None) -> list[Figure]:
    """Read the figures of a text, in the order in which they stand.

    `published` (a date, or YYYY-MM-DD) is what relative dates count from. Never raises on a text.

    >>> [figure.value for figure in read("Two miners were killed and five injured in Orlat.")]
    [2, 5]
    """
    when = date.fromisoformat(published) if isinstance(published, str) else published
    parts = sentences(text)
    outside = layout(text, parts)
    figures = body(complete(text, parts, _counts(text, parts, outside), when), outside)
    return sorted(figures, key=_standing)


def _standing(figure: Figure) -> tuple[int, int]:
    """Where a figure stands: by its own words, those left out by ellipsis or taken from elsewhere aside."""
    starts = [mark.start for mark in figure.marks if not mark.carried and mark.role in ("figure", "event")]
    return min(starts, default=0), max(starts, default=0)
