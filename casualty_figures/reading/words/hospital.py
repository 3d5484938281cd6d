"""Who is taken to a hospital is hurt: "were flown to a hospital in Orlat" is one event."""

from __future__ import annotations

import re
from functools import cache

from casualty_figures.reading.words.lexicon import words_of

FURTHEST = 8
"""Words from the verb to the hospital, which a mark can hold."""


@cache
def hospital_places() -> frozenset[str]:
    """The last words of places where the hurt are treated."""
    return frozenset(word.rpartition(" ")[2] for word in words_of("hospital_words", "kind", "place"))


@cache
def _pattern() -> re.Pattern[str]:
    verbs, places = ("|".join(sorted(words_of("hospital_words", "kind", kind))) for kind in ("taken", "place"))
    return re.compile(rf"(?:{verbs})(?: by \w+)? to (?:[^,;:.]+ )?(?:{places})")


def to_hospital(phrase: str) -> bool:
    """Whether a phrase in small letters says that people were taken to a hospital.

    >>> to_hospital("taken by ambulance to the orlat general hospital"), to_hospital("taken to the bridge")
    (True, False)
    """
    return " to " in phrase and _pattern().fullmatch(phrase) is not None


def hospital_spans(words: list[str] | tuple[str, ...]) -> list[tuple[int, int]]:
    """First and one past the last word of each such event.

    >>> hospital_spans("two men were rushed to a local hospital on monday".split())
    [(3, 8)]
    """
    found = []
    for end, place in enumerate(words, start=1):
        if place not in hospital_places():
            continue
        for start in range(max(0, end - FURTHEST), end - 2):
            if words[start] in words_of("hospital_words", "kind", "taken"):
                if to_hospital(" ".join(words[start:end])):
                    found.append((start, end))
                break
    return found
