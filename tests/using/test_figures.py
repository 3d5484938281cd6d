"""A figure and its receipts."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json

import pytest

import casualty_figures
from casualty_figures.using import records
from casualty_figures.using.figures import PublishedFigure
from casualty_figures.using.opened import UnknownNameError
from tests.using.conftest import DENIAL, TOLL, Change

RECORDS = {
    "sources": records.Source,
    "evidence": records.Evidence,
    "relations": records.Relation,
    "revisions": records.Revision,
}


def column_names(table: str) -> list[str]:
    return [field["name"] for field in casualty_figures.schema(table)["fields"]]


def test_a_figure_has_exactly_the_columns_of_its_schema() -> None:
    names = [one.name for one in dataclasses.fields(PublishedFigure) if one.name != "catalogue"]
    assert names == column_names("figures")


@pytest.mark.parametrize("table", RECORDS)
def test_a_record_has_exactly_the_columns_of_its_schema(table: str) -> None:
    assert [one.name for one in dataclasses.fields(RECORDS[table])] == column_names(table)


def test_a_figure_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        casualty_figures.figure(TOLL).value = 801  # type: ignore[misc]


def test_missing_cells_are_none_and_days_are_dates() -> None:
    toll = casualty_figures.figure(TOLL)
    assert toll.value_high is None
    assert toll.period_start == dt.date(2016, 9, 19)
    assert type(toll.period_start) is dt.date
    assert (toll.value, toll.value_low) == (800, 801)


def test_source_evidence_origins_and_claimant_come_with_the_figure() -> None:
    toll = casualty_figures.figure(TOLL)
    assert toll.source.source_id == toll.source_id
    assert {mark.role for mark in toll.evidence} >= {"figure", "event", "time", "place", "claimant"}
    assert toll.printed in {mark.printed for mark in toll.evidence}
    assert (toll.origins, toll.outlets) == (1, 1)
    assert toll.claimant == "Syria Civil Defence"


def test_relations_are_seen_from_both_ends() -> None:
    denial = casualty_figures.figure(DENIAL)
    assert denial.conflicts
    for other in denial.conflicts:
        assert DENIAL in casualty_figures.figure(other).conflicts
    assert len({len(denial.disputed_by), 2}) == 1, "two disputes, however many rows: the Observatory, the civil defence"


def test_a_relation_reads_as_a_sentence_with_its_conditions() -> None:
    relation = records.Relation(
        "b.01", "a.01", "conflicts_with", "zero_against_occurrence", "actor_unnamed boundary_day"
    )
    assert relation.sentence("b.01").startswith("conflicts with a.01, if ")
    assert relation.sentence("a.01").startswith("conflicts with b.01, if ")
    assert " and if " in relation.sentence("a.01")


def test_every_relation_and_condition_of_the_schema_has_words() -> None:
    schema = casualty_figures.schema("relations")
    kinds = next(field for field in schema["fields"] if field["name"] == "relation")["constraints"]["enum"]
    for kind in kinds:
        relation = records.Relation("b.01", "a.01", kind, "some_rule", None)
        assert relation.sentence("b.01").endswith(" a.01")
        assert relation.sentence("a.01").endswith(" b.01")


def test_an_unknown_figure_lists_the_figures() -> None:
    with pytest.raises(UnknownNameError, match=r"meo-2016-10-25-aleppo\.01"):
        casualty_figures.figure("meo-2016-10-25-aleppo.99")


def test_the_row_hash_follows_from_the_csv_cells(changed: Change) -> None:
    header, *lines = casualty_figures.path("figures").read_text("utf-8").splitlines()
    import csv

    row = next(row for row in csv.DictReader([header, *lines]) if row["figure_id"] == TOLL)
    del row["series_id"]
    written = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert casualty_figures.figure(TOLL).row_sha256 == hashlib.sha256(written).hexdigest()
    assert changed(value=900).figure(TOLL).row_sha256 != hashlib.sha256(written).hexdigest()
    assert changed(series_id=DENIAL).figure(TOLL).row_sha256 == hashlib.sha256(written).hexdigest()


def test_history_holds_the_figures_own_revisions_by_release(changed: Change) -> None:
    revision = {"table": "figures", "row_id": TOLL, "column": "value", "old": "800", "new": "900", "reason": "misread"}
    rows = {
        "releases": [
            {"version": "1.10.0", "date": "2026-03-01", "bump": "minor", "summary": "x"},
            {"version": "1.2.0", "date": "2026-02-01", "bump": "minor", "summary": "x"},
        ],
        "revisions": [
            {**revision, "release": "1.10.0", "new": "910"},
            {**revision, "release": "1.2.0"},
            {**revision, "release": "1.2.0", "row_id": DENIAL},
            {**revision, "release": "1.2.0", "table": "parties"},
        ],
    }
    history = [one for one in changed(rows=rows).figure(TOLL).history() if one.column == "value"]
    assert [(one.release, one.new) for one in history] == [("1.2.0", "900"), ("1.10.0", "910")]
