"""CITATION.cff by the schema file that cffconvert ships; `make test-extras` unpacks it, outside the other locks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

import casualty_figures

SCHEMA = ".venv-cffconvert/cffconvert/schemas/1.2.0/schema.json"


@pytest.fixture(scope="module")
def validator(root: Path) -> Any:
    """The check of the Citation File Format 1.2.0."""
    assert (root / SCHEMA).is_file(), "run `make test-extras`, which unpacks cffconvert's schema file"
    schema = json.loads((root / SCHEMA).read_text("utf-8"))
    return jsonschema.validators.validator_for(schema)(schema, format_checker=jsonschema.FormatChecker())


@pytest.fixture(scope="module")
def citation(root: Path) -> dict[str, Any]:
    """CITATION.cff with days as text, as the schema wants them."""
    read: dict[str, Any] = yaml.load((root / "CITATION.cff").read_text("utf-8"), Loader=yaml.BaseLoader)
    return read


def test_the_citation_file_is_valid(validator: Any, citation: dict[str, Any]) -> None:
    assert [error.message for error in validator.iter_errors(citation)] == []


@pytest.mark.parametrize("key", ["message", "title", "authors", "cff-version"])
def test_a_citation_file_without_what_it_needs_is_not_valid(validator: Any, citation: dict[str, Any], key: str) -> None:
    assert not validator.is_valid({name: value for name, value in citation.items() if name != key})


def test_it_cites_a_dataset_of_this_version_and_asks_to_cite_the_article_too(citation: dict[str, Any]) -> None:
    assert (citation["cff-version"], citation["type"]) == ("1.2.0", "dataset")
    assert citation["version"] == casualty_figures.metadata()["version"]
    assert "cite the article that printed the figure too" in " ".join(citation["message"].split())


def test_every_article_is_a_reference(citation: dict[str, Any]) -> None:
    urls = [reference["url"] for reference in citation["references"]]
    assert urls == casualty_figures.load("sources")["url"].tolist()
