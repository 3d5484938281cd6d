"""Rules of claims against each other: each is marked once, a part fits into its whole, a toll falls with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pandas as pd

from casualty_figures.package.evidence_rules import counting_marks
from casualty_figures.package.issues import Issue
from casualty_figures.package.tables import Tables, records

Row = dict[str, Any]
SAME_CLAIM = (
    "source_id", "measure_id", "unit", "modality", "population_id", "cause_id", "place_id", "place_role",
    "period_start", "period_end", "claimant_id",
)  # fmt: skip
"""What two rows share where they may be one claim."""


def claim_issues(tables: Tables) -> Iterator[Issue]:
    """Every rule of claims against each other that the tables break."""
    yield from _marked_twice(tables)
    yield from _large_parts(tables)
    yield from _falling_tolls(tables)


def _marked_twice(tables: Tables) -> Iterator[Issue]:
    """Two figures of one source that say the same of the same people, place and days stand on other words."""
    active = tables["figures"][tables["figures"]["status"] == "active"]
    printed = dict(zip(active["figure_id"], active["printed"], strict=True))
    words = _words(tables["evidence"])
    for _, same in active.groupby(list(SAME_CLAIM), dropna=False):
        for earlier, later in combinations(sorted(same["figure_id"]), 2):
            if not words.get(earlier, frozenset()).isdisjoint(words.get(later, ())):
                rule = f"a claim is marked once; {earlier} marks the same words for the same claimant, place and days"
                yield Issue("figures", later, "printed", printed[later], rule, "reject one of the two in codings.csv")


def _words(evidence: pd.DataFrame) -> dict[str, frozenset[Any]]:
    """What each figure stands on: the characters of its counting mark or, without offsets, all its phrases."""
    words: dict[str, frozenset[Any]] = {}
    for mark in records(counting_marks(evidence)):
        if mark["start"] is not None and mark["end"] is not None:
            words[mark["figure_id"]] = frozenset(range(mark["start"], mark["end"]))
    for figure_id, marks in evidence.groupby("figure_id"):
        phrases = frozenset([frozenset(zip(marks["role"], marks["printed"], strict=True))])
        words.setdefault(str(figure_id), phrases)
    return words


def _large_parts(tables: Tables) -> Iterator[Issue]:
    for part, whole in _related(tables, "part_of"):
        most = whole["value_high"] if whole["bounds"] != "unstated" else whole["value"]
        if part["unit"] == whole["unit"] and _above(part["value_low"], most):
            rule = f"a part is not larger than its whole, {whole['figure_id']}: {whole['printed']!r}, at most {most}"
            action = "correct the figure marks, or take part_of out of codings.csv"
            yield Issue("figures", part["figure_id"], "value_low", str(part["value_low"]), rule, action)


def _falling_tolls(tables: Tables) -> Iterator[Issue]:
    for later, earlier in _related(tables, "updates"):
        ends = later["period_end"], earlier["period_end"]
        shorter = None not in ends and ends[0] < ends[1]
        if not shorter and later["caveat"] is None and _above(earlier["value_low"], later["value_high"]):
            rule = (
                f"a later toll of the same claimant is not below the earlier one, {earlier['figure_id']}: "
                f"{earlier['printed']!r}, at least {earlier['value_low']}, unless its caveat says why"
            )
            action = "read the article again; correct the marks, or give the reason as caveat in codings.csv"
            yield Issue("figures", later["figure_id"], "value_high", str(later["value_high"]), rule, action)


def _related(tables: Tables, relation: str) -> Iterator[tuple[Row, Row]]:
    """The rows of both figures of each relation of a kind."""
    rows = {row["figure_id"]: row for row in records(tables["figures"])}
    relations = tables["relations"][tables["relations"]["relation"] == relation]
    for figure_id, other_id in zip(relations["figure_id"], relations["other_id"], strict=True):
        if figure_id in rows and other_id in rows:
            yield rows[figure_id], rows[other_id]


def _above(low: int | None, high: int | None) -> bool:
    """Whether a stated lower bound lies above a stated upper bound."""
    return low is not None and high is not None and low > high
