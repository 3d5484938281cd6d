"""What a text says of its main event, in one total per measure and unit."""

from __future__ import annotations

from collections.abc import Iterable

from casualty_figures.reading.figure import Figure, Total
from casualty_figures.reading.totals.adding import added_up
from casualty_figures.reading.totals.later_deaths import move_dead, outlived, without_the_dead
from casualty_figures.reading.totals.main_event import main_event
from casualty_figures.reading.totals.ordinals import so_far
from casualty_figures.reading.totals.tolls import Toll, tolls, total_of
from casualty_figures.reading.totals.weighing import agreeing, weightiest

PAGE = 6
"""Sentences after which a text is taken for a page, whose tolls are weighed rather than added."""
PAGED = frozenset(["headline", "headlined"])
"""Rules of figures that a headline gives or repeats."""
DEAD, HURT, SHOT = ("killed", "person"), ("injured", "person"), ("killed_or_injured", "person")
TAKEN = ("kidnapped", "person")
WANTED = ("civilian", "aid_worker")
"""Whom a total may be asked for; without one of them it counts everybody."""
Key = tuple[str, str]
"""A measure and its unit."""


def _total(measure: str, unit: str, used: list[Toll], said: list[Toll]) -> Total:
    """The total of the tolls used; where another claimant disagrees, its bounds hold both."""
    best = sum(toll.size for toll in used)
    low, high = total_of(toll.low for toll in used), total_of(toll.high for toll in used)
    rivals = [toll for toll in said if used[0].disagrees(toll)] if len(used) == 1 else []
    if rivals:
        lows, highs = [low, *(toll.low for toll in rivals)], [high, *(toll.high for toll in rivals)]
        low = None if None in lows else min(bound or 0 for bound in lows)
        high = None if None in highs else max(bound or 0 for bound in highs)
    figures = tuple(figure for toll in [*used, *rivals] for figure in toll.figures)
    return Total(measure, unit, best, low, high, figures)


def _weighed(said: dict[Key, list[Toll]]) -> dict[Key, list[Toll]]:
    """What a page says most, measure by measure; killed, injured and shot together."""
    chosen = {key: weightiest(found) for key, found in said.items() if key not in (DEAD, HURT)}
    shot = [one for one in said.get(SHOT, []) if one.has("shot")]
    dead = [so_far(one) for one in said.get(DEAD, [])]
    hurt = without_the_dead(dead, said.get(HURT, []))
    chosen[DEAD], chosen[HURT] = agreeing(dead, hurt, shot)
    return chosen


def _shot(totals: dict[Key, Total]) -> dict[Key, Total]:
    """Those shot and not killed are injured, where the text gives no number of injured."""
    shot = totals.get(SHOT)
    if not shot or not all("shot" in figure.rules for figure in shot.figures):
        return totals
    dead = totals.get(DEAD)
    rest = shot.best - (dead.best if dead else 0)
    injured = totals.get(HURT)
    if rest > 0 and (injured is None or injured.best < rest):
        totals[HURT] = Total(*HURT, rest, None, shot.high, shot.figures)
    return totals


def _is_page(figures: list[Figure]) -> bool:
    """Whether figures come from a long text, or one with a headline."""
    return any(figure.sentence >= PAGE or not PAGED.isdisjoint(figure.rules) for figure in figures)


def tally(figures: Iterable[Figure], who: str | None = None) -> list[Total]:
    """Totals of the main event; `who` (civilian, aid_worker) leaves others out. No figure is no total.

    Raises ValueError for any other `who`: a total of everybody must not pass for one of civilians.

    >>> from casualty_figures.reading.reader import read
    >>> [(total.measure, total.best) for total in tally(read("A guard and two boys died. Six were hurt."))]
    [('killed', 3), ('injured', 6)]
    """
    if who is not None and who not in WANTED:
        raise ValueError(f"{who!r} is nobody whom a total can be asked for; there are: {', '.join(WANTED)}")
    kept = main_event(figures)
    by: dict[Key, list[Figure]] = {}
    for figure in kept:
        by.setdefault((figure.measure, figure.unit), []).append(figure)
    said = {key: tolls(found, who) for key, found in by.items()}
    if _is_page(kept):
        totals = {key: _total(*key, used, said.get(key, [])) for key, used in _weighed(said).items() if used}
        return list(totals.values())
    chosen = {key: added_up(found) for key, found in said.items() if found}
    if DEAD in chosen and HURT in chosen:
        chosen[DEAD], chosen[HURT] = move_dead(said[DEAD], said[HURT], (chosen[DEAD], chosen[HURT]))
    if DEAD in chosen and TAKEN in chosen:
        chosen[TAKEN] = outlived(chosen[TAKEN], said[DEAD])
    totals = {key: _total(*key, used, said.get(key, [])) for key, used in chosen.items() if used}
    return list(_shot(totals).values())
