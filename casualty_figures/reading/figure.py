"""What the reader finds in a text: a figure, its period, place, parties and marks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Mark:
    """A phrase of the text and what it is to a figure.

    `text[start:end] == printed`; offsets are Unicode code points, end exclusive.
    """

    role: str
    """figure, event, people, time, said_on, place, claimant, actor, cause or negation."""
    start: int
    end: int
    printed: str
    carried: bool = False
    """True where the phrase stands in another sentence, or is left out by ellipsis."""
    means: str = ""
    """The id the phrase stands for where the vocabulary alone cannot know; else empty."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as printed, and the bounds its words allow."""

    quantifier: str
    value: int | None
    """The number printed, in base units; None where none is."""
    low: int | None
    high: int | None
    unit: str = ""
    """The unit the phrase itself names (metre, day, household); empty where it names none."""


@dataclass(frozen=True, slots=True)
class Period:
    """When something happened, both days included; None is unknown or open."""

    start: date | None
    end: date | None
    precision: str
    """day, week, month, year or unknown."""
    rule: str
    """The rule that resolved the phrase, by its name in the vocabulary."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something happened, as printed."""

    printed: str
    place_id: str | None = None
    """The id in the vocabulary; None where the vocabulary does not know the place."""
    role: str = "occurred"
    """occurred, origin, destination, outside or zone."""


@dataclass(frozen=True, slots=True)
class Party:
    """Who says or does something, as printed."""

    printed: str
    party_id: str | None = None
    """The id in the vocabulary; None where the vocabulary does not know the party."""
    role: str = ""
    """Of an actor: alleged, denied, pledged or escort; empty for a claimant."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One claim of a text about a number of casualties, movements, attacks or means of access."""

    measure: str
    quantifier: str
    value: int | None
    low: int | None
    high: int | None
    unit: str
    population: str
    """A population_id; `unknown` where the people are not named, empty where no people are counted."""
    marks: tuple[Mark, ...]
    count_kind: str = "flow"
    """flow, cumulative, stock or extent."""
    place: Place | None = None
    period: Period | None = None
    asserted_on: date | None = None
    claimant: Party | None = None
    """None where the narrator speaks."""
    actors: tuple[Party, ...] = ()
    cause: str = ""
    """The measure_id of the cause ("killed in air strikes": air_strikes), or empty."""
    voice: str = "narrator"
    """direct_quote, indirect or narrator."""
    modality: str = "reported"
    """reported, denied or pledged."""
    sentence: int = 0
    """The number of its sentence in the text, from 0."""
    group: int = 0
    """Figures of one group are the items of one list of people ("nine men and a woman")."""
    part: str = "whole"
    """Its part in the text: whole, item (added to its group), part (within its group), background, later."""
    rules: tuple[str, ...] = ()
    """The rules that made it, in the order in which they fired."""


@dataclass(frozen=True, slots=True)
class Total:
    """What a text says of its main event, for one measure and unit."""

    measure: str
    unit: str
    best: int
    low: int | None
    high: int | None
    figures: tuple[Figure, ...]
    """The figures it was made of."""
