"""`read_frame`, the plain function from a frame of texts to a frame of rows that a pool, Dask and Spark all run."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from corpora import TEXTS, news

from casualty_figures.corpus import empty_frame, read_frame, split_frame
from casualty_figures.reading.reader import read
from casualty_figures.reading.totals.tally import tally

FRAME = pd.DataFrame(TEXTS)


def counts(frame: pd.DataFrame) -> dict[str, int]:
    return {dataset: len(table) for dataset, table in split_frame(frame).items()}


def test_a_frame_of_texts_becomes_the_rows_of_all_datasets() -> None:
    found = counts(read_frame(FRAME))
    assert found.pop("evidence") >= 3
    assert found == {"texts": 3, "figures": 3, "tallies": 3, "rejected": 0}


@pytest.mark.parametrize("texts", [FRAME, FRAME.iloc[:0], FRAME.drop(columns="published"), FRAME.iloc[2:]])
def test_the_columns_and_types_are_those_declared(texts: pd.DataFrame) -> None:
    pd.testing.assert_series_equal(read_frame(texts).dtypes, empty_frame().dtypes)


def test_the_rows_follow_from_the_frame_alone() -> None:
    pd.testing.assert_frame_equal(read_frame(FRAME), read_frame(FRAME))
    each = pd.concat([split_frame(read_frame(FRAME.iloc[[at]]))["figures"] for at in range(3)], ignore_index=True)
    pd.testing.assert_frame_equal(each, split_frame(read_frame(FRAME))["figures"])


def test_the_tallies_are_those_of_the_reader() -> None:
    found = split_frame(read_frame(FRAME))["tallies"][["measure_id", "unit", "best"]]
    totals = [total for text in TEXTS for total in tally(read(text["text"], text["published"] or None))]
    assert found.to_numpy().tolist() == [[total.measure, total.unit, total.best] for total in totals]


def test_no_generated_text_is_rejected_and_every_tally_names_its_figures(root: Path) -> None:
    generated = pd.DataFrame([(each.id, each.text, each.published) for each in news(root, 300)])
    tables = split_frame(read_frame(generated.set_axis(["id", "text", "published"], axis=1)))
    assert tables["rejected"].to_dict("records") == []
    named = {name for names in tables["tallies"]["figure_ids"] for name in names.split()}
    assert named <= set(tables["figures"]["figure_id"])
    assert len(named) > 300


def test_the_frame_is_left_as_it_was() -> None:
    before = FRAME.copy(deep=True)
    read_frame(FRAME)
    pd.testing.assert_frame_equal(FRAME, before)


def test_what_cannot_be_read_is_a_row_of_its_own() -> None:
    frame = pd.DataFrame(
        {"id": ["a", None, "a", "b"], "text": ["Two died.", "x", "Three died.", None]}, index=[3, 5, 7, 9]
    )
    rejected = split_frame(read_frame(frame))["rejected"]
    assert rejected[["position", "reason"]].to_numpy().tolist() == [
        ["5", "no_id"],
        ["7", "duplicate_id"],
        ["9", "no_text"],
    ]


def test_a_text_that_the_reader_fails_on_costs_itself_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    from casualty_figures.corpus import frames

    whole = frames.rows_of
    monkeypatch.setattr(frames, "rows_of", lambda document: 1 / 0 if document.id == "desk-1" else whole(document))
    tables = split_frame(read_frame(FRAME))
    assert tables["texts"]["id"].tolist() == ["Desk/2", "desk-3"]
    assert tables["rejected"][["id", "reason", "detail"]].to_numpy().tolist() == [
        ["desk-1", "reader_failed", "ZeroDivisionError"]
    ]


def test_rows_that_break_the_schemas_cost_their_text_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    from casualty_figures.corpus import frames

    whole = frames.rows_of

    def negative(document: object) -> dict[str, list[tuple[object, ...]]]:
        found = whole(document)
        if document.id == "desk-1":
            found["tallies"] = [(*row[:3], -1, *row[4:]) for row in found["tallies"]]
        return found

    monkeypatch.setattr(frames, "rows_of", negative)
    tables = split_frame(read_frame(FRAME))
    assert set(tables["figures"]["source_id"].str[:4]) == {"desk"}
    assert "desk-1" not in set(tables["texts"]["source_id"]) | set(tables["figures"]["source_id"])
    assert tables["rejected"][["id", "reason"]].to_numpy().tolist() == [["desk-1", "invalid_rows"]]
    assert tables["rejected"].loc[0, "detail"] == "tallies.best is at least 0"


def test_a_frame_without_text_is_refused() -> None:
    with pytest.raises(ValueError, match="lacks text"):
        read_frame(pd.DataFrame({"id": ["a"]}))
