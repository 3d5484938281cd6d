"""Each rule of relation where it holds and where it must not, on claims of an invented country."""

from __future__ import annotations

import time
from collections.abc import Mapping

import pytest
from claims import as_set, claim, shuffled, tables_of
from hypothesis import given, settings
from hypothesis import strategies as st

from casualty_figures.package.issues import Invalid
from casualty_figures.package.relations import RULES, relate
from casualty_figures.reading.words.lexicon import table

FIRST = "herald-2020-03-05.01"
SECOND = "herald-2020-03-05.02"
LATER = "herald-2020-03-06.01"
ELSEWHERE = "post-2020-03-06.01"
Row = Mapping[str, str]


def related(
    *claims: Row, actors: tuple[tuple[str, str, str], ...] = (), parts: Mapping[str, str] | None = None
) -> set[tuple[str, ...]]:
    return as_set(relate(tables_of(claims, actors), parts or {}))


def one(*claims: Row, actors: tuple[tuple[str, str, str], ...] = ()) -> tuple[str, ...]:
    """The only relation, without the rule's name."""
    (found,) = related(*claims, actors=actors)
    return (*found[:3], found[4])


def strikes(figure_id: str, value: int | None = None, **told: str) -> dict[str, str]:
    return claim(figure_id, value, **{"measure_id": "air_strikes", "quantifier_id": "occurred", **told})


def no_flights(figure_id: str, **told: str) -> dict[str, str]:
    zero = {"measure_id": "flights", "quantifier_id": "none", "claimant_id": "northland_speaker"}
    return claim(figure_id, **{**zero, "since": "2020-03-01", **told})


DENIED = ((FIRST, "northland", "denied"), (FIRST, "southland", "denied"))


# part_of


def test_valid_part_of_is_coded() -> None:
    whole, part = claim(FIRST, 10), claim(SECOND, 4, population_id="women_and_children")
    assert related(whole, part, parts={SECOND: FIRST}) == {(SECOND, FIRST, "part_of", "coded_as_part", "")}


def test_valid_part_among_other_figures() -> None:
    """Of three figures that lie inside each other only the coded one is a part."""
    figures = [claim(FIRST, 10), claim(SECOND, 4), claim("herald-2020-03-05.03", 3)]
    found = related(*figures, parts={"herald-2020-03-05.03": SECOND})
    assert {row[:2] for row in found if row[3] == "coded_as_part"} == {("herald-2020-03-05.03", SECOND)}


def test_invalid_part_of_nothing() -> None:
    with pytest.raises(Invalid, match="a part and its whole are two figures"):
        related(claim(FIRST, 10), parts={FIRST: "herald-2020-03-05.09"})


def test_invalid_part_dated_outside_its_whole() -> None:
    with pytest.raises(Invalid, match="not dated outside its whole"):
        related(claim(FIRST, 10), claim(SECOND, 4, on="2020-03-02"), parts={SECOND: FIRST})


# updates


def test_valid_81_then_85_by_one_claimant_is_an_update() -> None:
    assert one(claim(FIRST, 81), claim(LATER, 85)) == (LATER, FIRST, "updates", "")


def test_valid_update_by_an_official_of_the_same_root() -> None:
    first, later = claim(FIRST, 81, claimant_id="rescue"), claim(LATER, 70, claimant_id="rescue_official")
    assert one(first, later)[2] == "updates"


def test_valid_update_in_another_outlet() -> None:
    assert one(claim(FIRST, 81), claim(ELSEWHERE, 85)) == (ELSEWHERE, FIRST, "updates", "")


def test_valid_update_between_numbers_without_bounds() -> None:
    first, later = (claim(one, number, quantifier_id="about") for one, number in ((FIRST, 50), (LATER, 60)))
    assert one(first, later)[2] == "updates"


def test_invalid_update_of_another_first_day() -> None:
    assert related(claim(FIRST, 81, on="2020-03-03"), claim(LATER, 85, on="2020-03-04")) == set()


def test_invalid_update_on_the_same_day_is_a_conflict() -> None:
    assert one(claim(FIRST, 81), claim(SECOND, 85)) == (SECOND, FIRST, "conflicts_with", "boundary_day")


def test_invalid_update_of_a_zero() -> None:
    first = claim(FIRST, quantifier_id="none", since="2020-03-01", measure_id="flights")
    later = claim(LATER, quantifier_id="occurred", since="2020-03-01", measure_id="flights")
    assert related(first, later) == set()


def test_invalid_update_of_a_stock_by_a_flow() -> None:
    standing = claim(FIRST, 500, measure_id="displaced", count_kind="stock")
    assert related(standing, claim(LATER, 90, measure_id="displaced")) == set()


# conflicts_with


def test_valid_more_inside_than_the_whole_allows() -> None:
    whole, inner = claim(FIRST, 10), claim(ELSEWHERE, 12, place_id="port_vell_north", claimant_id="rescue")
    assert related(whole, inner) == {
        (ELSEWHERE, FIRST, "conflicts_with", "more_inside_than_whole", "boundary_day"),
    }


def test_valid_conflict_names_the_inner_figure_first_also_where_it_is_earlier() -> None:
    inner, whole = claim(FIRST, 12), claim(ELSEWHERE, 10, period="2020-03-02/2020-03-05", claimant_id="rescue")
    assert one(inner, whole) == (FIRST, ELSEWHERE, "conflicts_with", "")


def test_valid_narrator_in_conflict() -> None:
    assert one(claim(FIRST, 10), claim(ELSEWHERE, 12, claimant_id=""))[2] == "conflicts_with"


def test_valid_strikes_inside_a_zero_of_flights() -> None:
    zero, hit = no_flights(FIRST), strikes(SECOND, since="2020-03-03")
    assert related(zero, hit, actors=DENIED) == {
        (SECOND, FIRST, "conflicts_with", "zero_against_occurrence", "actor_unnamed"),
    }


def test_valid_fifty_strikes_against_no_flights() -> None:
    zero, hit = no_flights(FIRST), strikes(SECOND, 50, quantifier_id="exact", since="2020-03-03")
    assert one(zero, hit, actors=DENIED)[2] == "conflicts_with"


def test_valid_deaths_inside_a_zero_of_deaths() -> None:
    zero = claim(FIRST, quantifier_id="none", since="2020-03-01")
    assert one(zero, claim(ELSEWHERE, 3, place_id="mill_quarter", claimant_id="rescue")) == (
        *(ELSEWHERE, FIRST, "conflicts_with"),
        "actor_unnamed",
    )


def test_valid_conflict_of_those_who_left_the_same_place() -> None:
    left = {"measure_id": "evacuated", "place_role": "origin"}
    nobody = claim(SECOND, quantifier_id="none", claimant_id="northland", **left)
    assert one(claim(FIRST, 48, **left), nobody)[2] == "conflicts_with"


def test_valid_conflict_where_an_actor_is_named_by_both() -> None:
    alleged = (SECOND, "northland_ministry", "alleged")
    assert one(no_flights(FIRST), strikes(SECOND, since="2020-03-03"), actors=(*DENIED, alleged))[3] == ""


def test_invalid_conflict_with_other_actors() -> None:
    alleged = (SECOND, "watch", "alleged")
    assert related(no_flights(FIRST), strikes(SECOND, since="2020-03-03"), actors=(*DENIED, alleged)) == set()


def test_invalid_fifty_strikes_against_at_most_ten_flights() -> None:
    flights = no_flights(FIRST, quantifier_id="at_most")
    flights |= {"value": "10", "value_low": "0", "value_high": "10"}
    assert related(flights, strikes(SECOND, 50, quantifier_id="exact", since="2020-03-03")) == set()


def test_invalid_flights_against_no_strikes() -> None:
    zero = no_flights(FIRST, measure_id="air_strikes")
    assert related(zero, claim(SECOND, measure_id="flights", quantifier_id="occurred", since="2020-03-03")) == set()


def test_invalid_conflict_of_ten_arrived_against_48_left() -> None:
    left = claim(FIRST, 48, measure_id="evacuated", place_role="origin")
    arrived = claim(ELSEWHERE, 10, measure_id="evacuated", place_role="destination", claimant_id="rescue")
    assert related(left, arrived) == set()


def test_invalid_conflict_of_those_who_left_a_part() -> None:
    city = claim(FIRST, 48, measure_id="evacuated", place_role="origin")
    part = claim(ELSEWHERE, 100, measure_id="evacuated", place_role="origin", place_id="mill_quarter")
    assert related(city, {**part, "claimant_id": "rescue"}) == set()


def test_invalid_conflict_outside_a_part_of_the_place() -> None:
    zero = strikes(FIRST, quantifier_id="none", since="2020-03-01", place_role="outside")
    hit = strikes(SECOND, since="2020-03-03", place_role="outside", place_id="mill_quarter")
    assert related(zero, hit) == set()


def test_invalid_conflict_of_stocks_on_other_days() -> None:
    standing = {"measure_id": "displaced", "count_kind": "stock"}
    assert related(claim(FIRST, 10, **standing), claim(LATER, 40, on="2020-03-05", **standing)) == set()


def test_valid_conflict_of_stocks_on_one_day() -> None:
    standing = {"measure_id": "displaced", "count_kind": "stock", "period_rule": "stock_day"}
    one_day = claim(FIRST, 10, **standing), claim(ELSEWHERE, 40, claimant_id="rescue", **standing)
    assert one(*one_day) == (ELSEWHERE, FIRST, "conflicts_with", "")


def test_valid_boundary_day_is_a_first_day_that_the_words_state() -> None:
    zero, hit = no_flights(FIRST), strikes(SECOND, since="2020-03-01")
    assert one(zero, hit, actors=DENIED)[3] == "actor_unnamed boundary_day"


def test_invalid_boundary_on_a_day_that_a_rule_closed() -> None:
    zero, hit = no_flights(FIRST), strikes(SECOND, on="2020-03-05")
    assert one(zero, hit, actors=DENIED)[3] == "actor_unnamed"


def test_valid_boundary_on_a_stated_last_day() -> None:
    zero, hit = no_flights(FIRST, period="2020-03-01/2020-03-05"), strikes(SECOND, on="2020-03-05")
    assert one(zero, hit, actors=DENIED)[3] == "actor_unnamed boundary_day"


def test_invalid_actor_unnamed_between_tolls_that_name_none() -> None:
    whole = claim(FIRST, 10, period="2020-03-02/2020-03-05")
    assert one(whole, claim(ELSEWHERE, 12, claimant_id="rescue"))[3] == ""


def test_an_escort_is_no_actor() -> None:
    zero, hit = no_flights(FIRST), strikes(SECOND, since="2020-03-03")
    assert one(zero, hit, actors=(*DENIED, (SECOND, "watch", "escort")))[3] == "actor_unnamed"


# same_origin


def test_valid_same_origin_whatever_the_number() -> None:
    first = claim("herald-2020-03-05.01", 48)
    elsewhere = claim("post-2020-03-05.01", 50, quantifier_id="about")
    assert one(first, elsewhere) == ("post-2020-03-05.01", "herald-2020-03-05.01", "same_origin", "")


def test_same_origin_is_kept_with_the_earliest_only() -> None:
    outlets = [claim(f"{outlet}-2020-03-05.01", 48) for outlet in ("herald", "post", "times")]
    assert {row[:3] for row in related(*outlets)} == {
        ("post-2020-03-05.01", "herald-2020-03-05.01", "same_origin"),
        ("times-2020-03-05.01", "herald-2020-03-05.01", "same_origin"),
    }


def test_what_derives_from_another_source_is_later_of_the_day() -> None:
    tables = tables_of(
        [claim("herald-2020-03-05.01", 48), claim("post-2020-03-05.01", 48)],
        derives={"herald-2020-03-05": "post-2020-03-05"},
    )
    (found,) = as_set(relate(tables, {}))
    assert found[:3] == ("herald-2020-03-05.01", "post-2020-03-05.01", "same_origin")


def test_invalid_same_origin_of_two_narrators() -> None:
    first, elsewhere = (claim(one, 48, claimant_id="") for one in (FIRST, ELSEWHERE))
    assert one(first, elsewhere)[2] == "nested_in"


def test_invalid_same_origin_of_unnamed_groups() -> None:
    first, elsewhere = (claim(one, 48, claimant_id="residents") for one in (FIRST, ELSEWHERE))
    assert one(first, elsewhere)[2] == "nested_in"


# repeats


def test_valid_repeat_with_a_later_last_day() -> None:
    first = claim(FIRST, 2000, since="2020-02-01", quantifier_id="more_than")
    again = claim(LATER, 2000, since="2020-02-01", quantifier_id="more_than")
    assert one(first, again) == (LATER, FIRST, "repeats", "")


def test_repeats_are_kept_with_the_earliest_only() -> None:
    again = [claim(f"herald-2020-03-0{day}.01", 81) for day in (5, 6, 7)]
    assert {row[:3] for row in related(*again)} == {
        ("herald-2020-03-06.01", FIRST, "repeats"),
        ("herald-2020-03-07.01", FIRST, "repeats"),
    }


def test_invalid_repeat_of_other_people() -> None:
    assert one(claim(FIRST, 81), claim(LATER, 81, population_id="civilians"))[2] == "nested_in"


# corroborates


def test_valid_corroboration_by_bounds_that_overlap() -> None:
    least, exact = claim(FIRST, 80, quantifier_id="at_least"), claim(ELSEWHERE, 85, claimant_id="rescue")
    assert one(least, exact) == (ELSEWHERE, FIRST, "corroborates", "")


def test_valid_corroboration_of_events_without_a_number() -> None:
    week, day = strikes(FIRST, since="2020-03-01"), strikes(ELSEWHERE, place_id="mill_quarter", claimant_id="rescue")
    assert related(week, day) == {(ELSEWHERE, FIRST, "corroborates", "other_root_same_events", "")}


def test_invalid_corroboration_of_events_with_numbers_inside() -> None:
    week = strikes(FIRST, 120, quantifier_id="exact", since="2020-03-01")
    assert one(week, strikes(ELSEWHERE, 50, quantifier_id="exact", claimant_id="rescue"))[2] == "nested_in"


def test_invalid_corroboration_by_the_same_claimant() -> None:
    assert one(strikes(FIRST, place_id="port_vell_north"), strikes(LATER))[2] == "nested_in"


def test_invalid_corroboration_by_narrators() -> None:
    assert one(claim(FIRST, 81), claim(ELSEWHERE, 81, claimant_id=""))[2] == "nested_in"


def test_invalid_corroboration_without_bounds() -> None:
    about = claim(ELSEWHERE, 81, claimant_id="rescue", quantifier_id="about")
    assert one(claim(FIRST, 81), about)[2] == "nested_in"


# nested_in


def test_valid_nested_in_several_wholes() -> None:
    wholes = [claim(FIRST, 600, since="2020-02-01"), claim(LATER, 800, since="2020-02-01")]
    inner = claim(SECOND, 81, place_id="mill_quarter", population_id="civilians", cause_id="air_strikes")
    found = {row[:3] for row in related(*wholes, inner)}
    assert found == {(LATER, FIRST, "updates"), (SECOND, FIRST, "nested_in"), (SECOND, LATER, "nested_in")}


def test_valid_nested_in_with_equal_places() -> None:
    whole = claim(FIRST, 600, since="2020-02-01")
    assert one(whole, claim(SECOND, 81)) == (SECOND, FIRST, "nested_in", "")


def test_invalid_nested_in_a_whole_with_another_cause() -> None:
    whole = claim(FIRST, 600, since="2020-02-01", cause_id="shelling")
    assert related(whole, claim(SECOND, 81, cause_id="air_strikes")) == set()
    assert related(whole, claim(SECOND, 81)) == set()


def test_22_people_killed_in_strikes_lie_inside_81_people_but_not_inside_81_civilians() -> None:
    some = claim(SECOND, 22, quantifier_id="at_least", cause_id="air_strikes", place_id="mill_quarter", claimant_id="")
    toll = {"quantifier_id": "at_least"}
    assert one(claim(FIRST, 81, **toll), some) == (SECOND, FIRST, "nested_in", "")
    assert related(claim(FIRST, 81, population_id="civilians", **toll), some) == set()


def test_invalid_nested_in_another_unit() -> None:
    persons = claim(FIRST, 600, measure_id="displaced", since="2020-02-01")
    assert related(persons, claim(SECOND, 81, measure_id="displaced", unit="household")) == set()


def test_invalid_nested_zero() -> None:
    assert related(claim(FIRST, 600, since="2020-02-01"), claim(SECOND, quantifier_id="none")) == set()


# what takes part in none


@pytest.mark.parametrize(
    "told",
    [{"on": ""}, {"place_id": ""}, {"population_id": ""}, {"status": "withdrawn"}, {"modality": "pledged"}],
    ids=["no date", "no place", "no people", "withdrawn", "pledged"],
)
def test_a_figure_that_takes_part_in_no_relation(told: dict[str, str]) -> None:
    assert related(claim(FIRST, 81, **told), claim(LATER, 81, **told), claim(SECOND, 85, claimant_id="rescue")) == set()


def test_an_extent_takes_part_in_no_relation() -> None:
    zone = {"measure_id": "exclusion_distance", "count_kind": "extent"}
    assert related(claim(FIRST, 10000, **zone), claim(LATER, 20000, **zone)) == set()


def test_a_first_day_alone_gives_the_scope_but_nothing_inside() -> None:
    open_end = {"period": "2020-03-01/"}
    assert one(claim(FIRST, 81, **open_end), claim(LATER, 85, **open_end))[2] == "updates"
    assert related(claim(FIRST, 81, **open_end), claim(SECOND, 85, claimant_id="rescue")) == set()


# all together


def test_the_rules_asked_are_the_rules_published() -> None:
    asked = {(rule.name, rule.relation) for rule in RULES}
    assert asked == {(row["rule"], row["relation"]) for row in table("words/relation_rules")}
    assert all(row["explanation"] for row in table("words/relation_rules"))


claims = st.lists(
    st.tuples(
        st.sampled_from(["herald-2020-03-05", "herald-2020-03-06", "post-2020-03-06"]),
        st.sampled_from(["watch", "rescue", "rescue_official", "northland_speaker", "residents", ""]),
        st.sampled_from(["killed", "air_strikes", "flights"]),
        st.sampled_from(["exact", "at_least", "about", "none", "occurred"]),
        st.sampled_from(["port_vell", "port_vell_north", "orland", ""]),
        st.sampled_from(["2020-03-01/2020-03-05", "2020-03-04/2020-03-04", "2020-03-01/", ""]),
        st.integers(0, 3),
    ),
    max_size=8,
)


def _claims(drawn: list[tuple[str, str, str, str, str, str, int]]) -> list[dict[str, str]]:
    rows = []
    for number, (source, who, measure, quantifier, place, period, value) in enumerate(drawn):
        printed = None if quantifier in ("none", "occurred") else value
        told = {"claimant_id": who, "measure_id": measure, "quantifier_id": quantifier, "place_id": place}
        dated = {"period": period} if period else {"on": ""}
        rows.append(claim(f"{source}.{number:02}", printed, **told, **dated))
    return rows


@settings(max_examples=60)
@given(claims, st.integers(0, 9))
def test_relations_do_not_depend_on_the_order_of_rows(drawn: list[tuple[str, ...]], seed: int) -> None:
    tables = tables_of(_claims(drawn))  # type: ignore[arg-type]
    found = relate(tables, {})
    assert as_set(relate(shuffled(tables, seed), {})) == as_set(found)
    pairs = {frozenset((row[0], row[1])) for row in as_set(found)}
    assert len(pairs) == len(found), "one relation for each pair"


def test_ten_thousand_figures_take_seconds() -> None:
    """Would catch a join of all pairs: 10,000 figures have 50 million of them."""
    rows = [
        claim(
            f"herald-20{year:02}-{month:02}-28.{day * 7 + number:02}",
            day + number,
            quantifier_id="at_least",
            place_id=("mill_quarter", "port_vell", "hill_county", "orland")[number % 4],
            claimant_id=("watch", "rescue", "")[number % 3],
            on=f"20{year:02}-{month:02}-{day:02}",
        )
        for year in range(20, 25)
        for month in range(1, 13)
        for day in range(1, 25)
        for number in range(7)
    ]
    tables = tables_of(rows[:10_000])
    started = time.process_time()
    relations = relate(tables, {})
    assert time.process_time() - started < 10
    assert len(relations) > len(rows)
