"""Events that a sentence tells only in passing: what a protest is about, what happened over a year."""

from __future__ import annotations

import re
from functools import cache

from casualty_figures.reading.clauses import Clauses, Link
from casualty_figures.reading.lexicon import table, words_of
from casualty_figures.reading.sentences import Sentence
from casualty_figures.reading.signs import Signs, signs_of

RELATIVE = re.compile(r"R[whn]*$")
"""What stands before the event in "a man who was killed"."""
DOER = re.compile(r"(?:R(?:[hKkgE]&?)*|f)$")
"""What stands before the event in "a man who robbed and killed", "guilty of killing"."""


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
def _wider_signs(*, dated: bool) -> Signs:
    """The signs of the phrases with a year in figures, or of the others."""
    phrases = (row["word"] for row in table("words/wider"))
    return signs_of(phrase.replace("#year", "") for phrase in phrases if ("#year" in phrase) == dated)


def of_a_wider_period(text: str, sentence: Sentence) -> bool:
    """Whether a sentence tells of more than one event.

    >>> from casualty_figures.reading.sentences import sentences
    >>> text = "More than 300 miners have died this year. Two died."
    >>> [of_a_wider_period(text, sentence) for sentence in sentences(text)]
    [True, False]
    """
    printed, words = text[sentence.start : sentence.end], sentence.words
    dated = ("19" in printed or "20" in printed) and _wider_signs(dated=True).stand_among(words)
    return (dated or _wider_signs(dated=False).stand_among(words)) and bool(_wider_pattern().search(printed))


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
