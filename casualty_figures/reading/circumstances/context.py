"""The context of figures: when, where, who says so, who is said to have done it; and figures that count no people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from casualty_figures.reading.circumstances.actors import (
    actors_of,
    armed_signs,
    escort_of,
    harmed_by,
    harmed_in_active,
    same_authors,
    subjects,
)
from casualty_figures.reading.circumstances.attaching import Anchor, cause_of, place_of, total_signs, with_total
from casualty_figures.reading.circumstances.claims import claim_at
from casualty_figures.reading.circumstances.dating import time_of
from casualty_figures.reading.circumstances.discourse import Claim, Discourse, Speaker
from casualty_figures.reading.circumstances.parties import MOST_WORDS, FoundParty, read_party, root
from casualty_figures.reading.circumstances.periods import read_day, read_period
from casualty_figures.reading.events.extents import Extent, extent_signs, find_extents
from casualty_figures.reading.events.occurrences import Event, find_events
from casualty_figures.reading.figure import Figure, Mark, Party, Period, Place
from casualty_figures.reading.text.sentences import Sentence
from casualty_figures.reading.words.event_words import event_pattern, event_signs, event_words
from casualty_figures.reading.words.kinds import HARM, MOVED, count_kind, usual_unit
from casualty_figures.reading.words.measures import read_measure
from casualty_figures.reading.words.wording import Span, folded

HARMED = (*HARM, "missing", "trapped", "displaced", "homeless")
DONE_TO = (*HARMED, "kidnapped", "detained")
"""What armed parties do to people."""
ENDED = re.compile(r"[.!?:\u2026][\"\u201d\u2019')\]]*$")
OWN = re.compile(r"it|they|he|she|(?:its|their|our|his|her)\s.+", re.IGNORECASE)

_Actors = list[tuple[FoundParty, str]]
"""Parties with their roles, where the words name one."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A figure before its context, and what found it: people, an event, or an extent."""

    figure: Figure
    at: Span
    word: Span
    event: Event | None = None
    extent: Extent | None = None


@dataclass(frozen=True, slots=True)
class _Shared:
    """What all claimants of one figure share."""

    figure: Figure
    kind: str
    place: Place | None
    period: Period
    said: date | None
    cause: str
    voice: str
    sentence: int
    marks: tuple[Mark, ...]
    rules: tuple[str, ...]


def complete(
    text: str, sentences: Sequence[Sentence], figures: Sequence[Figure], published: date | None
) -> list[Figure]:
    """Give figures of people their context, and add the figures of attacks, access and extents.

    Returns every figure in the order of the text, one for each claimant.

    >>> from casualty_figures.reading.text.sentences import sentences
    >>> text = "Since Monday two air strikes have hit Oruvale, the mayor said."
    >>> [figure] = complete(text, sentences(text), [], date(2021, 3, 12))
    >>> figure.value, figure.place.printed, figure.claimant.printed, str(figure.period.start)
    (2, 'Oruvale', 'the mayor', '2021-03-08')
    """
    cued = {number for number, sentence in enumerate(sentences) if event_signs().stand_among(sentence.words)}
    if not (figures or cued):
        return []
    discourse = Discourse(text, sentences)
    cued_units = {index for index, unit in enumerate(discourse.units) if unit.sentence in cued} if cued else set[int]()
    found = [_of_people(_totalled(text, sentences, figure)) for figure in figures]
    harmed = {discourse.unit_at(one.at[0]) for one in found if one.figure.measure in HARMED}
    for index in _of_body(discourse, sorted(cued_units)) if cued else ():
        found += _of_unit(discourse, index, index in harmed)
    found.sort(key=lambda one: one.at)
    authors = _authors(discourse, found)
    completed = (
        _completed(discourse, one, actors, published, cued_units) for one, actors in zip(found, authors, strict=True)
    )
    return [figure for figures in completed for figure in figures if _is_row(figure)]


def _totalled(text: str, sentences: Sequence[Sentence], figure: Figure) -> Figure:
    """The figure with its words for a running total, looked for only where its sentence has some."""
    told = total_signs().stand_among(sentences[figure.sentence].words)
    return with_total(text, figure) if told else figure


def _is_row(figure: Figure) -> bool:
    """An occurrence without a number needs a time phrase in its own sentence; a rule of coding.

    >>> from casualty_figures.reading.reader import read
    >>> len(read("Nine fled late on Monday. Wounded porters could be flown out.")), len(read("Porters died on Monday."))
    (1, 1)
    """
    return figure.quantifier != "occurred" or any(mark.role == "time" and not mark.carried for mark in figure.marks)


def _of_body(discourse: Discourse, indexes: Sequence[int]) -> list[int]:
    """Units of the body; headlines and captions are paragraphs that end without a full stop."""
    text, ended = discourse.text, dict[int, bool]()
    for unit in discourse.units:
        ended[unit.paragraph] = bool(ENDED.search(text, max(unit.start, unit.end - 6), unit.end))
    body = any(ended.values())
    return [index for index in indexes if ended[discourse.units[index].paragraph] or not body]


def _of_people(figure: Figure) -> _Found:
    own = [mark for mark in figure.marks if mark.role in ("figure", "event", "people") and not mark.carried]
    anchor = next((mark for mark in own if mark.role == "figure"), (own or figure.marks)[0])
    return _Found(figure, (anchor.start, anchor.end), (anchor.start, anchor.end))


def _of_unit(discourse: Discourse, index: int, harmed: bool) -> Iterator[_Found]:
    """Events and extents of a unit; where people are counted, an event without a number is their cause, no row."""
    text, unit = discourse.text, discourse.units[index]
    for event in find_events(text, unit.start, unit.end, _attack_before(discourse, index)):
        stated = event.quantity.quantifier in ("occurred", "none")
        if not (stated and (harmed or not discourse.event_times(index))):
            yield _from_event(text, event)
    for extent in find_extents(text, unit.start, unit.end) if extent_signs().stand_among(unit.words) else ():
        yield _from_extent(text, extent)


def _mark(role: str, text: str, span: Span, means: str = "") -> Mark:
    return Mark(role, *span, text[slice(*span)], means=means)


def _event_mark(text: str, span: Span, measure: str, bare: bool) -> Mark:
    """The mark of an event word; it says what it means where the word alone ("struck", "strikes") does not."""
    return _mark("event", text, span, measure if bare or read_measure(text[slice(*span)]) != measure else "")


def _from_event(text: str, event: Event) -> _Found:
    quantity = event.quantity
    marks = [_event_mark(text, event.word, event.measure, event.kind in ("bare", "hit"))]
    at = event.word
    if event.number:
        at = (event.number[0], event.word[1])
        at = at if len(text[slice(*at)].split()) <= MOST_WORDS else event.number
        marks.append(_mark("figure", text, at))
    if event.negation:
        marks.append(_mark("negation", text, event.negation))
    unit = usual_unit(event.measure)
    figure = Figure(
        event.measure, quantity.quantifier, quantity.value, quantity.low, quantity.high, unit, "", tuple(marks)
    )
    return _Found(replace(figure, rules=(event.rule,)), at, event.word, event)


def _from_extent(text: str, extent: Extent) -> _Found:
    quantity = extent.quantity
    marks = (_mark("figure", text, extent.number), _event_mark(text, extent.word, extent.measure, False))
    bounds = (quantity.quantifier, quantity.value, quantity.low, quantity.high)
    figure = Figure(extent.measure, *bounds, quantity.unit, "", marks, "extent")
    modality = "pledged" if extent.pledged else "reported"
    return _Found(replace(figure, modality=modality, rules=(extent.rule,)), extent.number, extent.word, None, extent)


@cache
def _attacks() -> dict[str, str]:
    return {word: measure for word, (measure, kind) in event_words().items() if kind == "noun" and measure != "flights"}


def _attack_before(discourse: Discourse, index: int) -> str:
    """The measure of attack that the three sentences before named last."""
    for at in range(index - 1, max(-1, index - 4), -1):
        unit = discourse.units[at]
        words = [folded(match[0]) for match in event_pattern().finditer(discourse.text, unit.start, unit.end)]
        named = [_attacks()[word] for word in words if word in _attacks()]
        if named:
            return named[-1]
    return ""


def _completed(
    discourse: Discourse, one: _Found, actors: _Actors, published: date | None, cued_units: Set[int]
) -> list[Figure]:
    """The figures of one find: one for each claimant; none where an occurrence has no time."""
    figure, index, text = one.figure, discourse.unit_at(one.at[0]), discourse.text
    claim = claim_at(discourse, one.at[0])
    said = read_day(claim.said_on.printed, published) if claim and claim.said_on else None
    counted = one.event is None or one.event.number is not None
    stock = count_kind(figure.measure, figure.unit, [mark.printed for mark in figure.marks]) == "stock"
    anchor = Anchor(index, figure.measure, one.word, claim, one.extent is not None, counted and not stock)
    times, time_rule = time_of(discourse, anchor)
    if not counted and not times:
        return []
    place, place_marks, place_rule = place_of(discourse, anchor)
    kind = figure.count_kind
    if kind == "flow":
        kind = count_kind(figure.measure, figure.unit, [mark.printed for mark in (*figure.marks, *times)])
    period = read_period(" ".join(mark.printed for mark in times), published, said, kind)
    cause, cause_marks = figure.cause, list[Mark]()
    if one.event is None and one.extent is None and not cause and figure.measure in HARMED and index in cued_units:
        cause, cause_marks = cause_of(discourse, index, one.at)
    shared = _Shared(
        figure,
        kind,
        place,
        period,
        said,
        cause,
        claim.voice if claim else "narrator",
        discourse.units[index].sentence,
        (*figure.marks, *times, *place_marks, *cause_marks, *_said_on(claim)),
        (*figure.rules, *filter(None, (time_rule, place_rule)), *(claim.rules if claim else ()), period.rule),
    )
    speakers: Sequence[Speaker | None] = claim.speakers if claim and claim.speakers else (None,)
    return [_said_by(text, shared, speaker, actors) for speaker in speakers]


def _said_on(claim: Claim | None) -> tuple[Mark, ...]:
    return (claim.said_on,) if claim and claim.said_on else ()


def _authors(discourse: Discourse, found: Sequence[_Found]) -> list[_Actors]:
    """Who is said to have done it, for each find; the next harm of the same clause is by the same."""
    authors: list[_Actors] = []
    before: tuple[int, _Found] | None = None
    for one in found:
        index = discourse.unit_at(one.at[0])
        actors = _actors(discourse, one, index)
        harm = one.event is None and one.figure.measure in DONE_TO
        goes_on = harm and not actors and before and before[0] == index and authors[-1]
        if goes_on and before and same_authors(discourse.text, before[1].at[1], one.at[0]):
            actors = authors[-1]
        authors.append(actors)
        before = (index, one) if harm else None
    return authors


def _actors(discourse: Discourse, one: _Found, index: int) -> _Actors:
    """Who is said to have done it, with a role where the words name one."""
    text, unit = discourse.text, discourse.units[index]
    if one.event:
        return [] if one.event.kind == "corridor" else [(party, "") for party in actors_of(text, one.event)]
    if one.extent:
        return [(party, "") for party in subjects(text, unit.start, one.extent.word[0])] if one.extent.pledged else []
    if one.figure.measure in MOVED:
        escort = escort_of(text, unit.start, unit.end)
        return [(escort, "escort")] if escort else []
    if not (armed_signs().stand_among(unit.words) or event_signs().stand_among(unit.words)):
        return []
    active = _active_verb(one.figure)
    harmed = (
        harmed_in_active(text, unit.start, (active.start, active.end))
        if active
        else harmed_by(text, one.at[1], unit.end)
    )
    return [(party, "") for party in harmed]


def _active_verb(figure: Figure) -> Mark | None:
    """The verb whose object the people are, if it is one."""
    if not figure.rules or figure.rules[0] != "object":
        return None
    return next((mark for mark in figure.marks if mark.role == "event"), None)


def _said_by(text: str, shared: _Shared, speaker: Speaker | None, actors: _Actors) -> Figure:
    """A figure as one claimant says it; a zero of its own side is denied."""
    figure, parties, marks = shared.figure, list[Party](), {*shared.marks}
    own = speaker.party_id if speaker else None
    for found, role in actors:
        printed = text[found.start : found.end]
        party_id, means = found.party_id, ""
        if OWN.fullmatch(printed):
            party_id = root(own) if own else None
            means = party_id or ""
        elif party_id and read_party(printed) != party_id:
            means = party_id
        parties.append(Party(printed, party_id, role))
        marks.add(Mark("actor", found.start, found.end, printed, False, means))
    modality = figure.modality
    if figure.quantifier == "none" and _denies(speaker, parties):
        modality = "denied"
    role = modality if modality in ("denied", "pledged") else "alleged"
    if speaker:
        marks.add(speaker.mark)
    return Figure(
        figure.measure,
        figure.quantifier,
        figure.value,
        figure.low,
        figure.high,
        figure.unit,
        figure.population,
        tuple(sorted(marks, key=lambda mark: (mark.start, mark.end, mark.role, mark.carried, mark.means))),
        shared.kind,
        shared.place,
        shared.period,
        shared.said,
        Party(speaker.mark.printed, speaker.party_id) if speaker else None,
        tuple(Party(party.printed, party.party_id, party.role or role) for party in parties),
        shared.cause,
        shared.voice,
        modality,
        shared.sentence,
        figure.group,
        figure.part,
        shared.rules,
    )


def _denies(speaker: Speaker | None, actors: Sequence[Party]) -> bool:
    """Whether the claimant's root is among the actors' roots, or the actor is "it", "its planes" or the same phrase."""
    if speaker is None:
        return False
    if any(OWN.fullmatch(actor.printed) or _same(actor.printed, speaker.mark.printed) for actor in actors):
        return True
    own = speaker.party_id
    return own is not None and root(own) in {root(actor.party_id) for actor in actors if actor.party_id}


def _same(actor: str, claimant: str) -> bool:
    """Whether two phrases name one party by their words: "army planes", "the army"."""
    words = set(folded(actor).split()), set(folded(claimant).split()) - {"the", "a", "an"}
    return bool(words[1]) and (words[0] <= words[1] or words[1] <= words[0])
