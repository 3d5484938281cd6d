"""A Table Schema becomes a pandera schema without losing a constraint."""

from __future__ import annotations

import pandas as pd
import pytest

from casualty_figures.package.adapter import pandera_schema, schema_issues
from casualty_figures.package.tables import DTYPES, PUBLISHED, schema, typed_table

VALID_PLACE = ["x", "X", "city", "36.2", "37.1", "1", "SY02", "170063"]


def test_every_schema_says_title_description_and_example_of_every_column() -> None:
    for table in (*PUBLISHED, "codings"):
        for field in schema(table)["fields"]:
            assert field["title"], (table, field["name"])
            assert field["description"].endswith("."), (table, field["name"])
            assert field["type"] in DTYPES, (table, field["name"])
            assert "example" in field, (table, field["name"])


def test_every_example_holds_its_own_constraints() -> None:
    for table in (*PUBLISHED, "codings"):
        fields = schema(table)["fields"]
        row = [field["example"] for field in fields]
        assert list(schema_issues(table, typed_table(table, [row]))) == [], table


def test_every_key_column_is_required() -> None:
    for table in PUBLISHED:
        required = {field["name"] for field in schema(table)["fields"] if field.get("constraints", {}).get("required")}
        assert set(schema(table)["primaryKey"]) <= required, table


def test_codes_of_categories_and_enum_are_the_same() -> None:
    for table in (*PUBLISHED, "codings"):
        for field in schema(table)["fields"]:
            if "categories" in field:
                assert [code["value"] for code in field["categories"]] == field["constraints"]["enum"]


@pytest.mark.parametrize(
    ("column", "invalid_cell", "rule"),
    [
        ("place_id", "", "is not empty"),
        ("place_id", "two words", "matches"),
        ("kind", "planet", "is one of"),
        ("latitude", "91.0", "is at most 90"),
        ("longitude", "-181.0", "is at least -180"),
        ("where_precision", "8", "is at most 7"),
        ("pcode", "SY02|x", "matches"),
    ],
)
def test_each_constraint_is_checked(column: str, invalid_cell: str, rule: str) -> None:
    row = dict(zip([field["name"] for field in schema("places")["fields"]], VALID_PLACE, strict=True))
    frame = typed_table("places", [list({**row, column: invalid_cell}.values())])
    (issue,) = schema_issues("places", frame)
    assert (issue.table, issue.column) == ("places", column)
    assert issue.rule.startswith(rule)


def test_a_doubled_key_is_refused() -> None:
    frame = typed_table("place_within", [["a", "b", "x"], ["a", "b", "y"]])
    assert {issue.rule for issue in schema_issues("place_within", frame)} == {"the key occurs once"}


def test_columns_are_exact_and_in_order() -> None:
    frame = typed_table("place_within", [["a", "b", "x"]])
    assert list(schema_issues("place_within", frame[["within_id", "place_id", "basis"]]))
    assert list(schema_issues("place_within", frame.assign(more="x")))
    assert list(schema_issues("place_within", frame.drop(columns="basis")))


def test_a_wrong_type_is_refused_and_not_coerced() -> None:
    frame = typed_table("places", [VALID_PLACE])
    assert list(schema_issues("places", frame.assign(where_precision=pd.Series(["1"], dtype="str"))))


def test_an_unknown_constraint_is_an_error_and_not_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    pandera_schema.cache_clear()
    fields = [{**schema("place_within")["fields"][0], "constraints": {"maxLength": 3}}]
    invalid_schema = {**schema("place_within"), "fields": fields}
    monkeypatch.setattr("casualty_figures.package.adapter.schema", lambda table: invalid_schema)
    with pytest.raises(ValueError, match="maxLength"):
        pandera_schema("place_within")
    pandera_schema.cache_clear()
