"""Signs of a list of phrases: words without which none of them stands in a text, looked for before the phrases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass

WORD = re.compile(r"[a-z]+")
SPELT_EITHER_WAY = frozenset(["defence", "defense"])
"""Words that no sign may hold, since patterns match both spellings."""


@dataclass(frozen=True, slots=True)
class Signs:
    """The phrases of one word, and the words of each phrase of several by the longest of them."""

    single: frozenset[str]
    several: dict[str, list[frozenset[str]]]

    def stand_among(self, words: Set[str]) -> bool:
        """Whether all words of one of the phrases are among some words, in whatever order.

        >>> signs = signs_of(["killed", "blown up"])
        >>> [signs.stand_among(set(words.split())) for words in ("was killed", "blown off course", "up it was blown")]
        [True, False, True]
        """
        if not self.single.isdisjoint(words):
            return True
        if self.several.keys().isdisjoint(words):
            return False
        return any(phrase <= words for word in self.several.keys() & words for phrase in self.several[word])


def signs_of(phrases: Iterable[str]) -> Signs:
    """The signs of phrases in small letters.

    >>> sorted(signs_of(["put the toll at", "said", "who said so"]).several), signs_of(["said"]).single
    (['toll'], frozenset({'said'}))
    """
    all_words = {frozenset(WORD.findall(phrase)) - SPELT_EITHER_WAY for phrase in phrases}
    single = frozenset(word for words in all_words if len(words) == 1 for word in words)
    several: dict[str, list[frozenset[str]]] = {}
    for words in all_words:
        if single.isdisjoint(words):
            several.setdefault(max(words, key=lambda word: (len(word), word)), []).append(words)
    return Signs(single, several)


def words_in(low: str, start: int, end: int) -> frozenset[str]:
    """The words of a stretch of a text in small letters, as signs are looked for among them.

    >>> sorted(words_in("17-year-old mo\u00ef was hurt.", 0, 24))
    ['hurt', 'mo', 'old', 'was', 'year']
    """
    return frozenset(WORD.findall(low, start, end))
