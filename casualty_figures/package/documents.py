"""What the build writes for people: the README's tables and the data dictionary, and with them every file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from casualty_figures.package.changelog import changelog
from casualty_figures.package.citation_file import with_references
from casualty_figures.package.descriptor import descriptor
from casualty_figures.package.issues import Issue, demand
from casualty_figures.package.sql import load_sql
from casualty_figures.package.tables import PUBLISHED, Tables, records, schema, write_table
from casualty_figures.package.versions import Stamp, current_stamp, stamped_files
from casualty_figures.reading.words import lexicon

BUILT = re.compile(r"(<!-- built: (?P<name>[a-z_]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def describe(root: Path, tables: Tables, stamp: Stamp | None = None) -> dict[str, bytes]:
    """Every built file by its path: tables, descriptor, README, changelog, dictionary, load.sql, version lines.

    The version is that of `stamp`, or else follows from the last release.
    """
    contents = {table: write_table(table, tables[table]) for table in PUBLISHED}
    citation = yaml.safe_load((root / "CITATION.cff").read_text("utf-8"))
    schemas = {f"schemas/{table}.json": (root / "schemas" / f"{table}.json").read_bytes() for table in PUBLISHED}

    def described(as_of: Stamp) -> dict[str, bytes]:
        cited = {**citation, "version": as_of.version, "date-released": as_of.date}
        return {**schemas, "datapackage.json": descriptor(cited, tables, contents)}

    stamp = stamp or current_stamp(root, described)
    stamped = stamped_files(root, stamp)
    return {
        **{f"data/{table}.csv": content for table, content in contents.items()},
        "docs/tables.md": data_dictionary().encode("utf-8"),
        "README.md": readme((root / "README.md").read_text("utf-8"), tables).encode("utf-8"),
        "CHANGELOG.md": changelog(tables).encode("utf-8"),
        "load.sql": load_sql().encode("utf-8"),
        **stamped,
        "CITATION.cff": with_references(stamped["CITATION.cff"].decode("utf-8"), tables).encode("utf-8"),
        "datapackage.json": described(stamp)["datapackage.json"],
    }


def readme(authored: str, tables: Tables) -> str:
    """The README with its built sections filled."""
    sections = {
        "figures": figures_section(tables),
        "sources": sources_section(tables),
        "period_rules": period_rules_section(),
        "relation_rules": relation_rules_section(),
    }

    def fill(section: re.Match[str]) -> str:
        if section["name"] not in sections:
            known = f"is one of {', '.join(sections)}"
            demand([Issue("README.md", "", "built", section["name"], known, "correct the section's name")])
        return f"{section[1]}\n{sections[section['name']]}\n{section[3]}"

    return BUILT.sub(fill, authored)


def figures_section(tables: Tables) -> str:
    """The figures as a table in Markdown; each a claim, with who says it."""
    places = dict(zip(tables["places"]["place_id"], tables["places"]["name"], strict=True))
    parties = dict(zip(tables["parties"]["party_id"], tables["parties"]["name"], strict=True))
    measures = dict(zip(tables["measures"]["measure_id"], tables["measures"]["label"], strict=True))
    rows = []
    for row in records(tables["figures"]):
        place = places.get(row["place_id"], "")
        rows.append(
            (
                f"`{row['figure_id']}`",
                measures[row["measure_id"]],
                bounds_in_words(row["value_low"], row["value_high"], row["unit"]),
                row["printed"],
                f"{row['place_role']}: {place}" if row["place_role"] != "occurred" else place,
                period_in_words(row["period_start"], row["period_end"]),
                f"{parties.get(row['claimant_id'], 'the article itself')}, {row['modality']}",
            )
        )
    return markdown_table(("figure", "measure", "bounds", "as printed", "place", "period", "said by"), rows)


def sources_section(tables: Tables) -> str:
    """The sources as a table in Markdown: how much of each is known, and what it derives from."""
    figures = tables["figures"]["source_id"].value_counts()
    held = {"located": "held; every mark is located", "not_held": "not held"}
    known = {"complete": "every figure is coded", "partial": "only a part is known"}
    rows = [
        (
            f"`{row['source_id']}`",
            f"{row['publisher']}, {row['published']:%Y-%m-%d}",
            str(figures.get(row["source_id"], 0)),
            held[row["text_status"]],
            known[row["coverage"]],
            f"`{row['derives_from']}` ({row['derives_basis']})" if row["derives_from"] else "",
        )
        for row in records(tables["sources"])
    ]
    return markdown_table(("source", "published", "figures", "text", "coverage", "derives from"), rows)


def bounds_in_words(low: int | None, high: int | None, unit: str) -> str:
    """Bounds for people to read.

    >>> bounds_in_words(801, None, "person"), bounds_in_words(48, 48, "person"), bounds_in_words(None, None, "day")
    ('801 or more', '48', 'unstated')
    >>> bounds_in_words(10000, 10000, "metre")
    '10000 metre'
    """
    unit_name = f" {unit}" if unit in ("metre", "day") else ""
    if low is None:
        return "unstated"
    if high is None:
        return f"{low} or more{unit_name}"
    return f"{low}{unit_name}" if low == high else f"{low} to {high}{unit_name}"


def period_in_words(start: Any, end: Any) -> str:
    """A period for people to read; an unknown end is shown as such.

    >>> period_in_words(None, None)
    'not dated'
    """
    if start is None and end is None:
        return "not dated"
    first, last = (day.strftime("%Y-%m-%d") if day is not None else "?" for day in (start, end))
    return first if first == last else f"{first} to {last}"


def period_rules_section() -> str:
    """The rules that turn words into dates, from the vocabulary."""
    rows = [(f"`{row['rule']}`", row["explanation"]) for row in lexicon.table("words/period_rules")]
    return markdown_table(("rule", "what it does"), rows)


def relation_rules_section() -> str:
    """The rules of relation in the order in which they are asked, from the vocabulary."""
    rows = [
        (f"`{row['rule']}`", f"`{row['relation']}`", row["explanation"])
        for row in lexicon.table("words/relation_rules")
    ]
    return markdown_table(("rule", "relation", "when"), rows)


def data_dictionary() -> str:
    """Every table and column, from the schemas."""
    parts = ["# Tables\n", "Built from `schemas/`; each schema is the one truth about its table's columns.\n"]
    for name in PUBLISHED:
        authored = schema(name)
        parts.append(f"## {name}\n\n{authored['description']}\n")
        parts.append(f"Key: {', '.join(f'`{key}`' for key in authored['primaryKey'])}.\n")
        rows = [
            (
                f"`{field['name']}`",
                field["type"],
                f"{field['title']}. {field['description']}{_codes(field)}",
                _constraints(field),
                f"`{field['example']}`",
            )
            for field in authored["fields"]
        ]
        parts.append(markdown_table(("column", "type", "meaning", "constraints", "example"), rows) + "\n")
    return "\n".join(parts)


def markdown_table(header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """Rows as a table in Markdown; bars in cells are escaped.

    >>> print(markdown_table(("a", "b"), [("1", "x|y")]))
    | a | b |
    | --- | --- |
    | 1 | x\\|y |
    """
    lines = [header, tuple("---" for _ in header), *(tuple(cell.replace("|", "\\|") for cell in row) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _codes(field: dict[str, Any]) -> str:
    codes = [f"`{code['value']}` {code['label']}" for code in field.get("categories", [])]
    unit = f" Unit: {field['unit']}." if "unit" in field else ""
    return unit + (f" Codes: {'; '.join(codes)}." if codes else "")


def _constraints(field: dict[str, Any]) -> str:
    limits = dict(field.get("constraints", {}))
    if "categories" in field:
        limits.pop("enum")
    words = [name for name in ("required", "unique") if limits.pop(name, False)]
    for name, limit in limits.items():
        words.append(f"{name} {', '.join(limit) if isinstance(limit, list) else f'`{limit}`'}")
    return "; ".join(words)
