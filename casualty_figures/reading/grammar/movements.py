"""Movements of people: who left a place in danger, and who was taken out of one."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from casualty_figures.reading.grammar.clauses import Clauses, People
from casualty_figures.reading.grammar.counts import Count
from casualty_figures.reading.grammar.drafts import Draft, Sentence
from casualty_figures.reading.words.kinds import HARM, MOVED
from casualty_figures.reading.words.lexicon import table, words_of

NOT_MOVED = ("attackers", "police")
"""Those who run away or go home without being victims of anything."""
BEFALLS = (*HARM, "missing", "kidnapped", "detained")
"""What befalls people on their way: their flight then only tells how."""
SINGLE = ("article", "definite", "bare", "name", "pronoun", "self")
REACH = 6
"""Tokens after "left" or "out of" in which the place stands."""


def place_follows(clauses: Clauses, token: int) -> bool:
    """Whether the phrase that starts at a token is a place that people live in, or a name.

    >>> from casualty_figures.reading.grammar.clauses import clauses
    >>> from casualty_figures.reading.text.tokens import tokenise
    >>> texts = ["Nine men had left the besieged town", "Nine men had left the company", "Nine men had left Oruvale"]
    >>> [place_follows(clauses(tokenise(text, 0, len(text))), 4) for text in texts]
    [True, False, True]
    """
    words, codes = clauses.tokens.words, clauses.tokens.codes
    for index in range(token, min(token + REACH, len(words))):
        if words[index] in words_of("places_left"):
            return True
        if codes[index] == "X":
            return index == token
        if codes[index] not in "admxKoMrZ":
            return False
    return False


def left(clauses: Clauses, event: int) -> bool:
    """Whether "left" tells of people who left a place: not "left two men dead", "left the company".

    >>> from casualty_figures.reading.grammar.clauses import clauses
    >>> from casualty_figures.reading.text.tokens import tokenise
    >>> texts = ["Forty men left the town", "The blast left Oruvale dead"]
    >>> [left(found, found.letters.index("L")) for found in (clauses(tokenise(t, 0, len(t))) for t in texts)]
    [True, False]
    """
    if clauses.letters[event + 2 : event + 3] in ("e", "K", "k"):
        return False
    return place_follows(clauses, clauses.items[event].last + 1)


def homes(clauses: Clauses, event: int, position: int) -> People | None:
    """The homes that were evacuated, which count as households: "sixty homes were evacuated".

    >>> from casualty_figures.reading.grammar.clauses import clauses
    >>> from casualty_figures.reading.text.tokens import tokenise
    >>> texts = ["Sixty homes were evacuated", "Sixty homes were hit"]
    >>> [homes(clauses(tokenise(text, 0, len(text))), 2, 0) is None for text in texts]
    [False, True]
    """
    if clauses.letters[position : position + 1] != "O" or clauses.items[position].kind != "things":
        return None
    noun = clauses.tokens.words[clauses.items[position].last]
    verb = clauses.tokens.words[clauses.items[event].last]
    moved = verb in words_of("casualties", "measure_id", "evacuated")
    return People(position, position, (position,)) if moved and noun in words_of("units", "unit", "household") else None


def in_shelter(clauses: Clauses, event: int) -> bool:
    """Whether "staying" or "sheltering" is in shelters, camps, schools, or with relatives.

    >>> from casualty_figures.reading.grammar.clauses import clauses
    >>> from casualty_figures.reading.text.tokens import tokenise
    >>> texts = ["Ninety are staying in 12 evacuation centres", "Ninety are staying in a hotel"]
    >>> found = [clauses(tokenise(text, 0, len(text))) for text in texts]
    >>> [in_shelter(one, one.letters.index("g")) for one in found]
    [True, False]
    """
    start = clauses.items[event].last + 1
    if clauses.tokens.codes[start : start + 1] not in ("b", "Q", "e"):
        return False
    return _names_any(clauses, start, words_of("shelters"))


def taken_to_shelter(clauses: Clauses, event: int) -> bool:
    """Whether a verb of moving leads to shelters: "were moved to some 40 shelters", not "were moved to a jail".

    >>> from casualty_figures.reading.reader import read
    >>> texts = ["Nine men were moved to 40 shelters.", "Nine men were moved to a jail."]
    >>> [[figure.measure for figure in read(text)] for text in texts]
    [['evacuated'], []]
    """
    start = clauses.items[event].last + 1
    if clauses.tokens.words[start - 1] not in words_of("moving") or clauses.tokens.codes[start : start + 1] != "2":
        return False
    return _names_any(clauses, start, words_of("shelters", "kind", "refuge"))


def _names_any(clauses: Clauses, start: int, places: frozenset[str]) -> bool:
    """Whether one of some places is named soon after a token, before another verb."""
    reach = re.split("[whL;]", clauses.tokens.codes[start : start + REACH], maxsplit=1)[0]
    words = " ".join(clauses.tokens.words[start : start + len(reach)]).split(" ")
    return any(word in places for word in (*words, *map(" ".join, pairwise(words))))


@cache
def _outcomes() -> dict[str, list[dict[str, str]]]:
    """The outcomes by their first word."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in table("words/outcomes"):
        found.setdefault(row["word"].partition(" ")[0], []).append(row)
    return found


def outcome(clauses: Clauses, event: int, people: People) -> str:
    """The measure that the words after the people give: "took 12 hostage", "hacked two to death"; else empty.

    >>> from casualty_figures.reading.grammar.clauses import clauses
    >>> from casualty_figures.reading.text.tokens import tokenise
    >>> texts = ["Rebels took 12 porters hostage", "Buses took 12 porters out of Oruvale", "It took 12 porters"]
    >>> found = [clauses(tokenise(text, 0, len(text))) for text in texts]
    >>> [outcome(one, one.letters.index("E"), People(2, 2, (2,))) for one in found]
    ['kidnapped', 'evacuated', '']
    """
    after = clauses.items[people.last].last + 1
    if people.first != people.last and clauses.letters[people.last + 1 : people.last + 2] == ",":
        after += 1  # "shot Oru, a porter, dead"
    following = " ".join(clauses.tokens.words[after : after + 4]) + " "
    for row in _outcomes().get(following.partition(" ")[0], ()):
        if following.startswith(row["word"] + " ") and _holds(clauses, event, after, row):
            return row["measure_id"]
    return ""


def _holds(clauses: Clauses, event: int, after: int, row: dict[str, str]) -> bool:
    """Whether an outcome that needs a verb of moving and a place ("out of") has both."""
    if not row["place"]:
        return True
    verb = clauses.tokens.words[clauses.items[event].last]
    return verb in words_of("moving") and place_follows(clauses, after + 1)


def is_moved(measure: str, rule: str, found: Count) -> bool:
    """Whether a count may be one of people who moved: a number or several, and no attacker on the run."""
    if measure not in MOVED:
        return measure != "trapped" or found.kind != "name"  # "besieged Oruvale" is no person
    if found.kind in SINGLE or found.population in NOT_MOVED:
        return False
    if rule == "stayed" and found.population == "combatants":
        return False  # "five soldiers remained in the camp"
    return rule not in ("died", "later", "left", "stayed", "moved") or found.quantity.value != 1


def in_flight(sentence: Sentence, draft: Draft) -> bool:
    """Whether people flee only in the telling of how they came to harm, which makes no count of the displaced.

    >>> from casualty_figures.reading.reader import read
    >>> texts = ["Nine men were killed while fleeing Oruvale.", "Ninety men fleeing Oruvale reached the border."]
    >>> [[figure.measure for figure in read(text)] for text in texts]
    [['killed'], ['displaced']]
    """
    clauses = sentence.clauses
    verb = clauses.tokens.words[clauses.items[draft.link.event].last]
    if draft.measure != "displaced" or not verb.partition(" ")[0].endswith("ing"):
        return False
    return any(other.measure in BEFALLS and other.found.first == draft.found.first for other in sentence.drafts)
