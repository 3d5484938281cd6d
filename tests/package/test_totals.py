"""Figures are added only where the words allow it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import pytest
from claims import claim, tables_of
from hypothesis import given, settings
from hypothesis import strategies as st

import casualty_figures
from casualty_figures.package.relations import relate
from casualty_figures.using.totals import NotAdditive, Sum, total

MONDAY = claim("herald-2020-03-09.01", 3, on="2020-03-02")
TUESDAY = claim("herald-2020-03-09.02", 4, on="2020-03-03")
Row = Mapping[str, str]


def added(*claims: Row) -> Sum:
    return total(tables_of(claims)["figures"], claims[0]["measure_id"])


def refusal(*claims: Row) -> str:
    with pytest.raises(NotAdditive) as refused:
        added(*claims)
    assert refused.value.figure_id in str(refused.value)
    assert refused.value.other_id in str(refused.value)
    return refused.value.reason


def test_it_is_public() -> None:
    assert casualty_figures.total is total
    assert casualty_figures.NotAdditive is NotAdditive


def test_valid_sum_over_days_that_do_not_touch() -> None:
    found = added(TUESDAY, MONDAY)
    assert (found.value, found.low, found.high, found.bounds) == (7, 7, 7, "closed")
    assert found.figure_ids == (MONDAY["figure_id"], TUESDAY["figure_id"])


def test_valid_sum_of_one_is_itself() -> None:
    assert added(MONDAY).value == 3


def test_open_stays_open() -> None:
    more = claim("herald-2020-03-09.03", 10, quantifier_id="more_than", on="2020-03-04")
    found = added(MONDAY, more)
    assert (found.value, found.low, found.high, found.bounds) == (13, 14, None, "open_high")


def test_unstated_stays_unstated() -> None:
    about = claim("herald-2020-03-09.03", 10, quantifier_id="about", on="2020-03-04")
    found = added(MONDAY, about)
    assert (found.value, found.low, found.high, found.bounds) == (13, None, None, "unstated")


def test_a_sum_with_a_figure_that_prints_no_number_has_no_value() -> None:
    dozens = claim("herald-2020-03-09.03", quantifier_id="dozens", on="2020-03-04")
    found = added(MONDAY, dozens)
    assert (found.value, found.low, found.high) == (None, 27, None)


def test_a_zero_adds_nothing() -> None:
    zero = claim("herald-2020-03-09.03", quantifier_id="none", on="2020-03-04")
    found = added(MONDAY, zero)
    assert (found.value, found.low, found.high) == (3, 3, 3)


def test_withdrawn_and_other_measures_are_left_out() -> None:
    withdrawn = claim("herald-2020-03-09.03", 90, on="2020-03-02", status="withdrawn")
    hurt = claim("herald-2020-03-09.04", 90, on="2020-03-02", measure_id="injured")
    assert added(MONDAY, withdrawn, hurt).value == 3


def test_invalid_sum_of_people_and_civilians() -> None:
    """81 civilians killed, and 22 people killed on another day."""
    civilians = claim("herald-2020-03-09.03", 81, on="2020-03-04", population_id="civilians")
    assert refusal(MONDAY, civilians) == "their people differ, people and civilians"


def test_invalid_sum_of_units() -> None:
    told = {"measure_id": "displaced"}
    households = claim("herald-2020-03-09.03", 5, unit="household", on="2020-03-04", **told)
    assert "units differ" in refusal(claim("herald-2020-03-09.01", 3, on="2020-03-02", **told), households)


def test_invalid_sum_of_those_who_left_and_those_who_arrived() -> None:
    left = claim("herald-2020-03-09.01", 48, measure_id="evacuated", place_role="origin", on="2020-03-02")
    arrived = claim("herald-2020-03-09.02", 10, measure_id="evacuated", place_role="destination", on="2020-03-03")
    assert "roles of the place" in refusal(left, arrived)


def test_invalid_sum_over_a_shared_day() -> None:
    toll = claim("herald-2020-03-09.03", 9, period="2020-03-03/2020-03-05")
    assert refusal(TUESDAY, toll) == "their periods touch"


def test_invalid_sum_inside_an_earlier_longer_period() -> None:
    toll = claim("herald-2020-03-09.03", 9, period="2020-03-01/2020-03-08")
    late = claim("herald-2020-03-09.04", 2, on="2020-03-07")
    with pytest.raises(NotAdditive, match=r"herald-2020-03-09\.03 and herald-2020-03-09\.01"):
        added(toll, MONDAY, late)
    assert refusal(toll, late) == "their periods touch"


def test_invalid_sum_without_a_date() -> None:
    assert "not known to the day" in refusal(MONDAY, claim("herald-2020-03-09.03", 9, on=""))


def test_invalid_sum_of_people_not_named() -> None:
    unnamed = [{**row, "population_id": ""} for row in (MONDAY, TUESDAY)]
    assert "not named" in refusal(*unnamed)


def test_invalid_sum_of_stocks() -> None:
    stocks = [
        claim(f"herald-2020-03-09.0{day}", 500, measure_id="displaced", count_kind="stock", on=f"2020-03-0{day}")
        for day in (2, 3)
    ]
    assert "a stock" in refusal(*stocks)


def test_invalid_sum_with_a_pledge() -> None:
    assert "pledged" in refusal(MONDAY, {**TUESDAY, "modality": "pledged"})


def test_a_measure_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(ValueError, match=r"'hurt'.*they have killed"):
        total(tables_of([MONDAY])["figures"], "hurt")


claims = st.lists(
    st.tuples(
        st.sampled_from(["herald-2020-03-05", "herald-2020-03-06", "post-2020-03-06"]),
        st.sampled_from(["watch", "rescue", "residents", ""]),
        st.sampled_from(["exact", "at_least", "about", "none"]),
        st.sampled_from(["people", "civilians", ""]),
        st.sampled_from(["port_vell", "mill_quarter", "orland", ""]),
        st.integers(1, 6),
        st.integers(0, 3),
    ),
    min_size=2,
    max_size=4,
)


@settings(max_examples=60)
@given(claims)
def test_a_total_never_counts_a_person_twice(drawn: list[tuple[str, str, str, str, str, int, int]]) -> None:
    """By the package's own relations: no two figures of a sum are related in any way."""
    rows = []
    for number, (source, who, quantifier, people, place, day, length) in enumerate(drawn):
        told = {"claimant_id": who, "quantifier_id": quantifier, "population_id": people, "place_id": place}
        printed = None if quantifier == "none" else number
        span = f"2020-02-{day:02}/2020-02-{day + length:02}"
        rows.append(claim(f"{source}.{number:02}", printed, period=span, **told))
    tables = tables_of(rows)
    relations = relate(tables, {})
    related = set(zip(relations["figure_id"], relations["other_id"], strict=True))
    for one in range(len(rows)):
        for other in range(one):
            pair = tables["figures"].iloc[[one, other]]
            try:
                found = total(pair, "killed")
            except NotAdditive:
                continue
            assert not related & {found.figure_ids, found.figure_ids[::-1]}
    _assert_whole_sum_is_of_unrelated(tables["figures"], related)


def _assert_whole_sum_is_of_unrelated(figures: pd.DataFrame, related: set[tuple[str, str]]) -> None:
    try:
        total(figures, "killed")
    except NotAdditive:
        return
    assert not related


@given(st.lists(st.tuples(st.integers(1, 27), st.integers(0, 9)), unique_by=lambda drawn: drawn[0], min_size=1))
@settings(max_examples=50)
def test_a_sum_lies_within_its_bounds_and_counts_each_day_once(drawn: list[tuple[int, int]]) -> None:
    rows = [claim(f"herald-2020-03-09.{day:02}", count, on=f"2020-02-{day:02}") for day, count in drawn]
    found = added(*rows)
    assert found.value == found.low == found.high == sum(count for _, count in drawn)
    assert len(set(found.figure_ids)) == len(drawn)
