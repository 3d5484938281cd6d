"""Which phrase of place and of cause belongs to a figure, and how near a phrase stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from casualty_figures.reading.circumstances.discourse import Claim, Discourse, countries
from casualty_figures.reading.circumstances.parties import MOST_WORDS
from casualty_figures.reading.circumstances.places import FoundPlace, name_at, narrower, read_place
from casualty_figures.reading.figure import Figure, Mark, Place
from casualty_figures.reading.words.event_words import boundaries, event_pattern, event_words
from casualty_figures.reading.words.kinds import MOVED
from casualty_figures.reading.words.lexicon import words_of
from casualty_figures.reading.words.signs import Signs, signs_of
from casualty_figures.reading.words.wording import Span, folded, listed

CROSSING = 80
"""What a clause boundary between a figure and a phrase counts, in characters."""
BEFORE = 30
"""What it counts that a place stands before the event, in characters."""
WIDE = 100
"""What it counts that a place is a whole country: a narrower one is preferred."""
FROM = 80
"""What it counts that a place stands after "from" where nobody moves: where a rocket came from, not where it hit."""
FURTHEST = 4
"""Sentences back from which a figure may take its time or place."""
WEAPONS = ("noun", "weapon")
OPENING = re.compile(
    r"\W*(?:(?:In|At|Near|Across|Around|Outside|Inside|Along|Throughout|From|Elsewhere)\s(?:[a-z\d.:-]+\s)*)?"
)
"""What may stand before the place or time with which a sentence opens, whoever speaks then: "In the port of"."""
WHERE = re.compile(r",?\s(?:where|(?:in|at|on) which)\s[^.;]*$")
"""From a place to the figure of the clause that tells what happened there: "the port, where police said two fell"."""
IN_NAME = re.compile(r"\b(?:in|of|from)\s(?:the\s)?(?:[a-z-]+\s){0,3}(?=[A-Z])")
HAVE = re.compile(r"\b(?:has|have)\b")
FURTHEST_WAR = 160
"""Characters between a figure and the word for the war that it counts."""
FURTHEST_HOME = 40
"""Characters after those who speak in which the words for where they live begin."""
FROM_BEFORE = re.compile(
    r"\bfrom\s(?:[a-z-]+\s){0,2}$|\b(?:km|kilomet(?:re|er)s|miles)\)?\s[^,;.]{0,30}\bfrom\s[^,;.]{0,20}$"
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """What phrases are attached to: a figure's unit, measure and words."""

    index: int
    """Its unit."""
    measure: str
    at: Span
    """Its event word, else its number."""
    claim: Claim | None
    extent: bool = False
    counted: bool = True
    """False where only an occurrence or its absence is stated."""


@cache
def _totals() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = listed("cumulative")
    return re.compile(rf"\b{words},?\s$", re.IGNORECASE), re.compile(rf"\s{words}\b", re.IGNORECASE)


@cache
def total_signs() -> Signs:
    """The signs of a running total."""
    return signs_of(words_of("cumulative"))


def with_total(text: str, figure: Figure) -> Figure:
    """The figure with the words for a running total in its number phrase: "in all, 230 people".

    >>> mark = Mark("figure", 8, 18, "230 people")
    >>> figure = Figure("displaced", "exact", 230, 230, 230, "person", "", (mark,))
    >>> with_total("In all, 230 people fled", figure).marks[0].printed
    'In all, 230 people'
    """
    number = next((mark for mark in figure.marks if mark.role == "figure" and not mark.carried), None)
    if number is None:
        return figure
    before = _totals()[0].search(text, max(0, number.start - 16), number.start)
    after = _totals()[1].match(text, number.end)
    if not (before or after):
        return figure
    start, end = before.start() if before else number.start, after.end() if after else number.end
    if len(text[start:end].split()) > MOST_WORDS:
        return figure
    wide = replace(number, start=start, end=end, printed=text[start:end])
    return replace(figure, marks=tuple(wide if mark is number else mark for mark in figure.marks))


def distance(text: str, at: Span, span: Span) -> int:
    """How far a phrase stands from a figure; a clause boundary between them counts for much.

    >>> distance("two fell here, but there", (0, 8), (9, 13)), distance("two fell here, but there", (0, 8), (19, 24))
    (1, 91)
    """
    low, high = (at[1], span[0]) if span[0] >= at[1] else (span[1], at[0])
    if high <= low:
        return 0
    return high - low + CROSSING * len(boundaries(text, low, high))


def nearest(text: str, at: Span, spans: Sequence[Span], more: Sequence[int] = ()) -> int:
    """The index of the span that stands nearest to a figure, by distance and what `more` adds to it; -1 of none.

    A span that is further off in characters alone than the best one is not measured.

    >>> nearest("two fell here, but there", (9, 13), [(0, 3), (19, 24)])
    0
    """
    best: tuple[int, int] | None = None
    gaps = ((max(span[0] - at[1], at[0] - span[1], 0), index) for index, span in enumerate(spans))
    for gap, index in sorted(gaps):
        if best and gap > best[0]:
            break
        far = distance(text, at, spans[index]) + (more[index] if more else 0), index
        best = min(best, far) if best else far
    return best[1] if best else -1


def in_scope(discourse: Discourse, anchor: Anchor, span: Span) -> bool:
    """Whether a phrase belongs to what the same speaker says."""
    claim, unit = anchor.claim, discourse.units[anchor.index]
    if WHERE.match(discourse.text, span[1], anchor.at[0]):
        return True
    if claim is None:
        forward = [one for one in discourse.attributions(anchor.index) if one.forward]
        return not any(one.scope[0] <= span[0] < one.scope[1] for one in forward)
    if claim.voice != "direct_quote" and OPENING.fullmatch(discourse.text, unit.start, span[0]):
        return True
    return claim.scope[0] <= span[0] < claim.scope[1]


def place_of(discourse: Discourse, anchor: Anchor) -> tuple[Place | None, list[Mark], str]:
    """The place nearest to a figure among those of its own speaker, else of the sentences before; its mark and rule."""
    text = discourse.text
    near = discourse.places(anchor.index)
    places = [place for place in near if in_scope(discourse, anchor, (place.start, place.end))]

    spans, more = [(place.start, place.end) for place in places], [_apart(discourse, anchor, one) for one in places]
    chosen = nearest(text, anchor.at, spans, more)
    if chosen >= 0 and anchor.extent and distance(text, anchor.at, spans[chosen]) + more[chosen] >= CROSSING:
        chosen = -1
    if chosen >= 0:
        return *_as_place(discourse, anchor, anchor.index, places[narrower(text, places, chosen)]), "place_own"
    if anchor.extent:
        return None, [], ""
    if lived := _place_of_dwellers(discourse, anchor):
        return *_as_place(discourse, anchor, anchor.index, lived), "place_of_dwellers"
    if told := [place for place in near if place.end <= anchor.at[0] and not place.anaphor]:
        chosen = narrower(text, told, len(told) - 1)
        return *_as_place(discourse, anchor, anchor.index, told[chosen]), "place_of_sentence"
    if of_a_war(discourse, anchor):
        return None, [], ""
    carried = _carried_place(discourse, anchor)
    if carried[0] is None and (home := _place_of_speaker(discourse, anchor)):
        return *_as_place(discourse, anchor, anchor.index, home), "place_of_speaker"
    return carried


def of_a_war(discourse: Discourse, anchor: Anchor) -> bool:
    """Whether a figure counts what a whole war has done, so that neither day nor place of an event told before is its.

    >>> from casualty_figures.reading.reader import read
    >>> told = "A blast killed two in Orlat on Monday. "
    >>> texts = [told + "The war has killed 4,000.", told + "It has killed 4,000 ants and a dog. Two clerks were hurt."]
    >>> [read(text, "2021-03-12")[1].place for text in texts]
    [None, Place(printed='Orlat', place_id=None, role='occurred')]
    """
    text, unit = discourse.text, discourse.units[anchor.index]
    if words_of("wars").isdisjoint(unit.words) or unit.words.isdisjoint(("has", "have")):
        return False
    begin, stop = anchor.at
    if _war_has().search(text, max(unit.start, begin - FURTHEST_WAR), begin):
        return True
    within = _in_war().match(text, stop, min(unit.end, stop + FURTHEST_WAR))
    return within is not None and HAVE.search(text, max(unit.start, begin - FURTHEST_HOME), within.end()) is not None


@cache
def _war_has() -> re.Pattern[str]:
    """What stands before a figure of a war: "the war between the two has killed", "in a conflict that has killed"."""
    return re.compile(rf"\b{listed('wars')}\b(?:\s[^;:.]{{2,60}}?|,[^,;:.]{{2,60}},)?\s(?:has|have)\s[^;:.]{{0,80}}$")


@cache
def _in_war() -> re.Pattern[str]:
    """What stands after a figure of a war: "have been killed in the eight-year war"."""
    return re.compile(
        r"[^,;:.]{0,80}?\b(?:in|during|by|since)\s(?:(?:the|this|that|its|their|an?)\s(?:[\w-]+\s){0,4}?"
        rf"|(?:[\w-]+\s){{0,4}}?(?:years|months|decades)\sof\s(?:[a-z]+\s){{0,3}}?){listed('wars')}\b(?!-|\szone)"
    )


def _place_of_speaker(discourse: Discourse, anchor: Anchor) -> FoundPlace | None:
    """The place in the phrase of who speaks, where a text names no other: "authorities in the Oru valley said"."""
    text, claim = discourse.text, anchor.claim
    for one in discourse.attributions(anchor.index) if claim else ():
        for start, end in one.subjects:
            if claim and one.scope == claim.scope and (found := IN_NAME.search(text, start, end)):
                return name_at(text, found.end(), end)
    return None


def _place_of_dwellers(discourse: Discourse, anchor: Anchor) -> FoundPlace | None:
    """Where those live who tell what befell them: "Residents of Oruvale said a man was shot"."""
    if anchor.claim is None or not anchor.claim.speakers:
        return None
    mark, text = anchor.claim.speakers[0].mark, discourse.text
    unit = discourse.units[anchor.index]
    if not unit.start <= mark.start < unit.end:
        return None
    lived = _dwellers().search(text, mark.start, min(unit.end, mark.end + FURTHEST_HOME))
    return name_at(text, lived.end(), unit.end) if lived else None


@cache
def _dwellers() -> re.Pattern[str]:
    return re.compile(rf"\b(?i:{listed('dwellers')})\s(?:of|in)\s(?:the\s)?(?:[a-z-]+\s){{0,2}}(?=[A-Z])")


def _carried_place(discourse: Discourse, anchor: Anchor) -> tuple[Place | None, list[Mark], str]:
    """The place of the sentences before, one where people only came or went last; else the dateline's."""
    text, moved = discourse.text, list[tuple[int, FoundPlace]]()
    for before in range(anchor.index - 1, max(-1, anchor.index - 1 - FURTHEST), -1):
        named = [place for place in discourse.places(before) if not place.anaphor or place.place_id]
        narrow = [one for one in named if discourse.low[one.start : one.end] not in countries()] or named
        still = [
            place
            for place in narrow
            if movement_role(text, place.start) == "occurred"
            and not FROM_BEFORE.search(text, max(0, place.start - 60), place.start)
        ]
        if still:
            return *_as_place(discourse, anchor, before, still[0]), "place_carried"
        moved += [(before, place) for place in narrow]
    if moved:
        return *_as_place(discourse, anchor, *moved[0]), "place_carried"
    dateline = discourse.dateline
    if dateline:
        printed = text[slice(*dateline.place)]
        return Place(printed, read_place(printed)), [Mark("place", *dateline.place, printed, True)], "place_dateline"
    return None, [], ""


def _apart(discourse: Discourse, anchor: Anchor, place: FoundPlace) -> int:
    """What is added to the distance of a place that is less likely meant."""
    before = BEFORE if place.start < anchor.at[0] else 0
    wide = WIDE if discourse.low[place.start : place.end] in countries() else 0
    moves = anchor.extent or anchor.measure in MOVED
    left = not moves and FROM_BEFORE.search(discourse.text, max(0, place.start - 60), place.start)
    return before + wide + (FROM if left else 0)


def _as_place(discourse: Discourse, anchor: Anchor, index: int, found: FoundPlace) -> tuple[Place, list[Mark]]:
    """The place of a phrase with its role and mark; "the city" of a place unknown is marked where it was named."""
    carried = index != anchor.index
    role = found.role
    if role == "occurred" and anchor.measure == "exclusion_distance":
        role = "zone"
    elif role == "occurred" and anchor.measure in MOVED and not carried:
        role = movement_role(discourse.text, found.start)
    capital = "capital" in discourse.low[found.start : found.end]
    if found.anaphor and found.place_id is None and not capital:
        named = discourse.antecedent_place(index, found)
        if named and named.place_id is None:
            printed = discourse.text[named.start : named.end]
            return Place(printed, None, role), [Mark("place", named.start, named.end, printed, True)]
    printed = discourse.text[found.start : found.end]
    means = found.place_id if found.anaphor and found.place_id else ""
    return Place(printed, found.place_id, role), [Mark("place", found.start, found.end, printed, carried, means)]


@cache
def _movement(kind: str) -> re.Pattern[str]:
    between = r"(?:(?!(?:and|who|that|which|is|are|was|were|in|at|live|living|sheltering|staying)\b)[a-z-]+\s){0,4}"
    home = r"(?:(?:homes?|houses?|villages?|towns?|areas?|camps?|districts?|shelters?|centres?|centers?|sites?)\sin\s)?"
    return re.compile(rf"\b{listed('place_roles', 'role', kind)}\s{between}{home}(?:the\s)?$", re.IGNORECASE)


def movement_role(text: str, start: int) -> str:
    """Origin or destination of a movement, by the nearest such word before the place; else where it occurred.

    >>> movement_role("Forty families fled Oruvale", 20), movement_role("Forty families fled to Oruvale", 23)
    ('origin', 'destination')
    """
    found = {role: _movement(role).search(text, max(0, start - 40), start) for role in ("origin", "destination")}
    at = {role: match.start() for role, match in found.items() if match}
    return max(at, key=at.__getitem__, default="occurred")


def cause_of(discourse: Discourse, index: int, at: Span) -> tuple[str, list[Mark]]:
    """The attack by which people came to harm, where the same sentence names one: its measure and mark.

    >>> from casualty_figures.reading.text.sentences import sentences
    >>> text = "Nine were killed when shelling hit the market."
    >>> cause_of(Discourse(text, sentences(text)), 0, (0, 4))[0]
    'shelling'
    """
    weapons = _weapons(discourse, index)
    chosen = nearest(discourse.text, at, [span for span, _ in weapons])
    if chosen < 0:
        return "", []
    span, measure = weapons[chosen]
    return measure, [Mark("cause", *span, discourse.text[slice(*span)])]


def _weapons(discourse: Discourse, index: int) -> list[tuple[Span, str]]:
    """The attacks that a unit names, each with its measure; read once for all figures of the unit."""
    if index not in discourse.weapons:
        unit = discourse.units[index]
        words = event_pattern().finditer(discourse.text, unit.start, unit.end)
        named = ((word.span(), *event_words()[folded(word[0])]) for word in words)
        discourse.weapons[index] = [
            (span, measure) for span, measure, kind in named if kind in WEAPONS and measure != "flights"
        ]
    return discourse.weapons[index]
