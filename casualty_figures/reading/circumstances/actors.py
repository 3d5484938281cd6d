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

OTHER_DEED = re.compile(r"[a-z](?<!kill)(?<!wound)(?<!injur)(?<!shot dea)(?<!abduct)(?<!kidnapp)ed\s|[;:]")
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
ENDED = re.compile(r"[,.;:]|\s(?:said|says|that|which|who|and|after|when)\s")
NATION = re.compile(r"(?:ian|ean|an|ese|ish|[a-z]i|-led|-backed)$")
GROUP = re.compile(r"coalition|government|regime|army|rebel|insurgent|militant|militia", re.IGNORECASE)
BEFORE_VERB = re.compile(r"\s?(?:[a-z\u2019']+\s){0,4}|\s(?:and|or)\s.{0,60}", re.IGNORECASE)
HELPERS = re.compile(r"\s(?:(?:had|has|have|also|then|later|allegedly|reportedly)\s)*$")
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
def _modifier() -> re.Pattern[str]:
    """A party right before the event: "Russian air strikes", "coalition strikes"; articles and numbers are none."""
    not_party = r"(?!(?:The|A|An|No|More|At|Some|Several|Many|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|New|Air)\b)"
    group = r"coalition|government|regime|army|rebel|insurgent|militant|militia"
    return re.compile(
        rf"(?<![\w-])(?P<actor>{not_party}[A-Z][\w-]+(?:\s(?:and\s)?[A-Z][\w-]+|\s(?:{group}))?|{group})\s(?:[a-z-]+\s)?$"
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
    modifier = _modifier().search(text, max(event.clause[0], event.word[0] - 40), event.word[0])
    if not modifier:
        return []
    actor = modifier["actor"]
    return [FoundParty(*modifier.span("actor"), read_party(actor) or read_party(f"{actor} forces"))]


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
    if attack is None or came is None or OTHER_DEED.search(text, start, came.start()):
        return []
    return _before_attack(text, came.end(), attack.start())


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
    forces = _armed(find_forces(text, start, verb[0]), text)
    assault = context_pattern("assault", r"\s(?:(?:had|have|also|then)\s)*")
    pattern = assault if text[slice(*verb)].lower().endswith("ing") else HELPERS
    ends = [index for index, party in enumerate(forces) if pattern.match(text, party.end, verb[0])]
    joined = _joined_before(forces[: ends[-1] + 1], text) if ends else []
    if not joined or NOT_SUBJECT.search(text, start, joined[0].start):
        return _behind_attack(text, start, verb[0])
    return joined


def _behind_attack(text: str, start: int, verb: int) -> list[FoundParty]:
    """The party of an attack that is the subject of a verb: "rebel shelling of the port killed two".

    >>> text = "The mayor said rebel shelling of the port killed two"
    >>> [text[p.start : p.end] for p in _behind_attack(text, 0, text.index("killed"))]
    ['rebel']
    """
    attack = last_match(event_pattern(), text, start, verb)
    if attack is None or ENDED.search(text, attack.end(), verb):
        return []
    return by_phrase(text, attack.end(), verb) or _before_attack(text, start, attack.start())


def _before_attack(text: str, start: int, attack: int) -> list[FoundParty]:
    """The party right before the word for an attack: "Halvian air strikes", not "Heavy shelling"."""
    found = _modifier().search(text, max(start, attack - 40), attack)
    if not found:
        return []
    actor = found["actor"]
    party = read_party(actor) or read_party(f"{actor} forces")
    named = party or NATION.search(actor) or GROUP.fullmatch(actor)
    return [FoundParty(*found.span("actor"), party)] if named else []


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
