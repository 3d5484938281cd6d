"""A text as a discourse: its sentences with their times, attributions and places; which city "the city" is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from casualty_figures.reading.circumstances.parties import FoundParty, find_named, party_kind
from casualty_figures.reading.circumstances.places import FoundPlace, find_places, narrower
from casualty_figures.reading.circumstances.speakers import PRONOUN
from casualty_figures.reading.circumstances.speech import Attribution, claimants_of, find_attributions, speech_signs
from casualty_figures.reading.circumstances.times import find_times
from casualty_figures.reading.figure import Mark
from casualty_figures.reading.text.datelines import Dateline, find_dateline
from casualty_figures.reading.text.quotations import quotes
from casualty_figures.reading.text.sentences import Sentence
from casualty_figures.reading.words.lexicon import mapping, table, words_of
from casualty_figures.reading.words.wording import Span, folded, listed, lowered

FURTHEST_PLACE = 8
"""Sentences back in which the city behind "the city" is looked for."""
COUNTING = frozenset(["toll", "number", "tally", "count", "total"])
"""Words for a toll, which rises on the day on which it is told."""
INNER_END = re.compile(r"[.!?](?<=[a-z\u2019'][a-z]{2}.)[\u201d\"]?\s+(?=[\u201c\"]?[A-Z])")


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence as context reads it: its offsets, its paragraph, and its number among the reader's sentences."""

    start: int
    end: int
    paragraph: int
    sentence: int
    words: frozenset[str]
    """The words of that sentence."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who claims something: the mark of the phrase, and the party it stands for."""

    mark: Mark
    party_id: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """Who says it, in which voice, and the mark of the day on which it was said."""

    speakers: tuple[Speaker, ...]
    voice: str
    said_on: Mark | None
    scope: Span
    rules: tuple[str, ...]


@dataclass
class Discourse:
    """A text with its sentences, read on demand; each sentence is read once."""

    text: str
    sentences: Sequence[Sentence]
    low: str = ""
    """The text in small letters, every letter at its place."""
    units: list[Unit] = field(init=False)
    quoted: list[Span] = field(init=False)
    weapons: dict[int, list[tuple[Span, str]]] = field(default_factory=dict)
    """The attacks named in each unit, as far as they were asked for."""
    _times: dict[int, list[Span]] = field(default_factory=dict)
    _attributions: dict[int, list[Attribution]] = field(default_factory=dict)
    _places: dict[int, list[FoundPlace]] = field(default_factory=dict)
    claims: dict[tuple[int, int, Span], Claim] = field(default_factory=dict)
    _claimants: dict[Span, list[FoundParty]] = field(default_factory=dict)
    _named_claimants: dict[int, list[tuple[Attribution, FoundParty]]] = field(default_factory=dict)
    _event_times: dict[int, list[Span]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.low = self.low or lowered(self.text)
        self.quoted = quotes(self.text)
        self.units = []
        for index, sentence in enumerate(self.sentences):
            start = sentence.start
            inside = self.text[start : sentence.end - 1]  # few sentences have a mark there that could end one
            ends = "." in inside or "!" in inside or "?" in inside
            for inner in INNER_END.finditer(self.text, sentence.start, sentence.end) if ends else ():
                self.units.append(Unit(start, inner.end(), sentence.paragraph, index, sentence.words))
                start = inner.end()
            self.units.append(Unit(start, sentence.end, sentence.paragraph, index, sentence.words))

    def unit_at(self, position: int) -> int:
        """The number of the unit that holds a position."""
        low, high = 0, len(self.units) - 1
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self.units[middle].start <= position else (low, middle - 1)
        return low

    def times(self, index: int) -> list[Span]:
        """Phrases of time of a unit."""
        if index not in self._times:
            unit = self.units[index]
            self._times[index] = find_times(self.text, unit.start, unit.end, self.low)
        return self._times[index]

    def attributions(self, index: int) -> list[Attribution]:
        """Attributions of a unit."""
        if index not in self._attributions:
            unit = self.units[index]
            self._attributions[index] = (
                find_attributions(self.text, unit.start, unit.end, self.times(index), self.quoted, self.low)
                if speech_signs().stand_among(unit.words)
                else []
            )
        return self._attributions[index]

    def event_times(self, index: int) -> list[Span]:
        """Phrases of time of a unit that say when something happened, not when it was said."""
        if index not in self._event_times:
            said = {one.said_on for one in self.attributions(index)}
            sent = self.dateline.end if self.dateline else 0
            times = [span for span in self.times(index) if span not in said and span[0] >= sent]
            unit = self.units[index]
            if not COUNTING.isdisjoint(unit.words):
                times = [span for span in times if not _risen().search(self.text, unit.start, span[0])]
            self._event_times[index] = times
        return self._event_times[index]

    def claimants(self, attribution: Attribution) -> list[FoundParty]:
        """The marked claimants of an attribution, one per subject."""
        if attribution.verb not in self._claimants:
            self._claimants[attribution.verb] = claimants_of(self.text, attribution)
        return self._claimants[attribution.verb]

    def named_claimants(self, index: int) -> list[tuple[Attribution, FoundParty]]:
        """Attributions of a unit to somebody whom they name, no pronoun, each with the last whom it names."""
        if index not in self._named_claimants:
            named = [
                [
                    (one, party)
                    for party in self.claimants(one)
                    if not PRONOUN.fullmatch(self.text, party.start, party.end)
                ]
                for one in self.attributions(index)
            ]
            self._named_claimants[index] = [parties[-1] for parties in named if parties]
        return self._named_claimants[index]

    @cached_property
    def named(self) -> list[FoundParty]:
        """Every party of the vocabulary that the text names, in the order of the text."""
        return find_named(self.text, 0, len(self.text))

    @cached_property
    def named_of_kind(self) -> dict[str, set[str]]:
        """The parties named, by their kind."""
        found: dict[str, set[str]] = {}
        for party_id in {party.party_id or "" for party in self.named}:
            found.setdefault(party_kind(party_id), set()).add(party_id)
        return found

    @cached_property
    def dateline(self) -> Dateline | None:
        """The dateline with which the report begins."""
        return find_dateline(self.text)

    def places(self, index: int) -> list[FoundPlace]:
        """Phrases of place of a unit, outside its times and speakers; "the city" takes the city that was named last."""
        if index not in self._places:
            self._places[index] = self._read_places(index)
        return self._places[index]

    def _read_places(self, index: int) -> list[FoundPlace]:
        unit = self.units[index]
        others = [*self.times(index), *(span for one in self.attributions(index) for span in one.subjects)]
        found = find_places(self.text, unit.start, unit.end, None, others, self.low, unit.words)
        anaphor = next((place for place in found if place.anaphor), None)
        city = self._city_before(index, anaphor.start) if anaphor else None
        if city and city.place_id:
            return find_places(self.text, unit.start, unit.end, city_of(city.place_id), others, self.low)
        return found

    def antecedent_place(self, index: int, place: FoundPlace) -> FoundPlace | None:
        """The named place behind "the city"."""
        return self._city_before(index, place.start)

    def _city_before(self, index: int, position: int) -> FoundPlace | None:
        for at in range(index, max(-1, index - FURTHEST_PLACE), -1):
            unit = self.units[at]
            found = find_places(self.text, unit.start, min(unit.end, position), low=self.low, words=unit.words)
            for index_found in range(len(found) - 1, -1, -1):
                place = found[narrower(self.text, found, index_found)]
                if place.anaphor or folded(self.text[place.start : place.end]) in countries():
                    continue
                if place.place_id is None or city_of(place.place_id):
                    return place
        return None


@cache
def _risen() -> re.Pattern[str]:
    """From a toll to the day on which it was told, not on which people died: "the toll rose to 53 on Thursday"."""
    risen = listed("event_contexts", "kind", "risen")
    return re.compile(rf"\b(?:{'|'.join(sorted(COUNTING))})\b[^.;]{{0,150}}?\b{risen}\b[^.;,]{{0,60}}$", re.IGNORECASE)


@cache
def countries() -> frozenset[str]:
    return words_of("place_countries")


@cache
def city_of(place_id: str) -> str | None:
    """The city that a place is or lies in.

    >>> city_of("aleppo_city_east"), city_of("aleppo_governorate")
    ('aleppo_city', None)
    """
    if mapping("places", "place_id", "kind").get(place_id) == "city":
        return place_id
    above = [row["within_id"] for row in table("place_within") if row["place_id"] == place_id]
    return next((city for within in above if (city := city_of(within))), None)
