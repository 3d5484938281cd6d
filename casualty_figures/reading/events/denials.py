"""Denials whose words stand before the clause they deny: "denied that it had carried out any air strikes"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from casualty_figures.reading.figure import Figure, Mark
from casualty_figures.reading.text.sentences import Sentence
from casualty_figures.reading.words.event_words import clauses, context_pattern
from casualty_figures.reading.words.lexicon import table
from casualty_figures.reading.words.wording import Span, listed

REACH = 60
"""Characters before a clause, and before an event, in which its denial is looked for."""
THERE_WAS = re.compile(
    r"\bthere\s(?:is|are|was|were|(?:has|have|had)\s(?:\w+\s)?been)\s(?:any\s|an?\s)?$", re.IGNORECASE
)


@cache
def _denying() -> frozenset[str]:
    """Words without one of which a sentence denies nothing."""
    return frozenset(row["word"].split()[-1] for row in table("words/denials") if row["kind"] != "noun")


@cache
def _denied_that() -> re.Pattern[str]:
    """What stands right before a clause that is denied: "denied that", "rejected claims that"."""
    deny, dismiss, noun = (listed("denials", "kind", kind) for kind in ("deny", "dismiss", "noun"))
    return re.compile(
        rf"(?:\b(?P<negation>not|never|nor|n['\u2019]t)\s)?\b(?P<word>(?P<deny>{deny})|{dismiss})\s"
        rf"(?(deny)(?:(?:any|all|the|those)\s)?(?:[a-z]+\s)?|(?:[a-z-]+\s){{0,2}}?{noun}\s)"
        r"that$",
        re.IGNORECASE,
    )


@cache
def _called_untrue() -> re.Pattern[str]:
    """Reports, what they tell, and that they are false."""
    noun, untrue = listed("denials", "kind", "noun"), listed("denials", "kind", "untrue")
    return re.compile(rf"\b{noun}\s(?:that|of)\s[^.;]*?\b(?:is|are|was|were)\s(?:[a-z]+\s)?{untrue}\b", re.IGNORECASE)


def find_denial(text: str, sentence: Span, clause: Span) -> re.Match[str] | None:
    """The denial of what a clause says: its `word`, and its `negation` where nothing was denied.

    >>> text = "The army denied reports that it had shelled the port."
    >>> find_denial(text, (0, len(text)), (28, len(text)))["word"]
    'denied'
    """
    return _denied_that().search(text, max(sentence[0], clause[0] - REACH), clause[0])


def is_stated(text: str, clause: Span, event: Span) -> bool:
    """Whether a clause says that an attack was launched or that there was one, not something else about it.

    >>> texts = ["they had launched air raids", "there were air raids", "air raids had hit the school"]
    >>> [is_stated(text, (0, len(text)), (text.index("air"), len(text))) for text in texts]
    [True, True, False]
    """
    before = text, max(clause[0], event[0] - REACH), event[0]
    launched = context_pattern("launch", after=r"\s(?:any\s|an?\s)?$")
    return bool(launched.search(*before) or THERE_WAS.search(*before))


def without_denied(figures: Sequence[Figure], text: str, sentence: Sentence) -> list[Figure]:
    """Counts of people in a sentence: whoever denies that any were harmed claims none; a number denied is no claim.

    >>> from casualty_figures.reading.reader import read
    >>> found = read("The army denied that civilians had been killed."), read("He denied that two had been killed.")
    >>> [[(figure.measure, figure.high) for figure in figures] for figures in found]
    [[('killed', 0)], []]
    >>> read("Reports that two had been killed are false, he said.")
    []
    """
    if not figures or _denying().isdisjoint(sentence.words):
        return list(figures)
    span = sentence.start, sentence.end
    if untrue := _called_untrue().search(text, *span):
        figures = [figure for figure in figures if not untrue.start() < figure.marks[0].start < untrue.end()]
    parts = clauses(text, *span)
    return [kept for figure in figures for kept in _unless_denied(figure, text, span, parts)]


def _unless_denied(figure: Figure, text: str, sentence: Span, parts: Sequence[Span]) -> list[Figure]:
    at = next((mark.start for mark in figure.marks if mark.role == "event"), sentence[0])
    clause = next((part for part in parts if part[0] <= at < part[1]), sentence)
    denial = find_denial(text, sentence, clause)
    if denial is None or figure.quantifier == "none":
        return [figure]
    if figure.quantifier != "occurred" or denial["negation"]:
        return []
    mark = Mark("negation", *denial.span("word"), denial["word"])
    return [replace(figure, quantifier="none", low=0, high=0, marks=(*figure.marks, mark))]
