"""The feed for dashboards: static JSON files under `v1/`, nothing but the tables, joined."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from casualty_figures.using.feed_schema import IN_SUMMARY, feed_schema
from casualty_figures.using.figures import Catalogue, PublishedFigure
from casualty_figures.using.records import Row, record_to_row

VERSION = "v1"


def feed(catalogue: Catalogue) -> dict[str, bytes]:
    """Every file of the feed by its path: `v1/index.json`, `v1/figures/<id>.json`, `v1/series/<id>.json` and so on.

    >>> from casualty_figures.using.figures import catalogue
    >>> sorted(path for path in feed(catalogue()) if path.count("/") == 1)
    ['v1/changes.json', 'v1/index.json', 'v1/schema.json']
    """
    files = {
        "schema.json": feed_schema(catalogue.schemas),
        "index.json": index(catalogue),
        "changes.json": changes(catalogue),
        **{f"figures/{one.figure_id}.json": figure_record(one) for one in catalogue.figures.values()},
        **{f"series/{series_id}.json": series_record(catalogue, series_id) for series_id in catalogue.series},
    }
    return {f"{VERSION}/{path}": as_json(content) for path, content in files.items()}


def index(catalogue: Catalogue) -> Row:
    """What there is: the figures in short, the series, and where the files are."""
    return {
        "$schema": "schema.json#/$defs/index",
        "package": package_record(catalogue),
        "figures": [summary(one, "") for one in catalogue.figures.values()],
        "series": [{**row, "file": f"series/{series_id}.json"} for series_id, row in catalogue.series.items()],
    }


def changes(catalogue: Catalogue) -> Row:
    """What each release has changed: old, new and why."""
    return {
        "$schema": "schema.json#/$defs/changes",
        "package": package_record(catalogue),
        "releases": catalogue.rows("releases"),
        "revisions": catalogue.rows("revisions"),
    }


def figure_record(figure: PublishedFigure) -> Row:
    """A figure with all its receipts."""
    return {
        "$schema": "../schema.json#/$defs/figure",
        **figure.row,
        "labels": {
            "measure": figure.measure,
            "population": figure.population or None,
            "cause": figure.cause or None,
            "place": figure.place or None,
            "claimant": figure.claimant or None,
        },
        "display": {form: figure.display(form) for form in ("short", "spoken", "long")},
        **in_every_file(figure),
        "series": figure.catalogue.series[figure.series_id],
        "source": record_to_row(figure.source),
        "actors": [record_to_row(actor) for actor in figure.actors],
        "evidence": [record_to_row(mark) for mark in figure.evidence],
        "relations": [{**record_to_row(one), "sentence": one.sentence(figure.figure_id)} for one in figure.relations()],
        "history": [record_to_row(revision) for revision in figure.history()],
        "citation": {
            "text": figure.cite("text"),
            "bibtex": figure.cite("bibtex"),
            "csl": json.loads(figure.cite("csl")),
        },
        "package": package_record(figure.catalogue),
    }


def series_record(catalogue: Catalogue, series_id: str) -> Row:
    """A series with its figures, the earliest published first."""
    return {
        "$schema": "../schema.json#/$defs/series_file",
        **catalogue.series[series_id],
        "figures_in_series": [summary(one, "../") for one in catalogue.by_series[series_id]],
        "package": package_record(catalogue),
    }


def summary(figure: PublishedFigure, up: str) -> Row:
    """A figure in a list: never without who says so, its caveat and the number of origins."""
    return {
        **{column: figure.row[column] for column in IN_SUMMARY},
        "display": {form: figure.display(form) for form in ("short", "spoken")},
        **in_every_file(figure),
        "published": figure.source.published,
        "file": f"{up}figures/{figure.figure_id}.json",
    }


def in_every_file(figure: PublishedFigure) -> Row:
    """What stands beside a figure wherever the feed shows it."""
    return {
        "attribution": figure.attribution,
        "origins": figure.origins,
        "outlets": figure.outlets,
        "disputed_by": list(figure.disputed_by),
        "link": figure.deep_link or figure.source.url,
        "row_sha256": figure.row_sha256,
    }


def package_record(catalogue: Catalogue) -> Row:
    """Which package a file was made of."""
    return {
        "name": catalogue.descriptor["name"],
        "title": catalogue.descriptor["title"],
        "version": catalogue.version,
        "created": catalogue.descriptor["created"],
        "sha256": catalogue.sha256,
        "licence": catalogue.descriptor["licenses"][0]["path"],
    }


def as_json(content: Any) -> bytes:
    """JSON in UTF-8, days as YYYY-MM-DD."""
    return (json.dumps(content, ensure_ascii=False, indent=1, default=_write_day) + "\n").encode("utf-8")


def _write_day(value: object) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON here; add one")
