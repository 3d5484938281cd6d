"""A text -> its figures."""

from __future__ import annotations

from datetime import date
from functools import cache

from casualty_figures.reading.circumstances.context import complete
from casualty_figures.reading.events.denials import without_denied
from casualty_figures.reading.figure import Figure
from casualty_figures.reading.grammar.background import of_a_wider_period
from casualty_figures.reading.grammar.clauses import clauses
from casualty_figures.reading.grammar.statements import statements
from casualty_figures.reading.text.layout import body, layout
from casualty_figures.reading.text.sentences import Sentence, sentences
from casualty_figures.reading.text.tokens import tokenise
from casualty_figures.reading.words.hospital import hospital_places
from casualty_figures.reading.words.lexicon import table, words_of
from casualty_figures.reading.words.signs import Signs, signs_of


@cache
def _events() -> Signs:
    """The signs of an event; what comes of people ("took ... out of") is among the events."""
    phrases = [row["word"] for row in table("words/casualties")]
    for row in table("words/outcomes"):
        phrases += [f"{verb} {row['word']}" for verb in words_of("moving")] if row["place"] else [row["word"]]
    phrases += [f"{verb} {place}" for verb in words_of("staying") for place in words_of("shelters")]
    phrases += [f"{verb} {place}" for verb in words_of("moving") for place in words_of("shelters", "kind", "refuge")]
    return signs_of([*phrases, *hospital_places()])


def _may_count(sentence: Sentence) -> bool:
    """Whether a sentence holds the words of an event; one that does not holds no count of people.

    >>> text = "Two were blown off their feet and up the hill. Two were blown off course."
    >>> [_may_count(sentence) for sentence in sentences(text)]
    [True, False]
    """
    return _events().stand_among(sentence.words)


def _counts(text: str, parts: list[Sentence], outside: dict[int, str]) -> list[Figure]:
    figures: list[Figure] = []
    counted, opening = 0, True
    for number, sentence in enumerate(parts):
        if outside.get(number) != "furniture" and _may_count(sentence):
            tokens = tokenise(text, sentence.start, sentence.end)
            wider = of_a_wider_period(text, sentence, opening=opening)
            found = statements(clauses(tokens), text, counted + 1, number, wider=wider)
            counted += len(found)
            opening = opening and (not found or number in outside)
            figures += without_denied(found, text, sentence)
    return figures


def read(text: str, published: date | str | None = None) -> list[Figure]:
    """Read the figures of a text, in the order in which they stand.

    `published` (a date, or YYYY-MM-DD) is what relative dates count from. Never raises on a text; raises ValueError
    where `published` is no day.

    >>> [figure.value for figure in read("Two miners were killed and five injured in Orlat.")]
    [2, 5]
    >>> read("Two miners were killed.", published="Monday")
    Traceback (most recent call last):
    ValueError: published: 'Monday' is not a day; write it as YYYY-MM-DD
    """
    when = _parse_day(published) if isinstance(published, str) else published
    parts = sentences(text)
    outside = layout(text, parts)
    figures = body(complete(text, parts, _counts(text, parts, outside), when), outside)
    return sorted(figures, key=_standing)


def _parse_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"published: {text!r} is not a day; write it as YYYY-MM-DD") from error


def _standing(figure: Figure) -> tuple[int, int]:
    """Where a figure stands: by its own words, those left out by ellipsis or taken from elsewhere aside."""
    starts = [mark.start for mark in figure.marks if not mark.carried and mark.role in ("figure", "event")]
    return min(starts, default=0), max(starts, default=0)
