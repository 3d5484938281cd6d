"""From marked phrases to figures: every value is computed from the words and the day of publication."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

import pandas as pd

from casualty_figures.package.containment import roots
from casualty_figures.package.issues import Issue, demand
from casualty_figures.package.tables import Tables, columns, records, typed_table
from casualty_figures.reading.circumstances.parties import read_actor_role, read_party
from casualty_figures.reading.circumstances.periods import read_day, read_period
from casualty_figures.reading.circumstances.places import read_place
from casualty_figures.reading.figure import Period, Quantity
from casualty_figures.reading.words.kinds import bounds_of, count_kind, usual_unit
from casualty_figures.reading.words.measures import read_measure
from casualty_figures.reading.words.people import read_population
from casualty_figures.reading.words.quantities import read_quantity

UNNAMED_PEOPLE = "people"
"""Whoever is killed is a person: where the words name no people, nothing narrower is claimed."""
REPEATABLE = ("actor", "event", "negation")
"""Roles that a figure may have more than one mark of."""
COUNTING = ("figure", "event", "time")
"""Roles whose words say what kind of count it is."""
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
OPENING = re.compile(r"(?:since|after)\b", re.IGNORECASE)
"""Words after which the day that a curator names is the first of a period that goes on."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A marked phrase of one figure, as the evidence table holds it."""

    mark: str
    role: str
    printed: str
    means: str


@dataclass(frozen=True, slots=True)
class Claim:
    """All that stands behind one row of figures: its phrases, its coding and its source."""

    figure_id: str
    phrases: tuple[Phrase, ...]
    coding: Mapping[str, Any]
    """voice, modality, place_role, caveat, status and linked_mark."""
    published: date
    url: str

    def of(self, role: str) -> tuple[Phrase, ...]:
        """The phrases of a role, in the order of their marks."""
        return tuple(phrase for phrase in self.phrases if phrase.role == role)

    def first(self, role: str) -> Phrase | None:
        """The first phrase of a role."""
        return next(iter(self.of(role)), None)


def resolve(curated: Tables) -> Tables:
    """Add the tables `figures` (without its series), `actors` and the published `evidence` to what curators keep.

    Raises `Invalid` with every phrase that cannot be read.
    """
    published = curated["codings"][curated["codings"]["status"] != "rejected"]
    evidence = curated["evidence"][curated["evidence"]["figure_id"].isin(published["figure_id"])]
    claims = read_claims(evidence, published, curated["sources"])
    root_of = roots(curated["parties"])
    rows = [figure_row(claim, root_of) for claim in claims]
    demand(issue for _, _, issues in rows for issue in issues)
    return {
        **curated,
        "evidence": evidence.reset_index(drop=True),
        "figures": typed_table("figures", [[row[name] for name in columns("figures")] for row, _, _ in rows]),
        "actors": typed_table("actors", [actor for _, actors, _ in rows for actor in actors]),
    }


def read_claims(evidence: pd.DataFrame, codings: pd.DataFrame, sources: pd.DataFrame) -> list[Claim]:
    """Bring the phrases, codings and sources of each figure together, sorted by figure."""
    marks: dict[str, list[Phrase]] = {}
    text = evidence[["mark", "role", "printed", "means"]].astype("object").fillna("")
    for figure_id, *cells in zip(evidence["figure_id"], *(text[name] for name in text), strict=True):
        marks.setdefault(figure_id, []).append(Phrase(*cells))
    source = {row["source_id"]: row for row in records(sources)}
    claims = []
    for coding in records(codings.sort_values("figure_id")):
        figure_id = coding["figure_id"]
        printed_by = source.get(figure_id.rpartition(".")[0])
        if printed_by is not None:
            phrases = tuple(sorted(marks.get(figure_id, ()), key=lambda phrase: phrase.mark))
            claims.append(Claim(figure_id, phrases, coding, printed_by["published"].date(), printed_by["url"]))
    return claims


def figure_row(claim: Claim, root_of: Mapping[str, str]) -> tuple[dict[str, str], list[list[str]], list[Issue]]:
    """Resolve one claim: its row of figures as text, its rows of actors, and what could not be read."""
    reading = _Reading(claim)
    measure_id = reading.measure("event")
    quantity = reading.quantity()
    unit = quantity.unit or usual_unit(measure_id)
    asserted_on = reading.asserted_on()
    kind = count_kind(measure_id, unit, [phrase.printed for phrase in claim.phrases if phrase.role in COUNTING])
    period = reading.period(asserted_on, kind)
    party_ids = [(reading.meaning(mark, read_party), read_actor_role(mark.printed)) for mark in claim.of("actor")]
    claimant_id = reading.value("claimant", read_party)
    modality = _modality(claim.coding["modality"], quantity, claimant_id, [party for party, _ in party_ids], root_of)
    printed = claim.first("figure") or claim.first("event")
    linked = next((mark for mark in claim.phrases if mark.mark == claim.coding["linked_mark"]), None)
    row = {
        "figure_id": claim.figure_id,
        "source_id": claim.figure_id.rpartition(".")[0],
        "series_id": claim.figure_id,
        "measure_id": measure_id,
        "quantifier_id": quantity.quantifier,
        "value": _text(quantity.value),
        "value_low": _text(quantity.low),
        "value_high": _text(quantity.high),
        "bounds": bounds_of(quantity.low, quantity.high),
        "unit": unit,
        "count_kind": kind,
        "modality": modality,
        "population_id": reading.population(unit),
        "cause_id": reading.measure("cause"),
        "place_id": reading.value("place", read_place),
        "place_role": claim.coding["place_role"],
        "period_start": _text(period.start),
        "period_end": _text(period.end),
        "period_precision": period.precision,
        "period_rule": period.rule,
        "claimant_id": claimant_id,
        "voice": claim.coding["voice"],
        "asserted_on": _text(asserted_on),
        "printed": printed.printed if printed else "",
        "deep_link": deep_link(claim.url, linked.printed) if linked else "",
        "caveat": claim.coding["caveat"] or "",
        "status": claim.coding["status"],
    }
    default = {"denied": "denied", "pledged": "pledged"}.get(modality, "alleged")
    actors = sorted({(claim.figure_id, party, role or default) for party, role in party_ids if party})
    return row, [list(actor) for actor in actors], reading.issues


def deep_link(url: str, phrase: str) -> str:
    """The address with a text fragment; a hyphen, comma or ampersand would end the phrase, so all are encoded.

    >>> deep_link("https://example.org/a", "10 km (6-mile), said")
    'https://example.org/a#:~:text=10%20km%20%286%2Dmile%29%2C%20said'
    >>> deep_link("https://example.org/a#top", "ten")
    'https://example.org/a#top:~:text=ten'
    """
    opening = "" if "#" in url else "#"
    return f"{url}{opening}:~:text={quote(phrase, safe='').replace('-', '%2D')}"


def _modality(
    coded: str, quantity: Quantity, claimant_id: str, actor_ids: Iterable[str], root_of: Mapping[str, str]
) -> str:
    """Denied is computed: a zero said by a claimant whose root is among the actors' roots."""
    actor_roots = {root_of.get(actor) for actor in actor_ids if actor}
    if quantity.quantifier == "none" and claimant_id and root_of.get(claimant_id) in actor_roots:
        return "denied"
    return coded


def _text(value: int | date | None) -> str:
    return "" if value is None else str(value)


class _Reading:
    """Reads the phrases of one claim and keeps what it could not read."""

    def __init__(self, claim: Claim) -> None:
        self.claim = claim
        self.issues: list[Issue] = []
        for phrase in claim.phrases:
            if phrase.role not in REPEATABLE and phrase is not claim.first(phrase.role):
                self._refuse(phrase, f"one {phrase.role} mark for a figure", "keep the one that counts")

    def meaning(self, phrase: Phrase, read: Any) -> str:
        """What a phrase stands for: by `means`, else by the vocabulary."""
        found: str | None = phrase.means or read(phrase.printed)
        if not found:
            self._refuse(
                phrase,
                f"the vocabulary knows the {phrase.role}",
                "name the id in `means`, or add the words under vocabulary/words/",
            )
        return found or ""

    def value(self, role: str, read: Any) -> str:
        phrase = self.claim.first(role)
        return self.meaning(phrase, read) if phrase else ""

    def measure(self, role: str) -> str:
        found = self.value(role, read_measure)
        if role == "event" and not self.claim.of("event"):
            rule, action = "has an event mark", "mark the event word"
            self.issues.append(Issue("evidence", self.claim.figure_id, "role", "", rule, action))
        return found

    def quantity(self) -> Quantity:
        """Its number; a negation without a number is a zero, an event without either has occurred."""
        phrase = self.claim.first("figure")
        if phrase is None:
            word = "none" if self.claim.of("negation") else "occurred"
            return Quantity(word, None, 0 if word == "none" else 1, 0 if word == "none" else None)
        found = read_quantity(phrase.printed)
        if found is None:
            self._refuse(phrase, "the phrase holds a number", "mark the number with its qualifier")
        return found or Quantity("exact", None, None, None)

    def population(self, unit: str) -> str:
        if unit not in ("person", "household"):
            return ""
        number = self.claim.first("figure")
        within_number = read_population(number.printed) if number else None
        return self.value("people", read_population) or within_number or UNNAMED_PEOPLE

    def asserted_on(self) -> date | None:
        phrase = self.claim.first("said_on")
        if phrase is None:
            return None
        found = (
            date.fromisoformat(phrase.means)
            if DAY.fullmatch(phrase.means)
            else read_day(phrase.printed, self.claim.published)
        )
        if found is None:
            self._refuse(phrase, "the phrase names a day", "write the day in `means`")
        return found

    def period(self, asserted_on: date | None, kind: str) -> Period:
        phrase = self.claim.first("time")
        if phrase is not None and DAY.fullmatch(phrase.means):
            if OPENING.match(phrase.printed):
                return read_period(f"since {phrase.means}", self.claim.published, asserted_on, kind)
            day = date.fromisoformat(phrase.means)
            return Period(day, day, "day", "day_by_curator")
        if phrase is not None and self.claim.coding["modality"] != "pledged":
            self._refuse_later_days(phrase, kind)
        return read_period(phrase.printed if phrase else "", self.claim.published, asserted_on, kind)

    def _refuse_later_days(self, phrase: Phrase, kind: str) -> None:
        """Reading a text passes over days after publication; a curator who marks them is told."""
        printed = read_period(phrase.printed, None, None, kind)
        last = max((day for day in (printed.start, printed.end) if day), default=self.claim.published)
        if last > self.claim.published:
            rule = f"no day of a period, here {last}, is after publication, {self.claim.published}"
            self._refuse(phrase, rule, "correct the time mark, or `published` in source.csv")

    def _refuse(self, phrase: Phrase, rule: str, action: str) -> None:
        row = f"{self.claim.figure_id} {phrase.mark}"
        self.issues.append(Issue("evidence", row, "printed", phrase.printed, rule, action))
