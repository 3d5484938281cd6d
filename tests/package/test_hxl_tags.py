"""HXL tags are a property of the columns' schemas, and nowhere else: no row of tags stands in a table."""

from __future__ import annotations

import json
import re
from pathlib import Path

TAG = re.compile(r"#[a-z][a-z0-9_]*(?:\+[a-z][a-z0-9_]*)*")


def test_every_tag_of_a_schema_is_a_hashtag_with_attributes(root: Path) -> None:
    tags = {
        (path.stem, field["name"]): field["hxl"]
        for path in sorted((root / "schemas").glob("*.json"))
        for field in json.loads(path.read_text("utf-8"))["fields"]
        if "hxl" in field
    }
    assert {"value", "period_start", "period_end", "place_id"} <= {name for table, name in tags if table == "figures"}
    for column, tag in tags.items():
        assert TAG.fullmatch(tag), (column, tag)


def test_no_table_has_a_row_of_tags(root: Path) -> None:
    for path in sorted((root / "data").glob("*.csv")):
        assert not any(line.startswith("#") for line in path.read_text("utf-8").splitlines()), path.name
