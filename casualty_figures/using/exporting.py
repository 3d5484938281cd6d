"""The exports: the package as SQLite, Parquet, JSON-LD and feed, each checked by its own tool, with SHA-256 sums."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from casualty_figures.package.sql import CLAIMS, SQLITE_TYPES, by_reference, create_table, load_sql, name_sql
from casualty_figures.using.engines import installed
from casualty_figures.using.feed import feed
from casualty_figures.using.figures import Catalogue
from casualty_figures.using.jsonld import jsonld_bytes
from casualty_figures.using.loading import citation
from casualty_figures.using.opened import OpenedPackage

SUMS = "SHA256SUMS"
SQLITE = "casualty-figures.sqlite"
JSON_LD = "croissant.json"
PARQUET = "parquet"
CLAIMS_VIEW = "claims"


class ExportError(Exception):
    """An export that cannot be written, or does not hold what the package holds."""


def export(folder: Path, package: OpenedPackage, catalogue: Catalogue) -> list[str]:
    """Write every export below `folder`, all or nothing, and return the paths of the files.

    An earlier export there is replaced; a folder that holds anything else is refused. Needs DuckDB (the extra
    `engines`). Raises `ExportError` where a written file does not hold what the tables hold.
    """
    with whole_folder(folder) as stage:
        write_files(stage, package_files(package) | {"load.sql": load_sql().encode("utf-8")} | feed(catalogue))
        write_sqlite(stage / SQLITE, catalogue)
        write_parquet(stage, catalogue)
        parquet = {table: (stage / PARQUET / f"{table}.parquet").read_bytes() for table in catalogue.schemas}
        write_files(stage, {JSON_LD: jsonld_bytes(catalogue, parquet)})
    return sorted(path.relative_to(folder).as_posix() for path in _files_below(folder))


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """A folder to write into that takes the place of `folder` once all is written, with the sums of its files.

    What was written so before is replaced; a folder that holds anything else is refused with `ExportError`.
    """
    if stranger := next(_strangers(folder), None):
        raise ExportError(f"{folder} holds other files than {SUMS} names, {stranger} say; name an empty folder")
    folder.parent.mkdir(parents=True, exist_ok=True)
    stage = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        yield stage
        _write_sums(stage)
        stage.chmod(0o755)
        if folder.exists():
            shutil.rmtree(folder)
        stage.rename(folder)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def write_sqlite(file: Path, catalogue: Catalogue) -> None:
    """An SQLite file with every table, its keys, the view `claims`, and a table that says what it is.

    The same tables give the same bytes. Raises `ExportError` where SQLite's own checks find anything.
    """
    connection = sqlite3.connect(file, isolation_level=None)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("BEGIN")
        for table in by_reference():
            connection.execute(create_table(table, SQLITE_TYPES, to_itself=True, options=" STRICT"))
            rows = [[_sqlite_value(value) for value in row.values()] for row in catalogue.rows(table)]
            marks = ", ".join("?" for _ in catalogue.schemas[table]["fields"])
            connection.executemany(f"INSERT INTO {name_sql(table)} VALUES ({marks})", rows)
        connection.execute("CREATE TABLE about (what TEXT PRIMARY KEY, says TEXT NOT NULL) STRICT")
        connection.executemany("INSERT INTO about VALUES (?, ?)", about(catalogue).items())
        connection.execute(CLAIMS)
        connection.execute("COMMIT")
        connection.execute("VACUUM")
        for check, clean in (("integrity_check", [("ok",)]), ("foreign_key_check", [])):
            if (found := connection.execute(f"PRAGMA {check}").fetchall()) != clean:
                raise ExportError(f"{file.name}: PRAGMA {check} finds {found}")
    finally:
        connection.close()


def write_parquet(folder: Path, catalogue: Catalogue) -> None:
    """Run `load.sql` in DuckDB and write each table and the view `claims` as Parquet below `folder/parquet`.

    Raises `ExportError` where DuckDB has loaded other than all rows.
    """
    (folder / PARQUET).mkdir()
    below = _in_sql(folder.as_posix())
    said = ", ".join(f"{what}: '{_in_sql(says)}'" for what, says in about(catalogue).items())
    options = f"(FORMAT parquet, COMPRESSION zstd, KV_METADATA {{{said}}})"
    connection = installed("duckdb").connect(config={"threads": 1})
    try:
        connection.execute(load_sql().replace("FROM 'data/", f"FROM '{below}/data/"))
        for table in (*catalogue.schemas, CLAIMS_VIEW):
            (rows,) = connection.execute(f"SELECT count(*) FROM {name_sql(table)}").fetchone()
            expected = len(catalogue.tables["figures" if table == CLAIMS_VIEW else table])
            if rows != expected:
                raise ExportError(f"load.sql gives {rows} rows of {table}; the table has {expected}")
            sorted_rows = f"(FROM {name_sql(table)} ORDER BY ALL)"
            connection.execute(f"COPY {sorted_rows} TO '{below}/{PARQUET}/{table}.parquet' {options}")
    finally:
        connection.close()


def about(catalogue: Catalogue) -> dict[str, str]:
    """What travels with each export: version, hash, citation, licence, and what a figure is."""
    return {
        "version": catalogue.version,
        "descriptor_sha256": catalogue.sha256,
        "citation": citation(catalogue.descriptor),
        "licence": catalogue.descriptor["licenses"][0]["path"],
        "note": "Each figure is a claim by the party named with it; show its bounds, claimant, origins and caveat.",
    }


def package_files(package: OpenedPackage) -> dict[str, bytes]:
    """The Data Package itself, by path: its descriptor, tables and schemas."""
    files = {"datapackage.json": package.descriptor_bytes}
    for table, resource in package.resources.items():
        files[resource["path"]] = package.content(table)
        if isinstance(resource["schema"], str):
            files[resource["schema"]] = _read(package.folder, resource["schema"])
    return files


def write_files(folder: Path, files: dict[str, bytes]) -> None:
    """Write files below a folder by their paths."""
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def _write_sums(folder: Path) -> None:
    """Hash every file in the form that `sha256sum --check` reads."""
    paths = sorted(path.relative_to(folder).as_posix() for path in _files_below(folder))
    lines = [f"{hashlib.sha256((folder / path).read_bytes()).hexdigest()}  {path}\n" for path in paths]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")


def _strangers(folder: Path) -> Iterator[str]:
    """What stands in a folder and was not written there by `whole_folder`."""
    sums = folder / SUMS
    lines = sums.read_text("utf-8").splitlines() if sums.is_file() else []
    known = {SUMS, *(line.partition("  ")[2] for line in lines)}
    return (name for path in _files_below(folder) if (name := path.relative_to(folder).as_posix()) not in known)


def _files_below(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def _read(folder: Traversable, path: str) -> bytes:
    return folder.joinpath(*path.split("/")).read_bytes()


def _in_sql(text: str) -> str:
    return text.replace("'", "''")


def _sqlite_value(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    return int(value) if isinstance(value, bool) else value
