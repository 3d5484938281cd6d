"""Parts of a whole: people said to be among others, who are never added to them."""

from __future__ import annotations

import re
from dataclasses import replace

from casualty_figures.reading.grammar.clauses import Clauses, Link, People
from casualty_figures.reading.grammar.counts import Count, count
from casualty_figures.reading.grammar.drafts import Sentence
from casualty_figures.reading.grammar.lists import listed
from casualty_figures.reading.words.kinds import MOVED
from casualty_figures.reading.words.lexicon import words_of
from casualty_figures.reading.words.measures import event_measures
from casualty_figures.reading.words.people import read_population
from casualty_figures.reading.words.quantities import read_quantity

REACH = 9
"""Items after a list of people in which a part of it may be named."""
OF_THEM = re.compile(r"[,;&B]#t(?=w?P|$|[,;&B])")
SHARE = re.compile(r",%(?![wKeih])")
AGAIN = re.compile(r",?[(]?(?:[fb]|G[f2]?|E[fb2]?)?(?P<number>Q?(?:[D9]H*|[WH]+))[mx]{0,2}[pPZ](?!Z)")
"""Over the letters of tokens after people who are counted: the number in which they are counted once more."""
AMONG = re.compile(
    r"(?P<dead>F)(?:I|w(?=P))(?P<who>[P#])|b(?P<dead2>F)w(?P<who2>[P#])|(?P<who3>[P#])[Obf]{0,3}wb(?P<dead3>F)"
    r"|(?P<share>%)w(?P<kind>P)|(?P<number>#)(?:t|f[#P])(?P<event>[Ke])w(?P<kind2>P)"
    r"|(?P<share2>%)w(?=$|[,;&b])|(?P<number2>#)t(?P<event2>e)(?=$|[,;&])"
    r"|bP(?P<dead4>[Ke])w(?P<who4>[P#])"
)
"""Over the letters of items: "the dead included ...", "among those killed were ...", "... were among the dead",
"twelve of the dead were ...", "five of those injured were ...", "among the ten people killed were ..."."""


def parts_of(sentence: Sentence, owner: Link, measure: str, group: int) -> None:
    """Draft the parts of a list that its own sentence names.

    >>> from casualty_figures.reading.reader import read
    >>> text = "The blast killed 18 people, seven of them women. Six were hurt: a boy and five men."
    >>> [(figure.value, figure.part) for figure in read(text)]
    [(18, 'whole'), (7, 'part'), (6, 'whole'), (1, 'part'), (5, 'part')]
    """
    clauses = sentence.clauses
    after = owner.people.last + 1
    position = clauses.letters.find("I", after, max(after, owner.event) + REACH)
    people = clauses.starting.get(position + 1) if position >= 0 else None
    if people and not _others_between(clauses, after, position):
        _list(sentence, owner, people, measure, group)
    elif share := _of_them(clauses, after):
        _share(sentence, owner, share.start() + 1, share.end(), measure, group)
    elif items := _itemised(clauses, owner):
        _list(sentence, owner, items, measure, group)
    elif measure in MOVED and (same := _in_the_other_unit(sentence.clauses, owner)):
        sentence.add(Link(owner.event, owner.people, "including"), measure, same, group)


def _in_the_other_unit(clauses: Clauses, owner: Link) -> Count | None:
    """The same people counted once more: "900 people from 240 households", "240 families comprising 900 people".

    >>> from casualty_figures.reading.reader import read
    >>> texts = ["Some 900 people in 240 homes were evacuated.", "Nine porters from two families were killed."]
    >>> [[(figure.value, figure.unit) for figure in read(text)] for text in texts]
    [[(900, 'person'), (240, 'household')], [(9, 'person')]]
    """
    first, tokens = clauses.items[owner.people.last], clauses.tokens
    again = AGAIN.match(tokens.codes, first.last + 1) if first.kind == "counted" else None
    if again is None:
        return None
    homes = words_of("units", "unit", "household")
    start, last = again.start("number"), again.end() - 1
    household = tokens.words[last] in homes
    if household == (tokens.words[first.last] in homes) or (not household and tokens.codes[last] == "Z"):
        return None
    quantity = read_quantity(" ".join(tokens.words[start : again.end("number")]))
    return Count(quantity, "people", start, last, "number", False, household, noun=last) if quantity else None


def _others_between(clauses: Clauses, after: int, position: int) -> bool:
    """Whether other people are named before a part, which is then theirs: "nine dead, ten hurt, two of them boys"."""
    return any(clauses.items[at].kind in ("counted", "number") for at in range(after, position))


def _of_them(clauses: Clauses, after: int) -> re.Match[str] | None:
    letters = clauses.letters
    share = SHARE.search(letters, after, after + REACH) or OF_THEM.search(letters, after, after + REACH)
    return share if share and not _others_between(clauses, after, share.start()) else None


def _list(sentence: Sentence, owner: Link, people: People, measure: str, group: int) -> None:
    """A list within a list: "ten people, including five children"; households beside persons are the same people."""
    if people.first not in sentence.told:
        sentence.told.add(people.first)
        in_households = {draft.found.household for draft in sentence.drafts if draft.group == group}
        beside = _beside_examples(sentence, people, group)
        for found in listed(sentence.clauses, people):
            same = found.household not in in_households and found.population in ("people", "unknown")
            part = "whole" if same or found.first == beside else "part"
            sentence.add(Link(owner.event, people, "including"), measure, found, group, part)


def _beside_examples(sentence: Sentence, people: People, group: int) -> int:
    """The first token of whom a comma sets apart from the one example before; -1 where they may be an example too.

    The porter is none in "nine soldiers, including a major, and a porter".
    """
    first, last = people.members[0], people.members[-1]
    clauses = sentence.clauses
    if len(people.members) != 2 or clauses.letters[first + 1 : last] != ",&" or clauses.letters[first - 2] != ",":
        return -1
    kinds = {draft.found.population for draft in sentence.drafts if draft.group == group}
    other = count(clauses, last)
    apart = other and len(kinds) == 1 and kinds.isdisjoint(("people", "unknown", "civilians", other.population))
    return other.first if other and apart else -1


def _share(sentence: Sentence, owner: Link, position: int, after: int, measure: str, group: int) -> None:
    """A share named after a comma: "18 people, seven of them women", "six people, one of whom was a nurse"."""
    clauses = sentence.clauses
    found = count(clauses, position)
    if not found or position in sentence.told:
        return
    named = clauses.starting.get(after) or clauses.starting.get(after + 1)
    kind = count(clauses, named.first) if named and clauses.letters[after] in "wP" else None
    if kind and named and named.last > named.first:  # "many of them women and children"
        words = clauses.tokens.words[clauses.items[named.first].first : clauses.items[named.last].last + 1]
        kind = replace(kind, population=read_population(" ".join(words)) or kind.population)
    sentence.told.add(position)
    link = Link(owner.event, People(position, position, (position,)), "including")
    found = replace(found, population=kind.population if kind else found.population)
    sentence.add(link, measure, found, group, "part")


def _itemised(clauses: Clauses, owner: Link) -> People | None:
    """The list after a colon, where it adds up to the people before: "five people were killed: two men ..."."""
    colon = max(owner.event, owner.people.last) + 1
    if clauses.letters[colon : colon + 1] != ";" or clauses.tokens.words[clauses.items[colon].first] != ":":
        return None
    people = clauses.starting.get(colon + 1)
    whole = count(clauses, owner.people.first)
    if not people or not whole or len(people.members) < 2:
        return None
    total = sum(found.quantity.value or 0 for found in listed(clauses, people))
    return people if total == whole.quantity.value else None


def among(sentence: Sentence, group: int) -> None:
    """Draft the parts of a whole that another sentence gives, each in a group of its own from `group` on.

    >>> from casualty_figures.reading.reader import read
    >>> text = "A bomb killed 30 people. Twelve of the dead were clerks. Two porters were among the wounded."
    >>> [(figure.measure, figure.value, figure.part) for figure in read(text)]
    [('killed', 30, 'whole'), ('killed', 12, 'part'), ('injured', 2, 'part')]
    """
    clauses = sentence.clauses
    letters = clauses.letters
    if not any(piece in letters for piece in ("F", "wP", "%w", "te")):  # one of them stands in all that AMONG matches
        return
    for match in AMONG.finditer(letters):
        at = {name: match.start(name) for name, piece in match.groupdict().items() if piece}
        event = next(position for name, position in at.items() if name[:4] in ("dead", "shar", "even"))
        measures = _measures(clauses, event)
        if not measures or event in sentence.told:
            continue
        # those killed are no part of those hit: "five were shot, three of them fatally"
        part = "whole" if "event2" in at and measures[0] == "killed" else "part"
        sentence.told.add(event)
        share = next((position for name, position in at.items() if name[:4] in ("shar", "numb")), None)
        who = next((position for name, position in at.items() if name[:3] in ("who", "kin")), event)
        people = clauses.starting.get(who) or clauses.ending.get(who) or People(who, who, (who,))
        if share is None:
            counts = listed(clauses, people)
        else:
            found, kind = count(clauses, share), count(clauses, who) if who != event else None
            counts = [replace(found, population=kind.population if kind else found.population)] if found else []
        for found in counts:
            sentence.add(Link(event, people, "among"), measures[0], found, group, part)
        group += 1


def _measures(clauses: Clauses, position: int) -> tuple[str, ...]:
    """The measures of a phrase like "those killed", "the wounded", by its last word that names an event."""
    item = clauses.items[position]
    words = reversed(clauses.tokens.words[item.first : item.last + 1])
    return next((event_measures()[word] for word in words if word in event_measures()), ())
