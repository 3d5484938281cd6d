"""Two editions are compared cell by cell, and their schemas property by property."""

from __future__ import annotations

from typing import Any

import pytest

from casualty_figures.package.bumps import bump, next_version
from casualty_figures.package.differences import Difference, Edition, differences

NUMBER = {"name": "count", "type": "integer", "title": "Count", "constraints": {"minimum": 0}}
CODE = {"name": "code", "type": "string", "title": "Code", "constraints": {"enum": ["two words", "one"]}}
KEY = {"name": "id", "type": "string", "title": "Id", "constraints": {"required": True}}


def edition(content: str, *fields: dict[str, Any], table: str = "figures", **about: Any) -> Edition:
    schema = {"title": "T", "fields": list(fields or (KEY, NUMBER)), "primaryKey": ["id"], **about}
    return Edition({table: schema}, {table: content.encode("utf-8")})


def changed(field: dict[str, Any], **properties: Any) -> dict[str, Any]:
    return {**field, **properties}


SAME = "id,count\nx.01,3\n"


def test_equal_editions_do_not_differ() -> None:
    assert differences(edition(SAME), edition(SAME)) == []


def test_a_changed_cell_has_both_values() -> None:
    assert differences(edition(SAME), edition("id,count\nx.01,4\n")) == [
        Difference("figures", "x.01", "count", "3", "4")
    ]


def test_rows_that_came_and_went() -> None:
    found = differences(edition(SAME), edition("id,count\nx.02,3\n"))
    assert found == [Difference("figures", "x.01", "row", "x.01", ""), Difference("figures", "x.02", "row", "", "x.02")]
    assert (found[0].went, found[1].came) == (True, True)


def test_the_order_of_rows_is_no_difference() -> None:
    assert differences(edition("id,count\na,1\nb,2\n"), edition("id,count\nb,2\na,1\n")) == []


def test_the_tables_that_tell_of_changes_are_not_compared() -> None:
    old, new = (edition(f"id,count\nx,{count}\n", table="revisions") for count in (1, 2))
    assert differences(old, new) == []


def test_a_table_that_came_has_its_rows_and_its_schema() -> None:
    new = edition(SAME)
    both = Edition({**new.schemas, "places": new.schemas["figures"]}, {**new.contents, "places": SAME.encode()})
    assert differences(new, both) == [
        Difference("places", "x.01", "row", "", "x.01"),
        Difference("schemas", "places", "row", "", "places"),
    ]


def schema_bump(*fields: dict[str, Any], old: tuple[dict[str, Any], ...] = (KEY, NUMBER, CODE), **about: Any) -> str:
    header = "id,count,code\n"
    found = differences(edition(header, *old), edition(header, *fields, **about))
    assert found, "the schemas differ"
    return bump(found)


MAJOR = {
    "a column removed": (KEY, NUMBER),
    "a column added": (KEY, NUMBER, CODE, changed(CODE, name="more")),
    "a column renamed": (KEY, changed(NUMBER, name="number"), CODE),
    "a column moved": (KEY, CODE, NUMBER),
    "a column retyped": (KEY, changed(NUMBER, type="number"), CODE),
    "a column required": (KEY, changed(NUMBER, constraints={"minimum": 0, "required": True}), CODE),
    "a higher minimum": (KEY, changed(NUMBER, constraints={"minimum": 1}), CODE),
    "a new maximum": (KEY, changed(NUMBER, constraints={"minimum": 0, "maximum": 9}), CODE),
    "a code removed": (KEY, NUMBER, changed(CODE, constraints={"enum": ["one"]})),
    "a code renamed": (KEY, NUMBER, changed(CODE, constraints={"enum": ["one", "words two"]})),
    "another unit": (KEY, changed(NUMBER, unit="metre"), CODE),
}
MINOR = {
    "a column no longer required": (changed(KEY, constraints={}), NUMBER, CODE),
    "a lower minimum": (KEY, changed(NUMBER, constraints={"minimum": -1}), CODE),
    "no minimum": (KEY, changed(NUMBER, constraints={}), CODE),
    "a code added": (KEY, NUMBER, changed(CODE, constraints={"enum": ["one", "two words", "three"]})),
}


@pytest.mark.parametrize("fields", MAJOR.values(), ids=MAJOR)
def test_a_harder_schema_is_major(fields: tuple[dict[str, Any], ...]) -> None:
    assert schema_bump(*fields) == "major"


@pytest.mark.parametrize("fields", MINOR.values(), ids=MINOR)
def test_a_looser_schema_is_minor(fields: tuple[dict[str, Any], ...]) -> None:
    assert schema_bump(*fields) == "minor"


def test_wording_of_a_schema_is_a_patch() -> None:
    assert schema_bump(KEY, changed(NUMBER, title="How many"), CODE) == "patch"


def test_another_key_is_major() -> None:
    old = edition("id,count\n")
    assert bump(differences(old, edition("id,count\n", primaryKey=["id", "count"]))) == "major"


@pytest.mark.parametrize(
    ("one", "step"),
    [
        (Difference("figures", "x.01", "row", "x.01", ""), "major"),
        (Difference("parties", "x", "row", "x", ""), "major"),
        (Difference("relations", "x y", "row", "x y", ""), "minor"),
        (Difference("actors", "x y alleged", "row", "x y alleged", ""), "minor"),
        (Difference("figures", "x.01", "row", "", "x.01"), "minor"),
        (Difference("figures", "x.01", "value", "81", "85"), "minor"),
        (Difference("figures", "x.01", "status", "active", "withdrawn"), "minor"),
        (Difference("figures", "x.01", "claimant_id", "a", "b"), "minor"),
        (Difference("places", "x", "latitude", "1.0", "2.0"), "minor"),
        (Difference("figures", "x.01", "caveat", "", "Late."), "patch"),
        (Difference("sources", "x", "title", "", "News"), "patch"),
        (Difference("schemas", "places", "row", "", "places"), "minor"),
        (Difference("schemas", "places", "row", "places", ""), "major"),
    ],
)
def test_a_corrected_figure_is_never_a_patch(one: Difference, step: str) -> None:
    assert bump([one]) == step


def test_the_greatest_step_counts() -> None:
    wording, value = (Difference("figures", "x.01", column, "1", "2") for column in ("caveat", "value"))
    assert bump([wording, value]) == "minor"
    assert next_version("1.0.3", bump([wording])) == "1.0.4"
