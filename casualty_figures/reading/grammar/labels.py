"""Labels: the counts of a form or a situation report, "Deaths: 12", "Displaced families: 1,200"."""

from __future__ import annotations

import re
from dataclasses import replace

from casualty_figures.reading.grammar.clauses import Clauses, Link, People
from casualty_figures.reading.grammar.counts import count
from casualty_figures.reading.grammar.drafts import Sentence
from casualty_figures.reading.words.lexicon import words_of
from casualty_figures.reading.words.measures import event_measures

LABEL = re.compile(
    r"(?:^|(?<=[;,]))(?:Mf|[MO])?(?:(?P<people>P)(?=[Ke]))?(?P<event>[TKe0](?P<after>P)?O?|P);(?P<number>[#P])(?=$|[;,])"
)
"""Over the letters of items: an event, perhaps with its people, a colon and a number that ends a line or a clause."""


def labels(sentence: Sentence, group: int) -> tuple[frozenset[int], int]:
    """Draft the counts that stand after a label; the positions they take up, and the next free group.

    >>> from casualty_figures.reading.reader import read
    >>> texts = ["Total dead: 12, injured: at least 40", "Displaced families: 1,200", "No. of persons killed: 9"]
    >>> [(figure.measure, figure.value, figure.unit) for text in texts for figure in read(text)]
    [('killed', 12, 'person'), ('injured', 40, 'person'), ('displaced', 1200, 'household'), ('killed', 9, 'person')]
    """
    clauses, taken = sentence.clauses, set[int]()
    if ":" not in clauses.tokens.words:
        return frozenset(), group
    for match in LABEL.finditer(clauses.letters):
        event, position = match.start("event"), match.start("number")
        measure = _measure(clauses, event)
        found = count(clauses, position)
        if not measure or not found or found.kind != "number" or clauses.tokens.words[_colon(clauses, position)] != ":":
            continue
        named = max(match.start("people"), match.start("after"))
        who = count(clauses, named) if named >= 0 else None
        if who:
            homes = clauses.tokens.words[who.last] in words_of("units", "unit", "household")
            found = replace(found, population=who.population, household=found.household or homes)
        link = Link(event, People(position, position, (position,)), "label")
        sentence.add(link, measure, found, group)
        sentence.told.update(range(match.start(), position + 1))
        taken.update(range(match.start(), position + 1))
        group += 1
    return frozenset(taken), group


def _colon(clauses: Clauses, position: int) -> int:
    return clauses.items[position - 1].first


def _measure(clauses: Clauses, event: int) -> str:
    """The measure of a label: of its event, or of the word for its people ("evacuees")."""
    item = clauses.items[event]
    named = (event_measures().get(clauses.tokens.words[at], ()) for at in range(item.last, item.first - 1, -1))
    return next((measures[0] for measures in named if measures), "")
