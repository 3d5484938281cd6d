"""Series join what is about the same thing, and count origins, not outlets."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from claims import claim, shuffled, tables_of

from casualty_figures.package.adapter import schema_issues
from casualty_figures.package.relations import relate
from casualty_figures.package.series import connect, series

FIRST = "herald-2020-03-05.01"
SECOND = "herald-2020-03-05.02"
LATER = "herald-2020-03-06.01"
ELSEWHERE = "post-2020-03-06.01"
Row = Mapping[str, str]


def series_of(*claims: Row, derives: Mapping[str, str] | None = None) -> tuple[pd.DataFrame, dict[str, str]]:
    tables = tables_of(claims, derives=derives)
    built, ids = series(tables, relate(tables, {}))
    assert list(schema_issues("series", built)) == []
    return built.set_index("series_id"), ids


def test_valid_updates_form_a_series_named_by_the_earliest() -> None:
    built, ids = series_of(claim(LATER, 85), claim(FIRST, 81))
    assert ids == {FIRST: FIRST, LATER: FIRST}
    assert built.loc[FIRST, ["figures", "outlets", "origins"]].tolist() == [2, 1, 1]
    assert built.loc[FIRST, "latest_figure_id"] == LATER


def test_three_outlets_with_one_claimant_are_one_origin() -> None:
    built, _ = series_of(*(claim(f"{outlet}-2020-03-05.01", 48) for outlet in ("herald", "post", "times")))
    assert built[["outlets", "origins"]].to_numpy().tolist() == [[3, 1]]


def test_two_named_roots_are_two_origins() -> None:
    built, _ = series_of(claim(FIRST, 48), claim(ELSEWHERE, 48, claimant_id="rescue_official"))
    assert built["origins"].tolist() == [2]


def test_what_repeats_another_source_adds_no_origin() -> None:
    copied = {"post-2020-03-06": "herald-2020-03-05"}
    built, _ = series_of(claim(FIRST, 48), claim(ELSEWHERE, 48), derives=copied)
    assert built[["outlets", "origins"]].to_numpy().tolist() == [[2, 1]]


def test_the_narrator_counts_where_nobody_else_stands_behind() -> None:
    built, _ = series_of(claim(FIRST, 48, claimant_id=""))
    assert built["origins"].tolist() == [1]


def test_an_unnamed_group_counts_where_nobody_else_stands_behind() -> None:
    built, _ = series_of(claim(FIRST, 48, claimant_id="residents"))
    assert built["origins"].tolist() == [1]


def test_invalid_series_of_nested_figures() -> None:
    _, ids = series_of(claim(FIRST, 600, since="2020-02-01"), claim(SECOND, 81))
    assert ids == {FIRST: FIRST, SECOND: SECOND}


def test_invalid_series_of_conflicting_figures() -> None:
    _, ids = series_of(claim(FIRST, 10), claim(ELSEWHERE, 12, claimant_id="rescue"))
    assert ids[ELSEWHERE] == ELSEWHERE


def test_a_withdrawn_figure_keeps_a_series_of_its_own() -> None:
    built, ids = series_of(claim(FIRST, 81, status="withdrawn"), claim(LATER, 85))
    assert ids == {FIRST: FIRST, LATER: LATER}
    assert built["figures"].tolist() == [1, 1]


def test_a_series_without_people_or_place_says_so() -> None:
    built, _ = series_of(claim(FIRST, measure_id="flights", quantifier_id="none", place_id=""))
    assert built[["population_id", "place_id"]].isna().all(axis=None)


def test_a_series_has_the_place_in_which_all_its_figures_lie() -> None:
    """Would catch two origins for a quarter of which only one of them speaks."""
    told = {"measure_id": "air_strikes", "quantifier_id": "occurred"}
    quarter = claim("herald-2020-03-04.01", place_id="mill_quarter", **told)
    built, _ = series_of(quarter, claim(ELSEWHERE, since="2020-03-01", claimant_id="rescue", **told))
    assert built[["place_id", "origins"]].to_numpy().tolist() == [["port_vell", 2]]


def test_series_do_not_depend_on_the_order_of_rows() -> None:
    tables = tables_of([claim(f"herald-2020-03-0{day}.01", 80 + day % 3) for day in range(5, 10)])
    built, ids = series(tables, relate(tables, {}))
    mixed = shuffled(tables, 7)
    again, ids_again = series(mixed, relate(mixed, {}).sample(frac=1, random_state=3))
    pd.testing.assert_frame_equal(built, again)
    assert ids == ids_again


def test_a_long_chain_is_one_series() -> None:
    ids = [f"{number:05}" for number in range(5000)]
    assert set(connect(ids, zip(ids[1:], ids, strict=False)).values()) == {"00000"}
