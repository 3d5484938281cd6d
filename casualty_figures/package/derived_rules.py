"""Rules of what is derived: figures and actors are what the phrases give, relations and series what the rules give."""

from __future__ import annotations

from collections.abc import Iterator

from casualty_figures.package.comparison import frame_issues
from casualty_figures.package.containment import roots
from casualty_figures.package.issues import Invalid, Issue
from casualty_figures.package.relations import relate
from casualty_figures.package.resolve import figure_row, read_claims
from casualty_figures.package.series import series
from casualty_figures.package.tables import TEXT, Tables, columns, typed_table

NO_PHRASE = ("series_id", "deep_link")
"""Columns of figures that the phrases alone do not give."""


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
    giver = "a reading of its phrases"
    try:
        yield from frame_issues("figures", figures, typed_table("figures", rows), giver, left_out=NO_PHRASE)
        yield from frame_issues("actors", tables["actors"], typed_table("actors", actors), giver)
    except Invalid as error:
        yield from error.issues


def related_issues(tables: Tables) -> Iterator[Issue]:
    """Every relation and every series that the published rules, applied again, do not give.

    What is a part of what no rule can compute; it is taken as the relations say.
    """
    coded = tables["relations"][tables["relations"]["relation"] == "part_of"]
    try:
        relations = relate(tables, dict(zip(coded["figure_id"], coded["other_id"], strict=True)))
    except Invalid as error:
        yield from error.issues
        return
    grouped, series_ids = series(tables, relations)
    figures = tables["figures"].assign(series_id=tables["figures"]["figure_id"].map(series_ids).astype(TEXT))
    giver = "the rules of relation"
    yield from frame_issues("relations", tables["relations"], relations, giver)
    yield from frame_issues("series", tables["series"], grouped, giver)
    yield from frame_issues("figures", tables["figures"], figures, giver)
