"""The tables in SQL, made of the schemas: types, keys, codes, and the script `load.sql` for DuckDB."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casualty_figures.package.tables import PUBLISHED, schema

DUCKDB_TYPES = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
}
SQLITE_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER", "date": "TEXT"}
"""SQLite has neither booleans nor dates: 0 and 1, and YYYY-MM-DD."""

CLAIMS = """CREATE VIEW claims AS
SELECT
  figures.figure_id, figures.status, measures.label AS measure, figures.printed, figures.value, figures.value_low,
  figures.value_high, figures.bounds, figures.unit, populations.label AS population, places.name AS place,
  figures.place_role, figures.period_start, figures.period_end, figures.modality,
  COALESCE(parties.name, sources.publisher || ', in its own words') AS claimant, sources.publisher, sources.published,
  COALESCE(figures.deep_link, sources.url) AS link, series.origins, series.outlets, figures.caveat
FROM figures
  JOIN measures ON measures.measure_id = figures.measure_id
  JOIN sources ON sources.source_id = figures.source_id
  JOIN series ON series.series_id = figures.series_id
  LEFT JOIN populations ON populations.population_id = figures.population_id
  LEFT JOIN places ON places.place_id = figures.place_id
  LEFT JOIN parties ON parties.party_id = figures.claimant_id
ORDER BY figures.figure_id;
"""
"""Each figure with who says so, its origins and its caveat: the view that people should start from."""


def load_sql() -> str:
    """The script that loads the package into DuckDB, run in the package's folder.

    DuckDB checks keys row by row, so a table that refers to itself (a party that is part of another) is checked after
    it was loaded; whatever breaks a key stops the script.

    >>> load_sql().splitlines()[-1]
    'COMMIT;'
    """
    parts = [
        "-- Casualty figures, as reported: every table with types and keys, for DuckDB. Built from schemas/.\n"
        "-- Run it in the folder that holds datapackage.json: duckdb figures.duckdb < load.sql\n"
        "BEGIN;\n"
    ]
    for table in by_reference():
        parts.append(create_table(table, DUCKDB_TYPES, to_itself=False))
        parts.append(
            f"""COPY {name_sql(table)} FROM 'data/{table}.csv'"""
            """ (FORMAT csv, HEADER true, DELIMITER ',', QUOTE '"', ESCAPE '"', NULLSTR '', AUTO_DETECT false);\n"""
        )
        parts += [_check_sql(table, key) for key in _keys_to_itself(table)]
    return "\n".join([*parts, CLAIMS, "COMMIT;\n"])


def create_table(table: str, types: Mapping[str, str], *, to_itself: bool, options: str = "") -> str:
    """The statement that makes one table; `to_itself` says whether it may refer to itself.

    >>> print(create_table("place_within", SQLITE_TYPES, to_itself=True).splitlines()[1])
      "place_id" TEXT NOT NULL CHECK ("place_id" <> ''),
    """
    authored = schema(table)
    lines = [_column_sql(field, types, authored["primaryKey"]) for field in authored["fields"]]
    lines.append(f"PRIMARY KEY ({_names_sql(authored['primaryKey'])})")
    for key in authored.get("foreignKeys", []):
        if to_itself or key["reference"]["resource"] != table:
            home = name_sql(key["reference"]["resource"])
            columns = _names_sql(key["reference"]["fields"])
            deferred = " DEFERRABLE INITIALLY DEFERRED" if to_itself else ""
            lines.append(f"FOREIGN KEY ({_names_sql(key['fields'])}) REFERENCES {home} ({columns}){deferred}")
    body = ",\n".join(f"  {line}" for line in lines)
    return f"CREATE TABLE {name_sql(table)} (\n{body}\n){options};\n"


def by_reference() -> list[str]:
    """The tables, each after those that it refers to.

    >>> tables = by_reference()
    >>> tables.index("sources") < tables.index("figures") < tables.index("relations")
    True
    """
    waiting, done = list(PUBLISHED), list[str]()
    while waiting:
        ready = next(table for table in waiting if _referred(table) <= {*done, table})
        waiting.remove(ready)
        done.append(ready)
    return done


def name_sql(name: str) -> str:
    """A name as SQL, whatever it is.

    >>> name_sql("table")
    '"table"'
    """
    return '"' + name.replace('"', '""') + '"'


def _referred(table: str) -> set[str]:
    return {key["reference"]["resource"] for key in schema(table).get("foreignKeys", [])}


def _names_sql(names: list[str]) -> str:
    return ", ".join(name_sql(name) for name in names)


def _column_sql(field: Mapping[str, Any], types: Mapping[str, str], primary_key: list[str]) -> str:
    name, constraints = name_sql(field["name"]), field.get("constraints", {})
    parts = [name, types[field["type"]]]
    if constraints.get("required"):
        parts.append("NOT NULL")
    if constraints.get("unique") and primary_key != [field["name"]]:
        parts.append("UNIQUE")
    for limit in _limits_sql(name, field["type"], constraints):
        parts.append(f"CHECK ({limit})")
    return " ".join(parts)


def _limits_sql(name: str, kind: str, constraints: Mapping[str, Any]) -> list[str]:
    limits = [f"{name} <> ''"] if kind == "string" and "enum" not in constraints else []
    if "enum" in constraints:
        limits.append(f"{name} IN ({', '.join(_text_sql(code) for code in constraints['enum'])})")
    limits += [f"{name} >= {constraints['minimum']}"] if "minimum" in constraints else []
    return limits + ([f"{name} <= {constraints['maximum']}"] if "maximum" in constraints else [])


def _text_sql(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _keys_to_itself(table: str) -> list[Mapping[str, Any]]:
    return [key for key in schema(table).get("foreignKeys", []) if key["reference"]["resource"] == table]


def _check_sql(table: str, key: Mapping[str, Any]) -> str:
    (column,), (target,) = key["fields"], key["reference"]["fields"]
    said = _text_sql(f"{table}: {column} names no row of {table}: ")
    return (
        f"SELECT error({said} || string_agg({name_sql(column)}, ', ')) FROM {name_sql(table)}\n"
        f"  WHERE {name_sql(column)} NOT IN (SELECT {name_sql(target)} FROM {name_sql(table)})\n"
        f"  HAVING count(*) > 0;\n"
    )
