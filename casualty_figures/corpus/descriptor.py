"""The descriptor of a corpus: a Data Package whose tables are Parquet datasets of many parts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from casualty_figures import __version__
from casualty_figures.corpus.datasets import DATASETS, dataset_schema
from casualty_figures.corpus.parts import Parts
from casualty_figures.package.descriptor import PACKAGE_PROFILE, RESOURCE_PROFILE

DESCRIPTOR = "datapackage.json"
"""Written last: a corpus without it is unfinished."""


def corpus_descriptor(parts: Parts, rows: Mapping[str, int]) -> dict[str, Any]:
    """What the datasets are, their schemas and files; a file's sha256 stands in its part's record."""
    return {
        "$schema": PACKAGE_PROFILE,
        "name": "corpus",
        "title": "Casualty figures of a corpus, as its texts report them",
        "description": (
            f"Read by casualty-figures {__version__}. Each figure is a claim by someone, never a finding; no curator"
            " has looked at it. Figures of different texts may count the same people and are not to be added up."
        ),
        "version": __version__,
        "resources": [_resource(dataset, parts, rows[dataset]) for dataset in DATASETS],
    }


def _resource(dataset: str, parts: Parts, rows: int) -> dict[str, Any]:
    schema = dataset_schema(dataset)
    paths = [f"{dataset}/part-{number:06d}.parquet" for number in parts.numbers()]
    return {
        "$schema": RESOURCE_PROFILE,
        "name": dataset,
        "title": schema["title"],
        "description": schema["description"],
        "path": paths,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "bytes": sum((Path(parts.folder) / path).stat().st_size for path in paths),
        "rows": rows,
        "schema": schema,
    }
