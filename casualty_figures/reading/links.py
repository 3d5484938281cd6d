"""Links between events and the people they happened to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from casualty_figures.reading.clauses import Clauses, People
from casualty_figures.reading.lexicon import words_of
from casualty_figures.reading.movements import homes, in_shelter, left, outcome

STEPS = 16
"""Items that a subject may stand before its verb, so that time grows with the length of the text alone."""


@dataclass(frozen=True, slots=True)
class Link:
    """An event (position of its item) and the people it happened to; `rule` names the pattern."""

    event: int
    people: People
    rule: str
    negated: bool = False


CHAIN = re.compile(r"(?:(?:[whvn2]+[ESb]?){1,3}|[whvn2]*E(?:,|,?&)[whvn2]*S?|S)$")
"""What may stand between a subject and its event: "were", "have been found", "were attacked and", "reported"."""


INCLUDING = re.compile(r"I[OM,&]+$")
"""What a list of examples may hold before its people: "including the TTP and foreigners"."""


BROUGHT = re.compile(r"[hn]*w[ES](?:2O)?b?$")
"""What may stand between people and the state they are in: "were taken to hospital with injuries"."""


def _auxiliary(letters: str, event: int) -> int:
    """Position where the verb phrase that ends in `event` starts."""
    chain = CHAIN.search(letters, max(0, event - 9), event)
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
        if "N" in codes:
            return None
        alone = "another" in words and not any(code in "DWHV9" for code in codes)
        return not ("one" in words or "1" in words or alone or "a" == codes[0] == codes[-1])
    if item.kind == "person":
        nouns = [code for code in codes if code in "pPM"]
        return nouns[-1] == "P" if nouns else None
    if item.kind == "pronoun":
        return {"u": False, "U": True}.get(codes)
    return False if item.kind in ("name", "aged") else None


def _opening(letters: str, comma: int) -> int:
    """Position of the comma that opens the aside which `comma` closes, or -1."""
    opening = letters.rfind(",", 0, comma)
    while opening > 0:
        if letters[opening + 1] in "RIGbEKeJAg%B" or letters[opening + 1 : opening + 3] == "#t":
            return opening
        if letters[opening + 1] not in "PMO#":
            return -1
        opening = letters.rfind(",", 0, opening)
    return -1


def subject(clauses: Clauses, start: int, linked: dict[int, Link]) -> tuple[People, bool] | None:  # noqa: C901
    """The people before a verb phrase, and whether they are taken over from the verb before ("and later died")."""
    letters = clauses.letters
    position, fallback = start - 1, None
    for _ in range(STEPS):
        if position < 0:
            break
        letter = letters[position]
        people = clauses.ending.get(position)
        if people:
            before = letters[people.first - 1] if people.first else ""
            if (passed := _passed_over(clauses, people, start)) is not None:
                position = passed
                continue
            included = before == "I" and letters[position + 1 : start] == "R"
            if before and before in "bfy2It%" and not included:
                fallback = fallback or (people if before != "y" else None)
                position = people.first - 2
                continue
            people = _one_of(clauses, people, start)
            begins = before in ("J", "B", "S", ";") or (not before and not fallback)
            if included or begins or _agrees(clauses, people, start):
                return people, False
            position = people.first - 1
        elif letter in "KkgieL" and position in linked and (position != start - 1):
            return linked[position].people, True
        elif _begins_clause(letters, position, start) or (letter == "J" and fallback) or letter in "Kkgl":
            break
        elif letter == "," and (opening := _opening(letters, position)) >= 0:
            position = opening - 1
        elif letter == "," and position == start - 1 and (relative := letters.rfind("R", 0, position)) > 0:
            position = relative - 1
        else:
            position -= 1
    if fallback:
        return fallback, False
    stranger = _stranger(clauses, start - 1) if start else None
    return (stranger, False) if stranger else None


def _begins_clause(letters: str, position: int, start: int) -> bool:
    """Whether another subject may follow; not in "was hurt but later died", "was hurt while fleeing and died"."""
    if letters[position] == "B":
        return position != start - 1 and letters[position + 1] not in "&G"
    return letters[position] in ";S"


def _passed_over(clauses: Clauses, people: People, start: int) -> int | None:
    """The position before people who are no subject: examples ("including the TTP and foreigners"), names apart.

    Not "including one who was", nor a name beside its verb ("Ali Oru, 15, was").
    """
    between = clauses.letters[people.last + 1 : start]
    including = INCLUDING.search(clauses.letters, max(0, people.first - 9), people.first)
    if including and between != "R":
        return including.start() - 1
    return people.first - 1 if _names_only(clauses, people) and between not in ("", ",") else None


def _names_only(clauses: Clauses, people: People) -> bool:
    return all(clauses.letters[position] == "M" for position in people.members)


def _stranger(clauses: Clauses, position: int) -> People | None:
    """A phrase in the place of a person whose noun no list knows: "a falconer was killed"."""
    if clauses.letters[position : position + 1] != "V":
        return None
    return People(position, position, (position,))


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
    if position != event + 1 and letters[position - 1] == "E":
        return None
    people = clauses.starting.get(position) or _stranger(clauses, position) or homes(clauses, event, position)
    return _them(clauses, people) if people and adjacent(clauses, position - 1, position) else None


def _acts_on_a_thing(clauses: Clauses, event: int) -> bool:
    """Whether something that is no person follows: "killed the engine"; not "killed two days later"."""
    if clauses.letters[event + 1 : event + 2] not in ("O", "M") or not adjacent(clauses, event, event + 1):
        return False
    item = clauses.items[event + 1]
    codes = clauses.tokens.codes
    acted_on = codes[item.last] == "Z" if item.kind == "things" else codes[item.first] in "adrX"
    return acted_on and clauses.tokens.words[item.last] not in words_of("units", "unit", "day")


def _them(clauses: Clauses, people: People) -> People:
    """The people that "them" stands for: the last ones counted before, where there are some."""
    if clauses.letters[people.first] != "U" or clauses.tokens.words[clauses.items[people.first].first] != "them":
        return people
    for position in range(people.first - 1, max(-1, people.first - STEPS), -1):
        earlier = clauses.starting.get(position)
        counted = is_plural(clauses, position) and clauses.items[position].kind == "counted"
        if earlier and (counted or "&" in clauses.letters[earlier.first : earlier.last]):
            return earlier
    return people


def _passive(clauses: Clauses, event: int, linked: dict[int, Link]) -> Link | None:
    """ "Two miners were killed", "three wounded"; not "to be killed", not "could be killed"."""
    letters = clauses.letters
    start = _auxiliary(letters, event)
    chain = letters[start:event]
    if "w" in chain and (("v" in chain) or ("2" in chain and "h" not in chain)):
        return None
    if "w" not in chain and _acts_on_a_thing(clauses, event):
        return None
    if first := _first_subject(clauses, start):
        return Link(event, first, "passive")
    beside = clauses.ending.get(start - 1) if chain in ("", "S") else None
    if beside and beside.first > 1 and letters[beside.first - 1] == "I":
        beside = clauses.ending.get(beside.first - 2 - (letters[beside.first - 2] == ",")) or beside
    evacuated = homes(clauses, event, start - 1) if start else None
    if evacuated:
        return Link(event, evacuated, "passive")
    found = (beside, False) if beside else subject(clauses, start, linked)
    if not found:
        return None
    people, inherited = found
    if not chain and not inherited and people.last != start - 1 and letters[start - 1] != ",":
        return None
    return Link(event, people, "passive" if chain else "reduced", "n" in chain)


def _first_subject(clauses: Clauses, start: int) -> People | None:
    """Whom "before being shot" is about: the first people of the sentence, not those named last.

    "A robber killed a guard before being shot dead" is about the robber.
    """
    if clauses.tokens.words[clauses.items[start].first] != "being" or clauses.letters[start - 1 : start] != "J":
        return None
    opening = max(clauses.letters.rfind(end, 0, start) for end in "S;R") + 1
    return next((clauses.starting[at] for at in range(opening, start) if at in clauses.starting), None)


def _transitive(clauses: Clauses, event: int, linked: dict[int, Link]) -> Link | None:
    letters = clauses.letters
    before = letters[event - 1 : event]
    passive = bool(re.search(r"w[nS]*$", letters[max(0, event - 4) : event]))
    people = None if passive else objects(clauses, event)
    if before == "2" and (forced := _forced(clauses, event)):
        return forced
    if people and before in ("n", "v", "2") and before:
        return None
    if people:
        return Link(event, people, "object")
    if letters[event] == "K":
        return _passive(clauses, event, linked)
    if letters[event : event + 2] == "gf" and (of := clauses.starting.get(event + 2)):
        return Link(event, of, "nominal")
    if letters[event] == "g" and in_shelter(clauses, event):
        found = subject(clauses, _auxiliary(letters, event), linked)
        return Link(event, found[0], "died") if found else None
    return None


def _forced(clauses: Clauses, event: int) -> Link | None:
    """ "Forcing 200 people to flee"."""
    people = clauses.ending.get(event - 2)
    if not people or people.first == 0:
        return None
    verb = clauses.tokens.words[clauses.items[people.first - 1].last]
    return Link(event, people, "forced") if verb in words_of("forcing") else None


def _intransitive(clauses: Clauses, event: int, linked: dict[int, Link]) -> Link | None:
    """ "Four people died", "who later died"."""
    letters = clauses.letters
    start = _auxiliary(letters, event)
    chain = letters[start:event]
    if chain == "2" and (forced := _forced(clauses, event)):
        return forced
    if "v" in chain or "n" in chain or ("2" in chain and "h" not in chain):
        return None
    found = subject(clauses, start, linked)
    return Link(event, found[0], "later" if found[1] else "died") if found else None


def _state(clauses: Clauses, event: int, linked: dict[int, Link]) -> Link | None:
    """ "left nine people dead", "five were dead", "12 dead"."""
    letters = clauses.letters
    start = _auxiliary(letters, event)
    if "v" in letters[start:event] or "n" in letters[start:event]:
        return None
    brought = BROUGHT.search(letters, max(0, event - 9), event)
    if brought:
        start = brought.start()
    elif start == event:
        people = clauses.ending.get(event - 1)
        return Link(event, people, "state") if people else None
    found = subject(clauses, start, linked)
    return Link(event, found[0], "state") if found else None


def _noun(clauses: Clauses, event: int, linked: dict[int, Link]) -> Link | None:
    """ "12 deaths", "the deaths of two boys", "no injuries"."""
    return _noun_of(clauses, event) or _suffered(clauses, event, linked) or _counted_noun(clauses, event, linked)


def _noun_of(clauses: Clauses, event: int) -> Link | None:
    """ "The deaths of two boys", "injuries to six people"."""
    letters = clauses.letters
    after = event + 1
    if letters[after : after + 1] in ("f", "2"):
        after += 1
    elif not clauses.tokens.words[clauses.items[event].last].endswith(" of"):
        return None
    people = clauses.starting.get(after)
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
    found = subject(clauses, _auxiliary(letters, verb), linked)
    return Link(event, found[0], "suffered") if found else None


def _counted_noun(clauses: Clauses, event: int, linked: dict[int, Link]) -> Link | None:
    """ "12 deaths", "three civilian deaths", "no injuries"."""
    letters = clauses.letters
    word = clauses.tokens.words[clauses.items[event].last]
    if word == "hostage" or (word == "lives" and not _claims(clauses, event)):
        return None
    people = clauses.ending.get(event - 1)
    if people and (letters[event - 1] in "#Y" or clauses.items[event - 1].kind == "counted"):
        last = People(event - 1, event - 1, (event - 1,))
        return Link(event, last, "counted noun")
    if letters[event - 1] == "b" and BROUGHT.search(letters, max(0, event - 9), event):
        return _state(clauses, event, linked)
    if letters[event - 2 : event] in ("T|", "T&") and event - 2 in linked:
        return Link(event, linked[event - 2].people, "counted noun")
    if word.endswith(("s", "casualty")) and re.search(r"n[Ek]?$|N[Gg]?$|#[GgE]$", letters[max(0, event - 3) : event]):
        return Link(event, People(event, event, (event,)), "no noun", True)
    return None


def _claims(clauses: Clauses, event: int) -> bool:
    """Whether lives are taken ("claimed 31 lives"), not saved or led."""
    first = clauses.items[max(0, event - 1)].first
    return clauses.tokens.words[first - 1] in words_of("tolls") if first else False


def _elliptic(clauses: Clauses, event: int, linked: dict[int, Link]) -> Link | None:
    """ "The minister was not hurt but two guards were"."""
    people = clauses.ending.get(event - 1)
    before = linked[max(linked)] if linked else None
    if clauses.letters[event + 1 :] or not people or not before or not before.negated:
        return None
    return Link(before.event, people, "passive") if clauses.letters[people.first - 1] == "B" else None


def _toll(clauses: Clauses, event: int, linked: dict[int, Link]) -> Link | None:
    """ "The death toll rose to 45", "a toll of more than 80"; the number after "to" where there are two."""
    letters = clauses.letters
    best = None
    for position in range(event + 1, min(event + STEPS, len(letters))):
        if letters[position] in "#PY" and clauses.items[position].kind in ("number", "counted"):
            before = letters[position - 1]
            if before in "2bf;wLE," and (best is None or before == "2"):
                best = People(position, position, (position,))
        elif letters[position] in "Kkgi0;":
            break
    return Link(event, best, "toll") if best else None


def _left(clauses: Clauses, event: int, linked: dict[int, Link]) -> Link | None:
    """ "Forty families have left the town", "forcing 80 people to leave"."""
    start = _auxiliary(clauses.letters, event)
    if clauses.letters[start:event] == "2" and (forced := _forced(clauses, event)):
        return forced
    if not left(clauses, event) or not set("vn2").isdisjoint(clauses.letters[start:event]):
        return None
    found = subject(clauses, start, linked)
    return Link(event, found[0], "left") if found else None


def _with_outcome(clauses: Clauses, event: int, linked: dict[int, Link]) -> Link | None:
    """ "Took 12 people hostage", "drove 200 families from their homes"."""
    people = objects(clauses, event)
    measure = outcome(clauses, event, people) if people else ""
    return Link(event, people, "outcome") if people and measure not in ("", "killed") else None


FORMS: dict[str, Callable[[Clauses, int, dict[int, Link]], Link | None]] = {
    "K": _transitive, "k": _transitive, "g": _transitive, "l": _transitive,
    "i": _intransitive, "e": _state, "T": _noun, "0": _toll, "L": _left, "E": _with_outcome, "w": _elliptic,
}  # fmt: skip


def links(clauses: Clauses) -> Iterator[Link]:
    """The links of a sentence, event by event.

    >>> from casualty_figures.reading.clauses import clauses
    >>> from casualty_figures.reading.tokens import tokenise
    >>> text = "The raid killed two men and left nine people wounded; six died later"
    >>> [(link.rule, link.people.members) for link in links(clauses(tokenise(text, 0, len(text))))]
    [('object', (2,)), ('reduced', (5,)), ('died', (8,))]
    """
    linked: dict[int, Link] = {}
    for event, letter in enumerate(clauses.letters):
        form = FORMS.get(letter)
        link = form(clauses, event, linked) if form else None
        if link:
            linked[event] = link
            yield link
