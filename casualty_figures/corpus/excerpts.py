"""How much of a text its marks show together: never nine words in a row, which would be a sentence of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from casualty_figures.package.evidence_rules import LONGEST_RUN_WORDS
from casualty_figures.reading.figure import Mark
from casualty_figures.reading.words.wording import Span

WORD = re.compile(r"\w\S*")
ORDER = ("figure", "event", "negation", "claimant", "people", "actor", "cause", "place", "said_on", "time")
"""Roles of marks, those that a figure cannot do without first."""


def left_out(text: str, marks: Iterable[Mark]) -> set[Span]:
    """The offsets of the marks that are not shown, so that the others cover no run of nine words.

    In a run that is too long, the mark that says least about the figure goes first.

    >>> text = "Nine people and two dogs died in Orlat on Monday morning."
    >>> marks = [("figure", 0, 11), ("people", 16, 24), ("event", 25, 29), ("place", 30, 38), ("time", 39, 56)]
    >>> left_out(text, [Mark(role, start, end, text[start:end]) for role, start, end in marks])
    set()
    >>> [text[a:b] for a, b in left_out(text, [Mark("event", 0, 32, text[:32]), Mark("time", 33, 56, text[33:56])])]
    ['Orlat on Monday morning']
    """
    ranks: dict[Span, int] = {}
    for mark in marks:
        span = mark.start, mark.end
        ranks[span] = min(ORDER.index(mark.role), ranks.get(span, len(ORDER)))
    shown = sorted(ranks)
    while too_long := [span for run in _runs(text, shown) for span in _least_needed(text, run, ranks)]:
        shown = [span for span in shown if span not in too_long]
    return ranks.keys() - set(shown)


def _least_needed(text: str, run: list[Span], ranks: dict[Span, int]) -> list[Span]:
    """The mark that a run can best do without, where the run is too long."""
    words = WORD.findall(text, run[0][0], max(end for _, end in run))
    return [max(run, key=lambda span: (ranks[span], span))] if len(words) > LONGEST_RUN_WORDS else []


def _runs(text: str, spans: list[Span]) -> Iterator[list[Span]]:
    """Marks in order, as runs that no word of the text parts."""
    run: list[Span] = []
    reached = 0
    for start, end in spans:
        if run and start > reached and WORD.search(text, reached, start):
            yield run
            run = []
        run.append((start, end))
        reached = max(reached, end)
    if run:
        yield run
