"""Events that a sentence tells only in passing: what a protest is about, what happened over a year."""

from __future__ import annotations

import re
from functools import cache

from casualty_figures.reading.clauses import Clauses, Link
from casualty_figures.reading.lexicon import table, words_of

RELATIVE = re.compile(r"R[whn]*$")
"""What stands before the event in "a man who was killed"."""
DOER = re.compile(r"(?:R(?:[hKkgE]&?)*|f)$")
"""What stands before the event in "a man who robbed and killed", "guilty of killing"."""
WORD = re.compile(r"[a-z]+")


def in_passing(clauses: Clauses, link: Link) -> bool:
    """Whether a protest, a reprisal or a trial is told, and the event is only what it is about.

    >>> from casualty_figures.reading.clauses import clauses
    >>> from casualty_figures.reading.links import links
    >>> from casualty_figures.reading.tokens import tokenise
    >>> text = "Traders in Orlat marched against the killing of two porters"
    >>> found = clauses(tokenise(text, 0, len(text)))
    >>> [in_passing(found, link) for link in links(found)]
    [True]
    >>> text = "Traders marched against a man who killed two porters"
    >>> found = clauses(tokenise(text, 0, len(text)))
    >>> [in_passing(found, link) for link in links(found)]
    [True]
    """
    words = clauses.tokens.words
    protest = not words_of("background", "kind", "protest").isdisjoint(words)
    if link.rule == "nominal":
        return protest or not words_of("background", "kind", "reprisal").isdisjoint(words)
    if not protest:
        return False
    before = clauses.letters[: link.event]
    relative = {"passive": RELATIVE, "died": RELATIVE, "object": DOER}.get(link.rule)
    if relative and relative.search(before):
        told = words[: clauses.items[link.event].first]
        return not words_of("background", "kind", "protest").isdisjoint(told)
    return "after" in words and bool(re.search(r"[Jb][^;]*$", before))


@cache
def _wider_pattern() -> re.Pattern[str]:
    phrases = [re.escape(row["word"]).replace(r"\ ", r"\s+") for row in table("words/wider")]
    counted = [one.replace(r"\#year", r"(?:19|20)\d\d").replace(r"\#", r"\w+") for one in phrases]
    return re.compile(r"\b(?:" + "|".join(counted) + r")\b", re.IGNORECASE)


@cache
def _wider_cues() -> frozenset[str]:
    """The longest word of each phrase: where none stands, no phrase does."""
    return frozenset(max(WORD.findall(row["word"].replace("#year", "")), key=len) for row in table("words/wider"))


def of_a_wider_period(sentence: str) -> bool:
    """Whether a sentence tells of more than one event.

    >>> of_a_wider_period("More than 300 miners have died this year."), of_a_wider_period("Two died.")
    (True, False)
    """
    return not _wider_cues().isdisjoint(WORD.findall(sentence.lower())) and bool(_wider_pattern().search(sentence))


def left_out(clauses: Clauses) -> list[int]:
    """Tokens of remarks that those named before are not counted: "(not counted here)", "not included in the toll".

    >>> from casualty_figures.reading.clauses import clauses
    >>> from casualty_figures.reading.tokens import tokenise
    >>> text = "A driver was killed along with two guards (not currently counted here)"
    >>> left_out(clauses(tokenise(text, 0, len(text))))
    [10]
    """
    words = clauses.tokens.words
    return [
        index
        for index, word in enumerate(words)
        if word in words_of("uncounted") and "not" in words[max(0, index - 2) : index]
    ]
