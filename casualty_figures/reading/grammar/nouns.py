"""Events told by a noun: deaths, injuries, a toll."""

from __future__ import annotations

import re

from casualty_figures.reading.grammar.clauses import Clauses, Link, People
from casualty_figures.reading.grammar.movements import homes
from casualty_figures.reading.grammar.subjects import BROUGHT, STEPS, auxiliary, subject
from casualty_figures.reading.words.lexicon import words_of

BESIDE_DEATHS = re.compile(r"T(?:,|,?&)#$")
"""What stands before injuries that are counted after deaths: "deaths and two"."""
WITH = ("with", "for")
"""Words before a harm that somebody has: "were admitted with injuries"; not "were involved in the murder"."""


def event_noun(clauses: Clauses, event: int, linked: dict[int, Link]) -> Link | None:
    """ "12 deaths", "the deaths of two boys", "no injuries"."""
    if _attempted(clauses, event):
        return None
    if is_number_of(clauses, event):  # "the number of casualties is not known"
        return toll(clauses, event, linked)
    return (
        _noun_of(clauses, event)
        or _suffered(clauses, event, linked)
        or _counted_noun(clauses, event, linked)
        or _found_dead(clauses, event)
    )


def is_number_of(clauses: Clauses, start: int) -> bool:
    """Whether the number of the people before a word is still to come: "the number of pupils hurt rose to nine".

    The verb may stand in a relative clause: "the number of pupils who were hurt".
    """
    words = clauses.tokens.words
    position = start - 2 if clauses.letters[start - 1 : start] == "R" else start - 1
    if position < 0:
        return False
    first = clauses.items[position].first
    return any(word.startswith("number of") for word in words[first : first + 2])


def _attempted(clauses: Clauses, event: int) -> bool:
    """Whether somebody only tried: "the attempted murder of two clerks", "a failed assassination"."""
    first = clauses.items[event].first
    tokens = clauses.tokens.words[max(0, first - 1) : clauses.items[event].last]
    return not words_of("background", "kind", "attempt").isdisjoint(tokens)


def _noun_of(clauses: Clauses, event: int) -> Link | None:
    """ "The deaths of two boys", "injuries to six people"."""
    letters = clauses.letters
    if letters[_number_before(clauses, event) :][:1] == "#" and event:
        return None  # "1,500 bodies of fighters" says how many itself
    after = event + 1
    if letters[after : after + 1] in ("f", "2"):
        after += 1
    elif not clauses.tokens.words[clauses.items[event].last].endswith(" of"):
        return None
    people = clauses.starting.get(after) or homes(clauses, event, after)
    return Link(event, people, "nominal") if people else None


def _suffered(clauses: Clauses, event: int, linked: dict[int, Link]) -> Link | None:
    """ "Two men suffered injuries"; the number in "sustained three gunshot wounds" counts no people."""
    letters = clauses.letters
    verb = event - 1
    if letters[verb:event] == "#" and clauses.tokens.words[clauses.items[event].last] in words_of("wounds"):
        verb -= 1
    suffer = words_of("grammar", "class", "suffer")
    if letters[verb : verb + 1] != "E" or clauses.tokens.words[clauses.items[verb].first] not in suffer:
        return None
    found = subject(clauses, auxiliary(letters, verb), linked)
    return Link(event, found[0], "suffered") if found else None


def _counted_noun(clauses: Clauses, event: int, linked: dict[int, Link]) -> Link | None:
    """ "12 deaths", "three civilian deaths", "no injuries"."""
    letters = clauses.letters
    word = clauses.tokens.words[clauses.items[event].last]
    if word == "hostage" or _counts_wounds(clauses, event) or (word == "lives" and not _claims(clauses, event)):
        return None
    before = _number_before(clauses, event)
    people = clauses.ending.get(before)
    if people and (letters[before] in "#Y" or clauses.items[before].kind == "counted"):
        last = People(before, before, (before,))
        return Link(event, last, "counted noun")
    with_it = letters[event - 1] == "b" and clauses.tokens.words[clauses.items[event - 1].last] in WITH
    if with_it and (brought := BROUGHT.search(letters, max(0, event - 9), event)):
        found = subject(clauses, brought.start(), linked)
        return Link(event, found[0], "state") if found else None
    if letters[event - 2 : event] in ("T|", "T&") and event - 2 in linked:
        return Link(event, linked[event - 2].people, "counted noun")
    denied = re.search(r"n[Ek]?$|N[Gg]?$|#[GgE]$", letters[max(0, event - 3) : event])
    if denied and denied[0][0] == "#" and "N" not in _codes(clauses, event - 2):
        return None
    if word.endswith(("s", "casualty")) and denied:
        return Link(event, People(event, event, (event,)), "no noun", True)
    return None


def _codes(clauses: Clauses, position: int) -> str:
    item = clauses.items[position]
    return clauses.tokens.codes[item.first : item.last + 1]


def _number_before(clauses: Clauses, event: int) -> int:
    """Where the number of an event noun may stand: "six deaths", "six confirmed deaths", "nine burned bodies"."""
    if event < 2:
        return event - 1
    letter, (described, noun) = clauses.letters[event - 1], (_last_word(clauses, at) for at in (event - 1, event))
    participle = letter in "ES" and described.endswith("ed")
    return event - 2 if participle or (letter == "K" and noun in words_of("corpses")) else event - 1


def _last_word(clauses: Clauses, position: int) -> str:
    return clauses.tokens.words[clauses.items[position].last]


def _counts_wounds(clauses: Clauses, event: int) -> bool:
    """Whether a number is of wounds, not of people: "found dead with three gunshot wounds"; not "no injuries".

    Beside deaths the injuries are of as many people: "26 deaths and two injuries".
    """
    if clauses.letters[event - 1 : event] != "#" or _last_word(clauses, event) not in words_of("wounds"):
        return False
    beside = BESIDE_DEATHS.search(clauses.letters, max(0, event - 5), event)
    if beside and _last_word(clauses, beside.start()) not in words_of("wounds"):
        return False
    return clauses.tokens.codes[clauses.items[event - 1].first] != "N"


def _found_dead(clauses: Clauses, event: int) -> Link | None:
    """ "His body was found", "police recovered a body"."""
    if clauses.tokens.words[clauses.items[event].last] not in words_of("event_people", "kind", "body"):
        return None
    following = clauses.letters[event + 1 : event + 2]
    verb = event + {"w": 2, "E": 1, "S": 1}.get(following, -1)
    if verb < 0 or clauses.letters[verb : verb + 1] not in ("E", "S"):
        return None
    found = clauses.tokens.words[clauses.items[verb].first] in words_of("finding")
    return Link(event, People(event, event, (event,)), "found dead") if found else None


def _claims(clauses: Clauses, event: int) -> bool:
    """Whether lives are taken ("claimed 31 lives"), not saved or led."""
    first = clauses.items[max(0, event - 1)].first
    return clauses.tokens.words[first - 1] in words_of("tolls") if first else False


def toll(clauses: Clauses, event: int, linked: dict[int, Link]) -> Link | None:
    """ "The death toll rose to 45", "a toll of more than 80"; the number after "to" where there are two."""
    letters = clauses.letters
    best = None
    for position in range(event + 1, min(event + STEPS, len(letters))):
        if letters[position] in "#PY" and clauses.items[position].kind in ("number", "counted"):
            before = letters[position - 1]
            if letters[position + 1 : position + 2] in ("e", "K"):
                break  # "a toll of seven dead" is told by its last word
            vague = before == "b" and "V" in clauses.tokens.codes[clauses.items[position].first :][:2]
            if before in "2bf;wLE," and not vague and (best is None or before == "2"):
                best = People(position, position, (position,))
        elif letters[position] == "K" and letters[position - 1] == "R":
            continue  # "the toll from the quake that struck the island"
        elif letters[position] in "Kki0;J" or (letters[position] == "g" and position + 1 in clauses.starting):
            break
    return Link(event, best, "toll") if best else None
