"""Every rule of rows and tables catches what breaks it, and names the place."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from casualty_figures.package.checks import check
from casualty_figures.package.issues import Invalid
from casualty_figures.package.tables import Tables

SOURCE = "meo-2016-10-25-aleppo"


def changed(tables: Tables, table: str, row: str, column: str, value: object) -> Tables:
    """A copy of the tables with one cell changed; `row` is the value of the first column."""
    frame = tables[table].copy()
    first = frame.columns[0]
    assert row in set(frame[first]), f"the test names no row of {table}"
    frame.loc[frame[first] == row, column] = value
    return {**tables, table: frame}


def issues_of(tables: Tables) -> list[tuple[str, str, str]]:
    """Table, row and column of each issue that the checks find."""
    with pytest.raises(Invalid) as error:
        check(tables)
    return [(issue.table, issue.row, issue.column) for issue in error.value.issues]


def test_the_built_tables_hold_every_rule(built_tables: Tables) -> None:
    check(built_tables)


INVALID_CELLS = {
    "low_is_the_quantifiers_rule_on_the_value": ("figures", f"{SOURCE}.17", "value_low", 800),
    "more_than_has_no_upper_bound": ("figures", f"{SOURCE}.17", "value_high", 900),
    "bounds_names_the_bounds_given": ("figures", f"{SOURCE}.17", "bounds", "closed"),
    "an_open_end_only_where_the_rule_allows": ("figures", f"{SOURCE}.09", "value_high", pd.NA),
    "a_period_is_in_order": ("figures", f"{SOURCE}.17", "period_start", pd.Timestamp("2016-10-26")),
    "a_period_is_not_after_publication": ("figures", f"{SOURCE}.17", "period_end", pd.Timestamp("2016-10-26")),
    "an_assertion_is_not_after_publication": ("figures", f"{SOURCE}.01", "asserted_on", pd.Timestamp("2016-10-26")),
    "a_measure_comes_in_its_units": ("figures", f"{SOURCE}.17", "unit", "event"),
    "people_are_named_where_people_are_counted": ("figures", f"{SOURCE}.17", "population_id", None),
    "a_claimant_or_the_narrator": ("figures", f"{SOURCE}.17", "claimant_id", None),
    "only_a_zero_is_a_denial": ("figures", f"{SOURCE}.17", "modality", "denied"),
    "a_stock_holds_on_one_day": ("figures", f"{SOURCE}.08", "period_start", pd.Timestamp("2016-10-24")),
    "the_phrases_give_the_row": ("figures", f"{SOURCE}.17", "population_id", "people"),
    "the_phrases_give_the_actors": ("actors", f"{SOURCE}.09", "role", "alleged"),
    "an_id_is_unique": ("figures", f"{SOURCE}.17", "figure_id", f"{SOURCE}.18"),
    "an_id_has_its_pattern": ("figures", f"{SOURCE}.17", "figure_id", "../17"),
    "a_code_is_known": ("figures", f"{SOURCE}.17", "count_kind", "sum"),
    "a_measure_is_known": ("figures", f"{SOURCE}.17", "measure_id", "hurt"),
    "a_required_cell_is_filled": ("figures", f"{SOURCE}.17", "printed", None),
    "a_value_is_not_negative": ("figures", f"{SOURCE}.17", "value", -800),
    "a_mark_lies_inside_the_text": ("evidence", f"{SOURCE}.17", "end", 10**6),
    "a_mark_is_as_long_as_its_phrase": ("evidence", f"{SOURCE}.17", "printed", "more"),
    "a_mark_holds_eight_words": ("evidence", f"{SOURCE}.17", "printed", "one two three four five six seven eight nine"),
    "a_located_text_has_a_hash": ("sources", SOURCE, "text_sha256", None),
    "nothing_lies_within_itself": ("populations", "people", "within", "women_and_children"),
    "a_party_is_no_part_of_itself": ("parties", "russia", "part_of", "konashenkov"),
    "places_form_no_cycle": ("place_within", "aleppo_city", "within_id", "aleppo_city_east"),
    "a_link_leads_into_a_text_that_was_at_hand": (
        "figures",
        "reuters-2016-10-25-aleppo.04",
        "deep_link",
        "https://example.org/#:~:text=deaths",
    ),
    "a_deep_link_is_a_phrase_of_its_figure": ("figures", f"{SOURCE}.17", "deep_link", "https://example.org/#:~:text=x"),
    "a_source_was_published_on_the_day_of_its_id": ("sources", SOURCE, "published", pd.Timestamp("2016-10-24")),
    "marks_of_a_sentence_stand_together": ("evidence", f"{SOURCE}.17", "sentence_sha256", "0" * 64),
    "paragraphs_stand_in_the_order_of_the_text": ("evidence", f"{SOURCE}.17", "paragraph", 1),
    "a_phrase_of_another_sentence_is_carried": ("evidence", f"{SOURCE}.07", "carried", False),
    "a_series_counts_its_figures": ("series", f"{SOURCE}.01", "figures", 7),
    "a_series_counts_its_origins": ("series", f"{SOURCE}.01", "origins", 2),
    "a_figure_stands_in_its_series": ("figures", f"{SOURCE}.17", "series_id", f"{SOURCE}.18"),
    "a_relation_is_what_its_rule_gives": ("relations", f"{SOURCE}.05", "rule", "same_root_elsewhere"),
    "releases_follow_by_their_step": ("releases", "1.0.0", "bump", "major"),
    "only_the_first_release_is_called_first": ("releases", "1.1.0", "bump", "first"),
    "releases_follow_by_their_days": ("releases", "1.0.0", "date", pd.Timestamp("2300-01-01")),
    "a_revision_changes_its_cell": ("revisions", "1.1.0", "new", None),
    "a_rule_of_bounds_is_one_that_is_known": ("quantifiers", "more_than", "low_rule", "value * 2"),
}


@pytest.mark.parametrize(("table", "row", "column", "invalid"), INVALID_CELLS.values(), ids=INVALID_CELLS)
def test_a_broken_rule_is_named_with_its_table_and_column(
    built_tables: Tables, table: str, row: str, column: str, invalid: object
) -> None:
    found = issues_of(changed(built_tables, table, row, column, invalid))
    assert any(name == table for name, _, _ in found), found


def test_the_published_rules_of_bounds_give_the_bounds_of_the_figures(built_tables: Tables) -> None:
    looser = changed(built_tables, "quantifiers", "more_than", "low_rule", "value")
    assert ("figures", f"{SOURCE}.17", "value_low") in issues_of(looser)


DROPPED: dict[str, Callable[[pd.DataFrame], pd.DataFrame]] = {
    "figures": lambda frame: frame[frame["figure_id"] != f"{SOURCE}.17"],
    "evidence": lambda frame: frame[~((frame["figure_id"] == f"{SOURCE}.17") & (frame["role"] == "event"))],
    "actors": lambda frame: frame[frame["figure_id"] != f"{SOURCE}.09"],
    "sources": lambda frame: frame[frame["source_id"] != SOURCE],
    "parties": lambda frame: frame[frame["party_id"] != "konashenkov"],
    "places": lambda frame: frame[frame["place_id"] != "aleppo_city"],
    "measures": lambda frame: frame[frame["measure_id"] != "killed"],
    "quantifiers": lambda frame: frame[frame["quantifier_id"] != "more_than"],
    "populations": lambda frame: frame[frame["population_id"] != "civilians"],
}


@pytest.mark.parametrize("table", ["relations", "series"])
def test_a_row_that_the_rules_of_relation_give_cannot_be_dropped(built_tables: Tables, table: str) -> None:
    assert issues_of({**built_tables, table: built_tables[table].iloc[1:]})


@pytest.mark.parametrize("table", DROPPED)
def test_a_row_that_others_stand_on_cannot_be_dropped(built_tables: Tables, table: str) -> None:
    assert issues_of({**built_tables, table: DROPPED[table](built_tables[table])})


def test_every_issue_is_shown_and_not_the_first_alone(built_tables: Tables) -> None:
    twice = changed(built_tables, "figures", f"{SOURCE}.17", "value_low", 800)
    twice = changed(twice, "figures", f"{SOURCE}.18", "value_low", 2000)
    rows = {row for _, row, _ in issues_of(twice)}
    assert {f"{SOURCE}.17", f"{SOURCE}.18"} <= rows


def test_an_issue_says_table_row_column_value_rule_and_what_to_do(built_tables: Tables) -> None:
    with pytest.raises(Invalid) as error:
        check(changed(built_tables, "figures", f"{SOURCE}.17", "value_low", 800))
    message = str(error.value)
    for part in ("figures", f"row {SOURCE}.17", "column value_low", "'800'", "[801, None]", "build again"):
        assert part in message
