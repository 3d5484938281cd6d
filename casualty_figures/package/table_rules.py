"""Rules across rows and tables: foreign keys, containments, evidence, relations and series."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from casualty_figures.package.containment import roots
from casualty_figures.package.issues import Invalid, Issue
from casualty_figures.package.resolve import figure_row, read_claims
from casualty_figures.package.tables import Tables, columns, row_keys, schema, typed_table

LONGEST_RUN_WORDS = 8
CONTAINMENTS = (
    ("parties", "party_id", "part_of"),
    ("populations", "population_id", "within"),
    ("place_within", "place_id", "within_id"),
    ("sources", "source_id", "derives_from"),
    ("measures", "measure_id", "implies"),
)
RESOLVED_LATER = ("series_id",)
"""Columns of figures that no phrase gives."""


def table_issues(tables: Tables) -> Iterator[Issue]:
    """Every cross-table rule that the tables break."""
    yield from vocabulary_issues(tables)
    yield from _claims_without_evidence(tables)
    yield from _evidence_outside_text(tables)
    yield from _text_status(tables)
    yield from _links_into_unseen_texts(tables)
    yield from _long_runs(tables)


def vocabulary_issues(tables: Tables) -> Iterator[Issue]:
    """Every id that names no row, and everything that lies within itself; what resolving and relating rely on."""
    yield from _foreign_keys(tables)
    for table, inner, outer in CONTAINMENTS:
        yield from _cycles(table, tables[table], inner, outer)


def reread_issues(tables: Tables) -> Iterator[Issue]:
    """Every cell of figures and actors that the phrases, read again, do not give."""
    figures, issues = tables["figures"], []
    codings = figures[["figure_id", "voice", "modality", "place_role", "caveat", "status"]].assign(linked_mark="")
    codings["modality"] = codings["modality"].where(codings["modality"] == "pledged", "reported")
    root_of = roots(tables["parties"])
    rows, actors = [], []
    for claim in read_claims(tables["evidence"], codings, tables["sources"]):
        row, acting, unread = figure_row(claim, root_of)
        issues += unread
        rows.append([row[name] for name in columns("figures")])
        actors += acting
    yield from issues
    if issues:
        return
    try:
        yield from _differences("figures", figures, typed_table("figures", rows), (*RESOLVED_LATER, "deep_link"))
        yield from _differences("actors", tables["actors"], typed_table("actors", actors), ())
    except Invalid as error:
        yield from error.issues


def _differences(table: str, built: pd.DataFrame, read: pd.DataFrame, left_out: tuple[str, ...]) -> Iterator[Issue]:
    built_rows, read_rows = (
        dict(zip(row_keys(table, frame), frame.astype("object").fillna("").to_dict("records"), strict=True))
        for frame in (built, read)
    )
    action = "run `python build.py`; data/ is never edited by hand"
    for key in sorted(built_rows.keys() ^ read_rows.keys()):
        what = "its phrases give no such row" if key in built_rows else "its phrases give this row"
        yield Issue(table, key, "", key, what, action)
    for key in sorted(built_rows.keys() & read_rows.keys()):
        for column in columns(table):
            old, new = built_rows[key][column], read_rows[key][column]
            if old != new and column not in left_out:
                yield Issue(table, key, column, _shown(old), f"its phrases give {_shown(new)!r}", action)


def _shown(value: Any) -> str:
    return str(value.date()) if isinstance(value, pd.Timestamp) else str(value)


def _foreign_keys(tables: Tables) -> Iterator[Issue]:
    for table, frame in tables.items():
        for key in schema(table).get("foreignKeys", []):
            (column,), target = key["fields"], key["reference"]
            home, (name,) = target["resource"], target["fields"]
            if home not in tables:
                continue
            known = set(tables[home][name].dropna())
            for row, value in zip(row_keys(table, frame), frame[column], strict=True):
                if not pd.isna(value) and value not in known:
                    rule = f"names a row of {home}; it has {', '.join(sorted(known)[:30])}"
                    yield Issue(table, row, column, value, rule, f"correct the id, or add it to {home}")


def _cycles(table: str, frame: pd.DataFrame, inner: str, outer: str) -> Iterator[Issue]:
    within: dict[str, set[str]] = {}
    for child, parent in zip(frame[inner], frame[outer], strict=True):
        if not pd.isna(child) and not pd.isna(parent):
            within.setdefault(child, set()).add(parent)
    for start in sorted(within):
        reached: set[str] = set()
        waiting = [start]
        while waiting:
            new = within.get(waiting.pop(), set()) - reached
            reached |= new
            waiting += sorted(new)
        if start in reached:
            yield Issue(table, start, outer, start, "nothing lies within itself", "take one containment out")


def _claims_without_evidence(tables: Tables) -> Iterator[Issue]:
    marked = tables["evidence"].groupby("figure_id")["role"].agg(set).to_dict()
    figures = tables["figures"]
    for figure_id, voice, printed in zip(figures["figure_id"], figures["voice"], figures["printed"], strict=True):
        roles = marked.get(figure_id, set())
        if not roles & {"figure", "event"}:
            yield Issue("evidence", figure_id, "role", "", "has a figure mark or an event mark", "mark the phrase")
        if voice != "narrator" and "claimant" not in roles:
            rule = "has a claimant mark, or the narrator speaks"
            yield Issue("evidence", figure_id, "role", printed, rule, "mark who says so, or code the narrator")


def _evidence_outside_text(tables: Tables) -> Iterator[Issue]:
    length = dict(zip(tables["sources"]["source_id"], tables["sources"]["text_characters"], strict=True))
    evidence = tables["evidence"]
    for key, figure_id, end in zip(row_keys("evidence", evidence), evidence["figure_id"], evidence["end"], strict=True):
        limit = length.get(figure_id.rpartition(".")[0])
        if not pd.isna(end) and not pd.isna(limit) and end > limit:
            rule = f"the mark lies inside the text of {limit} characters"
            yield Issue("evidence", key, "end", str(end), rule, "mark the phrase where it stands")


def _text_status(tables: Tables) -> Iterator[Issue]:
    evidence = tables["evidence"]
    owner = evidence["figure_id"].str.rpartition(".")[0]
    offsets = evidence["start"].notna().groupby(owner).all().to_dict()
    for row in tables["sources"].to_dict("records"):
        located = row["text_status"] == "located"
        for column in ("text_sha256", "text_characters"):
            if located == pd.isna(row[column]):
                rule = "given where the text was at hand, and nowhere else"
                yield Issue("sources", row["source_id"], column, str(row[column]), rule, "correct text_status or it")
        if located and not offsets.get(row["source_id"], True):
            rule = "located means that every mark has its offsets"
            yield Issue(
                "sources", row["source_id"], "text_status", "located", rule, "locate the marks, or write not_held"
            )
        if not located and row["coverage"] == "complete":
            rule = "coverage is complete only where the text was read whole"
            yield Issue("sources", row["source_id"], "coverage", "complete", rule, "write partial")


def _links_into_unseen_texts(tables: Tables) -> Iterator[Issue]:
    """That a linked phrase occurs once is known only of a text that was at hand."""
    status = dict(zip(tables["sources"]["source_id"], tables["sources"]["text_status"], strict=True))
    figures = tables["figures"].dropna(subset=["deep_link"])
    for figure_id, source_id, link in zip(
        figures["figure_id"], figures["source_id"], figures["deep_link"], strict=True
    ):
        if status.get(source_id) == "not_held":
            rule, action = (
                "a phrase is linked only in a text that was at hand",
                "leave linked_mark empty in codings.csv",
            )
            yield Issue("figures", figure_id, "deep_link", link, rule, action)


def _long_runs(tables: Tables) -> Iterator[Issue]:
    """The marks of a source laid together by offset cover no run of nine words."""
    evidence = tables["evidence"][tables["evidence"]["start"].notna()]
    for source_id, marks in evidence.groupby(evidence["figure_id"].str.rpartition(".")[0]):
        spans = sorted(set(zip(marks["start"], marks["end"], marks["printed"], strict=True)))
        run_end, words, reached = -2, 0, -1
        for start, end, printed in spans:
            if start > run_end + 1:
                words, reached = 0, start
            fresh = printed[max(0, int(reached - start)) :]
            words += len(fresh.split())
            run_end = reached = max(run_end, end)
            if words > LONGEST_RUN_WORDS:
                rule = f"marks laid together cover at most {LONGEST_RUN_WORDS} words in a row"
                yield Issue("evidence", str(source_id), "printed", printed, rule, "mark fewer words")
                words, reached = 0, end
