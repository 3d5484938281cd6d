"""Marks: the phrases of a text that stand for the parts of a figure."""

from __future__ import annotations

from dataclasses import replace

from casualty_figures.reading.clauses import Clauses
from casualty_figures.reading.counts import Count
from casualty_figures.reading.figure import Mark
from casualty_figures.reading.links import Link

SILENT = ("name", "pronoun", "self")
"""Kinds of people without a mark of their own: a victim's name is never marked."""


def _mark(clauses: Clauses, text: str, role: str, first: int, last: int) -> Mark:
    start, end = clauses.tokens.starts[first], clauses.tokens.ends[last]
    return Mark(role, start, end, text[start:end])


def event_mark(clauses: Clauses, text: str, link: Link) -> Mark:
    """The event with its auxiliaries, where they stand close: "were killed"."""
    first, last = clauses.items[max(link.start, 0)].first, clauses.items[link.event].last
    if last - first > 4 or link.start < 0:
        first = clauses.items[link.event].first
    return _mark(clauses, text, "event", first, last)


def marks_of(clauses: Clauses, text: str, link: Link, found: Count) -> tuple[Mark, ...]:
    """The figure, people or negation mark of a count, and its event."""
    event = event_mark(clauses, text, link)
    if found.kind in SILENT or (found.kind == "none" and link.rule == "no noun"):
        return (event,)
    role = {"none": "negation", "plural": "people"}.get(found.kind, "figure")
    return (_mark(clauses, text, role, found.first, found.last), event)


def carried(mark: Mark) -> Mark:
    """A number phrase before, as the people that an ellipsis leaves out."""
    return replace(mark, role="people", carried=True)
