"""Extents: how far away a party is to stay, and how long a pause lasts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from casualty_figures.reading.figure import Quantity
from casualty_figures.reading.words.event_words import context_pattern
from casualty_figures.reading.words.lexicon import words_of
from casualty_figures.reading.words.numbers import DIGITS, number_words
from casualty_figures.reading.words.quantities import read_quantity
from casualty_figures.reading.words.signs import Signs, signs_of
from casualty_figures.reading.words.wording import Span, listed, one_of


@dataclass(frozen=True, slots=True)
class Extent:
    """A distance or a duration with its number phrase and the word that says what it measures."""

    measure: str
    number: Span
    word: Span
    quantity: Quantity
    pledged: bool
    rule: str


@cache
def _number() -> str:
    words = one_of(word for word, (kind, _) in number_words().items() if kind != "suffix")
    before = one_of(words_of("quantifiers", "position", "before"))
    number = rf"(?:{DIGITS}|(?:{words})(?:[\s-](?:{words}))*)"
    return rf"(?:(?:{before})\s)?{number}"


@cache
def _distance() -> re.Pattern[str]:
    """ "a 10 km (6-mile) zone", "within 5 miles of", "at least 20 km from"."""
    unit = one_of(words_of("units", "unit", "metre"))
    size = rf"{_number()}[\s-]?(?:{unit})(?:\s\([^()]{{1,20}}\))?"
    zone = listed("event_words", "kind", "zone")
    around = rf"(?:[\s-](?:wide|long|deep|radius))?[\s-](?:[\w-]+\s){{0,2}}?(?P<zone>{zone})\b"
    return re.compile(
        rf"(?<![\w.,])(?:(?P<number>{size}){around}|(?P<far>{size})\s(?:from|of|away|back)\b)", re.IGNORECASE
    )


def _away() -> re.Pattern[str]:
    return context_pattern("away")


@cache
def _future() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{listed('event_contexts', 'kind', 'future')})\b|['\u2019]ll\b", re.IGNORECASE)


@cache
def _duration() -> re.Pattern[str]:
    """ "a week-long ceasefire", "a 72-hour truce", "a truce of three days"."""
    unit = one_of(words_of("units", "unit", "day"))
    pause = listed("event_words", "kind", "pause")
    long = rf"(?:(?:{unit})[\s-]long|{_number()}[\s-](?:{unit})(?:[\s-]long)?)"
    return re.compile(
        rf"(?<![\w.,])(?:(?P<number>{long})\s(?:[a-z][\w-]*\s){{0,2}}?(?P<pause>{pause})\b"
        rf"|(?P<word>{pause})\s(?:in\s[\w-]+\s)?(?:of|lasting|that\slasted|that\swould\slast|would\slast|lasted|for)\s(?P<long>{_number()}\s(?:{unit}))\b)",
        re.IGNORECASE,
    )


@cache
def extent_signs() -> Signs:
    """The signs of a distance or of a pause."""
    return signs_of([*words_of("units", "unit", "metre"), *words_of("event_words", "kind", "pause")])


def find_extents(text: str, start: int, end: int) -> list[Extent]:
    """Every distance to keep and every length of a pause in a sentence.

    >>> text = "Both will stay out of a 3 km zone around the dam during a 48-hour truce."
    >>> [(e.measure, e.quantity.value, e.pledged) for e in find_extents(text, 0, len(text))]
    [('exclusion_distance', 3000, True), ('pause_duration', 2, True)]
    """
    found = [*_distances(text, start, end), *_durations(text, start, end)]
    return sorted(found, key=lambda extent: extent.number)


def _distances(text: str, start: int, end: int) -> list[Extent]:
    away = _away().search(text, start, end)
    found = []
    for match in _distance().finditer(text, start, end) if away else ():
        span = match.span("number") if match["number"] else match.span("far")
        quantity = read_quantity(text[span[0] : span[1]])
        if quantity and quantity.unit == "metre":
            before = [cue.span() for cue in _away().finditer(text, start, end) if cue.end() <= span[0]]
            word = before[-1] if before else match.span("zone") if match["zone"] else None
            if word:
                found.append(
                    Extent(
                        "exclusion_distance",
                        span,
                        word,
                        quantity,
                        bool(_future().search(text, start, span[0])),
                        "extent_distance",
                    )
                )
    return found


def _durations(text: str, start: int, end: int) -> list[Extent]:
    found = []
    for match in _duration().finditer(text, start, end):
        number, word = ("number", "pause") if match["number"] else ("long", "word")
        quantity = read_quantity(match[number])
        if quantity and quantity.unit == "day" and quantity.value:
            pledged = bool(_future().search(text, max(start, match.start() - 60), min(end, match.end() + 40)))
            found.append(
                Extent("pause_duration", match.span(number), match.span(word), quantity, pledged, "extent_duration")
            )
    return found
