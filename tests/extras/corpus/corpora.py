"""Small corpora and what runs made of them, for the tests beside this file."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import duckdb

TEXTS = (
    {"id": "desk-1", "text": "Two miners were killed and five injured in Orlat on Monday.", "published": "2021-03-04"},
    {
        "id": "Desk/2",
        "text": "At least 12 people died near Velm, police said.\n\nA road was closed.",
        "published": "",
    },
    {"id": "desk-3", "text": "The market in Orlat opened late because of the rain.", "published": "2021-03-05"},
)


def news(root: Path, count: int) -> list[Any]:
    """Generated texts of every length but the longest."""
    sys.path.insert(0, str(root / "benchmarks"))
    from texts import news as generated

    return list(generated(count, ("flash", "brief", "report")))


def write_lines(path: Path, records: Iterable[Mapping[str, Any]]) -> Path:
    """Write records as JSON Lines."""
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), "utf-8")
    return path


def rows(out: Path, dataset: str) -> list[dict[str, Any]]:
    """All rows of a dataset, by its own key."""
    with duckdb.connect() as base:
        found = base.execute("SELECT * FROM read_parquet(?) ORDER BY ALL", [f"{out}/{dataset}/*.parquet"])
        names = [column[0] for column in found.description or []]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def contents(out: Path) -> dict[str, bytes]:
    """The bytes of every file of a run that a user sees."""
    found = (path for path in out.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in found}
