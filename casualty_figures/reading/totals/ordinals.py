"""Ordinals of the dead: the fifth to die is one of five so far."""

from __future__ import annotations

import re

from casualty_figures.reading.totals.tolls import Toll
from casualty_figures.reading.words.lexicon import mapping

IN_FIGURES = re.compile(r"(\d+)(?:st|nd|rd|th)")


def _number(word: str) -> int:
    """The number of an ordinal; 0 for another word.

    >>> _number("fifth"), _number("12th"), _number("victim")
    (5, 12, 0)
    """
    found = IN_FIGURES.fullmatch(word)
    return int(found[1]) if found else int(mapping("words/ordinals", "word", "value").get(word, 0))


def so_far(toll: Toll) -> Toll:
    """The toll of all who had died when one more did: "a second victim has died" tells of two.

    >>> from casualty_figures.reading.reader import read
    >>> from casualty_figures.reading.totals.tolls import tolls
    >>> [so_far(toll).size for toll in tolls(read("A second victim has died. A boy died."), None)]
    [2, 1]
    """
    if toll.size != 1 or not toll.has("died", "later"):
        return toll
    printed = [mark.printed.lower() for mark in toll.figures[0].marks if mark.role == "figure"]
    counted = [number for one in printed for word in one.split() if (number := _number(word))]
    return toll.resized(counted[0]) if counted else toll
