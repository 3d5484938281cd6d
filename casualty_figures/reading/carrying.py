"""What one sentence takes from others: who "he" is, which city "the city" is, when a quoted day was."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from casualty_figures.reading.datelines import Dateline, find_dateline
from casualty_figures.reading.figure import Mark
from casualty_figures.reading.lexicon import mapping, table, words_of
from casualty_figures.reading.parties import FoundParty, find_named, is_role, kind_of, party_kind
from casualty_figures.reading.places import FoundPlace, find_places
from casualty_figures.reading.sentences import Sentence
from casualty_figures.reading.speech import (
    PRONOUN,
    Attribution,
    claimants_of,
    find_attributions,
    quote_at,
    quotes,
    speaker_at,
)
from casualty_figures.reading.times import find_times
from casualty_figures.reading.wording import Span, folded, lowered

FURTHEST_SPEAKER = 5
"""Sentences back in which the speaker behind a pronoun is looked for."""
FURTHEST_PLACE = 8
"""Sentences back in which the city behind "the city" is looked for."""
FURTHEST_NAME = 20_000
"""Characters after "a monitor" in which its name is looked for."""
INNER_END = re.compile(r"[.!?](?<=[a-z\u2019'][a-z]{2}.)[\u201d\"]?\s+(?=[\u201c\"]?[A-Z])")


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence as context reads it: its offsets, its paragraph, and its number among the reader's sentences."""

    start: int
    end: int
    paragraph: int
    sentence: int


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
    _claims: dict[tuple[int, int, Span], Claim] = field(default_factory=dict)
    _claimants: dict[Span, list[FoundParty]] = field(default_factory=dict)
    _event_times: dict[int, list[Span]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.low = self.low or lowered(self.text)
        self.quoted = quotes(self.text)
        self.units = []
        for index, sentence in enumerate(self.sentences):
            start = sentence.start
            for inner in INNER_END.finditer(self.text, sentence.start, sentence.end):
                self.units.append(Unit(start, inner.end(), sentence.paragraph, index))
                start = inner.end()
            self.units.append(Unit(start, sentence.end, sentence.paragraph, index))

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
            found = find_attributions(self.text, unit.start, unit.end, self.times(index), self.quoted, self.low)
            self._attributions[index] = found
        return self._attributions[index]

    def event_times(self, index: int) -> list[Span]:
        """Phrases of time of a unit that say when something happened, not when it was said."""
        if index not in self._event_times:
            said = {one.said_on for one in self.attributions(index)}
            sent = self.dateline.end if self.dateline else 0
            times = [span for span in self.times(index) if span not in said and span[0] >= sent]
            self._event_times[index] = times
        return self._event_times[index]

    def claimants(self, attribution: Attribution) -> list[FoundParty]:
        """The marked claimants of an attribution, one per subject."""
        if attribution.verb not in self._claimants:
            self._claimants[attribution.verb] = claimants_of(self.text, attribution)
        return self._claimants[attribution.verb]

    @cached_property
    def named(self) -> list[FoundParty]:
        """Every party of the vocabulary that the text names, in the order of the text."""
        return find_named(self.text, 0, len(self.text))

    @cached_property
    def _of_kind(self) -> dict[str, set[str]]:
        """The parties named, by their kind."""
        found: dict[str, set[str]] = {}
        for party_id in {party.party_id or "" for party in self.named}:
            found.setdefault(party_kind(party_id), set()).add(party_id)
        return found

    def quote_at(self, position: int) -> Span | None:
        """The direct speech that holds a position."""
        return quote_at(position, self.quoted)

    def claim_at(self, position: int) -> Claim | None:
        """Who claims what stands at a position; None where the narrator does.

        >>> from casualty_figures.reading.sentences import sentences
        >>> text = "The mayor said all was well. He added on Friday that two had fallen ill."
        >>> claim = Discourse(text, sentences(text)).claim_at(60)
        >>> claim.speakers[0].mark.printed, claim.voice, claim.said_on.printed
        ('The mayor', 'indirect', 'on Friday')
        """
        index = self.unit_at(position)
        quote = self.quote_at(position)
        if quote:
            found = self._quoting(index, quote)
            return (
                self._claim(*found, "direct_quote", quote)
                if found
                else Claim((), "direct_quote", None, quote, ("quote_unattributed",))
            )
        attribution = speaker_at(position, self.attributions(index))
        return self._claim(index, attribution, "indirect", attribution.scope) if attribution else None

    def _quoting(self, index: int, quote: Span) -> tuple[int, Attribution] | None:
        """The attribution of a quotation: after it, before it in its paragraph, or of the quotation before it."""
        closing = self.unit_at(quote[1] - 1)
        after = [
            (at, one)
            for at in (closing, closing + 1)
            if at < len(self.units) and self.units[at].paragraph == self.units[closing].paragraph
            for one in self.attributions(at)
            if one.verb[0] >= quote[1] - 1
        ]
        if after and self._adjacent(quote[1], after[0][1]):
            return after[0]
        for at in range(index, max(-1, index - FURTHEST_SPEAKER), -1):
            same = self.units[at].paragraph == self.units[index].paragraph
            before = [one for one in self.attributions(at) if one.verb[0] < quote[0]]
            if before and (same or self.units[at].paragraph == self.units[index].paragraph - 1):
                return at, before[-1]
        return after[0] if after else None

    def _adjacent(self, position: int, attribution: Attribution) -> bool:
        """Whether nothing but the speaker stands between a quotation and its verb."""
        start = min(attribution.verb[0], attribution.subjects[0][0])
        return not re.search(r"[.;]\s|\u201c", self.text[position : max(position, start)])

    def _claim(self, index: int, attribution: Attribution, voice: str, scope: Span) -> Claim:
        key = (index, attribution.verb[0], scope)
        if key not in self._claims:
            self._claims[key] = self._read_claim(index, attribution, voice, scope)
        return self._claims[key]

    def _read_claim(self, index: int, attribution: Attribution, voice: str, scope: Span) -> Claim:
        speakers, rules = [], []
        for party in self.claimants(attribution):
            speaker, rule = self._speaker(index, attribution, party)
            speakers.append(speaker)
            rules.append(rule)
        said_on = attribution.said_on
        if said_on:
            mark = Mark("said_on", *said_on, self.text[slice(*said_on)])
            return Claim(tuple(speakers), voice, mark, scope, (*rules, "said_on"))
        carried = self._carried_day(index, attribution, speakers)
        return Claim(tuple(speakers), voice, carried, scope, (*rules, "said_on_carried") if carried else tuple(rules))

    def _mark(self, party: FoundParty, carried: bool = False, means: str = "") -> Mark:
        return Mark("claimant", party.start, party.end, self.text[party.start : party.end], carried, means)

    def _speaker(self, index: int, attribution: Attribution, party: FoundParty) -> tuple[Speaker, str]:
        """The party behind a claimant's phrase."""
        printed = self.text[party.start : party.end]
        if PRONOUN.fullmatch(printed):
            return self._antecedent(index, attribution, party)
        if party.party_id:
            return Speaker(self._mark(party), party.party_id), "claimant_named"
        meant = self._meant(party) if party.generic else None
        if meant:
            return Speaker(self._mark(party, means=meant), meant), "claimant_means"
        if re.fullmatch(r"[A-Z][\w\u2019-]+", printed) and not is_role(printed):
            introduced = self._introduced(index, party)
            if introduced:
                return Speaker(self._mark(introduced, carried=True), introduced.party_id), "claimant_by_name"
        return Speaker(self._mark(party), None), "claimant_printed"

    def _antecedent(self, index: int, attribution: Attribution, pronoun: FoundParty) -> tuple[Speaker, str]:
        for at in range(index, max(-1, index - FURTHEST_SPEAKER), -1):
            for one in reversed(self.attributions(at)):
                if at == index and one.verb[0] >= attribution.verb[0]:
                    continue
                named = [p for p in self.claimants(one) if not PRONOUN.fullmatch(self.text[p.start : p.end])]
                if named:
                    before, _ = self._speaker(at, one, named[-1])
                    if before.party_id:
                        return Speaker(self._mark(pronoun, means=before.party_id), before.party_id), "claimant_pronoun"
                    mark = before.mark
                    return Speaker(Mark("claimant", mark.start, mark.end, mark.printed, True), None), "claimant_carried"
        return Speaker(self._mark(pronoun), None), "claimant_printed"

    def _meant(self, party: FoundParty) -> str | None:
        """The one party that "a monitor" means: named later by a longer phrase, or the only one of its kind."""
        if not self.named:
            return None
        printed = self.text[party.start : party.end]
        first = bisect_left(self.named, party.end, key=_start)
        last = bisect_left(self.named, party.end + FURTHEST_NAME, key=_start)
        for other in self.named[first:last]:
            reach = max(party.end, other.start - len(printed) + 1), min(other.start + len(printed), other.end - 1)
            if self.text.find(printed, *reach) >= 0:
                return other.party_id
        of_kind = self._of_kind.get(kind_of(printed) or "none", set())
        return next(iter(of_kind)) if len(of_kind) == 1 else None

    def _introduced(self, index: int, party: FoundParty) -> FoundParty | None:
        """Where the office of somebody named by surname alone was given before."""
        surname = self.text[party.start : party.end]
        for at in range(index, max(-1, index - FURTHEST_PLACE), -1):
            for one in self.attributions(at):
                for subject, claimant in zip(one.subjects, self.claimants(one), strict=False):
                    phrase = self.text[slice(*subject)]
                    if (
                        subject[0] < party.start
                        and surname in phrase
                        and phrase != surname
                        and is_role(self.text[claimant.start : claimant.end])
                    ):
                        return claimant
        return None

    def _surname(self, attribution: Attribution) -> str:
        return self.text[slice(*attribution.subjects[0])].split(",")[0].split()[-1]

    def _carried_day(self, index: int, attribution: Attribution, speakers: Sequence[Speaker]) -> Mark | None:
        """The day on which the same speaker spoke in the sentence before."""
        if not speakers or index == 0:
            return None
        for one in reversed(self.attributions(index - 1)):
            if one.said_on is None:
                continue
            before = [self._speaker(index - 1, one, party)[0] for party in self.claimants(one)]
            same = before and (
                (speakers[0].party_id and before[0].party_id == speakers[0].party_id)
                or before[0].mark.start == speakers[0].mark.start
                or self._surname(one) == self._surname(attribution)
            )
            if same:
                return Mark("said_on", *one.said_on, self.text[slice(*one.said_on)], True)
        return None

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
        found = find_places(self.text, unit.start, unit.end, None, others, self.low)
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
            found = find_places(self.text, unit.start, min(unit.end, position), low=self.low)
            for place in reversed(found):
                if place.anaphor or folded(self.text[place.start : place.end]) in countries():
                    continue
                if place.place_id is None or city_of(place.place_id):
                    return place
        return None


def _start(party: FoundParty) -> int:
    return party.start


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
