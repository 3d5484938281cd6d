"""Whom a verb is about: the people before it."""

from __future__ import annotations

import re

from casualty_figures.reading.grammar.clauses import Clauses, Link, People
from casualty_figures.reading.words.lexicon import words_of

STEPS = 16
"""Items that a subject may stand before its verb, so that time grows with the length of the text alone."""
CHAIN = re.compile(r"(?:(?:[whvn2]+[ESbL]?){1,3}|[whvn2]*E(?:,|,?&)[whvn2]*S?|S)$")
"""What may stand between a subject and its event: "were", "have been found", "were attacked and", "reported"."""
INCLUDING = re.compile(r"I[OM,&]+$")
"""What a list of examples may hold before its people: "including the TTP and foreigners"."""
VERB = frozenset("KkgieELSw")
"""Letters of verbs, one of which a relative clause has."""
BROUGHT = re.compile(r"[hn]*w[ES](?:2O)?b?$")
"""What may stand between people and the state they are in: "were taken to hospital with injuries"."""


def auxiliary(letters: str, event: int) -> int:
    """Position where the verb phrase that ends in `event` starts."""
    chain = CHAIN.search(letters, max(0, event - 9), event)
    if chain and "," in chain[0] and letters[chain.start() - 1 : chain.start()] == "R":
        return event  # "the porter, who was not named, died"
    return chain.start() if chain else event


def _agrees(clauses: Clauses, people: People, start: int) -> bool:
    """Whether an auxiliary and its subject agree in number; True where one of them does not tell.

    "Two men and a boy in a car were ..." needs the men, not the car.
    """
    word = clauses.tokens.words[clauses.items[start].first]
    if len(people.members) > 1 and "&" in clauses.letters[people.first : people.last]:
        return word not in ("was", "is", "has")
    named = [member for member in people.members if clauses.letters[member] in "P#Y%"]
    plural = is_plural(clauses, (named or people.members)[0])
    if plural is None:
        return True
    return word not in (("was", "is", "has") if plural else ("were", "are", "have"))


def _one_of(clauses: Clauses, people: People, start: int) -> People:
    """The one member of a list that a verb in the singular is about.

    "A trader, Ali Oru, was" is one person; in "robbers shot at a bus and a boy was" it is the last.
    """
    word = clauses.tokens.words[clauses.items[start].first]
    letters = clauses.letters[people.first : people.last]
    if len(people.members) < 2 or word not in ("was", "is", "has") or "~" in letters:
        return people
    if "&" in letters and all(clauses.items[member].kind in ("counted", "elliptic") for member in people.members):
        return people  # "one local and one foreign clerk was"
    if "&" in letters:
        last = clauses.items[people.last]
        bare = last.kind == "person" and clauses.tokens.codes[last.first] not in "ado"
        if not bare:
            return People(people.last, people.last, people.members[-1:])
    named = [member for member in people.members if clauses.letters[member] in "P#Y"]
    return People(people.first, people.last, tuple(named[:1]) or people.members[:1])


def is_plural(clauses: Clauses, position: int) -> bool | None:
    """Whether the people of an item are several; None where the words do not tell."""
    item, tokens = clauses.items[position], clauses.tokens
    codes = tokens.codes[item.first : item.last + 1]
    words = tokens.words[item.first : item.last + 1]
    if item.kind in ("counted", "number", "share", "things"):
        if "N" in codes or not words_of("numbers", "kind", "collective").isdisjoint(words):
            return None  # "a couple was killed", "a couple were killed"
        alone = "another" in words and not any(code in "DWHV9" for code in codes)
        single = ("one" in words and "H" not in codes) or "1" in words  # "one million" are many
        return not (single or alone or codes in ("a", "ar"))
    if item.kind == "person":
        nouns = [code for code in codes if code in "pPM"]
        return nouns[-1] == "P" if nouns else None
    if item.kind == "pronoun":
        return {"u": False, "U": True}.get(codes)
    return False if item.kind in ("name", "aged") else None


def _opening(letters: str, comma: int) -> int:
    """Position of the comma that opens the aside which `comma` closes, or -1."""
    opening = letters.rfind(",", 0, comma)
    if opening == comma - 1:
        return opening  # what stood between was left out: "two men, identified as Ali and Omar, were"
    nearest = opening
    while opening > 0:
        opens = "RIGbEKeJAg%B" if opening == nearest else "RIGEKeg%"
        if letters[opening + 1] in opens or letters[opening + 1 : opening + 3] == "#t":
            return opening
        if letters[opening + 1] not in "PMO#":
            return -1
        opening = letters.rfind(",", 0, opening)
    return -1


def _before_aside(letters: str, position: int, start: int) -> int:
    """Where what ends at a position begins: at the opening comma or the "who" of an aside that a comma closes."""
    if letters[position] != ",":
        return position
    opening = _opening(letters, position)
    if opening < 0 and position == start - 1:
        opening = letters.rfind("R", 0, position)
        if VERB.isdisjoint(letters[opening:position]):
            opening = -1  # "in which her husband, Ali Oru, was"
    return opening if opening > 0 else position


RELATIVE = re.compile(r"R[^RSJB;,w]*[EKkGgO][^RSJB;,w]*$")
"""A relative clause up to those whom its verb is about: "who robbed" traders."""


def _antecedent(clauses: Clauses, people: People, start: int) -> People | None:
    """Whom a verb is about that stands after a relative clause: "six men who robbed traders were killed"."""
    clause = RELATIVE.search(clauses.letters, max(0, people.first - 9), people.first)
    if not clause or people.last != start - 1 or clauses.letters[people.first - 1] == "&":
        return None
    head = clauses.ending.get(clause.start() - 1)
    return head if head and not _names_only(clauses, head) and _agrees(clauses, head, start) else None


def subject(clauses: Clauses, start: int, linked: dict[int, Link]) -> tuple[People, bool] | None:
    """The people before a verb phrase, and whether they are taken over from the verb before ("and later died")."""
    letters = clauses.letters
    position, fallback = start - 1, None
    for _ in range(STEPS):
        if position < 0:
            break
        letter = letters[position]
        people = clauses.ending.get(position) or (_captive(clauses, position) if letter == "T" else None)
        if people:
            first = people.first - (letters[max(0, people.first - 2) : people.first] == "fO")
            before = letters[first - 1] if first else ""
            if (passed := _passed_over(clauses, people, start)) is not None:
                position = passed
                continue
            who = letters[position + 1 : start] in ("R", ",R")
            if before and (before in "bfy2It%" or _ends_in_of(clauses, first - 1)) and not who:
                fallback = fallback or (people if before != "y" else None)
                position = first - 2
                continue
            people = _antecedent(clauses, people, start) or _one_of(clauses, people, start)
            begins = before in ("J", "B", "S", ";") or (not before and not fallback)
            if who or begins or _agrees(clauses, people, start):
                return people, False
            position = people.first - 1
        elif _shares_its_people(clauses, position, start, linked):
            return linked[position].people, True
        elif (
            (_begins_clause(letters, position, start) and not _found(clauses, position, start))
            or (letter == "J" and fallback)
            or _is_a_verb(clauses, position, linked)
        ):
            break
        else:
            position = _before_aside(letters, position, start) - 1
    if fallback:
        return fallback, False
    unknown = stranger(clauses, start - 1) if start else None
    return (unknown, False) if unknown else None


def _shares_its_people(clauses: Clauses, position: int, start: int, linked: dict[int, Link]) -> bool:
    """Whether a verb is about those of one before: "was hurt and died"; not "the suspect in shooting two boys died"."""
    if clauses.letters[position] not in "KkgieL" or position not in linked or linked[position].rule == "nominal":
        return False
    return position != start - 1 or clauses.letters[start] in "iwh"


def _is_a_verb(clauses: Clauses, position: int, linked: dict[int, Link]) -> bool:
    """Whether a verb ends the search; not one that describes: "people living in Orlat", "in the shooting of two"."""
    if clauses.letters[position] != "g":
        return clauses.letters[position] in "Kkl"
    word = clauses.tokens.words[clauses.items[position].last]
    nominal = position in linked and linked[position].rule == "nominal"
    return not nominal and word not in words_of("casualties", "measure_id", "sheltered")


def _ends_in_of(clauses: Clauses, position: int) -> bool:
    """Whether a noun of an event says whom it is of: "the killing of"."""
    letter = clauses.letters[position]
    return letter == "T" and clauses.tokens.words[clauses.items[position].last].endswith(" of")


def _captive(clauses: Clauses, position: int) -> People | None:
    """The people that a noun of an event names: "the hostage was killed", "two hostages were"."""
    if clauses.tokens.words[clauses.items[position].last] not in words_of("event_people", "kind", "captive"):
        return None
    return clauses.ending.get(position - 1) or People(position, position, (position,))


def _begins_clause(letters: str, position: int, start: int) -> bool:
    """Whether another subject may follow; not in "was hurt but later died", "was hurt while fleeing and died".

    A thing right after a subordinator is one: "five were killed when two houses were hit".
    """
    if letters[position] == "J":
        return letters[position + 1 : start] == "O"
    if letters[position] == "B":
        return position != start - 1 and letters[position + 1] not in "&G"
    return letters[position] in ";S"


def _found(clauses: Clauses, position: int, start: int) -> bool:
    """Whether those who are found somewhere are told of, and nobody tells: "two men found in Orlat were hurt".

    >>> from casualty_figures.reading.reader import read
    >>> [figure.value for figure in read("Two men found at the gate were hurt.")]
    [2]
    """
    return (
        clauses.letters[position] == "S" and position == start - 1 and _word(clauses, position) in words_of("finding")
    )


def _passed_over(clauses: Clauses, people: People, start: int) -> int | None:
    """The position before people who are no subject: examples ("including the TTP and foreigners"), names apart.

    Not "including one who was", nor a name beside its verb ("Ali Oru, 15, was").
    """
    between = clauses.letters[people.last + 1 : start]
    including = INCLUDING.search(clauses.letters, max(0, people.first - 9), people.first)
    if including and between != "R":
        return including.start() - 1
    beside = between in ("", ",", "fP", "fO") or (between in ("R", ",R") and _word(clauses, start - 1) == "who")
    return people.first - 1 if _names_only(clauses, people) and not beside else None


def _word(clauses: Clauses, position: int) -> str:
    return clauses.tokens.words[clauses.items[position].first]


def _names_only(clauses: Clauses, people: People) -> bool:
    return all(clauses.letters[position] == "M" for position in people.members)


def stranger(clauses: Clauses, position: int) -> People | None:
    """A phrase in the place of a person whose noun no list knows: "a falconer was killed"."""
    if clauses.letters[position : position + 1] != "V":
        return None
    return People(position, position, (position,))


def first_subject(clauses: Clauses, start: int) -> People | None:
    """Whom "before being shot" is about: the first people of the sentence, not those named last.

    "A robber killed a guard before being shot dead" is about the robber.
    """
    if clauses.tokens.words[clauses.items[start].first] != "being" or clauses.letters[start - 1 : start] != "J":
        return None
    opening = max(clauses.letters.rfind(end, 0, start) for end in "S;R") + 1
    return next((clauses.starting[at] for at in range(opening, start) if at in clauses.starting), None)
