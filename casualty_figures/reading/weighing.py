"""Tolls of a page: title, lead and body say the same thing over and over, and the number that weighs most leads."""

from __future__ import annotations

from dataclasses import replace

from casualty_figures.reading.tolls import Toll

TITLE, LEAD, BODY = 4, 2, 1
"""Weight of a toll by where it stands on a page."""


def _weight(toll: Toll) -> int:
    if toll.sentence == 0:
        return TITLE
    return LEAD if toll.sentence <= 4 else BODY


def weightiest(tolls: list[Toll], shot: list[Toll], dead: int) -> list[Toll]:
    """The tolls of a page whose number weighs most; of those shot, the ones who were not killed.

    >>> from casualty_figures.reading.reader import read
    >>> from casualty_figures.reading.tolls import tolls
    >>> text = "Two killed in Orlat. Two porters were killed. The last fire there killed three."
    >>> [toll.size for toll in weightiest(tolls(read(text), None), [], 0)]
    [2]
    """
    weights: dict[int, int] = {}
    for toll in tolls:
        weights[toll.size] = weights.get(toll.size, 0) + _weight(toll)
    for toll in shot:
        if toll.size > dead:
            weights[toll.size - dead] = weights.get(toll.size - dead, 0) + _weight(toll)
    best = max(weights, key=lambda size: (weights[size] if size > 1 else weights[size] / 2, size))
    found = [one for one in tolls if one.size == best][:1]
    return found or [replace(one, size=best) for one in shot if one.size - dead == best][:1]
