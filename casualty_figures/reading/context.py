"""The context of figures: when, where, who says so, who is said to have done it; and figures that count no people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from casualty_figures.reading.carrying import Claim, Discourse
from casualty_figures.reading.extents import Extent, find_extents
from casualty_figures.reading.figure import Figure, Mark, Party, Period, Place, Quantity
from casualty_figures.reading.kinds import count_kind, usual_unit
from casualty_figures.reading.lexicon import table, words_of
from casualty_figures.reading.occurrences import CLAUSE, Event, context_pattern, event_pattern, find_events
from casualty_figures.reading.parties import ESCORT, MOST_WORDS, FoundParty, find_forces, read_party, root
from casualty_figures.reading.periods import read_day, read_period
from casualty_figures.reading.places import FoundPlace
from casualty_figures.reading.sentences import Sentence
from casualty_figures.reading.wording import Span, listed, one_of

CROSSING = 80
"""What a clause boundary between a figure and a phrase counts, in characters."""
FURTHEST_TIME = 2
"""Sentences back from which a figure without a time may take one."""
ENDED = re.compile(r"[.!?:\u2026][\"\u201d\u2019')\]]*$")
HARM = ("killed", "injured", "killed_or_injured", "missing", "trapped", "displaced", "homeless")
MOVED = ("evacuated", "displaced", "returned", "relocated", "sheltered", "homeless")


@dataclass(frozen=True, slots=True)
class _Found:
    """A figure before its context: an event, an extent or a figure of people, with its place in the text."""

    at: Span
    measure: str
    quantity: Quantity
    marks: tuple[Mark, ...]
    kind: str
    unit: str
    rules: tuple[str, ...]
    event: Event | None = None
    extent: Extent | None = None
    people: Figure | None = None


def complete(
    text: str, sentences: Sequence[Sentence], figures: Sequence[Figure], published: date | None
) -> list[Figure]:
    """Give figures of people their context, and add the figures of attacks, access and extents.

    Returns every figure in the order of the text, one for each claimant.

    >>> from casualty_figures.reading.sentences import sentences
    >>> text = "Since Monday two air strikes have hit Oruvale, the mayor said."
    >>> [figure] = complete(text, sentences(text), [], date(2021, 3, 12))
    >>> figure.value, figure.place.printed, figure.claimant.printed, str(figure.period.start)
    (2, 'Oruvale', 'the mayor', '2021-03-08')
    """
    if not figures and not _cue().search(text):
        return []
    discourse = Discourse(text, sentences)
    found = [_of_people(figure) for figure in figures]
    with_harm = {discourse.unit_at(one.at[0]) for one in found if one.measure in HARM}
    for index in _units_to_read(discourse):
        found += _of_unit(discourse, index, index in with_harm)
    found.sort(key=lambda one: one.at)
    reader = _Reader(discourse, published, found)
    return [figure for one in found for figure in reader.figures(one)]


@cache
def _cue() -> re.Pattern[str]:
    """A cheap test that a text may hold an attack, a flight, a corridor or an extent."""
    return re.compile(r"(?i)strike|struck|strik|shell|bomb|raid|rocket|missile|artillery|mortar|flight|sortie|plane|jets|aircraft|corridor|passage|zone|radius|buffer|truce|fire\b|pause|lull|cessation")


def _units_to_read(discourse: Discourse) -> list[int]:
    """Units of the body that hold a word for an attack, a flight, a way out or an extent."""
    ended: dict[int, bool] = {}
    for unit in discourse.units:
        ended[unit.paragraph] = bool(ENDED.search(discourse.text, max(unit.start, unit.end - 6), unit.end))
    body = any(ended.values())
    cue = _cue()
    return [
        index
        for index, unit in enumerate(discourse.units)
        if (ended[unit.paragraph] or not body) and cue.search(discourse.text, unit.start, unit.end)
    ]


def _of_people(figure: Figure) -> _Found:
    own = [mark for mark in figure.marks if mark.role in ("figure", "event", "people") and not mark.carried]
    anchor = next((mark for mark in own if mark.role == "figure"), own[0] if own else figure.marks[0])
    quantity = Quantity(figure.quantifier, figure.value, figure.low, figure.high, figure.unit)
    return _Found((anchor.start, anchor.end), figure.measure, quantity, figure.marks, figure.count_kind, figure.unit, figure.rules, people=figure)


def _of_unit(discourse: Discourse, index: int, with_harm: bool) -> list[_Found]:
    """Events and extents of a unit; where people are counted, an event without a number is their cause, no row."""
    text, unit = discourse.text, discourse.units[index]
    found = []
    for event in find_events(text, unit.start, unit.end, _attack_before(discourse, index)):
        assert event.quantity is not None
        uncounted = event.quantity.quantifier in ("occurred", "none")
        if uncounted and (with_harm or not discourse.event_times(index)):
            continue
        found.append(_from_event(text, event))
    for extent in find_extents(text, unit.start, unit.end):
        marks = (Mark("figure", *extent.number, text[slice(*extent.number)]), Mark("event", *extent.word, text[slice(*extent.word)]))
        found.append(_Found(extent.number, extent.measure, extent.quantity, marks, "extent", extent.quantity.unit, (extent.rule,), extent=extent))
    return found


def _from_event(text: str, event: Event) -> _Found:
    marks = [Mark("event", *event.word, text[slice(*event.word)], means=event.means)]
    if event.number:
        figure = (event.number[0], event.word[1])
        if len(text[slice(*figure)].split()) > MOST_WORDS:
            figure = event.number
        marks.insert(0, Mark("figure", *figure, text[slice(*figure)]))
    if event.negation:
        marks.append(Mark("negation", *event.negation, text[slice(*event.negation)]))
    assert event.quantity is not None
    at = event.number or event.word
    return _Found(at, event.measure, event.quantity, tuple(marks), "", usual_unit(event.measure), (event.rule,), event=event)


def _attack_before(discourse: Discourse, index: int) -> str:
    """The measure of attack that the sentences before named last."""
    measures = {row["word"]: row["measure_id"] for row in table("words/event_words") if row["kind"] == "noun"}
    for at in range(index - 1, max(-1, index - 4), -1):
        unit = discourse.units[at]
        for match in reversed(list(event_pattern().finditer(discourse.text, unit.start, unit.end))):
            if measures.get(" ".join(match[0].lower().split())) in ("air_strikes", "shelling", "missile_attacks"):
                return measures[" ".join(match[0].lower().split())]
    return ""


class _Reader:
    """Completes the figures of one text, in order."""

    def __init__(self, discourse: Discourse, published: date | None, found: Sequence[_Found]) -> None:
        self.discourse = discourse
        self.text = discourse.text
        self.published = published
        self.found = found
        self.last_claim: tuple[int, Claim, Mark | None] | None = None

    def figures(self, one: _Found) -> list[Figure]:
        """The figures of one find: one for each claimant."""
        position = one.at[0]
        index = self.discourse.unit_at(position)
        claim = self.discourse.claim_at(position)
        said = read_day(claim.said_on.printed, self.published) if claim and claim.said_on else None
        times, rules = self._times(one, index, claim)
        if one.event and not times and one.quantity.quantifier in ("occurred", "none"):
            return []
        place, place_mark = self._place(one, index, claim, times)
        kind = one.kind if one.extent else count_kind(one.measure, one.unit, [m.printed for m in (*one.marks, *times)])
        if one.people and kind == "flow":
            kind = one.kind
        period = read_period(" ".join(mark.printed for mark in times), self.published, said, kind)
        if times and not times[0].carried:
            self.last_claim = (index, claim, times[0]) if claim else None
        completed = []
        for number in range(max(1, len(claim.speakers) if claim else 1)):
            speaker = claim.speakers[number] if claim and claim.speakers else None
            actors, actor_marks = self._actors(one, index, claim, speaker.party_id if speaker else None)
            modality = self._modality(one, speaker.party_id if speaker else None, actors, actor_marks)
            cause, cause_mark = self._cause(one, index)
            marks = [*one.marks, *times, *place_mark, *actor_marks, *cause_mark]
            if claim and claim.said_on:
                marks.append(claim.said_on)
            if speaker:
                marks.append(speaker.mark)
            completed.append(
                Figure(
                    one.measure, one.quantity.quantifier, one.quantity.value, one.quantity.low, one.quantity.high, one.unit,
                    one.people.population if one.people else "",
                    tuple(sorted(set(marks), key=lambda mark: (mark.start, mark.end, mark.role))),
                    kind, place, period, said,
                    Party(speaker.mark.printed, speaker.party_id) if speaker else None,
                    tuple(_with_role(actor, modality) for actor in actors),
                    cause, claim.voice if claim else "narrator", modality,
                    self.discourse.units[index].sentence,
                    one.people.group if one.people else 0,
                    one.people.part if one.people else "whole",
                    (*one.rules, *rules, *(claim.rules if claim else ()), period.rule),
                )
            )
        return completed

    def _score(self, at: Span, span: Span) -> int:
        """How far a phrase stands from a figure; a clause boundary between them counts for much."""
        low, high = (at[1], span[0]) if span[0] >= at[1] else (span[1], at[0])
        if high <= low:
            return 0
        return high - low + CROSSING * sum(1 for _ in CLAUSE.finditer(self.text, low, high))

    def _times(self, one: _Found, index: int, claim: Claim | None) -> tuple[list[Mark], tuple[str, ...]]:
        """The marks of the phrase that says when, and the rule that chose it."""
        spans = [span for span in self.discourse.event_times(index) if self._in_scope(span, claim, index)]
        at = (one.event.word if one.event else one.at)
        if one.extent:
            spans = [span for span in spans if self._dates_pause(one.extent, span)]
        if spans:
            best = min(spans, key=lambda span: self._score(at, span))
            mark = Mark("time", *best, self.text[slice(*best)])
            if read_period(mark.printed, self.published).rule == "same_day":
                carried = self._time_before(index)
                return ([mark, carried], ("time_same_day",)) if carried else ([mark], ("time_own",))
            return [mark], ("time_own",)
        counted = one.quantity.quantifier not in ("occurred", "none") or one.people is not None
        if one.extent or one.kind == "stock" or not counted or count_kind(one.measure, one.unit, ()) == "stock":
            return [], ()
        if claim and claim.said_on is None and self.last_claim and self.last_claim[0] >= index - 1:
            before = self.last_claim[1]
            same = before.speakers and claim.speakers and before.speakers[0].party_id == claim.speakers[0].party_id is not None
            mark = self.last_claim[2]
            if same and mark:
                return [replace(mark, carried=True)], ("time_carried_speaker",)
        carried = self._time_before(index) if one.people is None or one.people.part not in ("background",) else None
        return ([carried], ("time_carried",)) if carried else ([], ())

    def _in_scope(self, span: Span, claim: Claim | None, index: int) -> bool:
        """Whether a phrase belongs to what the same speaker says."""
        if claim is None:
            return not any(other.scope[0] <= span[0] < other.scope[1] for other in self.discourse.attributions(index) if other.forward)
        if claim.voice == "direct_quote":
            return claim.scope[0] <= span[0] < claim.scope[1]
        unit = self.discourse.units[index]
        opening = not re.search(r"\w", self.text[unit.start : span[0]])
        return opening or claim.scope[0] <= span[0] < claim.scope[1]

    def _dates_pause(self, extent: Extent, span: Span) -> bool:
        """Whether a phrase of time dates an extent: the day a pause ended or began, in its own clause."""
        if extent.measure != "pause_duration":
            return False
        low, high = sorted((extent.word, span))
        return not CLAUSE.search(self.text, low[1], high[0])

    def _time_before(self, index: int) -> Mark | None:
        """The last dated phrase of the sentences before."""
        for at in range(index - 1, max(-1, index - 1 - FURTHEST_TIME), -1):
            for span in self.discourse.event_times(at):
                printed = self.text[slice(*span)]
                if read_period(printed, self.published or date(2000, 1, 1)).precision == "day":
                    return Mark("time", *span, printed, True)
        return None

    def _place(
        self, one: _Found, index: int, claim: Claim | None, times: Sequence[Mark]
    ) -> tuple[Place | None, list[Mark]]:
        """The place nearest to a figure among those of its own speaker, else of the sentences before."""
        taken = [(mark.start, mark.end) for mark in times]
        if claim:
            taken += [(speaker.mark.start, speaker.mark.end) for speaker in claim.speakers]
        for attribution in self.discourse.attributions(index):
            taken += attribution.subjects
        at = one.event.word if one.event else one.at
        places = [place for place in self.discourse.places(index, taken) if self._in_scope((place.start, place.end), claim, index)]
        if one.extent:
            places = [place for place in places if self._score(at, (place.start, place.end)) < CROSSING]
        if places:
            best = min(places, key=lambda place: self._score(at, (place.start, place.end)) + (30 if place.start < at[0] else 0))
            return self._as_place(one, index, best, False)
        if one.extent:
            return None, []
        for before in range(index - 1, max(-1, index - 1 - FURTHEST_TIME), -1):
            earlier = [place for place in self.discourse.places(before) if not place.anaphor or place.place_id]
            if earlier:
                return self._as_place(one, before, earlier[0], True)
        return None, []

    def _as_place(self, one: _Found, index: int, found: FoundPlace, carried: bool) -> tuple[Place, list[Mark]]:
        role = found.role
        if role == "occurred" and one.measure in MOVED and not carried:
            role = _movement_role(self.text, found)
        if role == "occurred" and one.measure == "exclusion_distance":
            role = "zone"
        printed = self.text[found.start : found.end]
        if found.anaphor and found.place_id is None:
            named = self.discourse.antecedent_place(index, found)
            if named and named.place_id is None:
                printed = self.text[named.start : named.end]
                return Place(printed, None, role), [Mark("place", named.start, named.end, printed, True)]
        means = found.place_id if found.anaphor and found.place_id else ""
        return Place(printed, found.place_id, role), [Mark("place", found.start, found.end, printed, carried, means)]

    def _actors(
        self, one: _Found, index: int, claim: Claim | None, claimant_id: str | None
    ) -> tuple[list[Party], list[Mark]]:
        found = _find_actors(self.text, self.discourse, one, index)
        parties, marks = [], []
        for actor, role in found:
            printed = self.text[actor.start : actor.end]
            party_id, means = actor.party_id, ""
            if re.fullmatch(r"it|they|he|she|its|their", printed, re.IGNORECASE):
                party_id, means = claimant_id and root(claimant_id), (root(claimant_id) if claimant_id else "")
            elif party_id and read_party(printed) != party_id:
                means = party_id
            parties.append(Party(printed, party_id, role))
            marks.append(Mark("actor", actor.start, actor.end, printed, False, means))
        return parties, marks

    def _modality(self, one: _Found, claimant_id: str | None, actors: Sequence[Party], marks: Sequence[Mark]) -> str:
        """Denied: a zero said by a party whose root is among the actors' roots, or of "it" itself."""
        if one.extent and one.extent.pledged:
            return "pledged"
        if one.quantity.quantifier == "none":
            roots = {root(actor.party_id) for actor in actors if actor.party_id}
            own = any(re.fullmatch("it|they|he|she", mark.printed, re.IGNORECASE) for mark in marks)
            if own or (claimant_id and root(claimant_id) in roots):
                return "denied"
        return one.people.modality if one.people else "reported"

    def _cause(self, one: _Found, index: int) -> tuple[str, list[Mark]]:
        """The attack by which people came to harm, where the same sentence names one."""
        if one.people is None or one.measure not in HARM or one.people.cause:
            return (one.people.cause if one.people else ""), []
        unit = self.discourse.units[index]
        kinds = {row["word"]: row for row in reversed(table("words/event_words")) if row["kind"] in ("noun", "weapon")}
        if not _cue().search(self.text, unit.start, unit.end):
            return "", []
        best: tuple[int, Span, str] | None = None
        for match in event_pattern().finditer(self.text, unit.start, unit.end):
            row = kinds.get(" ".join(match[0].lower().split()))
            score = self._score(one.at, match.span())
            if row and (best is None or score < best[0]):
                best = (score, match.span(), row["measure_id"])
        if best is None or best[2] == "flights":
            return "", []
        return best[2], [Mark("cause", *best[1], self.text[slice(*best[1])])]


def _with_role(actor: Party, modality: str) -> Party:
    role = actor.role or {"denied": "denied", "pledged": "pledged"}.get(modality, "alleged")
    return replace(actor, role=role)


@cache
def _origin() -> re.Pattern[str]:
    return re.compile(r"\b(?:left|leave|leaving|fled|flee|fleeing|from|out\sof|escaped|departed|quit|abandoned|evacuated|evacuate|exited)\s(?:[a-z-]+\s){0,2}$", re.IGNORECASE)


@cache
def _destination() -> re.Pattern[str]:
    return re.compile(r"\b(?:to|into|reached|entered|towards?|arrived\s(?:in|at)|for)\s(?:[a-z-]+\s){0,2}$", re.IGNORECASE)


def _movement_role(text: str, place: FoundPlace) -> str:
    """Origin or destination of a movement, by the word before the place.

    >>> text = "Forty families fled Oruvale"
    >>> _movement_role(text, FoundPlace(20, 27, None, "occurred"))
    'origin'
    """
    before = text[max(0, place.start - 40) : place.start]
    if _origin().search(before):
        return "origin"
    return "destination" if _destination().search(before) else "occurred"


@cache
def _launch() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{context_pattern('launch')})\b", re.IGNORECASE)


@cache
def _modifier() -> re.Pattern[str]:
    """A party's adjective right before the event: "Russian air strikes", "coalition strikes"."""
    return re.compile(r"(?<![\w-])(?P<actor>[A-Z][\w-]+(?:\s(?:and\s)?[A-Z][\w-]+|\scoalition|\sgovernment|\sregime|\sarmy)?|coalition|government|regime|army|rebel)\s(?:[a-z-]+\s)?$")


def _find_actors(text: str, discourse: Discourse, one: _Found, index: int) -> list[tuple[FoundParty, str]]:
    """Who is said to have done it, with a role where the words name one."""
    unit = discourse.units[index]
    escort = ESCORT.search(text, unit.start, unit.end) if one.people else None
    if escort and one.measure in MOVED:
        forces = find_forces(text, escort.end(), min(unit.end, escort.end() + 80))
        if forces and forces[0].start - escort.end() < 12:
            return [(FoundParty(escort.start(), forces[0].end, forces[0].party_id), "escort")]
        return []
    if one.people:
        return [(party, "") for party in _by_phrase(text, one.at[1], min(unit.end, one.at[1] + 160))]
    if one.extent:
        return [(party, "") for party in _subjects(text, unit.start, one.extent.word[0])] if one.extent.pledged else []
    assert one.event is not None
    if one.measure == "humanitarian_corridors":
        return []
    return [(party, "") for party in _of_event(text, one.event)]


def _of_event(text: str, event: Event) -> list[FoundParty]:
    by = _by_phrase(text, event.word[1], event.clause[1])
    if by:
        return by
    start = (event.number or event.word)[0]
    if event.kind in ("verb", "fly"):
        return _subjects(text, event.clause[0], event.negation[0] if event.negation else start)
    launch = list(_launch().finditer(text, event.clause[0], start))
    if launch:
        return _subjects(text, event.clause[0], min(launch[-1].start(), event.negation[0] if event.negation else start))
    modifier = _modifier().search(text, max(event.clause[0], event.word[0] - 40), event.word[0])
    if modifier and modifier["actor"].lower() not in ("the", "a", "an", "no", "more", "air", "several", "two", "three", "four", "five", "six", "ten", "some", "many", "heavy", "new", "at"):
        actor = modifier["actor"]
        party = read_party(actor) or read_party(actor + " forces")
        return [FoundParty(*modifier.span("actor"), party)]
    return []


def _armed(parties: Iterable[FoundParty], text: str) -> list[FoundParty]:
    """Parties alone: "warplanes" with no state named is none."""
    aircraft = words_of("party_forces", "kind", "aircraft")
    return [party for party in parties if party.party_id or text[party.start : party.end].lower() not in aircraft]


def _by_phrase(text: str, start: int, end: int) -> list[FoundParty]:
    """Parties right after "by": "by the Russian and Syrian air forces"."""
    found = re.compile(r"\bby\s(?:the\s|suspected\s|a\s)?").search(text, start, end)
    if not found:
        return []
    forces = _armed(find_forces(text, found.end(), min(end, found.end() + 80)), text)
    return _joined(forces, text) if forces and forces[0].start == found.end() else []


def _joined(parties: Sequence[FoundParty], text: str) -> list[FoundParty]:
    """The first party, and those joined to it by "and"."""
    kept = list(parties[:1])
    for party in parties[1:]:
        if not re.fullmatch(r"\s(?:and|or)\s(?:the\s)?|,\s", text[kept[-1].end : party.start]):
            break
        kept.append(party)
    return kept


def _subjects(text: str, start: int, end: int) -> list[FoundParty]:
    """Parties, or a pronoun, that stand as the subject right before a verb phrase."""
    pronoun = None
    for pronoun in re.compile(r"\b(?:it|they)\s(?:(?:had|has|have|did|would|will|also|was|were)\s)*$", re.IGNORECASE).finditer(text, start, end):
        pass
    if pronoun:
        return [FoundParty(pronoun.start(), pronoun.start() + len(pronoun[0].split()[0]), None)]
    forces = _armed(find_forces(text, start, end), text)
    near = [party for party in forces if re.fullmatch(r"\s?(?:[a-z\u2019']+\s){0,4}|\s(?:and|or)\s.{0,60}", text[party.end : end], re.IGNORECASE)]
    return _joined(near, text) if near else []
