"""The count that a toll gives: of whom it is, and of a rise the later number."""

from __future__ import annotations

from dataclasses import replace

from casualty_figures.reading.grammar.clauses import Clauses, Link
from casualty_figures.reading.grammar.counts import Count, count
from casualty_figures.reading.grammar.phrases import Item
from casualty_figures.reading.words.quantities import read_quantity

OF_WHOM = ("among", "of", "for")
"""Words between a toll and the people it counts: "the toll among children"."""


def risen(clauses: Clauses, found: Count) -> Count:
    """The later of two numbers of a toll that went "from 29 to 37".

    >>> from casualty_figures.reading.reader import read
    >>> texts = ["The toll rose from 29 to 37.", "From 29 to 37 people died."]
    >>> [(figure.low, figure.high) for text in texts for figure in read(text)]
    [(37, 37), (29, 37)]
    """
    words = clauses.tokens.words
    numbers = words[found.first : found.last + 1]
    if "to" not in numbers or found.first == 0 or words[found.first - 1] != "from":
        return found
    later = numbers.index("to") + 1
    quantity = read_quantity(" ".join(numbers[later:]))
    return replace(found, quantity=quantity, first=found.first + later) if quantity else found


def left_behind(clauses: Clauses, found: Count) -> bool:
    """Whether a toll was raised from a number to one told elsewhere: "taking the toll from 81".

    >>> from casualty_figures.reading.reader import read
    >>> texts = ["A nurse died on Monday, taking the toll from 81.", "The toll rose from 81 to 82."]
    >>> [[(figure.value, figure.part) for figure in read(text)] for text in texts]
    [[(1, 'whole'), (81, 'background')], [(82, 'whole')]]
    """
    words = clauses.tokens.words
    return found.first > 0 and words[found.first - 1] == "from" and "to" not in words[found.last + 1 : found.last + 3]


def people_of(clauses: Clauses, link: Link) -> Count | None:
    """The people of a toll, beside the word for it: "the civilian death toll", "the number of children killed".

    >>> from casualty_figures.reading.reader import read
    >>> texts = ["The number of civilians killed rose to 81.", "The toll among children is 12.", "The toll is 12."]
    >>> [figure.population for text in texts for figure in read(text)]
    ['civilians', 'children', 'unknown']
    """
    items, event = clauses.items, link.event
    after = event + 2 if _word(clauses, event + 1) in OF_WHOM else event + 1
    for position in (event - 1, after):
        if 0 <= position < len(items) and _names(clauses, items[position]):
            found = count(clauses, position)
            if found and found.population != "unknown":
                return found
    return None


def _word(clauses: Clauses, position: int) -> str:
    return clauses.tokens.words[clauses.items[position].first] if position < len(clauses.items) else ""


def _names(clauses: Clauses, item: Item) -> bool:
    """Whether a phrase says of what kind people are, and counts none of them."""
    number_of = any(word.startswith("number of") for word in clauses.tokens.words[item.first : item.last])
    return item.kind == "person" or (item.kind == "counted" and number_of)
