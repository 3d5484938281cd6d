"""The feed: every file valid by its own schema, every link good, nothing but the tables."""

from __future__ import annotations

import json
import posixpath
from typing import Any

import jsonschema
import pytest

import casualty_figures
from casualty_figures.using.feed import feed
from casualty_figures.using.records import text_cells
from tests.using.conftest import TOLL, Change

HOSTILE = "</script><img src=x onerror=alert(1)> \"' \u2028 =cmd|A0"


@pytest.fixture(scope="module")
def files() -> dict[str, Any]:
    """The feed of the package, read."""
    return {path: json.loads(content) for path, content in feed(casualty_figures.catalogue()).items()}


def errors(path: str, content: Any, files: dict[str, Any]) -> list[str]:
    """What a file breaks of the definition that it names."""
    home, _, definition = content["$schema"].partition("#")
    schema = files[posixpath.normpath(posixpath.join(posixpath.dirname(path), home))]
    wanted = {"$ref": f"#{definition}", "$defs": schema["$defs"]}
    checker = jsonschema.Draft202012Validator(wanted, format_checker=jsonschema.FormatChecker())
    return [f"{error.json_path}: {error.message}" for error in checker.iter_errors(content)]


def test_the_schema_is_a_json_schema(files: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(files["v1/schema.json"])


def test_every_file_is_valid_by_the_definition_it_names(files: dict[str, Any]) -> None:
    checked = [path for path in files if path != "v1/schema.json"]
    assert len(checked) == 2 + len(casualty_figures.load("figures")) + len(casualty_figures.load("series"))
    for path in checked:
        assert errors(path, files[path], files) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [("value_low", "801"), ("bounds", "open"), ("caveat", 5), ("period_start", "19 September"), ("extra", 1)],
)
def test_a_wrong_value_breaks_the_schema(files: dict[str, Any], key: str, value: object) -> None:
    path = f"v1/figures/{TOLL}.json"
    assert errors(path, files[path] | {key: value}, files)


def test_a_file_without_caveat_origins_or_attribution_breaks_the_schema(files: dict[str, Any]) -> None:
    path = f"v1/figures/{TOLL}.json"
    for key in ("caveat", "origins", "attribution", "package", "source"):
        assert errors(path, {name: value for name, value in files[path].items() if name != key}, files)


def test_every_link_between_files_is_good(files: dict[str, Any]) -> None:
    for one in [*files["v1/index.json"]["figures"], *files["v1/index.json"]["series"]]:
        assert f"v1/{one['file']}" in files
    for path in (path for path in files if path.startswith("v1/series/")):
        for one in files[path]["figures_in_series"]:
            assert posixpath.normpath(f"v1/series/{one['file']}") in files


def test_a_figures_file_holds_its_row_and_its_receipts(files: dict[str, Any]) -> None:
    content = files[f"v1/figures/{TOLL}.json"]
    figure = casualty_figures.figure(TOLL)
    assert {name: content[name] for name in figure.row} == {
        name: value if isinstance(value, int) else text_cells({name: value})[name] or None
        for name, value in figure.row.items()
    }
    assert content["display"]["short"] == ">800"
    assert content["origins"] == content["series"]["origins"] == figure.origins
    assert content["link"] == figure.deep_link
    assert content["package"]["sha256"] == casualty_figures.catalogue().sha256
    assert content["row_sha256"] == figure.row_sha256


def test_origins_caveat_and_attribution_stand_in_every_list_of_figures(files: dict[str, Any]) -> None:
    for one in files["v1/index.json"]["figures"]:
        figure = casualty_figures.figure(one["figure_id"])
        assert (one["origins"], one["caveat"], one["attribution"]) == (
            figure.origins,
            figure.caveat,
            figure.attribution,
        )


def test_changes_hold_releases_and_revisions(changed: Change) -> None:
    revision = {"release": "1.2.0", "table": "figures", "row_id": TOLL, "column": "value"}
    package = changed(
        rows={
            "releases": [{"version": "1.2.0", "date": "2026-02-01", "bump": "minor", "summary": "a correction"}],
            "revisions": [{**revision, "old": "800", "new": "900", "reason": "misread"}],
        }
    )
    read = {path: json.loads(content) for path, content in feed(package).items()}
    assert "misread" in [one["reason"] for one in read["v1/changes.json"]["revisions"]]
    assert "900" in [one["new"] for one in read[f"v1/figures/{TOLL}.json"]["history"]]
    assert all(errors(path, read[path], read) == [] for path in read if path != "v1/schema.json")


def test_hostile_words_stay_words(changed: Change) -> None:
    content = feed(changed(caveat=HOSTILE, printed=HOSTILE))[f"v1/figures/{TOLL}.json"]
    read = json.loads(content)
    assert (read["caveat"], read["printed"]) == (HOSTILE, HOSTILE)
