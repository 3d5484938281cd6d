"""Tolls of a short text: one leads, and those said to come on top are added."""

from __future__ import annotations

from casualty_figures.reading.tolls import Toll

MENTIONS = ("definite", "pronoun", "name", "bare")
"""Kinds of a single person who may be one that was counted before."""


def _added(main: int, tolls: list[Toll]) -> list[Toll]:
    """Tolls that add to the main one, each number once."""
    added: list[Toll] = []
    sizes = {main}
    for toll in tolls:
        if toll.adds and (toll.size == 1 or toll.size not in sizes or toll.certain):
            sizes.add(toll.size)
            added.append(toll)
    return added


def added_up(tolls: list[Toll]) -> list[Toll]:
    """The tolls that make up the total of a short text.

    >>> from casualty_figures.reading.reader import read
    >>> from casualty_figures.reading.tolls import tolls
    >>> text = "A guard was killed in Orlat. Two porters were also killed."
    >>> [toll.size for toll in added_up(tolls(read(text), None))]
    [1, 2]
    """
    plain = [one for one in tolls if not one.adds]
    numbered = [one for one in plain if one.numbered]
    if numbered:
        largest = max(numbered, key=lambda one: one.size)
        main = [min((one for one in plain if one.full == largest.full), key=lambda one: one.size)]
    else:
        new = [one for one in plain if not one.has(*MENTIONS)]
        main = new or plain[:1]
    size = sum(one.size for one in main)
    return [*main, *_added(size, tolls)]
