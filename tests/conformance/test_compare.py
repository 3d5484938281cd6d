"""How rows, marks and totals are compared with what a reader found."""

from typing import Any

import pytest

from casualty_figures.conforming.compare import compare, compare_row
from casualty_figures.conforming.kit import Passage

TEXT = "Adela Kerrin was killed and nine people were injured in Orlat."


def _passage(*rows: dict[str, Any], **columns: Any) -> Passage:
    values = {"other_rows": False, "unmarked": (), "tally": (), **columns}
    return Passage("a.one", "A rule for this test.", "2021-03-04", TEXT, rows, **values)


def _columns(passage: Passage, figures: list[dict[str, Any]], totals: list[dict[str, Any]] | None = None) -> list[str]:
    return [difference.column for difference in compare(passage, figures, totals)]


def test_only_stated_columns_are_compared() -> None:
    assert _columns(_passage({"measure": "killed"}), [{"measure": "killed", "low": 1, "high": 1}]) == []


def test_null_states_that_nothing_stands_there() -> None:
    assert _columns(_passage({"measure": "killed", "high": None}), [{"measure": "killed", "high": 1}]) == ["high"]


def test_zero_is_not_false_and_not_null() -> None:
    row = {"measure": "killed", "low": 0}
    assert compare_row(row, {"measure": "killed", "low": 0}) == []
    assert compare_row(row, {"measure": "killed", "low": False}) != []
    assert compare_row(row, {"measure": "killed", "low": None}) != []


@pytest.mark.parametrize("printed", ["Orlat", "orlat", "the Orlat"])
def test_printed_is_compared_without_case_and_article(printed: str) -> None:
    assert compare_row({"place": {"printed": "Orlat"}}, {"place": {"printed": printed}}) == []


def test_printed_is_otherwise_the_whole_phrase() -> None:
    assert compare_row({"place": {"printed": "Orlat"}}, {"place": {"printed": "north of Orlat"}}) != []


def test_one_of_is_met_by_either() -> None:
    row = {"low": {"one_of": [1, None]}}
    assert [compare_row(row, {"low": low}) == [] for low in (1, None, 2)] == [True, True, False]


def test_a_null_period_is_one_without_dates() -> None:
    row = {"period": {"start": None, "end": None}}
    assert compare_row(row, {"period": None}) == []
    assert compare_row(row, {"period": {"start": "2021-03-01", "end": None}}) != []


def test_a_null_place_is_not_a_place() -> None:
    assert compare_row({"place": None}, {"place": {"printed": "July"}}) != []
    assert compare_row({"place": {"printed": "Orlat"}}, {"place": None}) != []


def test_stated_marks_must_be_among_the_marks() -> None:
    marks = [{"role": "event", "start": 17, "end": 23, "printed": "killed"}]
    row = {"measure": "killed", "marks": [{"role": "event", "printed": "killed"}]}
    assert _columns(_passage(row), [{"measure": "killed", "marks": marks}]) == []
    assert _columns(_passage(row), [{"measure": "killed", "marks": []}]) == ["marks"]


def test_each_row_needs_a_figure_of_its_own() -> None:
    row = {"measure": "killed", "low": 1}
    assert _columns(_passage(row, row), [{"measure": "killed", "low": 1}]) == ["row"]


def test_rows_are_paired_so_that_most_fit() -> None:
    """A greedy pairing would give the wide row the only figure that fits the narrow one."""
    wide, narrow = {"measure": "killed"}, {"measure": "killed", "low": 2}
    figures = [{"measure": "killed", "low": 2}, {"measure": "killed", "low": 9}]
    assert _columns(_passage(wide, narrow), figures) == []


def test_a_missing_row_is_shown_by_its_nearest_figure() -> None:
    figures = [{"measure": "injured", "low": 3, "high": 3}, {"measure": "killed", "low": 4, "high": 3}]
    passage = _passage({"measure": "killed", "low": 3, "high": 3}, other_rows=True)
    assert _columns(passage, figures)[0] == "low"


def test_a_figure_left_over_fails_unless_others_may_come_out() -> None:
    figures = [{"measure": "killed"}]
    assert _columns(_passage(), figures) == ["row"]
    assert _columns(_passage(other_rows=True), figures) == []


def test_a_mark_must_cut_its_phrase_out_of_the_text() -> None:
    off = [{"role": "event", "start": 16, "end": 22, "printed": "killed"}]
    beyond = [{"role": "event", "start": 17, "end": len(TEXT) + 1, "printed": "killed"}]
    for marks in (off, beyond):
        assert _columns(_passage({"measure": "killed"}), [{"measure": "killed", "marks": marks}]) == ["marks"]


def test_no_mark_covers_words_that_must_stay_unmarked() -> None:
    marks = [{"role": "people", "start": 0, "end": 12, "printed": "Adela Kerrin"}]
    passage = _passage({"measure": "killed"}, unmarked=("Kerrin",))
    assert _columns(passage, [{"measure": "killed", "marks": marks}]) == ["marks"]


def test_low_above_high_fails_whatever_is_stated() -> None:
    assert _columns(_passage(other_rows=True), [{"measure": "killed", "low": 4, "high": 3}]) == ["low"]


def test_totals_are_compared_for_those_asked_about() -> None:
    tally = ({"measure": "killed", "unit": "person", "who": "civilian", "best": 1},)
    everybody = {"measure": "killed", "unit": "person", "best": 1}
    passage = _passage(tally=tally)
    assert _columns(passage, [], [everybody]) == ["tally killed person civilian"]
    assert _columns(passage, [], [{**everybody, "who": "civilian"}]) == []
    assert _columns(passage, [], [{**everybody, "who": "civilian", "best": 2}]) == ["tally killed person civilian best"]


def test_no_total_is_not_a_total_of_zero() -> None:
    passage = _passage(tally=({"measure": "killed", "unit": "person", "best": None},))
    assert _columns(passage, [], []) == []
    assert _columns(passage, [], [{"measure": "killed", "unit": "person", "best": 0}]) == ["tally killed person"]


def test_a_reader_that_does_not_add_up_is_not_asked_for_totals() -> None:
    passage = _passage(tally=({"measure": "killed", "unit": "person", "best": 1},))
    assert _columns(passage, [], None) == []
