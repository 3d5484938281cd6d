"""Which measure an event word stands for."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from casualty_figures.reading.words.hospital import to_hospital
from casualty_figures.reading.words.lexicon import table


@cache
def _event_pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    measures = {row["word"]: row["measure_id"] for row in table("words/events")}
    measures |= {row["word"]: row["measure_id"] for row in table("words/casualties")}
    ordered = sorted(measures, key=lambda word: (-len(word), word))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, ordered)) + r")\b"), measures


@lru_cache(maxsize=4096)
def read_measure(phrase: str) -> str | None:
    """The measure_id of an event phrase, None where it holds no event.

    Two measures of one number are the joint one.

    >>> [read_measure(phrase) for phrase in ("were shot dead", "wounded", "had left", "Flights", "blue")]
    ['killed', 'injured', 'evacuated', 'flights', None]
    >>> read_measure("killed or wounded")
    'killed_or_injured'
    """
    pattern, measures = _event_pattern()
    plain = re.sub(r"\s+", " ", phrase.lower())
    found = [measures[event[0]] for event in pattern.finditer(plain)]
    if not found:
        return "injured" if to_hospital(plain) else None
    if {"killed", "injured"} <= set(found):
        return "killed_or_injured"
    return "killed" if "killed" in found else found[0]


@cache
def event_measures() -> dict[str, tuple[str, ...]]:
    """The measures of each event word; two for "abducted and killed".

    >>> event_measures()["wounded"]
    ('injured',)
    """
    return {row["word"]: tuple(filter(None, (row["measure_id"], row["also"]))) for row in table("words/casualties")}
