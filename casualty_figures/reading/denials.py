"""Denials whose words stand before the clause they deny: "denied that it had carried out any air strikes"."""

from __future__ import annotations

import re

from casualty_figures.reading.event_words import context_pattern
from casualty_figures.reading.wording import Span

REACH = 60
"""Characters before a clause, and before an event, in which its denial is looked for."""
DENIED_THAT = re.compile(
    r"(?:\b(?P<negation>not|never|nor|n['\u2019]t)\s)?\b(?P<word>den(?:y|ies|ied|ying))"
    r"\s(?:(?:any|all|the|those)\s)?(?:[a-z]+\s)?that$",
    re.IGNORECASE,
)
THERE_WAS = re.compile(
    r"\bthere\s(?:is|are|was|were|(?:has|have|had)\s(?:\w+\s)?been)\s(?:any\s|an?\s)?$", re.IGNORECASE
)


def find_denial(text: str, sentence: Span, clause: Span) -> re.Match[str] | None:
    """The denial of what a clause says: its `word`, and its `negation` where nothing was denied.

    >>> text = "The army denied reports that it had shelled the port."
    >>> find_denial(text, (0, len(text)), (28, len(text)))["word"]
    'denied'
    """
    return DENIED_THAT.search(text, max(sentence[0], clause[0] - REACH), clause[0])


def is_stated(text: str, clause: Span, event: Span) -> bool:
    """Whether a clause says that an attack was launched or that there was one, not something else about it.

    >>> texts = ["they had launched air raids", "there were air raids", "air raids had hit the school"]
    >>> [is_stated(text, (0, len(text)), (text.index("air"), len(text))) for text in texts]
    [True, True, False]
    """
    before = text, max(clause[0], event[0] - REACH), event[0]
    launched = context_pattern("launch", after=r"\s(?:any\s|an?\s)?$")
    return bool(launched.search(*before) or THERE_WAS.search(*before))
