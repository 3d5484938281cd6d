"""The JSON-LD file as mlcroissant reads it, without a network, and as schema.org's Dataset."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import mlcroissant
import pytest

import casualty_figures
from casualty_figures.using.jsonld import jsonld_bytes
from casualty_figures.using.records import Row, rows_of

# what mlcroissant itself calls, and is not ours to mend
pytestmark = [
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated"),
    pytest.mark.filterwarnings("ignore:The inplace keyword in DataFrame.reset_index is deprecated"),
]


@pytest.fixture(scope="module")
def dataset(exported: Path) -> Iterator[mlcroissant.Dataset]:
    """The exported file, read by mlcroissant, which may not connect to anything."""

    def refuse(*_: object) -> None:
        raise OSError("no network in this test")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        yield mlcroissant.Dataset(jsonld=str(exported / "croissant.json"))


@pytest.fixture(scope="module")
def described(exported: Path) -> dict[str, Any]:
    """The exported file as JSON."""
    read: dict[str, Any] = json.loads((exported / "croissant.json").read_text("utf-8"))
    return read


def test_croissants_own_check_finds_no_error_and_no_warning(dataset: mlcroissant.Dataset) -> None:
    assert (dataset.metadata.issues.errors, dataset.metadata.issues.warnings) == (set(), set())


def test_a_wrong_hash_keeps_records_from_loading(exported: Path, tmp_path: Path) -> None:
    shutil.copytree(exported, tmp_path, dirs_exist_ok=True)
    shutil.copy(tmp_path / "parquet" / "claims.parquet", tmp_path / "parquet" / "figures.parquet")
    damaged = mlcroissant.Dataset(jsonld=str(tmp_path / "croissant.json"))
    with pytest.raises(mlcroissant.GenerationError) as caught:
        list(damaged.records(record_set="figures"))
    assert "is not identical with the reference" in str(caught.value.__cause__)


def plain(record: dict[str, Any]) -> Row:
    """A record of mlcroissant as a row: its texts are bytes, its days timestamps."""

    def value_of(cell: Any) -> Any:
        if isinstance(cell, bytes):
            return cell.decode("utf-8")
        return cell.date() if isinstance(cell, dt.datetime) else cell

    return {name.partition("/")[2]: value_of(cell) for name, cell in record.items()}


@pytest.mark.parametrize("table", casualty_figures.tables())
def test_mlcroissant_loads_every_record_of_every_table(dataset: mlcroissant.Dataset, table: str) -> None:
    loaded = [plain(record) for record in dataset.records(record_set=table)]
    assert loaded == rows_of(casualty_figures.load(table))


def test_the_file_is_a_dataset_of_schema_org_with_what_search_engines_ask_for(described: dict[str, Any]) -> None:
    assert (described["@type"], described["conformsTo"]) == ("sc:Dataset", "http://mlcommons.org/croissant/1.0")
    assert described["@context"]["sc"] == described["@context"]["@vocab"] == "https://schema.org/"
    assert 50 <= len(described["description"]) <= 5000
    for name in ("name", "license", "creator", "version", "keywords", "datePublished", "isBasedOn", "citeAs"):
        assert described[name], name
    start, end = map(dt.date.fromisoformat, described["temporalCoverage"].split("/"))
    assert start <= end


def test_every_article_is_named_as_a_source(described: dict[str, Any]) -> None:
    assert [one["url"] for one in described["isBasedOn"]] == casualty_figures.load("sources")["url"].tolist()


def test_every_column_says_what_it_means(described: dict[str, Any]) -> None:
    for record_set in described["recordSet"]:
        columns = [field["source"]["extract"]["column"] for field in record_set["field"]]
        schema = casualty_figures.schema(record_set["name"])
        assert columns == [field["name"] for field in schema["fields"]]
        assert all(field["description"] for field in record_set["field"])


def test_every_file_is_there_with_its_hash_and_size(exported: Path, described: dict[str, Any]) -> None:
    assert len(described["distribution"]) == 2 * len(casualty_figures.tables())
    for file in described["distribution"]:
        content = (exported / file["contentUrl"]).read_bytes()
        assert file["sha256"] == hashlib.sha256(content).hexdigest(), file["name"]
        assert file["contentSize"] == f"{len(content)} B", file["name"]


def test_without_parquet_every_record_is_read_from_the_csv_files(exported: Path, tmp_path: Path) -> None:
    """As on the site. What mlcroissant makes of CSV cells is its guess, so the records are only counted."""
    shutil.copytree(exported / "data", tmp_path / "data")
    (tmp_path / "croissant.json").write_bytes(jsonld_bytes(casualty_figures.catalogue()))
    dataset = mlcroissant.Dataset(jsonld=str(tmp_path / "croissant.json"))
    assert (dataset.metadata.issues.errors, dataset.metadata.issues.warnings) == (set(), set())
    for table in casualty_figures.tables():
        assert len(list(dataset.records(record_set=table))) == len(casualty_figures.load(table)), table
