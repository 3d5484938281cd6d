"""The dataset in JSON-LD for machines that search: schema.org Dataset and Croissant 1.0 in one object."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

from casualty_figures.using.figures import Catalogue
from casualty_figures.using.loading import citation
from casualty_figures.using.records import Row

JsonLd = dict[str, Any]

CROISSANT = "http://mlcommons.org/croissant/1.0"
TYPES = {
    "string": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
}
CONTEXT: JsonLd = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The context that the Croissant 1.0 specification prescribes."""


def jsonld(catalogue: Catalogue, parquet: Mapping[str, bytes] | None = None) -> JsonLd:
    """The whole description; its files are named relative to the folder that holds `data/`.

    `parquet` maps each table to the bytes of `parquet/<table>.parquet`, where there are such files: records are then
    read from them, since mlcroissant guesses at the types of CSV and takes the mark "01" for 1 and "NA" for missing.
    """
    descriptor, parquet = catalogue.descriptor, parquet or {}
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": CROISSANT,
        "name": descriptor["name"],
        "alternateName": descriptor["title"],
        "description": descriptor["description"],
        "version": catalogue.version,
        "license": descriptor["licenses"][0]["path"],
        "creator": [{"@type": "sc:Organization", "name": one["title"]} for one in descriptor["contributors"]],
        "datePublished": descriptor["created"][:10],
        "keywords": descriptor["keywords"],
        "inLanguage": "en",
        "isAccessibleForFree": True,
        "citeAs": citation(descriptor),
        "temporalCoverage": _temporal_coverage(catalogue),
        "spatialCoverage": _spatial_coverage(catalogue),
        "variableMeasured": _variables(catalogue),
        "isBasedOn": [_article(row) for row in catalogue.rows("sources")],
        "distribution": [
            *(_csv_object(one) for one in descriptor["resources"]),
            *(_parquet_object(table, catalogue.schemas[table], content) for table, content in parquet.items()),
        ],
        "recordSet": [
            _record_set(table, schema, f"{table}.parquet" if table in parquet else f"{table}.csv")
            for table, schema in catalogue.schemas.items()
        ],
    }


def jsonld_bytes(catalogue: Catalogue, parquet: Mapping[str, bytes] | None = None) -> bytes:
    """The description as a file."""
    return (json.dumps(jsonld(catalogue, parquet), ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def for_script(content: Any) -> str:
    """JSON that may stand in an HTML `<script>`: no character of it can end the element or the line.

    >>> for_script({"name": "</script>&"})
    '{"name": "\\\\u003c/script\\\\u003e\\\\u0026"}'
    """
    written = json.dumps(content, ensure_ascii=False)
    return re.sub("[<>&\u2028\u2029]", lambda found: f"\\u{ord(found[0]):04x}", written)


def _temporal_coverage(catalogue: Catalogue) -> str:
    days = [day for one in catalogue.figures.values() for day in (one.period_start, one.period_end) if day]
    return f"{min(days)}/{max(days)}" if days else ""


def _spatial_coverage(catalogue: Catalogue) -> list[JsonLd]:
    used = {one.place_id for one in catalogue.figures.values()}
    return [_place(row) for row in catalogue.rows("places") if row["place_id"] in used]


def _place(row: Row) -> JsonLd:
    place = {"@type": "sc:Place", "name": row["name"]}
    if row["latitude"] is None:
        return place
    return place | {"geo": {"@type": "sc:GeoCoordinates", "latitude": row["latitude"], "longitude": row["longitude"]}}


def _variables(catalogue: Catalogue) -> list[JsonLd]:
    used = {one.measure_id for one in catalogue.figures.values()}
    return [
        {"@type": "sc:PropertyValue", "name": row["label"], "description": row["definition"]}
        for row in catalogue.rows("measures")
        if row["measure_id"] in used
    ]


def _article(row: Row) -> JsonLd:
    article = {
        "@type": "sc:NewsArticle",
        "url": row["url"],
        "datePublished": row["published"].isoformat(),
        "inLanguage": row["language"],
        "publisher": {"@type": "sc:Organization", "name": row["publisher"]},
    }
    return article | ({"headline": row["title"]} if row["title"] else {})


def _csv_object(resource: JsonLd) -> JsonLd:
    return {
        "@type": "cr:FileObject",
        "@id": f"{resource['name']}.csv",
        "name": f"{resource['name']}.csv",
        "description": resource["description"],
        "contentUrl": resource["path"],
        "contentSize": f"{resource['bytes']} B",
        "encodingFormat": resource["mediatype"],
        "sha256": resource["hash"].removeprefix("sha256:"),
    }


def _parquet_object(table: str, schema: JsonLd, content: bytes) -> JsonLd:
    return {
        "@type": "cr:FileObject",
        "@id": f"{table}.parquet",
        "name": f"{table}.parquet",
        "description": schema["description"],
        "contentUrl": f"parquet/{table}.parquet",
        "contentSize": f"{len(content)} B",
        "encodingFormat": "application/x-parquet",
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def _record_set(table: str, schema: JsonLd, file: str) -> JsonLd:
    """A table. References are left to the Table Schemas: mlcroissant joins by them and drops rows with empty keys."""
    return {
        "@type": "cr:RecordSet",
        "@id": table,
        "name": table,
        "description": schema["description"],
        "key": [{"@id": f"{table}/{name}"} for name in schema["primaryKey"]],
        "field": [_field(table, field, file) for field in schema["fields"]],
    }


def _field(table: str, field: JsonLd, file: str) -> JsonLd:
    return {
        "@type": "cr:Field",
        "@id": f"{table}/{field['name']}",
        "name": f"{table}/{field['name']}",
        "description": f"{field['title']}. {field['description']}",
        "dataType": TYPES[field["type"]],
        "source": {"fileObject": {"@id": file}, "extract": {"column": field["name"]}},
    }
