"""Whom a verb acts on: the people after it."""

from __future__ import annotations

from casualty_figures.reading.grammar.clauses import Clauses, People
from casualty_figures.reading.grammar.movements import homes
from casualty_figures.reading.grammar.subjects import STEPS, is_plural, stranger
from casualty_figures.reading.words.lexicon import words_of


def adjacent(clauses: Clauses, first: int, second: int) -> bool:
    """Whether nothing but adverbs stands between two items."""
    between = clauses.tokens.codes[clauses.items[first].last + 1 : clauses.items[second].first]
    return not between.strip("j.r")


def objects(clauses: Clauses, event: int) -> People | None:
    """The people after a verb, also after a second verb that shares them ("killed and wounded 12")."""
    letters = clauses.letters
    position = event + 1
    while letters[position : position + 1] in ("&", "|", ",") and letters[position + 1 : position + 2] in tuple("KkgE"):
        position += 2
    if position != event + 1 and letters[position - 1] == "E" and not _taken(clauses, event):
        return None
    people = clauses.starting.get(position) or stranger(clauses, position) or homes(clauses, event, position)
    return _them(clauses, people) if people and adjacent(clauses, position - 1, position) else None


def _taken(clauses: Clauses, event: int) -> bool:
    """Whether a verb says that people were taken, who are then dealt with: "arrested and questioned 12 men".

    >>> from casualty_figures.reading.reader import read
    >>> [[figure.value for figure in read(f"Soldiers {verb} and questioned 12 men.")] for verb in ("arrested", "shot")]
    [[12], []]
    """
    words = words_of("casualties", "measure_id", "detained") | words_of("casualties", "measure_id", "kidnapped")
    return clauses.letters[event] != "E" and clauses.tokens.words[clauses.items[event].last] in words


def acts_on_a_thing(clauses: Clauses, event: int) -> bool:
    """Whether something that is no person follows: "killed the engine"; not "killed two days later"."""
    if clauses.letters[event + 1 : event + 2] not in ("O", "M") or not adjacent(clauses, event, event + 1):
        return False
    item = clauses.items[event + 1]
    codes = clauses.tokens.codes
    acted_on = codes[item.last] == "Z" if item.kind == "things" else codes[item.first] in "adrX"
    return acted_on and clauses.tokens.words[item.last] not in words_of("units", "unit", "day")


def aims_at(clauses: Clauses, event: int) -> bool:
    """Whether people are only aimed at: "a man shot at two clerks"; not "a man shot at the gate".

    >>> from casualty_figures.reading.reader import read
    >>> [[figure.value for figure in read(f"A man shot at {what}.")] for what in ("two clerks", "the gate of a mill")]
    [[], [1]]
    """
    after = clauses.items[event].last + 1
    at = clauses.tokens.words[after : after + 1] == ["at"] and event + 2 in clauses.starting
    return at and clauses.items[event + 2].first == after + 1


def they(clauses: Clauses, people: People) -> People:
    """The people that "they" stands for: "nine men were taken to Orlat, where they died"; not in a new sentence."""
    word = clauses.tokens.words[clauses.items[people.first].first]
    if word != "they" or clauses.letters[people.first - 1 : people.first] not in ("J", ";"):
        return people
    return _counted_before(clauses, people)


def _them(clauses: Clauses, people: People) -> People:
    """The people that "them" stands for: the last ones counted before, where there are some."""
    if clauses.letters[people.first] != "U" or clauses.tokens.words[clauses.items[people.first].first] != "them":
        return people
    return _counted_before(clauses, people)


def _counted_before(clauses: Clauses, people: People) -> People:
    """The last people counted before a pronoun, or the pronoun where there are none."""
    for position in range(people.first - 1, max(-1, people.first - STEPS), -1):
        earlier = clauses.starting.get(position)
        counted = is_plural(clauses, position) and clauses.items[position].kind == "counted"
        if earlier and (counted or "&" in clauses.letters[earlier.first : earlier.last]):
            return earlier
    return people
