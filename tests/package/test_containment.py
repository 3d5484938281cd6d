"""Containments are closed once, over several parents, and never loop."""

from __future__ import annotations

import pandas as pd
import pytest

from casualty_figures.package.containment import containment, implied_measures, roots


def test_a_place_lies_in_all_parents_of_its_parents() -> None:
    quarter = containment([("quarter", "town"), ("quarter", "held_area"), ("town", "county"), ("held_area", "county")])
    assert quarter.over("quarter") == {"quarter", "town", "held_area", "county"}
    assert not quarter.within("town", "held_area")


def test_an_id_without_containment_lies_in_itself_only() -> None:
    assert containment([], ["island"]).over("island") == {"island"}


def test_a_missing_id_lies_within_nothing() -> None:
    nowhere = containment([("a", "b")])
    assert not nowhere.within(float("nan"), "b")
    assert not nowhere.within(None, None)


def test_invalid_cycle_is_named() -> None:
    with pytest.raises(ValueError, match="b > c > b"):
        containment([("a", "b"), ("b", "c"), ("c", "b")])


def test_a_chain_of_any_length_is_closed() -> None:
    chain = containment([(f"{step:05}", f"{step + 1:05}") for step in range(2000)])
    assert chain.within("00000", "02000")


def test_a_measure_may_imply_several() -> None:
    measures = pd.DataFrame(
        {"measure_id": ["a", "b", "c"], "implies": ["b c", None, None]}, dtype=pd.StringDtype(na_value=float("nan"))
    )
    assert implied_measures({"measures": measures}).over("a") == {"a", "b", "c"}


def test_the_root_is_the_top_of_part_of() -> None:
    parties = pd.DataFrame({"party_id": ["speaker", "ministry", "state", "monitor"]}, dtype="str")
    parties["part_of"] = pd.Series(["ministry", "state", None, None], dtype="str")
    assert roots(parties) == {"speaker": "state", "ministry": "state", "state": "state", "monitor": "monitor"}
