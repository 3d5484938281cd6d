"""Numbers that are not how many an event happened to: shares, rates, the dead and the missing together."""

from __future__ import annotations

from casualty_figures.reading.grammar.clauses import Clauses
from casualty_figures.reading.grammar.counts import Count
from casualty_figures.reading.words.lexicon import words_of
from casualty_figures.reading.words.measures import event_measures


def is_share_or_rate(clauses: Clauses, found: Count) -> bool:
    """Whether a number is not how many it happened to: "half of the 600 residents", "five people a week".

    >>> from casualty_figures.reading.reader import read
    >>> texts = ["Half of the 60 miners were evacuated.", "Five people a week are killed.", "Five died a week later."]
    >>> [len(read(text)) for text in texts]
    [0, 0, 1]
    """
    words = clauses.tokens.words
    after = words[found.last + 1 : found.last + 4]
    spans = words_of("units", "unit", "day")
    rate = after[:1] in (["a"], ["per"], ["each"], ["every"]) and not spans.isdisjoint(after[1:2])
    later = after[2:] and after[2] in words_of("shares", "kind", "shift")
    if rate and not later:
        return True
    fractions = words_of("shares", "kind", "fraction")
    if fractions.isdisjoint(words):
        return False
    item = next((item for item in clauses.items if item.first <= found.first <= item.last), None)
    before = words[max(0, item.first - 2) : item.first] if item else []
    return len(before) == 2 and before[1] == "of" and before[0] in fractions


def dead_or_missing(clauses: Clauses, event: int) -> bool:
    """Whether one number is given for the dead and the missing together, which is the number of neither.

    >>> from casualty_figures.reading.reader import read
    >>> [len(read(text)) for text in ("Some 300 people were killed or missing.", "Some 300 people were killed.")]
    [0, 1]
    """
    item, words = clauses.items[event], clauses.tokens.words
    after, before = words[item.last + 1 : item.last + 5], words[max(0, item.first - 3) : item.first]
    measure = event_measures().get(words[item.last], ())
    if measure == ("killed",):
        return after[:1] == ["or"] and any(event_measures().get(word) == ("missing",) for word in after)
    killed = any(event_measures().get(word) == ("killed",) for word in before)
    return measure == ("missing",) and "or" in before and killed
