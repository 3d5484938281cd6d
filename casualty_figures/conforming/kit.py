"""A folder of passages and what must come out of each, loaded and checked against the kit's schema."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from casualty_figures.files import packaged

SCHEMA = "schema.json"
ANSWER_SCHEMA = "answer.schema.json"


class KitError(ValueError):
    """The kit, or the program that is to be tried against it, cannot be used as it is."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A short text and the figures that a reader must find in it; the columns are those of the kit's README."""

    id: str
    rule: str
    published: str
    text: str
    rows: tuple[Mapping[str, Any], ...]
    other_rows: bool
    unmarked: tuple[str, ...]
    tally: tuple[Mapping[str, Any], ...]


def load_kit(folder: Path) -> dict[str, list[Passage]]:
    """Load every passage of a folder, by file name, in the order of names.

    Raises KitError with one line per fault: file, place in the file, and what is wrong.
    """
    if not folder.is_dir():
        raise KitError(f"{folder} is no folder; name the one that holds the files of passages (*.json)")
    paths = sorted(path for path in folder.glob("*.json") if path.name not in (SCHEMA, ANSWER_SCHEMA))
    if not paths:
        raise KitError(f"{folder}: no files of passages (*.json) in this folder")
    validator = load_validator(SCHEMA)
    kit: dict[str, list[Passage]] = {}
    faults: list[str] = []
    seen: dict[str, str] = {}
    for path in paths:
        content, found = _load_file(path, validator)
        faults += found
        if found:
            continue
        kit[path.name] = [_passage(item) for item in content["passages"]]
        for passage in kit[path.name]:
            if passage.id in seen:
                faults.append(f"{path.name}: the id {passage.id} stands in {seen[passage.id]} already; give it another")
            seen[passage.id] = path.name
    if faults:
        raise KitError("\n".join(faults))
    return kit


def load_validator(name: str) -> Draft202012Validator:
    """Load one of the kit's two JSON Schemas; days are checked too.

    >>> [error.message for error in load_validator(ANSWER_SCHEMA).iter_errors({"id": "bounds.exact"})]
    ["'figures' is a required property"]
    """
    schema = json.loads(packaged("conformance").joinpath(name).read_text(encoding="utf-8"))
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def _load_file(path: Path, validator: Draft202012Validator) -> tuple[Any, list[str]]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        return None, [f"{path.name}: not JSON in UTF-8: {error}"]
    faults = [
        f"{path.name}: {error.json_path}: {error.message[:200]}"
        for error in sorted(validator.iter_errors(content), key=lambda error: error.json_path)
    ]
    return content, faults


def _passage(item: Mapping[str, Any]) -> Passage:
    return Passage(
        id=item["id"],
        rule=item["rule"],
        published=item["published"],
        text=item["text"],
        rows=tuple(item["rows"]),
        other_rows=item.get("other_rows", False),
        unmarked=tuple(item.get("unmarked", ())),
        tally=tuple(item.get("tally", ())),
    )
