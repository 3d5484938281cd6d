"""`build.py --export`: SQLite, Parquet and load.sql hold the tables, types, keys and receipts; same bytes twice."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

import casualty_figures
from casualty_figures.package.sql import DUCKDB_TYPES, SQLITE_TYPES
from casualty_figures.using.exporting import ExportError, export, write_parquet, write_sqlite
from casualty_figures.using.loading import opened
from casualty_figures.using.records import rows_of
from tests.extras.conftest import export_by_command
from tests.test_repository import runs, words
from tests.using.conftest import TOLL, Change

SQLITE = "casualty-figures.sqlite"


@pytest.fixture
def sqlite(exported: Path) -> Iterator[sqlite3.Connection]:
    """The exported SQLite file, which cannot be written."""
    connection = sqlite3.connect(f"file:{exported / SQLITE}?mode=ro", uri=True)
    connection.execute("PRAGMA foreign_keys = ON")
    yield connection
    connection.close()


@pytest.fixture
def database(exported: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB database that the shipped load.sql has filled, run in the package's folder."""
    monkeypatch.chdir(exported)
    connection = duckdb.connect()
    connection.execute(Path("load.sql").read_text("utf-8"))
    yield connection
    connection.close()


def schema_types(table: str, types: dict[str, str]) -> dict[str, str]:
    return {field["name"]: types[field["type"]] for field in casualty_figures.schema(table)["fields"]}


def schema_references(table: str) -> set[tuple[tuple[str, ...], str, tuple[str, ...]]]:
    keys = casualty_figures.schema(table).get("foreignKeys", [])
    return {(tuple(key["fields"]), key["reference"]["resource"], tuple(key["reference"]["fields"])) for key in keys}


def hashes(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_sums_cover_every_file_and_are_right(exported: Path) -> None:
    lines = (exported / "SHA256SUMS").read_text("utf-8").splitlines()
    sums = {path: digest for digest, path in (line.split("  ", 1) for line in lines)}
    found = hashes(exported)
    del found["SHA256SUMS"]
    assert sums == found


def test_a_second_export_replaces_the_first_with_the_same_bytes(exported: Path, root: Path, tmp_path: Path) -> None:
    again = tmp_path / "again's"
    export_by_command(root, again)
    export_by_command(root, again)
    assert hashes(again) == hashes(exported)


@pytest.mark.parametrize("sums", ["", f"{'0' * 64}  index.html\n"], ids=["no_sums", "beside_an_export"])
def test_an_export_into_a_folder_of_other_files_is_refused(sums: str, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine", "utf-8")
    if sums:
        (tmp_path / "SHA256SUMS").write_text(sums, "utf-8")
    with pytest.raises(ExportError, match=r"holds other files .* letter\.txt say; name an empty folder"):
        export(tmp_path, opened(), casualty_figures.catalogue())
    assert (tmp_path / "letter.txt").read_text("utf-8") == "mine"


def test_the_exported_package_is_the_committed_one(exported: Path, root: Path) -> None:
    paths = ["datapackage.json", "load.sql"]
    for resource in casualty_figures.metadata()["resources"]:
        paths += [resource["path"], resource["schema"]]
    for path in paths:
        assert (exported / path).read_bytes() == (root / path).read_bytes(), path


def test_sqlites_own_checks_find_nothing(sqlite: sqlite3.Connection) -> None:
    assert sqlite.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert sqlite.execute("PRAGMA foreign_key_check").fetchall() == []


def test_sqlite_has_the_types_and_keys_of_the_schemas(sqlite: sqlite3.Connection) -> None:
    for table in casualty_figures.tables():
        columns = sqlite.execute("SELECT name, type, pk FROM pragma_table_info(?)", (table,)).fetchall()
        assert {name: kind for name, kind, _ in columns} == schema_types(table, SQLITE_TYPES), table
        keyed = [name for name, _, place in sorted(columns, key=lambda one: one[2]) if place]
        assert keyed == casualty_figures.schema(table)["primaryKey"], table
        keys = sqlite.execute('SELECT id, "table", "from", "to" FROM pragma_foreign_key_list(?)', (table,)).fetchall()
        found = {((column,), home, (target,)) for _, home, column, target in keys}
        assert found == schema_references(table), table


def test_sqlite_holds_every_cell(sqlite: sqlite3.Connection) -> None:
    for table in casualty_figures.tables():
        expected = [
            tuple(value.isoformat() if isinstance(value, dt.date) else value for value in row.values())
            for row in rows_of(casualty_figures.load(table))
        ]
        assert sorted(sqlite.execute(f'SELECT * FROM "{table}"'), key=repr) == sorted(expected, key=repr), table


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE figures SET place_id = 'nowhere'",
        "UPDATE figures SET bounds = 'wide'",
        "UPDATE figures SET value_low = -1",
        "UPDATE figures SET value = 'many'",
        "UPDATE figures SET printed = NULL",
        "DELETE FROM sources",
    ],
)
def test_sqlite_refuses_what_breaks_a_rule(statement: str, exported: Path, tmp_path: Path) -> None:
    shutil.copy(exported / SQLITE, tmp_path)
    connection = sqlite3.connect(tmp_path / SQLITE)
    connection.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(sqlite3.IntegrityError):
        connection.executescript(f"BEGIN; {statement}; COMMIT;")
    connection.close()


def test_an_sqlite_file_of_a_broken_key_is_not_written(changed: Change, tmp_path: Path) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        write_sqlite(tmp_path / "broken.sqlite", changed(TOLL, place_id="nowhere"))


def test_load_sql_gives_duckdb_the_types_of_the_schemas(database: duckdb.DuckDBPyConnection) -> None:
    for table in casualty_figures.tables():
        described = database.execute(f'DESCRIBE "{table}"').fetchall()
        assert {name: kind for name, kind, *_ in described} == schema_types(table, DUCKDB_TYPES), table


def test_load_sql_gives_duckdb_the_keys_of_the_schemas(database: duckdb.DuckDBPyConnection) -> None:
    """A table's reference to itself is checked by load.sql and not kept: DuckDB would check it row by row."""
    columns = "constraint_type, constraint_column_names, referenced_table, referenced_column_names"
    for table in casualty_figures.tables():
        query = f"SELECT {columns} FROM duckdb_constraints() WHERE table_name = ?"
        found = database.execute(query, [table]).fetchall()
        (primary,) = [names for kind, names, *_ in found if kind == "PRIMARY KEY"]
        assert primary == casualty_figures.schema(table)["primaryKey"], table
        keys = {(tuple(names), home, tuple(to)) for kind, names, home, to in found if kind == "FOREIGN KEY"}
        assert keys == {key for key in schema_references(table) if key[1] != table}, table


def test_load_sql_loads_every_cell(database: duckdb.DuckDBPyConnection) -> None:
    for table in casualty_figures.tables():
        expected = [tuple(row.values()) for row in rows_of(casualty_figures.load(table))]
        assert sorted(database.execute(f'FROM "{table}"').fetchall(), key=repr) == sorted(expected, key=repr), table


def edit_cell(folder: Path, table: str, column: str, value: str) -> None:
    """Write another value into the last row of a table."""
    path = folder / "data" / f"{table}.csv"
    header, *rows = csv.reader(path.read_text("utf-8").splitlines())
    rows[-1][header.index(column)] = value
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows([header, *rows])


@pytest.mark.parametrize(
    ("table", "column", "value", "said"),
    [
        ("figures", "place_id", "nowhere", "foreign key"),
        ("figures", "bounds", "wide", "CHECK"),
        ("figures", "value_low", "many", "value_low"),
        ("parties", "part_of", "nobody", "part_of names no row of parties: nobody"),
        ("evidence", "figure_id", "none.01", "foreign key"),
    ],
)
def test_load_sql_stops_at_what_breaks_a_rule(
    table: str, column: str, value: str, said: str, exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(exported / "data", tmp_path / "data")
    edit_cell(tmp_path, table, column, value)
    monkeypatch.chdir(tmp_path)
    with duckdb.connect() as connection, pytest.raises(duckdb.Error, match=said):
        connection.execute((exported / "load.sql").read_text("utf-8"))


def parquet(exported: Path, table: str, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect() as connection:
        found: list[tuple[Any, ...]] = connection.execute(
            query, [str(exported / "parquet" / f"{table}.parquet")]
        ).fetchall()
        return found


def test_parquet_holds_every_cell_with_the_types_of_the_schemas(exported: Path) -> None:
    for table in casualty_figures.tables():
        described = parquet(exported, table, "DESCRIBE FROM read_parquet(?)")
        assert {name: kind for name, kind, *_ in described} == schema_types(table, DUCKDB_TYPES), table
        expected = [tuple(row.values()) for row in rows_of(casualty_figures.load(table))]
        assert sorted(parquet(exported, table, "FROM read_parquet(?)"), key=repr) == sorted(expected, key=repr), table


def test_each_parquet_file_says_what_it_is(exported: Path) -> None:
    for path in (exported / "parquet").iterdir():
        said = dict(parquet(exported, path.stem, "SELECT key, value FROM parquet_kv_metadata(?)"))
        assert said[b"version"].decode() == casualty_figures.metadata()["version"]
        assert b"claim by the party named with it" in said[b"note"]


def test_caveat_and_origins_stand_beside_every_figure_of_sqlite_and_parquet(
    exported: Path, sqlite: sqlite3.Connection
) -> None:
    query = "SELECT figure_id, claimant, origins, caveat, link FROM "
    figures = casualty_figures.catalogue().figures.values()
    expected = [
        (
            one.figure_id,
            one.claimant or f"{one.source.publisher}, in its own words",
            one.origins,
            one.caveat,
            one.deep_link or one.source.url,
        )
        for one in figures
    ]
    assert sqlite.execute(f"{query} claims").fetchall() == expected
    assert sorted(parquet(exported, "claims", f"{query} read_parquet(?)")) == sorted(expected)


def test_a_parquet_export_that_misses_rows_is_refused(exported: Path, tmp_path: Path, changed: Change) -> None:
    shutil.copytree(exported / "data", tmp_path / "data")
    more = casualty_figures.figure(TOLL).row | {"figure_id": "meo-2016-10-25-aleppo.99"}
    with pytest.raises(ExportError, match="rows of figures"):
        write_parquet(tmp_path, changed(rows={"figures": [more]}))


def test_no_run_of_nine_words_of_a_text_stands_in_an_export(
    exported: Path, sqlite: sqlite3.Connection, texts_folder: Path
) -> None:
    """Compressed columns are searched by what they hold: the same cells as the CSV files."""
    known = set().union(*(runs(words(path.read_text("utf-8"))) for path in texts_folder.glob("*.txt")))
    assert known
    for path in (path for path in exported.rglob("*") if path.is_file()):
        assert not runs(words(path.read_bytes().decode("utf-8", "replace"))) & known, path.name
    assert not runs(words("\n".join(sqlite.iterdump()))) & known
