"""Which figures of a text tell of its main event: each statement once, each person in the gravest outcome."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from casualty_figures.reading.figure import Figure, Party
from casualty_figures.reading.totals.other_events import without_far_larger, without_other_days
from casualty_figures.reading.words.kinds import HARM

LONG_BEFORE = timedelta(days=14)
"""How long before the main event another must have ended to be another for certain."""
COUNTING = ("figure", "negation", "people", "event")
"""Roles of a mark that may stand for those counted, the surest first."""


def _phrase(figure: Figure) -> tuple[int, int]:
    """Offsets of the phrase that counts: the figure's own, else its people, else its event; never a carried one.

    >>> from casualty_figures.reading.reader import read
    >>> text = "Nine porters were killed and six others hurt."
    >>> [text[slice(*_phrase(figure))] for figure in read(text)]
    ['Nine porters', 'six']
    """
    for role in COUNTING:
        for mark in figure.marks:
            if mark.role == role and not mark.carried:
                return mark.start, mark.end
    return figure.marks[0].start, figure.marks[0].end


def _final(figures: list[Figure]) -> list[Figure]:
    """Each person in the gravest outcome that is told: those who were abducted or hurt and then killed are killed."""
    dead = {_phrase(figure) for figure in figures if figure.measure == "killed"}
    return [figure for figure in figures if not _may_be_dead(figure) or _phrase(figure) not in dead]


def _may_be_dead(figure: Figure) -> bool:
    """Whether people are counted who may be killed afterwards: "another guard was shot and killed" is one dead."""
    return figure.measure in ("injured", "kidnapped", "detained") or (
        figure.measure == "killed_or_injured" and "other" in figure.rules
    )


def _foreground(figures: list[Figure]) -> list[Figure]:
    """Figures of the main event: without background, save where a measure has only that of a wider period.

    Then what is told in passing comes first: "judges protest against the killing of a judge; five died in two months".
    Where other harm was told before, a wider period is another matter.

    >>> from casualty_figures.reading.reader import read
    >>> text = "Four pupils were hurt in a fire on Friday. In 2009 a teacher was killed there."
    >>> [(figure.measure, figure.value) for figure in _foreground(read(text))]
    [('injured', 4)]
    """
    near = [figure for figure in figures if figure.part != "background"]
    told = {figure.measure for figure in near if figure.quantifier != "occurred"}
    harmed = min((figure.sentence for figure in near if figure.measure in HARM), default=None)
    far = [figure for figure in figures if figure.part == "background"]
    wider = {figure.measure for figure in far if "wider" in figure.rules}
    passing = {figure.measure for figure in far if "wider" not in figure.rules}

    def _leads(figure: Figure) -> bool:
        if "tried" in figure.rules:
            return True
        if harmed is not None and figure.measure in HARM and figure.sentence > harmed:
            return False
        return figure.measure in wider and ("wider" in figure.rules) == (figure.measure not in passing)

    return [
        figure for figure in figures if figure.part != "background" or (figure.measure not in told and _leads(figure))
    ]


def _without_older(figures: Iterable[Figure]) -> list[Figure]:
    """Figures without those of days long before the first that is dated: "in January a raid there killed 13".

    >>> from casualty_figures.reading.reader import read
    >>> text = "A raid killed six porters on Sunday. In January, 13 porters were killed in a raid in Orlat."
    >>> [figure.value for figure in _without_older(read(text, date(2023, 7, 3)))]
    [6]
    """
    first: dict[str, date] = {}
    kept = []
    for figure in figures:
        start, end = (figure.period.start, figure.period.end) if figure.period else (None, None)
        if end and end < first.get(figure.measure, date.min + LONG_BEFORE) - LONG_BEFORE:
            continue
        if start:
            first.setdefault(figure.measure, start)
        kept.append(figure)
    return kept


def _once(figures: Iterable[Figure]) -> list[Figure]:
    """Figures without those that only repeat a phrase for another claimant; names have no phrase of their own.

    >>> from casualty_figures.reading.reader import read
    >>> [figure.value for figure in _once(read("Ali and Omar Oru were killed."))]
    [1, 1]
    """
    claimants: dict[tuple[str, int, int], Party | None] = {}
    kept = []
    for figure in figures:
        key = (figure.measure, *_phrase(figure))
        named = "name" in figure.rules and claimants.get(key) == figure.claimant
        if named or key not in claimants:
            claimants[key] = figure.claimant
            kept.append(figure)
    return kept


def main_event(figures: Iterable[Figure]) -> list[Figure]:
    """The figures of people of the main event.

    >>> from casualty_figures.reading.reader import read
    >>> text = "A blast killed six porters. Traders marched against the killing of two boys."
    >>> [figure.value for figure in main_event(read(text))]
    [6]
    """
    people = [figure for figure in _once(figures) if figure.unit in ("person", "household")]
    return without_far_larger(without_other_days(_without_older(_foreground(_final(people)))))
