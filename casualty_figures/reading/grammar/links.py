"""Links between events and the people they happened to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from casualty_figures.reading.grammar.blows import is_no_blow
from casualty_figures.reading.grammar.clauses import Clauses, Link, People
from casualty_figures.reading.grammar.movements import homes, in_shelter, left, outcome, taken_to_shelter
from casualty_figures.reading.grammar.nouns import event_noun, is_number_of, toll
from casualty_figures.reading.grammar.objects import acts_on_a_thing, aims_at, objects, they
from casualty_figures.reading.grammar.subjects import BROUGHT, auxiliary, first_subject, subject
from casualty_figures.reading.words.lexicon import words_of

UNCOUNTED_SHARE = re.compile(r"[,;&]t[wh]*$")
"""Before an event of a share without a number: "187 people, most of them sheltering"."""
SHARED = re.compile(r",?[hn]?w[ES](?:bP|[^PKkgi;SR])*&")
"""What stands between people and the second of two verbs that share "were": "were attacked at home and injured"."""

NOTE = re.compile(r"(?:[fb2]o?[OM]|E[2b][OM]|G[OM]?|&O)+")
"""What may stand between those whom a note begins with and its event: "seconded to the office", "of the office"."""


def _passive(clauses: Clauses, event: int, linked: dict[int, Link]) -> Link | None:
    """ "Two miners were killed", "three wounded"; not "to be killed", not "could be killed"."""
    letters = clauses.letters
    start = auxiliary(letters, event)
    chain = letters[start:event]
    if "w" in chain and (("v" in chain) or ("2" in chain and "h" not in chain)):
        return None
    if "w" not in chain and (acts_on_a_thing(clauses, event) or aims_at(clauses, event)):
        return None
    if is_number_of(clauses, start):
        return toll(clauses, event, linked) or _number_before(clauses, event, start)
    if first := first_subject(clauses, start):
        return Link(event, first, "passive")
    being = bool(chain) and clauses.tokens.words[clauses.items[start].first] == "being"
    beside = clauses.ending.get(start - 1) if being or chain in ("", "S") else None
    if beside and beside.first > 1 and letters[beside.first - 1] == "I":
        beside = clauses.ending.get(beside.first - 2 - (letters[beside.first - 2] == ",")) or beside
    evacuated = homes(clauses, event, start - 1) if start else None
    if evacuated:
        return Link(event, evacuated, "passive")
    found = (beside, False) if beside else subject(clauses, start, linked)
    if not found:
        return None
    people, inherited = found
    shared = SHARED.fullmatch(letters, people.last + 1, start)
    if (
        not chain
        and not inherited
        and not beside
        and people.last != start - 1
        and letters[start - 1] != ","
        and not shared
        and not _is_note(clauses, people, event)
    ):
        return None
    return Link(event, they(clauses, people), "passive" if chain else "reduced", "n" in chain)


def _is_note(clauses: Clauses, people: People, event: int) -> bool:
    """Whether a note without auxiliaries says it of those it begins with: "2 clerks of the office wounded near Orlat".

    Only a count can begin a note, and no object may follow.
    """
    counted = people.first == 0 and clauses.items[0].kind == "counted"
    following = clauses.letters[event + 1 : event + 2]
    between = NOTE.fullmatch(clauses.letters, people.last + 1, event)
    return counted and bool(between) and not (following and following in "PO#YMUV%")


def _number_before(clauses: Clauses, event: int, start: int) -> Link | None:
    """ "Bringing to 37 the number of people killed", "brings to nine the number of those who died"."""
    number = clauses.letters[:start].rfind("#", max(0, start - 3))
    if number < 1 or clauses.letters[number - 1] != "2":
        return None
    return Link(event, People(number, number, (number,)), "toll")


def _side_by_side(clauses: Clauses, event: int) -> bool:
    """Whether each of two participles has its own people before it: "eight killed, five wounded" without the comma."""
    following = clauses.starting.get(event + 1)
    if not following or clauses.letters[event] + clauses.letters[following.last + 1 : following.last + 2] != "KK":
        return False
    before = clauses.ending.get(event - 1)
    return bool(before and clauses.items[before.last].kind in ("counted", "number"))


def _attributive(clauses: Clauses, event: int) -> bool:
    """Whether a participle only says of what kind people are: "a camp for displaced people", "with injured boys"."""
    tokens, item = clauses.tokens, clauses.items[event]
    if clauses.letters[event] != "K" or event == 0:
        return False
    if tokens.codes[item.first - 1] in "ad" and tokens.codes[item.last + 1 : item.last + 2] in tuple("xXZm"):
        return True  # "in the besieged enclave"
    if tokens.words[item.last + 1 : item.last + 2] and tokens.words[item.last + 1] in words_of("corpses"):
        return True  # "nine burned bodies"
    moved = tokens.words[item.last] in words_of("casualties", "measure_id", "displaced")
    if clauses.letters[event - 1] not in ("bfg" if moved else "bf"):
        return False
    following = clauses.items[event + 1] if event + 1 < len(clauses.items) else None
    return bool(following and following.kind == "person" and clauses.tokens.codes[following.first] not in "ado")


def _transitive(clauses: Clauses, event: int, linked: dict[int, Link]) -> Link | None:
    letters = clauses.letters
    before = letters[event - 1 : event]
    if _attributive(clauses, event):
        return None
    passive = letters[event] != "g" and bool(re.search(r"w[nS]*$", letters[max(0, event - 4) : event]))
    people = None if passive or _side_by_side(clauses, event) else objects(clauses, event)
    if before == "2" and (forced := _forced(clauses, event)):
        return forced
    if people and before in ("n", "v", "2") and before:
        return None
    if people:
        return Link(event, people, "object")
    if letters[event] == "K":
        return _inverted(clauses, event) or _passive(clauses, event, linked)
    if letters[event : event + 2] == "gf" and (of := clauses.starting.get(event + 2)):
        return Link(event, of, "nominal")
    if letters[event] == "g" and in_shelter(clauses, event):
        found = subject(clauses, auxiliary(letters, event), linked)
        return Link(event, found[0], "died") if found else None
    return None


def _inverted(clauses: Clauses, event: int) -> Link | None:
    """ "Killed were two miners", at the head of a sentence."""
    after = clauses.starting.get(2) if not event and clauses.letters[1:2] == "w" else None
    return Link(event, after, "passive") if after else None


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
    if clauses.tokens.words[clauses.items[event].last] in words_of("own_hand"):
        return Link(event, People(event, event, (event,)), "object")
    start = auxiliary(letters, event)
    chain = letters[start:event]
    if chain == "2" and (known := _forced(clauses, event) or _next_to_die(clauses, event)):
        return known
    if "v" in chain or "n" in chain or ("2" in chain and "h" not in chain):
        return None
    if is_number_of(clauses, start):
        return toll(clauses, event, linked) or _number_before(clauses, event, start)
    found = subject(clauses, start, linked)
    if found and letters[: found[0].first].endswith("v"):
        return None  # "let my baby die"
    return Link(event, they(clauses, found[0]), "later" if found[1] else "died") if found else None


def _next_to_die(clauses: Clauses, event: int) -> Link | None:
    """ "A boy has become the fourth person to die", who is one of four; not "the fourth person to flee".

    >>> from casualty_figures.reading.reader import read
    >>> texts = ["A boy became the fourth person to die.", "Oru was to die.", "A boy is the fourth person to flee."]
    >>> [len(read(text)) for text in texts]
    [1, 0, 0]
    """
    people = clauses.ending.get(event - 2)
    if not people or clauses.tokens.words[clauses.items[event].last] != "die":
        return None
    item = clauses.items[people.last]
    counted = not words_of("ordinals").isdisjoint(clauses.tokens.words[item.first : item.last])
    return Link(event, People(people.last, people.last, (people.last,)), "died") if counted else None


def _state(clauses: Clauses, event: int, linked: dict[int, Link]) -> Link | None:
    """ "left nine people dead", "five were dead", "12 dead"."""
    letters = clauses.letters
    start = auxiliary(letters, event)
    if "v" in letters[start:event] or "n" in letters[start:event]:
        return None
    brought = BROUGHT.search(letters, max(0, event - 9), event)
    if brought:
        start = brought.start()
    elif start == event:
        long = letters[event - 1 : event] == "," and " " in clauses.tokens.words[clauses.items[event].last]
        people = _with_examples(clauses, event) or clauses.ending.get(event - 2 if long else event - 1)
        return Link(event, people, "state") if people else None
    found = subject(clauses, start, linked)
    return Link(event, found[0], "state") if found else None


def _with_examples(clauses: Clauses, event: int) -> People | None:
    """The people whose examples stand before a state: "leaving nine people, including guards, dead"."""
    examples = clauses.ending.get(event - 1) or clauses.ending.get(event - 2)
    if examples is None or clauses.letters[examples.first - 1 : examples.first] != "I":
        return None
    before = examples.first - 2
    return clauses.ending.get(before - (clauses.letters[before] == ",")) if before > 0 else None


def _elliptic(clauses: Clauses, event: int, linked: dict[int, Link]) -> Link | None:
    """ "The minister was not hurt but two guards were"."""
    people = clauses.ending.get(event - 1)
    before = linked[max(linked)] if linked else None
    if clauses.letters[event + 1 :] or not people or not before or not before.negated:
        return None
    return Link(before.event, people, "passive") if clauses.letters[people.first - 1] == "B" else None


def _copula(clauses: Clauses, event: int, linked: dict[int, Link]) -> Link | None:
    """ "But two guards were", "ninety remain in camps"."""
    if clauses.tokens.words[clauses.items[event].last] in words_of("staying"):
        return _in_shelter(clauses, event, linked)
    return _elliptic(clauses, event, linked)


def _left(clauses: Clauses, event: int, linked: dict[int, Link]) -> Link | None:
    """ "Forty families have left the town", "forcing 80 people to leave"."""
    start = auxiliary(clauses.letters, event)
    if clauses.letters[start:event] == "2" and (forced := _forced(clauses, event)):
        return forced
    if not left(clauses, event) or not set("vn2").isdisjoint(clauses.letters[start:event]):
        return None
    found = subject(clauses, start, linked)
    return Link(event, found[0], "left") if found else None


def _in_shelter(clauses: Clauses, event: int, linked: dict[int, Link]) -> Link | None:
    """ "Ninety remain in various camps", "ninety were moved to some 40 shelters".

    >>> from casualty_figures.reading.reader import read
    >>> texts = ["Nine men remain in various camps.", "Nine men remain at large.", "Nine men may stay in schools."]
    >>> [[figure.measure for figure in read(text)] for text in texts]
    [['sheltered'], [], []]
    """
    start = auxiliary(clauses.letters, event)
    chain = clauses.letters[start:event]
    stays = clauses.tokens.words[clauses.items[event].last] in words_of("staying") and in_shelter(clauses, event)
    if not (stays or ("w" in chain and taken_to_shelter(clauses, event))) or not set("vn2").isdisjoint(chain):
        return None
    found = subject(clauses, start, linked)
    return Link(event, found[0], "stayed" if stays else "moved") if found else None


def _with_outcome(clauses: Clauses, event: int, linked: dict[int, Link]) -> Link | None:
    """ "Took 12 people hostage", "drove 200 families from their homes"."""
    people = objects(clauses, event)
    measure = outcome(clauses, event, people) if people else ""
    if measure and "v" in clauses.letters[auxiliary(clauses.letters, event) : event]:
        return None  # "a victim may have driven himself to a hospital"
    if stays := _in_shelter(clauses, event, linked):
        return stays
    return Link(event, people, "outcome") if people and measure not in ("", "killed") else None


FORMS: dict[str, Callable[[Clauses, int, dict[int, Link]], Link | None]] = {
    "K": _transitive, "k": _transitive, "g": _transitive, "l": _transitive,
    "i": _intransitive, "e": _state, "T": event_noun, "0": toll, "L": _left, "E": _with_outcome, "w": _copula,
}  # fmt: skip


def _without_toll(clauses: Clauses, link: Link, linked: dict[int, Link]) -> Link:
    """A link without the number of a toll before its people: "the death toll rises to nine, 35 others injured"."""
    first, *rest = link.people.members
    tolls = [before.people.first for before in linked.values() if before.rule == "toll"]
    if not rest or link.rule != "reduced" or first not in tolls:
        return link
    return replace(link, people=People(rest[0], link.people.last, tuple(rest)))


def _is_supposed(clauses: Clauses, link: Link) -> bool:
    """Whether it is only supposed that it happened: "if five were killed", "whether two had died".

    >>> from casualty_figures.reading.reader import read
    >>> [len(read(text)) for text in ("If five die, we go.", "He asked whether two had died.", "Five died, if true.")]
    [0, 0, 1]
    """
    before = clauses.items[link.people.first - 1] if link.people.first else None
    return before is not None and clauses.tokens.words[before.last] in words_of("suppositions")


def links(clauses: Clauses) -> Iterator[Link]:
    """The links of a sentence, event by event.

    >>> from casualty_figures.reading.grammar.clauses import clauses
    >>> from casualty_figures.reading.text.tokens import tokenise
    >>> text = "The raid killed two men and left nine people wounded; six died later"
    >>> [(link.rule, link.people.members) for link in links(clauses(tokenise(text, 0, len(text))))]
    [('object', (2,)), ('reduced', (5,)), ('died', (8,))]
    """
    linked: dict[int, Link] = {}
    for event, letter in enumerate(clauses.letters):
        form = FORMS.get(letter)
        if form is None or UNCOUNTED_SHARE.search(clauses.letters, max(0, event - 3), event):
            continue
        link = form(clauses, event, linked)
        link = _without_toll(clauses, link, linked) if link else None
        if link and not is_no_blow(clauses, link) and not _is_supposed(clauses, link):
            linked[event] = link
            yield link
