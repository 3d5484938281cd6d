"""What the first article says, statement by statement: the figures that must be right in every column."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from casualty_figures.package.tables import Tables

SOURCE = "meo-2016-10-25-aleppo"
PUBLISHED = "2016-10-25"
RUSSIAN_AND_SYRIAN = [("russia", "denied"), ("syrian_government", "denied")]


@pytest.fixture(scope="module")
def rows(built_tables: Tables) -> dict[str, dict[str, Any]]:
    """The figures of the source by their number, every cell as text, with their actors."""
    figures = built_tables["figures"][built_tables["figures"]["source_id"] == SOURCE]
    text = figures.astype("object").map(_as_text)
    actors = (
        built_tables["actors"]
        .groupby("figure_id")[["party_id", "role"]]
        .apply(lambda group: sorted(map(tuple, group.to_numpy().tolist())))
    )
    return {
        row["figure_id"].rpartition(".")[2]: {**row, "actors": actors.get(row["figure_id"], [])}
        for row in text.to_dict("records")
    }


def _as_text(value: Any) -> str:
    if pd.isna(value):
        return ""
    return str(value.date()) if isinstance(value, pd.Timestamp) else str(value)


def assert_row(row: dict[str, Any], **expected: Any) -> None:
    """Every stated column has its value."""
    assert {name: row[name] for name in expected} == expected


ZERO = {"quantifier_id": "none", "value": "", "value_low": "0", "value_high": "0", "bounds": "closed", "unit": "event"}
OCCURRED = {
    "quantifier_id": "occurred",
    "value": "",
    "value_low": "1",
    "value_high": "",
    "bounds": "open_high",
    "unit": "event",
    "modality": "reported",
    "population_id": "",
    "actors": [],
}
SINCE_18TH = {"period_start": "2016-10-18", "period_end": PUBLISHED, "period_precision": "day"}
RECENT = {"period_start": "", "period_end": PUBLISHED, "period_rule": "recent"}
UNDATED = {"period_start": "", "period_end": "", "period_precision": "unknown"}
CIVIL_DEFENCE_OFFICIAL = "civil_defence_official_east_aleppo"


def test_the_article_gives_eighteen_rows(rows: dict[str, dict[str, Any]]) -> None:
    assert len(rows) == 18
    assert {row["status"] for row in rows.values()} == {"active"}


def test_russia_denies_air_strikes_over_the_past_week(rows: dict[str, dict[str, Any]]) -> None:
    assert_row(
        rows["01"], **ZERO, **SINCE_18TH, measure_id="air_strikes", modality="denied", count_kind="flow",
        place_id="aleppo_city", place_role="occurred", claimant_id="russia", voice="indirect", asserted_on=PUBLISHED,
        period_rule="past_days", actors=[("russia", "denied")], printed="air strikes",
    )  # fmt: skip


@pytest.mark.parametrize(("number", "claimant"), [("02", "syrian_observatory"), ("03", CIVIL_DEFENCE_OFFICIAL)])
def test_a_monitor_and_an_official_each_say_struck_in_recent_days(
    rows: dict[str, dict[str, Any]], number: str, claimant: str
) -> None:
    assert_row(
        rows[number], **OCCURRED, **RECENT, measure_id="air_strikes", place_id="aleppo_city_east", claimant_id=claimant,
        voice="indirect", asserted_on="", printed="struck",
    )  # fmt: skip


@pytest.mark.parametrize(("number", "measure"), [("04", "flights"), ("05", "air_strikes")])
def test_neither_flights_nor_strikes_since_last_tuesday(
    rows: dict[str, dict[str, Any]], number: str, measure: str
) -> None:
    assert_row(
        rows[number], **ZERO, **SINCE_18TH, measure_id=measure, modality="denied", count_kind="cumulative",
        place_id="aleppo_city", claimant_id="konashenkov", voice="indirect", asserted_on="",
        period_rule="since_to_published", actors=RUSSIAN_AND_SYRIAN,
    )  # fmt: skip


def test_flights_halted_for_seven_days_in_a_direct_quotation(rows: dict[str, dict[str, Any]]) -> None:
    assert_row(
        rows["06"], **ZERO, **SINCE_18TH, measure_id="flights", modality="denied", place_id="aleppo_city",
        claimant_id="konashenkov", voice="direct_quote", period_rule="past_days", actors=RUSSIAN_AND_SYRIAN,
    )  # fmt: skip


def test_a_pledge_to_stay_ten_kilometres_away(rows: dict[str, dict[str, Any]]) -> None:
    assert_row(
        rows["07"], **UNDATED, measure_id="exclusion_distance", quantifier_id="exact", value="10000", value_low="10000",
        value_high="10000", bounds="closed", unit="metre", count_kind="extent", modality="pledged", place_role="zone",
        place_id="aleppo_city", claimant_id="rudskoi", voice="indirect", asserted_on=PUBLISHED,
        printed="10 km (6-mile)", actors=[("russia", "pledged"), ("syrian_government", "pledged")],
    )  # fmt: skip


def test_six_corridors_stand_on_the_day_of_publication(rows: dict[str, dict[str, Any]]) -> None:
    assert_row(
        rows["08"], measure_id="humanitarian_corridors", quantifier_id="exact", value="6", value_low="6",
        value_high="6", unit="corridor", count_kind="stock", modality="reported", place_id="aleppo_city_east",
        claimant_id="konashenkov", period_start=PUBLISHED, period_end=PUBLISHED, asserted_on="", actors=[],
    )  # fmt: skip


def test_48_women_and_children_left_the_city_under_russian_escort(rows: dict[str, dict[str, Any]]) -> None:
    assert_row(
        rows["09"], measure_id="evacuated", quantifier_id="exact", value="48", value_low="48", value_high="48",
        bounds="closed", unit="person", count_kind="flow", modality="reported", population_id="women_and_children",
        place_id="aleppo_city", place_role="origin", period_start="2016-10-24", period_end="2016-10-24",
        period_precision="day", claimant_id="konashenkov", voice="indirect", asserted_on="",
        printed="48 women and children", actors=[("russia", "escort")],
    )  # fmt: skip


def test_the_observatory_reports_air_strikes_since_saturday(rows: dict[str, dict[str, Any]]) -> None:
    assert_row(
        rows["10"], **OCCURRED, measure_id="air_strikes", place_id="aleppo_city", claimant_id="syrian_observatory",
        period_start="2016-10-22", period_end=PUBLISHED, period_rule="since_to_published", count_kind="cumulative",
        voice="indirect",
    )  # fmt: skip


@pytest.mark.parametrize(("number", "measure"), [("11", "air_strikes"), ("12", "shelling")])
def test_the_official_reports_strikes_and_shelling_on_the_rebel_held_half(
    rows: dict[str, dict[str, Any]], number: str, measure: str
) -> None:
    assert_row(
        rows[number], **OCCURRED, **SINCE_18TH, measure_id=measure, place_id="aleppo_city_east", voice="indirect",
        claimant_id=CIVIL_DEFENCE_OFFICIAL, period_rule="past_days",
    )  # fmt: skip


def test_several_strikes_in_a_direct_quotation(rows: dict[str, dict[str, Any]]) -> None:
    assert_row(
        rows["13"], measure_id="air_strikes", quantifier_id="several", value="", value_low="2", value_high="",
        bounds="open_high", unit="event", place_id="aleppo_city", claimant_id=CIVIL_DEFENCE_OFFICIAL,
        voice="direct_quote", printed="several strikes",
    )  # fmt: skip


def test_the_observatory_reports_strikes_west_of_the_city_on_tuesday(rows: dict[str, dict[str, Any]]) -> None:
    assert_row(
        rows["14"], **OCCURRED, measure_id="air_strikes", place_id="aleppo_west_districts", place_role="occurred",
        period_start=PUBLISHED, period_end=PUBLISHED, claimant_id="syrian_observatory", voice="indirect",
    )  # fmt: skip


def test_the_narrator_reports_strikes_outside_the_city_during_the_ceasefire(rows: dict[str, dict[str, Any]]) -> None:
    assert_row(
        rows["15"], **OCCURRED, **UNDATED, measure_id="air_strikes", place_id="aleppo_city", place_role="outside",
        period_rule="during", claimant_id="", voice="narrator", asserted_on="",
    )  # fmt: skip


def test_a_week_long_ceasefire_ended_on_19_september(rows: dict[str, dict[str, Any]]) -> None:
    assert_row(
        rows["16"], measure_id="pause_duration", quantifier_id="about", value="7", value_low="", value_high="",
        bounds="unstated", unit="day", count_kind="extent", modality="reported", period_start="",
        period_end="2016-09-19", period_rule="ended_on", printed="week-long",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("number", "measure", "value", "printed"),
    [("17", "killed", 800, "more than 800 civilians"), ("18", "injured", 2000, "more than 2000")],
)
def test_civil_defence_workers_report_the_tolls_since_19_september(
    rows: dict[str, dict[str, Any]], number: str, measure: str, value: int, printed: str
) -> None:
    assert_row(
        rows[number], measure_id=measure, quantifier_id="more_than", value=str(value), value_low=str(value + 1),
        value_high="", bounds="open_high", unit="person", count_kind="cumulative", modality="reported",
        population_id="civilians", cause_id="", place_id="aleppo_governorate_rebel_held", place_role="occurred",
        period_start="2016-09-19", period_end=PUBLISHED, period_precision="day", period_rule="since_to_published",
        claimant_id="syria_civil_defence", voice="indirect", asserted_on="", printed=printed, actors=[],
    )  # fmt: skip


def test_aleppo_city_and_governorate_carry_their_public_codes(built_tables: Tables) -> None:
    places = built_tables["places"].set_index("place_id")
    assert places.loc["aleppo_city", "geonames_id"] == 170063
    assert places.loc["aleppo_governorate", "pcode"] == "SY02"


def test_the_districts_to_the_west_lie_in_the_governorate_and_not_the_city(built_tables: Tables) -> None:
    within = built_tables["place_within"]
    outer = set(within[within["place_id"] == "aleppo_west_districts"]["within_id"])
    assert outer == {"aleppo_governorate"}
