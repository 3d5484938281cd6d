"""Tolls of a page: headline, lead and body say the same thing over and over, and what is said most leads."""

from __future__ import annotations

from collections.abc import Iterable

from casualty_figures.reading.totals.tolls import Toll

HEADLINE, LEAD, BODY = 4.0, 2.0, 1.0
"""Weight of a toll by where it stands on a page."""
LEAD_ENDS = 4
"""The last sentence of the lead."""
ONE = 0.5
"""Part of its weight that a toll of one keeps: a page tells of many people one by one."""
SILENCE = 0.5
"""Weight of there being no dead, or no injured, on a page that counts the others."""
COMPARED = 12
"""Sizes of each measure that are weighed against each other, the heaviest first."""
Weights = dict[int, float]
"""The weight of each size that tolls of a page give."""


def _weight(toll: Toll) -> float:
    lead = LEAD if toll.sentence <= LEAD_ENDS else BODY
    if toll.has("headline") or toll.sentence == 0:
        weight = HEADLINE
    else:
        weight = lead + HEADLINE if toll.has("headlined") else lead
    return weight * (ONE if toll.size == 1 else 1)


def _weights(tolls: Iterable[Toll]) -> Weights:
    """The weight of each size; words without a number ("several") count only where there are no others."""
    said = list(tolls)
    found: Weights = {}
    for toll in [one for one in said if not one.vague] or said:
        found[toll.size] = found.get(toll.size, 0) + _weight(toll)
    return found


def weightiest(tolls: list[Toll]) -> list[Toll]:
    """The toll of a page whose number weighs most.

    >>> from casualty_figures.reading.reader import read
    >>> from casualty_figures.reading.totals.tolls import tolls
    >>> text = "Two killed in Orlat. Two porters were killed. The last fire there killed three."
    >>> [toll.size for toll in weightiest(tolls(read(text), None))]
    [2]
    """
    weights = _weights(tolls)
    best = max(weights, key=lambda size: (weights[size], size), default=0)
    return [one for one in tolls if one.size == best][:1]


def agreeing(killed: list[Toll], injured: list[Toll], shot: list[Toll]) -> tuple[list[Toll], list[Toll]]:
    """The tolls of killed and of injured that agree best with all that a page says, also of those shot.

    Those shot are the killed and the injured together, save where they are others ("one dead, three others shot").

    >>> from casualty_figures.reading.reader import read
    >>> from casualty_figures.reading.totals.tolls import tolls
    >>> figures = read("Five people were shot in Orlat. One of them was killed.")
    >>> said = [[one for one in figures if one.measure == name] for name in ("killed", "injured", "killed_or_injured")]
    >>> [[toll.size for toll in chosen] for chosen in agreeing(*[tolls(one, None) for one in said])]
    [[1], [4]]
    """
    shot_numbered = any(not one.vague for one in shot)
    dead, hurt = _weights(killed), _weights(one for one in injured if not (one.vague and shot_numbered))
    together = _weights(one for one in shot if not _is_beside(one))
    besides = _weights(one for one in shot if _is_beside(one))
    at_once = _at_once(killed, injured)

    def agreement(pair: tuple[int, int]) -> tuple[float, int, int]:
        said = dead[pair[0]] if pair[0] else SILENCE
        said += hurt.get(pair[1], 0) if pair[1] else SILENCE
        if sum(pair) > 1:  # one person shot is no more than one person killed
            said += at_once.get(pair, 0) + together.get(sum(pair), 0) + besides.get(pair[1], 0)
        return said, *pair

    apart = [size - one for size in _heaviest(together) for one in (0, *_heaviest(dead)) if size > one]
    numbers = {0, *_heaviest(hurt), *_heaviest(besides), *apart}
    pairs = [(one, other) for one in (0, *_heaviest(dead)) for other in numbers]
    best_dead, best_hurt = max(pairs, key=agreement)
    return (
        [one for one in killed if one.size == best_dead][:1],
        _source_of(best_hurt, best_dead, injured, shot),
    )


def _is_beside(shot: Toll) -> bool:
    """Whether those shot come on top of the killed: "three others were shot", "four guests were also hit"."""
    return shot.has("other", "also")


def _at_once(killed: list[Toll], injured: list[Toll]) -> dict[tuple[int, int], float]:
    """The weight of each pair that one sentence gives: "one man dead and six others wounded"."""
    dead: dict[int, Toll] = {}
    for one in killed:
        dead.setdefault(one.sentence, one)
    pairs: dict[tuple[int, int], float] = {}
    for other in injured:
        beside = dead.get(other.sentence)
        if beside and not beside.vague and not other.vague:
            pair = beside.size, other.size
            pairs[pair] = pairs.get(pair, 0) + _weight(other)
    return pairs


def _heaviest(weights: Weights) -> list[int]:
    """The sizes worth comparing, so that a text full of numbers takes no longer than others."""
    return sorted(weights, key=lambda size: (-weights[size], size))[:COMPARED]


def _source_of(size: int, dead: int, injured: list[Toll], shot: list[Toll]) -> list[Toll]:
    """The toll that gives a number of injured: its own, else that of those shot, less the killed."""
    if not size:
        return [one for one in injured if not one.size][:1]
    found = [one for one in injured if one.size == size]
    found = found or [one for one in shot if one.size == (size if _is_beside(one) else size + dead)]
    return [one.resized(size) for one in found[:1]]
