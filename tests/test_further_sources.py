"""What the further sources say, and how it stands to the first: tolls, echoes, parts and disputes."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from casualty_figures.package.containment import roots
from casualty_figures.package.tables import Tables
from casualty_figures.using.totals import NotAdditive, total

EARLIER, FIRST = "meo-2016-10-13-aleppo", "meo-2016-10-25-aleppo"
REUTERS, CITIZEN = "reuters-2016-10-25-aleppo", "citizen-2016-10-25-aleppo"
NOT_HELD = (EARLIER, REUTERS, CITIZEN)


@pytest.fixture(scope="module")
def rows(built_tables: Tables) -> dict[str, dict[str, Any]]:
    """Every figure by its id; missing cells are None, days are text."""
    frame = built_tables["figures"].astype("object")
    for column in ("period_start", "period_end", "asserted_on"):
        frame[column] = built_tables["figures"][column].dt.strftime("%Y-%m-%d").astype("object")
    return {row["figure_id"]: row for row in frame.where(frame.notna(), None).to_dict("records")}


@pytest.fixture(scope="module")
def relations(built_tables: Tables) -> dict[tuple[str, str], tuple[str, str | None]]:
    """Relation and condition of each pair of figures."""
    frame = built_tables["relations"].astype("object")
    frame = frame.where(frame.notna(), None)
    pairs = zip(frame["figure_id"], frame["other_id"], strict=True)
    return dict(zip(pairs, zip(frame["relation"], frame["condition"], strict=True), strict=True))


EXPECTED: dict[str, dict[str, Any]] = {
    f"{EARLIER}.01": {
        "measure_id": "killed", "quantifier_id": "at_least", "value": 81, "value_low": 81, "value_high": None,
        "population_id": "civilians", "cause_id": "air_strikes", "place_id": "aleppo_city_east",
        "period_start": "2016-10-12", "period_end": "2016-10-12", "claimant_id": "syria_civil_defence",
    },
    f"{EARLIER}.02": {
        "measure_id": "killed", "quantifier_id": "at_least", "value": 22, "value_low": 22, "value_high": None,
        "population_id": "people", "cause_id": "air_strikes", "place_id": "aleppo_fardous",
        "period_start": "2016-10-12", "period_end": "2016-10-12", "claimant_id": None, "voice": "narrator",
    },
    f"{EARLIER}.03": {
        "measure_id": "missile_attacks", "quantifier_id": "more_than", "value": 50, "value_low": 51, "unit": "event",
        "population_id": None, "place_id": "aleppo_city_east", "period_start": "2016-10-12",
        "claimant_id": "first_responders_aleppo", "modality": "reported",
    },
    f"{EARLIER}.04": {
        "measure_id": "injured", "quantifier_id": "more_than", "value": 87, "value_low": 88,
        "population_id": "people", "cause_id": "missile_attacks", "period_start": "2016-10-12",
    },
    f"{EARLIER}.05": {
        "measure_id": "killed", "value": 600, "value_low": 601, "value_high": None, "population_id": "civilians",
        "place_id": "aleppo_governorate_rebel_held", "period_start": "2016-09-19", "period_end": "2016-10-13",
        "count_kind": "cumulative", "claimant_id": "syria_civil_defence", "asserted_on": None,
    },
    f"{EARLIER}.06": {
        "measure_id": "injured", "value": 2000, "value_low": 2001, "population_id": "civilians",
        "period_start": "2016-09-19", "period_end": "2016-10-13", "claimant_id": "syria_civil_defence",
    },
    f"{REUTERS}.01": {
        "measure_id": "evacuated", "quantifier_id": "about", "value": 50, "value_low": None, "value_high": None,
        "bounds": "unstated", "population_id": "women_and_children", "period_start": "2016-10-24",
        "place_role": "origin", "claimant_id": "konashenkov",
    },
    f"{REUTERS}.02": {"measure_id": "humanitarian_corridors", "value": 6, "count_kind": "stock"},
    f"{REUTERS}.03": {"measure_id": "flights", "quantifier_id": "none", "value_low": 0, "value_high": 0,
                      "period_start": "2016-10-18", "period_end": "2016-10-25", "claimant_id": "konashenkov"},
    f"{REUTERS}.04": {"measure_id": "killed", "quantifier_id": "none", "population_id": "people",
                      "place_id": "aleppo_city_east", "period_start": "2016-10-22", "period_end": "2016-10-25",
                      "claimant_id": "syrian_observatory", "modality": "reported"},
    f"{CITIZEN}.01": {"measure_id": "evacuated", "quantifier_id": "exact", "value": 48, "value_low": 48,
                      "value_high": 48, "period_start": "2016-10-24", "place_role": "origin"},
    f"{CITIZEN}.02": {"measure_id": "humanitarian_corridors", "value": 6, "printed": "six passages"},
    f"{CITIZEN}.03": {"measure_id": "flights", "quantifier_id": "none", "period_start": "2016-10-18"},
    f"{CITIZEN}.04": {"measure_id": "air_strikes", "quantifier_id": "occurred", "value_low": 1,
                      "place_id": "aleppo_sheikh_saeed", "period_start": "2016-10-22",
                      "claimant_id": "syrian_observatory"},
}  # fmt: skip


@pytest.mark.parametrize("figure_id", EXPECTED)
def test_the_words_give_the_row(rows: dict[str, dict[str, Any]], figure_id: str) -> None:
    expected = EXPECTED[figure_id]
    assert {column: rows[figure_id][column] for column in expected} == expected


def test_every_row_of_the_further_sources_is_expected(rows: dict[str, dict[str, Any]]) -> None:
    assert {figure_id for figure_id in rows if not figure_id.startswith(FIRST)} == set(EXPECTED)


def test_the_missile_attacks_name_russian_and_syrian_government_forces(built_tables: Tables) -> None:
    actors = built_tables["actors"]
    for figure_id in (f"{EARLIER}.03", f"{EARLIER}.04"):
        named = actors[actors["figure_id"] == figure_id]
        assert named[["party_id", "role"]].to_numpy().tolist() == [
            ["russia", "alleged"],
            ["syrian_government", "alleged"],
        ]


def test_texts_not_at_hand_are_shown_as_such_everywhere(built_tables: Tables) -> None:
    sources = built_tables["sources"].set_index("source_id").loc[list(NOT_HELD)]
    assert set(sources["text_status"]) == {"not_held"}
    assert set(sources["coverage"]) == {"partial"}
    of_them = built_tables["figures"]["source_id"].isin(NOT_HELD)
    assert built_tables["figures"].loc[of_them, "deep_link"].isna().all()
    marks = built_tables["evidence"]["figure_id"].str.rpartition(".")[0].isin(NOT_HELD)
    assert built_tables["evidence"].loc[marks, ["start", "end", "sentence_sha256"]].isna().all(axis=None)


def test_the_first_article_derives_from_reuters_by_inference(built_tables: Tables) -> None:
    source = built_tables["sources"].set_index("source_id").loc[FIRST]
    assert (source["derives_from"], source["derives_basis"]) == (REUTERS, "inferred")


def test_the_correction_by_reuters_is_a_caveat_on_the_strikes_of_what_derives_from_it(
    rows: dict[str, dict[str, Any]],
) -> None:
    marked = {figure_id for figure_id, row in rows.items() if "correcting the locations" in (row["caveat"] or "")}
    strikes = {
        figure_id
        for figure_id, row in rows.items()
        if row["source_id"] == FIRST and row["measure_id"] == "air_strikes" and row["quantifier_id"] != "none"
    }
    assert marked == strikes | {f"{REUTERS}.04"}


def test_600_is_updated_by_800_and_the_2000_repeated(relations: dict[tuple[str, str], tuple[str, str | None]]) -> None:
    assert relations[f"{FIRST}.17", f"{EARLIER}.05"] == ("updates", None)
    assert relations[f"{FIRST}.18", f"{EARLIER}.06"] == ("repeats", None)


def test_48_stands_in_two_outlets_and_around_50_in_a_third_with_one_origin(
    built_tables: Tables, rows: dict[str, dict[str, Any]]
) -> None:
    series_ids = {rows[figure_id]["series_id"] for figure_id in (f"{FIRST}.09", f"{REUTERS}.01", f"{CITIZEN}.01")}
    (series_id,) = series_ids
    row = built_tables["series"].set_index("series_id").loc[series_id]
    assert (row["figures"], row["outlets"], row["origins"]) == (3, 3, 1)


def test_81_lies_inside_the_600_and_the_800(relations: dict[tuple[str, str], tuple[str, str | None]]) -> None:
    assert relations[f"{EARLIER}.01", f"{EARLIER}.05"] == ("nested_in", None)
    assert relations[f"{EARLIER}.01", f"{FIRST}.17"] == ("nested_in", None)


def test_22_people_lie_inside_nothing_that_says_civilians(
    relations: dict[tuple[str, str], tuple[str, str | None]],
) -> None:
    assert not [pair for pair in relations if f"{EARLIER}.02" in pair]


def test_22_people_may_not_be_added_to_81_civilians(built_tables: Tables) -> None:
    figures = built_tables["figures"]
    both = figures[figures["figure_id"].isin([f"{EARLIER}.01", f"{EARLIER}.02"])]
    with pytest.raises(NotAdditive, match="people differ"):
        total(both, "killed")


def test_the_conflicts_are_two_disputes(built_tables: Tables, rows: dict[str, dict[str, Any]]) -> None:
    root_of = roots(built_tables["parties"])
    conflicts = built_tables["relations"].query("relation == 'conflicts_with'")
    pairs = zip(conflicts["figure_id"], conflicts["other_id"], strict=True)
    disputes = {frozenset(root_of[rows[end]["claimant_id"]] for end in pair) for pair in pairs}
    assert disputes == {frozenset({"russia", "syrian_observatory"}), frozenset({"russia", "syria_civil_defence"})}


def test_the_zeros_and_strikes_of_other_outlets_join_the_conflicts(
    relations: dict[tuple[str, str], tuple[str, str | None]],
) -> None:
    assert relations[f"{CITIZEN}.04", f"{FIRST}.01"] == ("conflicts_with", "actor_unnamed")
    assert relations[f"{FIRST}.11", f"{REUTERS}.03"] == ("conflicts_with", "actor_unnamed boundary_day")


def test_nothing_conflicts_with_tolls_corridors_or_the_strikes_to_the_west(built_tables: Tables) -> None:
    conflicts = built_tables["relations"].query("relation == 'conflicts_with'")
    in_conflict = pd.concat([conflicts["figure_id"], conflicts["other_id"]])
    calm = [f"{FIRST}.{number}" for number in ("07", "08", "09", "14", "15", "16", "17", "18")]
    assert not set(calm) & set(in_conflict)
