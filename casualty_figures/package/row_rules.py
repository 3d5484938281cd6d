"""Rules that one row of figures or evidence must hold, beyond what its schema can say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from casualty_figures.package.issues import Issue
from casualty_figures.package.tables import Tables, records
from casualty_figures.reading.words.kinds import EXTENT_UNITS, bounds_of
from casualty_figures.reading.words.quantities import apply_rule

LONGEST_MARK_WORDS = 8
MEND = "correct the marks or the coding, then build again"


def row_issues(tables: Tables) -> Iterator[Issue]:
    """Every row rule that a row of the built tables breaks."""
    published = dict(zip(tables["sources"]["source_id"], tables["sources"]["published"], strict=True))
    units = dict(zip(tables["measures"]["measure_id"], tables["measures"]["units"], strict=True))
    quantifiers = {row["quantifier_id"]: row for row in records(tables["quantifiers"])}
    for row in records(tables["figures"]):
        for column, rule in _broken_bounds(row, quantifiers.get(row["quantifier_id"])):
            yield Issue("figures", row["figure_id"], column, _shown(row[column]), rule, MEND)
        for column, rule in _broken_rules(row, published.get(row["source_id"]), units.get(row["measure_id"], "")):
            yield Issue("figures", row["figure_id"], column, _shown(row[column]), rule, MEND)
    for mark in records(tables["evidence"]):
        for column, rule in _broken_mark_rules(mark):
            yield Issue("evidence", f"{mark['figure_id']} {mark['mark']}", column, _shown(mark[column]), rule, MEND)


def _broken_rules(row: dict[str, Any], published: Any, units: str) -> Iterator[tuple[str, str]]:
    yield from _broken_period(row, published)
    if row["unit"] not in units.split():
        yield "unit", f"the measure comes in {units or 'no known unit'}"
    if (row["population_id"] is None) == (row["unit"] in ("person", "household")):
        yield "population_id", "people are named where people are counted, and nowhere else"
    if (row["claimant_id"] is None) != (row["voice"] == "narrator"):
        yield "claimant_id", "empty where the narrator speaks, and nowhere else"
    if row["voice"] == "narrator" and row["asserted_on"] is not None:
        yield "asserted_on", "only a claimant asserts"
    if (row["count_kind"] == "extent") != (row["unit"] in EXTENT_UNITS):
        yield "count_kind", "sizes and durations are extents, and nothing else is"
    if row["modality"] == "denied" and row["quantifier_id"] != "none":
        yield "modality", "only a zero is a denial"
    if row["place_id"] is None and row["place_role"] != "occurred":
        yield "place_role", "a role needs a place"


def _broken_bounds(row: dict[str, Any], quantifier: dict[str, Any] | None) -> Iterator[tuple[str, str]]:
    low, high = row["value_low"], row["value_high"]
    if row["bounds"] != bounds_of(low, high):
        yield "bounds", f"the bounds given are {bounds_of(low, high)}"
    if low is not None and high is not None and low > high:
        yield "value_low", f"is at most value_high, {high}"
    if quantifier is None:
        yield "quantifier_id", "is a known quantifier"
        return
    rules = (quantifier["low_rule"], quantifier["high_rule"])
    if "first" in rules:
        # a range has two numbers and the value none or one of them
        if low is None or high is None:
            yield "value_low", "a range has both bounds"
        return
    numbers = [] if row["value"] is None else [row["value"]]
    expected = [apply_rule(rule, numbers, row["unit"]) for rule in rules]
    if [low, high] != expected:
        column = "value_low" if low != expected[0] else "value_high"
        yield column, f"{row['quantifier_id']} of {row['value']} gives {expected}"


def _broken_period(row: dict[str, Any], published: Any) -> Iterator[tuple[str, str]]:
    start, end, said = row["period_start"], row["period_end"], row["asserted_on"]
    if start is not None and end is not None and start > end:
        yield "period_start", f"is not after period_end, {end.date()}"
    last = max((day for day in (start, end) if day is not None), default=None)
    if published is not None and last is not None and last > published and row["modality"] != "pledged":
        yield ("period_end" if last == end else "period_start"), f"is not after publication, {published.date()}"
    if published is not None and said is not None and said > published:
        yield "asserted_on", f"is not after publication, {published.date()}"
    unknown = row["period_precision"] == "unknown"
    if (unknown and start is not None) or (not unknown and start is None and end is None):
        yield "period_precision", "is unknown where no first day is known and the last day is no day in words"
    if row["count_kind"] == "stock" and start != end:
        yield "period_start", "a stock holds on one day"


def _broken_mark_rules(mark: dict[str, Any]) -> Iterator[tuple[str, str]]:
    start, end = mark["start"], mark["end"]
    if len(mark["printed"].split()) > LONGEST_MARK_WORDS:
        yield "printed", f"holds at most {LONGEST_MARK_WORDS} words"
    placed = [mark[name] is not None for name in ("start", "end", "paragraph", "sentence_sha256")]
    if any(placed) != all(placed):
        yield "start", "start, end, paragraph and sentence_sha256 are all given or none is"
    if start is not None and end is not None and end - start != len(mark["printed"]):
        yield "end", f"end - start is the length of the phrase, {len(mark['printed'])}"


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return str(value.date()) if isinstance(value, datetime) else str(value)
