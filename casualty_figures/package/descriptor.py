"""The descriptor `datapackage.json`: what the package is, and the hash of every table."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from casualty_figures.package.tables import PUBLISHED, Tables, records, schema

PACKAGE_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
RESOURCE_PROFILE = "https://datapackage.org/profiles/2.0/dataresource.json"


def descriptor(citation: Mapping[str, Any], tables: Tables, contents: Mapping[str, bytes]) -> bytes:
    """Write the descriptor as JSON.

    `citation` is CITATION.cff as read; `contents` maps each table to its CSV bytes.
    """
    package = {
        "$schema": PACKAGE_PROFILE,
        "name": "casualty-figures",
        "title": citation["title"],
        "description": citation["abstract"],
        "version": citation["version"],
        "created": f"{citation['date-released']}T00:00:00Z",
        "keywords": citation["keywords"],
        "licenses": [
            {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/", "title": "Data: CC BY 4.0"}
        ],
        "contributors": [{"title": author["name"], "roles": ["author", "publisher"]} for author in citation["authors"]],
        "sources": [_cited(row) for row in records(tables["sources"])],
        "resources": [_resource(table, contents[table]) for table in PUBLISHED],
    }
    return (json.dumps(package, indent=2, ensure_ascii=False) + "\n").encode("utf-8")


def _cited(source: Mapping[str, Any]) -> dict[str, str]:
    title = source["title"] or "headline not known"
    return {
        "title": f"{source['publisher']}, {source['published']:%Y-%m-%d}: {title}",
        "path": source["url"],
        "version": f"{source['published']:%Y-%m-%d}",
    }


def _resource(table: str, content: bytes) -> dict[str, Any]:
    authored = schema(table)
    return {
        "$schema": RESOURCE_PROFILE,
        "name": table,
        "type": "table",
        "title": authored["title"],
        "description": authored["description"],
        "path": f"data/{table}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": f"schemas/{table}.json",
    }
