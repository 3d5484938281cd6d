"""Who is hit or struck is hurt or dead where a weapon or a car did it; hail, taxes and songs hit too."""

from __future__ import annotations

from casualty_figures.reading.grammar.clauses import Clauses, Link
from casualty_figures.reading.grammar.objects import adjacent
from casualty_figures.reading.grammar.subjects import is_plural
from casualty_figures.reading.words.lexicon import words_of


def is_no_blow(clauses: Clauses, link: Link) -> bool:
    """Whether a verb like "hit" tells of no harm to people.

    Places and things may be hit, and people without a number: "shells hit Orlat", "the tax hit traders". What hit them
    must be named, or nothing: "four were hit in the legs".

    >>> from casualty_figures.reading.reader import read
    >>> texts = ["A bullet hit a boy.", "Four were hit.", "Drought hit 900 farmers.", "Four were hit by drought."]
    >>> [[figure.value for figure in read(text)] for text in texts]
    [[1], [4], [], []]
    """
    words, event = clauses.tokens.words, clauses.items[link.event].last
    if words[event] not in words_of("blows", "kind", "verb"):
        return False
    if any(_may_be_a_thing(clauses, member) for member in link.people.members):
        return True
    if not words_of("blows", "kind", "means").isdisjoint(words):
        return False
    after = clauses.letters[link.event + 1 : link.event + 2]
    song = after in ("O", "V") and adjacent(clauses, link.event, link.event + 1)
    return link.rule == "object" or words[event + 1 : event + 2] == ["by"] or song


def _may_be_a_thing(clauses: Clauses, position: int) -> bool:
    """Whether a phrase may be a place or a thing, or counts nobody ("traders")."""
    item, words = clauses.items[position], clauses.tokens.words
    if words[item.last + 1 : item.last + 2] == ["of"] and item.kind == "number":
        return True  # "two of the kiosks were hit"
    return item.letter in "MYV" or (item.kind == "person" and is_plural(clauses, position) is True)
