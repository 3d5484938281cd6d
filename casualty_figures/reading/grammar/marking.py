"""Marks: the phrases of a text that stand for the parts of a figure."""

from __future__ import annotations

from dataclasses import replace

from casualty_figures.reading.figure import Mark
from casualty_figures.reading.grammar.clauses import Clauses, Link
from casualty_figures.reading.grammar.counts import Count

SILENT = ("name", "pronoun", "self")
"""Kinds of people without a mark of their own: a victim's name is never marked."""


def _mark(clauses: Clauses, text: str, role: str, first: int, last: int) -> Mark:
    start, end = clauses.tokens.starts[first], clauses.tokens.ends[last]
    return Mark(role, start, end, text[start:end])


def event_mark(clauses: Clauses, text: str, link: Link) -> Mark:
    """The event without its auxiliaries: "killed"."""
    item = clauses.items[link.event]
    if link.rule != "attribute":
        return _mark(clauses, text, "event", item.first, item.last)
    at = clauses.tokens.codes[item.first : item.last].rfind("K")
    word = item.first + at if at > 0 else item.last
    return _mark(clauses, text, "event", word, word)


def people_mark(clauses: Clauses, text: str, found: Count) -> Mark | None:
    """The people inside the phrase that counts them: "civilians" in "more than 800 civilians"."""
    if found.noun is None or found.last < found.noun:
        return None
    return _mark(clauses, text, "people", found.noun, found.last)


def named(clauses: Clauses, text: str, found: Count) -> list[Mark]:
    """The mark of people who are named apart from their number."""
    first = found.noun if found.noun is not None else found.first
    return [_mark(clauses, text, "people", first, found.last)] if found.last >= first else []


def marks_of(clauses: Clauses, text: str, link: Link, found: Count) -> tuple[Mark, ...]:
    """The figure, people and negation marks of a count, and its event."""
    event = event_mark(clauses, text, link)
    if found.kind in SILENT or (found.kind == "none" and link.rule == "no noun"):
        return (event,)
    role = {"none": "negation", "plural": "people"}.get(found.kind, "figure")
    counted = _mark(clauses, text, role, found.first, found.last)
    people = people_mark(clauses, text, found) if role == "figure" else None
    return (counted, people, event) if people else (counted, event)


def carried(marks: tuple[Mark, ...]) -> Mark:
    """The people counted before, whom an ellipsis leaves out."""
    people = next((mark for mark in marks if mark.role == "people"), marks[0])
    return replace(people, role="people", carried=True)
