"""Derive tolls.csv and its descriptor from pinned figures; stop where a pinned figure has changed."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sys
from pathlib import Path

import casualty_figures
from casualty_figures.using.pinning import BrokenPinsError, Pins, compare, read_pins

HERE = Path(__file__).resolve().parent
COLUMNS = {
    "figure_id": ("string", "The pinned figure that the row derives from."),
    "what": ("string", "The claim in words."),
    "at_least": ("integer", "The least that the words allow; a bound, not a count."),
    "at_most": ("integer", "The most that the words allow; empty where they leave it open."),
    "shown": ("string", "What a dashboard may show; the sign before the number belongs to it."),
    "attribution": ("string", "Who says so, and where it was printed; show it beside the number."),
    "origins": ("integer", "How many independent claimants stand behind it."),
    "caveat": ("string", "What a reader must know."),
}


def main() -> int:
    """Check the pins, derive, write; 1 where a figure has changed, 2 where the pins are broken."""
    try:
        pins = read_pins(HERE / "figures.lock.json")
        findings = compare(pins, casualty_figures.catalogue())
    except BrokenPinsError as error:
        print(error, file=sys.stderr)
        return 2
    if findings:
        print(*findings, "look at each, then run `casualty-figures accept`", sep="\n", file=sys.stderr)
        return 1
    table = derive(pins)
    (HERE / "tolls.csv").write_bytes(table)
    (HERE / "datapackage.json").write_bytes(describe(pins, table))
    return 0


def derive(pins: Pins) -> bytes:
    """One row per pinned figure, with all that must stand beside its number."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for pin in pins.figures:
        figure = casualty_figures.figure(pin.figure_id)
        writer.writerow(
            {
                "figure_id": figure.figure_id,
                "what": figure.display("spoken").removesuffix(f", {figure.attribution}"),
                "at_least": figure.value_low,
                "at_most": figure.value_high,
                "shown": figure.display(),
                "attribution": figure.attribution,
                "origins": figure.origins,
                "caveat": figure.caveat,
            }
        )
    return out.getvalue().encode("utf-8")


def describe(pins: Pins, table: bytes) -> bytes:
    """The descriptor: what was derived from which version, with its hash, and which articles stand behind it."""
    figures = [casualty_figures.figure(pin.figure_id) for pin in pins.figures]
    articles = {figure.source.url: f"{figure.source.publisher}, {figure.source.published}" for figure in figures}
    package = casualty_figures.metadata()
    descriptor = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "aleppo-tolls",
        "title": "Reported tolls of Aleppo, October 2016",
        "description": "Derived from pinned figures; each is a claim by the party named with it.",
        "licenses": package["licenses"],
        "sources": [
            {"title": package["title"], "path": pins.package, "version": pins.version, "hash": f"sha256:{pins.sha256}"},
            *({"title": title, "path": url} for url, title in sorted(articles.items())),
        ],
        "resources": [
            {
                "name": "tolls",
                "type": "table",
                "path": "tolls.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(table),
                "hash": f"sha256:{hashlib.sha256(table).hexdigest()}",
                "schema": {
                    "fields": [
                        {"name": name, "type": kind, "description": description}
                        for name, (kind, description) in COLUMNS.items()
                    ],
                    "primaryKey": ["figure_id"],
                    "missingValues": [""],
                },
            }
        ],
    }
    return (json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


if __name__ == "__main__":
    sys.exit(main())
