"""The references of `CITATION.cff`: the articles that print the figures, to be cited too."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from casualty_figures.package.tables import Tables, records

OPENING = "\nreferences:\n"


def with_references(authored: str, tables: Tables) -> str:
    """The citation file with one reference per source in place of those that it ends with."""
    kept = authored.partition(OPENING)[0].rstrip("\n")
    return f"{kept}{OPENING}{''.join(_reference(row) for row in records(tables['sources']))}"


def _reference(source: Mapping[str, Any]) -> str:
    """One article; a text in JSON is a text in YAML."""
    title, publisher, url = (
        json.dumps(text, ensure_ascii=False)
        for text in (source["title"] or "Headline not known", source["publisher"], source["url"])
    )
    return (
        f"  - type: newspaper-article\n    title: {title}\n    authors:\n      - name: {publisher}\n"
        f"    date-published: {source['published']:%Y-%m-%d}\n    url: {url}\n"
    )
