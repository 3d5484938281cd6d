"""The feed's JSON Schema, made of the Table Schemas: one definition per kind of file and per table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

JsonSchema = dict[str, Any]

TABLES = ("figures", "series", "sources", "actors", "evidence", "relations", "releases", "revisions")
IN_SUMMARY = (
    "figure_id",
    "source_id",
    "series_id",
    "measure_id",
    "quantifier_id",
    "value",
    "value_low",
    "value_high",
    "bounds",
    "unit",
    "modality",
    "population_id",
    "place_id",
    "place_role",
    "period_start",
    "period_end",
    "claimant_id",
    "printed",
    "caveat",
    "status",
)
"""The columns of figures that lists of figures repeat; the figure's own file has all."""

TYPES = {"string": "string", "integer": "integer", "number": "number", "boolean": "boolean", "date": "string"}
TEXT: JsonSchema = {"type": "string", "minLength": 1}
HASH: JsonSchema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
COUNT: JsonSchema = {"type": "integer", "minimum": 1}
NAMES: JsonSchema = {"type": "array", "items": TEXT}


def feed_schema(schemas: Mapping[str, Mapping[str, Any]]) -> JsonSchema:
    """The JSON Schema (draft 2020-12) of all files of the feed; each names its definition in `$schema`."""
    columns = {table: _columns(schemas[table]) for table in TABLES}
    in_every_file = {
        "attribution": TEXT,
        "origins": COUNT,
        "outlets": COUNT,
        "disputed_by": NAMES,
        "link": columns["sources"]["url"],
        "row_sha256": HASH,
    }
    shorts = {"display": _object({"short": TEXT, "spoken": TEXT}), "file": TEXT}
    published = {"published": columns["sources"]["published"]}
    in_list = {name: columns["figures"][name] for name in IN_SUMMARY}
    definitions = {
        **{f"{table}_row": _object(columns[table]) for table in TABLES if table not in ("actors", "relations")},
        "actors_row": _object(columns["actors"] | {"name": TEXT}),
        "relations_row": _object(columns["relations"] | {"sentence": TEXT}),
        "package": _object(dict.fromkeys(("name", "title", "version", "created", "licence"), TEXT) | {"sha256": HASH}),
        "summary": _object(in_list | in_every_file | shorts | published),
        "figure": _file(columns["figures"] | in_every_file | _receipts()),
        "series_file": _file(columns["series"] | {"figures_in_series": _list("summary", 1)}),
        "index": _file(
            {
                "figures": _list("summary"),
                "series": {"type": "array", "items": _object(columns["series"] | {"file": TEXT})},
            }
        ),
        "changes": _file({"releases": _list("releases_row"), "revisions": _list("revisions_row")}),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Files of the feed of casualty figures, as reported",
        "description": "Each file names its definition in `$schema`. A figure is a claim by the party named with it.",
        "$defs": definitions,
    }


def _receipts() -> JsonSchema:
    """What a figure's file has beside the figure's own columns."""
    label = {"type": ["string", "null"]}
    return {
        "labels": _object({"measure": TEXT} | dict.fromkeys(("population", "cause", "place", "claimant"), label)),
        "display": _object({"short": TEXT, "spoken": TEXT, "long": TEXT}),
        "series": _reference("series_row"),
        "source": _reference("sources_row"),
        "actors": _list("actors_row"),
        "evidence": _list("evidence_row", 1),
        "relations": _list("relations_row"),
        "history": _list("revisions_row"),
        "citation": _object(
            {"text": TEXT, "bibtex": TEXT, "csl": {"type": "array", "items": {"type": "object"}, "minItems": 2}}
        ),
    }


def _columns(schema: Mapping[str, Any]) -> JsonSchema:
    return {field["name"]: _column(field) for field in schema["fields"]}


def _column(field: Mapping[str, Any]) -> JsonSchema:
    constraints = dict(field.get("constraints", {}))
    required = constraints.pop("required", False)
    constraints.pop("unique", None)
    kind = TYPES[field["type"]]
    if "enum" in constraints and not required:
        constraints["enum"] = [*constraints["enum"], None]
    dated = {"format": "date"} if field["type"] == "date" else {}
    return {
        "type": kind if required else [kind, "null"],
        **dated,
        **constraints,
        "title": field["title"],
        "description": field["description"],
    }


def _file(properties: JsonSchema) -> JsonSchema:
    return _object({"$schema": TEXT} | properties | {"package": _reference("package")})


def _object(properties: JsonSchema) -> JsonSchema:
    """All properties required, no others: a consumer can rely on each."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(definition: str, at_least: int = 0) -> JsonSchema:
    return {"type": "array", "items": _reference(definition)} | ({"minItems": at_least} if at_least else {})


def _reference(definition: str) -> JsonSchema:
    return {"$ref": f"#/$defs/{definition}"}
