"""A Table Schema as a pandera schema: what a schema can say of one column or key is checked here."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.engines import pandas_engine

from casualty_figures.package.issues import Issue
from casualty_figures.package.tables import DTYPES, row_keys, schema


@cache
def pandera_schema(table: str, left_out: tuple[str, ...] = ()) -> pa.DataFrameSchema:
    """The pandera schema of a table, or of it without some columns: exact columns in order, nothing coerced.

    >>> list(pandera_schema("actors").columns)
    ['figure_id', 'party_id', 'role']
    """
    authored = schema(table)
    return pa.DataFrameSchema(
        {field["name"]: _column(field) for field in authored["fields"] if field["name"] not in left_out},
        unique=authored["primaryKey"],
        strict=True,
        ordered=True,
        coerce=False,
        name=table,
    )


def schema_issues(table: str, frame: pd.DataFrame, left_out: tuple[str, ...] = ()) -> Iterator[Issue]:
    """Every place where a typed table, without the columns `left_out`, breaks its schema.

    >>> from casualty_figures.package.tables import typed_table
    >>> list(schema_issues("place_within", typed_table("place_within", [["a", "b", "part of it"]])))
    []
    """
    try:
        pandera_schema(table, left_out).validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        keys = row_keys(table, frame) if set(schema(table)["primaryKey"]) <= set(frame.columns) else []
        for case in errors.failure_cases.to_dict("records"):
            yield _issue(table, case, keys)


def _column(field: dict[str, Any]) -> pa.Column:
    constraints = field.get("constraints", {})
    return pa.Column(
        pandas_engine.Engine.dtype(DTYPES[field["type"]]),
        checks=[check for name, limit in constraints.items() for check in _checks(name, limit)],
        nullable=not constraints.get("required", False),
        unique=constraints.get("unique", False),
        title=field["title"],
        description=field["description"],
    )


def _checks(name: str, limit: Any) -> list[pa.Check]:
    """The pandera checks of one constraint; `required` and `unique` are the column's own."""
    if name == "pattern":
        # fullmatch: pandera's str_matches lets an alternative escape the anchors
        return [pa.Check(lambda column: column.str.fullmatch(limit), error=f"matches {limit}")]
    if name == "enum":
        return [pa.Check.isin(limit, error=f"is one of {', '.join(limit)}")]
    if name == "minimum":
        return [pa.Check.ge(limit, error=f"is at least {limit}")]
    if name == "maximum":
        return [pa.Check.le(limit, error=f"is at most {limit}")]
    if name in ("required", "unique"):
        return []
    raise ValueError(f"constraint {name!r} is not one of pattern, enum, minimum, maximum, required, unique")


def _issue(table: str, case: dict[str, Any], keys: list[str]) -> Issue:
    index, check = case["index"], str(case["check"])
    row = keys[int(index)] if keys and not pd.isna(index) else ""
    column = str(case["column"]) if case["schema_context"] == "Column" else ""
    rule, action = _SAYINGS.get(
        check.split("(", maxsplit=1)[0], (check, "correct it in sources/ or vocabulary/, then build again")
    )
    return Issue(table, row, column, str(case["failure_case"]), rule, action)


_SAYINGS = {
    "not_nullable": ("is not empty", "fill it in"),
    "field_uniqueness": ("occurs once", "give each row its own id"),
    "multiple_fields_uniqueness": ("the key occurs once", "take out the doubled row"),
    "column_in_dataframe": ("the column is there", "add the column"),
    "column_in_schema": ("only the schema's columns", "take the column out"),
}
