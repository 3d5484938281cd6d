"""Actors: who is said to have done it, denies it, pledges it, or went along as an escort."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from casualty_figures.reading.circumstances.parties import ESCORT, FoundParty, find_forces, read_party
from casualty_figures.reading.events.occurrences import Event
from casualty_figures.reading.words.event_words import context_pattern, event_pattern
from casualty_figures.reading.words.lexicon import words_of
from casualty_figures.reading.words.signs import Signs, signs_of
from casualty_figures.reading.words.wording import Span, last_match, listed

OTHER_DEED = re.compile(
    r"[a-z](?<!kill)(?<!wound)(?<!injur)(?<!shot dea)(?<!abduct)(?<!kidnapp)"
    r"(?<!\bl)(?<!\blaunch)(?<!\bconduct)ed\s|[;:]"
)
BY = re.compile(r"\bby\s(?:the\s|suspected\s|a\s)?")
PRONOUN_SUBJECT = re.compile(
    r"\b(?P<pronoun>it|they)\s(?:(?:had|has|have|did|would|will|also|was|were)\s)*$", re.IGNORECASE
)
NOT_SUBJECT = re.compile(
    r"\b(?:on|with|at|against|of|near|between|for|from|to|in|by|into|targeting|among)\s(?:the\s|a\s|an\s)?$",
    re.IGNORECASE,
)
IN_ATTACK = re.compile(
    r"\b(?:in|by|from|during)\s(?:an?\s|the\s|separate\s|fresh\s|suspected\s|heavy\s)*(?=[\w-]+\s(?:[\w-]+\s){0,2}$)"
)
"""What stands between people and the attack that harmed them: "were killed in fresh Halvian air strikes"."""
ENDED = re.compile(r"[,.;:]|\s(?:said|says|which|who|and(?!\s[A-Z])|after|when)\s|\sthat\s(?!(?:have|has|had)\s$|$)")
NATION = re.compile(r"(?:ian|ean|an|ese|ish|[a-z]i|-led|-backed)$|^[A-Z]{2,5}$")
GROUP = re.compile(
    r"coalition|government|regime|army|military|rebel|insurgent|militant|militia|paramilitary|jihadist", re.IGNORECASE
)
OWNED_BY = re.compile(r"(?P<actor>[A-Z][\w-]+)['\u2019]s\s(?:[a-z-]+\s){0,3}$")
BEFORE_VERB = re.compile(r"\s?(?:[a-z\u2019']+\s){0,4}|\s(?:and|or)\s.{0,60}", re.IGNORECASE)
HELPERS = re.compile(r"(?:\s(?:in|of|from)\s[^,;:.]{2,50}?)?\s(?:(?:had|has|have|also|then|later|[a-z]+ly)\s)*$")
OTHER_AUTHOR = re.compile(
    r"[.;:\u201c\u201d\"]|\b(?:by|but|while|when|where|whom?|after|another|separate(?:ly)?|elsewhere|sa(?:id|ys))\b"
)
"""What between two figures of harm tells that others may have done the second."""
JOINED = re.compile(r"\s(?:and|or)\s(?:the\s)?|,\s")


@cache
def _own_forces() -> re.Pattern[str]:
    """The speaker's own forces as a subject: "its planes had"."""
    force = listed("party_forces")
    return re.compile(
        rf"\b(?P<pronoun>(?:its|their|our|his|her)\s(?:[a-z-]+\s)?{force})\s(?:(?:had|has|have|did|would|will|also|was|were)\s)*$",
        re.IGNORECASE,
    )


@cache
def _came_when() -> re.Pattern[str]:
    """From people to the clause that tells what harmed them: "were killed on Friday when two Halvian warplanes"."""
    number = listed("numbers")
    return re.compile(
        rf"[^.;:]{{0,60}}?\s(?:when|after|as)\s"
        rf"(?:(?:an?|the|some|about|around|at least|several|suspected|\d+|{number}|[a-z]+-held)\s)*"
    )


@cache
def _modifier() -> re.Pattern[str]:
    """A party right before the event: "Russian air strikes", "coalition strikes"; articles and numbers are none."""
    not_party = r"(?!(?:The|A|An|No|More|At|Some|Several|Many|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|New|Air)\b)"
    group = GROUP.pattern
    return re.compile(
        rf"(?<![\w-])(?P<actor>{not_party}[A-Z][\w-]+(?:\s(?:and\s)?[A-Z][\w-]+)?(?:\s(?:{group}))?|{group})"
        r"\s(?:[a-z-]+\s)?$"
    )


@cache
def armed_signs() -> Signs:
    """The signs of an armed party, named or not."""
    return signs_of([*words_of("party_words"), *words_of("party_forces")])


def escort_of(text: str, start: int, end: int) -> FoundParty | None:
    """Who is said to have escorted people, the words for it included.

    >>> text = "Forty left, escorted by Russian police."
    >>> found = escort_of(text, 0, len(text))
    >>> text[found.start : found.end], found.party_id
    ('escorted by Russian police', 'russia')
    """
    escort = ESCORT.search(text, start, end)
    forces = find_forces(text, escort.end(), min(end, escort.end() + 80)) if escort else []
    if not escort or not forces or forces[0].start - escort.end() > 12:
        return None
    return FoundParty(escort.start(), forces[0].end, forces[0].party_id)


def actors_of(text: str, event: Event) -> list[FoundParty]:
    """Who is said to have done an event: after "by", as the subject of its verb, or right before its noun.

    >>> from casualty_figures.reading.events.occurrences import find_events
    >>> texts = ["Air raids by the rebels went on.", "Russian jets bombed it.", "The army launched air raids."]
    >>> [[t[p.start : p.end] for p in actors_of(t, find_events(t, 0, len(t))[0])] for t in texts]
    [['rebels'], ['Russian jets'], ['army']]
    """
    by = by_phrase(text, event.word[1], event.clause[1])
    if by:
        return by
    start = (event.number or event.word)[0]
    verb_start = start
    if event.negation and event.negation[0] >= event.clause[0]:
        verb_start = min(event.negation[0], start)
    if event.rule in ("event_verb", "event_flight"):
        return subjects(text, event.clause[0], verb_start)
    launch = last_match(context_pattern("launch"), text, event.clause[0], start)
    if launch:
        return subjects(text, event.clause[0], min(launch.start(), verb_start))
    return _before_attack(text, event.clause[0], event.word[0])


def harmed_by(text: str, start: int, end: int) -> list[FoundParty]:
    """Armed parties by whom people were harmed: right after the words for it, no other deed between.

    >>> text = "Two were killed by the army in a convoy escorted by rebels"
    >>> [text[p.start : p.end] for p in harmed_by(text, 4, len(text))], harmed_by(text, 25, len(text))
    (['army'], [])
    """
    found = BY.search(text, start, min(end, start + 60))
    if found and not OTHER_DEED.search(text, start, found.start()) and (by := by_phrase(text, start, end)):
        return by
    attack = event_pattern().search(text, start, min(end, start + 90))
    came = IN_ATTACK.search(text, start, attack.start()) if attack else None
    if attack and came and not OTHER_DEED.search(text, start, came.start()):
        return _before_attack(text, came.end(), attack.start())
    return _who_came(text, start, end)


def _who_came(text: str, start: int, end: int) -> list[FoundParty]:
    """Who stands as the subject of the clause that tells what harmed people, by its attack or by its verb.

    >>> text = "Two were killed on Friday when three Halvian warplanes bombed the port"
    >>> [text[p.start : p.end] for p in _who_came(text, text.index(" were"), len(text))]
    ['Halvian warplanes']
    """
    came = _came_when().match(text, start, end)
    if came is None or OTHER_DEED.search(text, start, came.start()):
        return []
    clause_end = min(end, came.end() + 90)
    first = _armed(find_forces(text, came.end(), clause_end), text)[:1]
    assault = context_pattern("assault", r"\s(?:(?:had|have|also|then)\s)*")
    if first and first[0].start == came.end() and assault.match(text, first[0].end, end):
        return first
    attack = event_pattern().search(text, came.end(), clause_end)
    return _before_attack(text, came.end(), attack.start()) if attack else []


def harmed_in_active(text: str, start: int, verb: Span) -> list[FoundParty]:
    """Armed parties that did it as the subject of the verb: "rebels killed two", "gunmen ambushed them, killing two".

    >>> text = "Police said that rebels ambushed them, killing two"
    >>> [text[p.start : p.end] for p in harmed_in_active(text, 0, (text.index("killing"), text.index(" two")))]
    ['rebels']
    >>> harmed_in_active("Mortar fire on soldiers killed two", 0, (24, 30))
    []
    """
    if own := _own_forces().search(text, start, verb[0]):
        return [FoundParty(*own.span("pronoun"), None)]
    if accused := _accused(text, start, verb[0]):
        return accused
    forces = _armed(find_forces(text, start, verb[0]), text)
    assault = context_pattern("assault", r"\s(?:(?:had|have|also|then)\s)*")
    pattern = assault if text[slice(*verb)].lower().endswith("ing") else HELPERS
    ends = [index for index, party in enumerate(forces) if pattern.match(text, party.end, verb[0])]
    joined = _joined_before(forces[: ends[-1] + 1], text) if ends else []
    if not joined or NOT_SUBJECT.search(text, start, joined[0].start):
        return _behind_attack(text, start, verb[0])
    return joined


def _accused(text: str, start: int, verb: int) -> list[FoundParty]:
    """Who is accused or blamed of what follows: "accused the rebels of a raid on the port, killing nine".

    >>> text = "The army accused the hill rebels of a raid on the port, killing nine"
    >>> [text[p.start : p.end] for p in _accused(text, 0, text.index("killing"))]
    ['rebels']
    """
    found = _blame().search(text, start, verb)
    forces = _armed(find_forces(text, *found.span("whom")), text) if found else []
    if forces or found is None:
        return _joined(forces, text)
    begin, stop = found.span("whom")
    return [FoundParty(begin, stop, read_party(found["whom"]))] if _names_party(found["whom"]) else []


@cache
def _blame() -> re.Pattern[str]:
    blame = listed("speech_words", "kind", "blame")
    return re.compile(rf"\b{blame}\s(?:the\s)?(?P<whom>[^,;:.]{{2,60}}?)\s(?:of|for)\s[^;:.]*$", re.IGNORECASE)


def same_authors(text: str, start: int, end: int) -> bool:
    """Whether nothing between two figures of harm tells of others: "killed nine people and wounded three".

    >>> text = "Rebels killed nine people and wounded three, while a mine killed two"
    >>> same_authors(text, 25, text.index("three")), same_authors(text, 45, text.index("two"))
    (True, False)
    """
    return not OTHER_AUTHOR.search(text, start, end)


def _behind_attack(text: str, start: int, verb: int) -> list[FoundParty]:
    """The party of an attack that is the subject of a verb: "rebel shelling of the port killed two".

    >>> text = "The mayor said rebel shelling of the port killed two"
    >>> [text[p.start : p.end] for p in _behind_attack(text, 0, text.index("killed"))]
    ['rebel']
    """
    attack = last_match(event_pattern(), text, start, verb)
    attack = attack or last_match(context_pattern("operation"), text, start, verb)
    if attack is None or ENDED.search(text, attack.end(), verb):
        return []
    return by_phrase(text, attack.end(), verb) or _before_attack(text, start, attack.start())


def _before_attack(text: str, start: int, attack: int) -> list[FoundParty]:
    """The party right before the word for an attack: "Halvian air strikes", not "Heavy shelling"."""
    owner = OWNED_BY.search(text, max(start, attack - 50), attack)
    if owner and owner["actor"].lower() in words_of("place_countries"):
        return [FoundParty(*owner.span("actor"), read_party(owner["actor"]))]
    found = _modifier().search(text, max(start, attack - 40), attack)
    if not found:
        return []
    begin, stop = found.span("actor")
    first, _, rest = found["actor"].partition(" ")
    if rest and not _names_party(first) and _names_party(rest):  # "Intense Halvian strikes"
        begin += len(first) + 1
    actor = text[begin:stop]
    party = read_party(actor) or read_party(f"{actor} forces")
    return [FoundParty(begin, stop, party)] if party or _names_party(actor) else []


def _names_party(phrase: str) -> bool:
    """Whether a word of a phrase is of a nation or an armed group.

    >>> _names_party("Halvian"), _names_party("Oru-led coalition"), _names_party("Heavy")
    (True, True, False)
    """
    known = words_of("party_forces", "kind", "name")
    words = phrase.split()
    return phrase.lower() in known or any(
        NATION.search(word) or GROUP.fullmatch(word) or word.lower() in known for word in words
    )


def by_phrase(text: str, start: int, end: int) -> list[FoundParty]:
    """Armed parties right after "by": "by the Russian and Syrian air forces"."""
    found = BY.search(text, start, end)
    if not found:
        return []
    forces = _armed(find_forces(text, found.end(), min(end, found.end() + 80)), text)
    return _joined(forces, text) if forces and forces[0].start == found.end() else []


def subjects(text: str, start: int, end: int) -> list[FoundParty]:
    """Armed parties, or a pronoun, that stand as the subject right before a verb phrase.

    >>> text = "Police said rebels and soldiers had "
    >>> [text[party.start : party.end] for party in subjects(text, 0, len(text))]
    ['rebels', 'soldiers']
    """
    pronoun = PRONOUN_SUBJECT.search(text, start, end) or _own_forces().search(text, start, end)
    if pronoun:
        return [FoundParty(*pronoun.span("pronoun"), None)]
    forces = _armed(find_forces(text, start, end), text)
    fitting = [party for party in forces if BEFORE_VERB.fullmatch(text, party.end, end)]
    joined = _joined_before(fitting, text)
    return [] if joined and NOT_SUBJECT.search(text, start, joined[0].start) else joined


def _armed(parties: Iterable[FoundParty], text: str) -> list[FoundParty]:
    """Parties alone: "warplanes" with no state named is none."""
    aircraft = words_of("party_forces", "kind", "aircraft")
    return [party for party in parties if party.party_id or text[party.start : party.end].lower() not in aircraft]


def _joined(parties: Sequence[FoundParty], text: str) -> list[FoundParty]:
    """The first party, and those joined to it by "and"."""
    kept = list(parties[:1])
    for party in parties[1:]:
        between: Span = (kept[-1].end, party.start)
        if not JOINED.fullmatch(text, *between):
            break
        kept.append(party)
    return kept


def _joined_before(parties: Sequence[FoundParty], text: str) -> list[FoundParty]:
    """The last party, and those joined to it by "and"."""
    kept = list(parties[-1:])
    for party in reversed(parties[:-1]):
        if not JOINED.fullmatch(text, party.end, kept[0].start):
            break
        kept.insert(0, party)
    return kept
