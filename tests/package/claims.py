"""Tables of an invented country for tests of relations, series and totals: one line of code per claim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

import pandas as pd

from casualty_figures.package.tables import Tables, columns, typed_table
from casualty_figures.reading.words.kinds import bounds_of
from casualty_figures.reading.words.quantities import bounded

PLACES = ("orland", "harbour_county", "port_vell", "port_vell_north", "mill_quarter", "hill_county")
PLACE_WITHIN = (
    ("harbour_county", "orland", "administrative"),
    ("hill_county", "orland", "administrative"),
    ("port_vell", "harbour_county", "administrative"),
    ("port_vell_north", "port_vell", "part of the city"),
    ("mill_quarter", "port_vell_north", "part of the city"),
)
POPULATIONS = (
    ("people", "people", ""),
    ("civilians", "civilians", "people"),
    ("women_and_children", "women and children", "civilians"),
)
MEASURES = (
    ("killed", "person", ""),
    ("injured", "person", ""),
    ("evacuated", "person household", ""),
    ("displaced", "person household", ""),
    ("air_strikes", "event", "flights"),
    ("flights", "event", ""),
    ("shelling", "event", ""),
    ("humanitarian_corridors", "corridor", ""),
    ("exclusion_distance", "metre", ""),
)
PARTIES = (
    ("northland", "Northland", "state", "true", ""),
    ("northland_ministry", "Northland Defence Ministry", "ministry", "true", "northland"),
    ("northland_speaker", "Northland spokesperson", "spokesperson", "true", "northland_ministry"),
    ("southland", "Southland", "state", "true", ""),
    ("watch", "Orland Watch", "monitor", "false", ""),
    ("rescue", "Orland Rescue", "rescue organisation", "false", ""),
    ("rescue_official", "rescue official, Port Vell", "official", "false", "rescue"),
    ("residents", "Residents", "unnamed group", "false", ""),
)
UNITS = {measure: units.split()[0] for measure, units, _ in MEASURES}
DEFAULTS = {
    "measure_id": "killed",
    "quantifier_id": "exact",
    "count_kind": "flow",
    "modality": "reported",
    "place_id": "port_vell",
    "place_role": "occurred",
    "claimant_id": "watch",
    "status": "active",
    "on": "2020-03-04",
}


def claim(figure_id: str, value: int | None = None, **told: str) -> dict[str, str]:
    """One row of figures as text; `on` is a day, `since` a first day (until publication), `period` two days."""
    row = {**DEFAULTS, **told}
    unit = row.get("unit", UNITS[row["measure_id"]])
    numbers = [] if value is None else [value]
    found = bounded(row["quantifier_id"], numbers, unit)
    start, end, rule = _period(figure_id, row)
    people = row.get("population_id", "people" if unit in ("person", "household") else "")
    given = {
        "figure_id": figure_id,
        "source_id": figure_id.rpartition(".")[0],
        "series_id": figure_id,
        "unit": unit,
        "value": "" if value is None else str(value),
        "value_low": "" if found.low is None else str(found.low),
        "value_high": "" if found.high is None else str(found.high),
        "bounds": bounds_of(found.low, found.high),
        "population_id": people,
        "period_start": start,
        "period_end": end,
        "period_precision": "day" if start or end else "unknown",
        "period_rule": row.get("period_rule", rule),
        "voice": "indirect" if row["claimant_id"] else "narrator",
        "printed": "some words",
    }
    return {name: given.get(name, row.get(name, "")) for name in columns("figures")}


def published(source_id: str) -> str:
    """The day of publication: the date in the source's id."""
    return source_id.partition("-")[2][:10]


def _period(figure_id: str, row: Mapping[str, str]) -> tuple[str, str, str]:
    if "period" in row:
        start, _, end = row["period"].partition("/")
        return start, end, "between"
    if "since" in row:
        return row["since"], published(figure_id), "since_to_published"
    return (row["on"], row["on"], "weekday") if row["on"] else ("", "", "none")


def tables_of(
    claims: Iterable[Mapping[str, str]],
    actors: Iterable[tuple[str, str, str]] = (),
    derives: Mapping[str, str] | None = None,
) -> Tables:
    """The tables around some claims; a source is named `<publisher>-<YYYY-MM-DD>`, `derives` maps one to another."""
    rows = list(claims)
    sources = sorted({row["source_id"] for row in rows})
    return {
        "figures": typed_table("figures", [[row[name] for name in columns("figures")] for row in rows]),
        "actors": typed_table("actors", actors),
        "sources": typed_table("sources", [_source(source, (derives or {}).get(source, "")) for source in sources]),
        **_vocabulary(),
    }


@cache
def _vocabulary() -> Tables:
    return {
        "parties": typed_table("parties", PARTIES),
        "populations": typed_table("populations", POPULATIONS),
        "places": typed_table("places", [[place, place, "area", "", "", "1", "", ""] for place in PLACES]),
        "place_within": typed_table("place_within", PLACE_WITHIN),
        "measures": typed_table("measures", [[one, one, one, units, implied] for one, units, implied in MEASURES]),
    }


def _source(source_id: str, derives_from: str) -> list[str]:
    told = {
        "source_id": source_id,
        "publisher": source_id.partition("-")[0],
        "url": "https://example.org/",
        "published": published(source_id),
        "language": "en",
        "derives_from": derives_from,
        "derives_basis": "inferred" if derives_from else "",
        "text_status": "not_held",
        "coverage": "partial",
        "redistribution": "citation and marks only",
    }
    return [told.get(name, "") for name in columns("sources")]


def shuffled(tables: Tables, seed: int) -> Tables:
    """The same tables with the rows of each in another order."""
    return {name: frame.sample(frac=1, random_state=seed, ignore_index=True) for name, frame in tables.items()}


def as_set(relations: pd.DataFrame) -> set[tuple[str, ...]]:
    """Relations as rows to compare: figure, other, relation, rule, condition."""
    return set(relations.astype("object").fillna("").itertuples(index=False, name=None))
