"""CSV files are read strictly and written back to the same bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casualty_figures.package.issues import Invalid
from casualty_figures.package.tables import PUBLISHED, read_table, typed_table, write_table

VALID_PLACE_WITHIN = b"place_id,within_id,basis\na,b,part of it\n"


def test_every_committed_table_is_written_back_to_the_same_bytes(root: Path) -> None:
    for table in PUBLISHED:
        content = (root / "data" / f"{table}.csv").read_bytes()
        assert write_table(table, read_table(table, content)) == content, table


@pytest.mark.parametrize(
    ("invalid_content", "rule"),
    [
        (b"place_id,basis\na,part of it\n", "missing within_id"),
        (b"place_id,within_id,basis\na,b,part of it", "ends with a line end"),
        (b"place_id,within_id,basis\na,b\n", "3 cells in a row"),
        (b'place_id,within_id,basis\na,b,"part\n', "well-formed CSV"),
        (b"place_id,within_id,basis\na,b,\xff\n", "is UTF-8"),
        (b"", "ends with a line end"),
        (b"place_id,within_id,basis\na,b,=1+1\n", "no spreadsheet runs"),
        (b"place_id,within_id,basis\na,b,@now\n", "no spreadsheet runs"),
        (b"place_id,within_id,basis\na,b, blank\n", "no spreadsheet runs"),
        (b"\xef\xbb\xbfplace_id,within_id,basis\na,b,c\n", "has the columns"),
    ],
)
def test_a_malformed_file_is_refused_with_its_rule(invalid_content: bytes, rule: str) -> None:
    with pytest.raises(Invalid, match="place_within") as error:
        read_table("place_within", invalid_content)
    assert rule in str(error.value)


@pytest.mark.parametrize(
    ("column", "invalid_cell"),
    [
        ("where_precision", "1.0"),
        ("where_precision", "one"),
        ("where_precision", "01"),
        ("latitude", "inf"),
        ("latitude", "36,2"),
        ("geonames_id", "9" * 30),
    ],
)
def test_a_number_is_written_in_plain_digits(column: str, invalid_cell: str) -> None:
    cells = {"place_id": "x", "name": "X", "kind": "city", "where_precision": "1", column: invalid_cell}
    names = ("place_id", "name", "kind", "latitude", "longitude", "where_precision", "pcode", "geonames_id")
    with pytest.raises(Invalid) as error:
        typed_table("places", [[cells.get(name, "") for name in names]])
    (issue,) = error.value.issues
    assert (issue.table, issue.row, issue.column, issue.value) == ("places", "x", column, invalid_cell)


@pytest.mark.parametrize("invalid_date", ["2016-10", "2016-10-32", "25/10/2016", "20161025", "today", "2016-10-25T00"])
def test_a_date_is_written_year_month_day(invalid_date: str) -> None:
    with pytest.raises(Invalid, match="is a date"):
        typed_table("releases", [["1.0.0", invalid_date, "first", "x"]])


def test_the_text_na_is_kept_and_empty_is_missing() -> None:
    frame = typed_table("place_within", [["na", "b", "NA"], ["c", "d", ""]])
    assert frame["basis"].tolist()[0] == "NA"
    assert frame["basis"].isna().tolist() == [False, True]


printable = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1).filter(
    lambda text: not text.startswith(("=", "+", "-", "@"))
)


@given(st.dictionaries(st.tuples(printable, printable), printable, max_size=8))
def test_what_is_written_is_read_back(rows: dict[tuple[str, str], str]) -> None:
    frame = typed_table("place_within", [[inner, outer, basis] for (inner, outer), basis in rows.items()])
    content = write_table("place_within", frame)
    assert write_table("place_within", read_table("place_within", content)) == content


def test_rows_are_sorted_by_key_whatever_their_order() -> None:
    rows = [["b", "c", "x"], ["a", "d", "x"], ["a", "c", "x"]]
    assert write_table("place_within", typed_table("place_within", rows)) == write_table(
        "place_within", typed_table("place_within", rows[::-1])
    )
