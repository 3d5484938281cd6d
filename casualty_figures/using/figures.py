"""Published figures with their receipts: a claim, its bounds, and who, where, when and in which words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache, cached_property
from typing import Any, cast

import pandas as pd

from casualty_figures.package.versions import release_number
from casualty_figures.using import citing, display
from casualty_figures.using.loading import load, opened
from casualty_figures.using.opened import unknown
from casualty_figures.using.records import (
    Actor,
    Evidence,
    Record,
    Relation,
    Revision,
    Row,
    Source,
    grouped,
    hash_cells,
    record,
    rows_of,
    text_cells,
)


@dataclass(frozen=True)
class PublishedFigure:
    """One figure of the package: the columns of `figures`, and what other tables say about it.

    A claim by somebody, never a finding of this package.
    """

    figure_id: str
    source_id: str
    series_id: str
    measure_id: str
    quantifier_id: str
    value: int | None
    value_low: int | None
    value_high: int | None
    bounds: str
    unit: str
    count_kind: str
    modality: str
    population_id: str | None
    cause_id: str | None
    place_id: str | None
    place_role: str
    period_start: dt.date | None
    period_end: dt.date | None
    period_precision: str
    period_rule: str
    claimant_id: str | None
    voice: str
    asserted_on: dt.date | None
    printed: str
    deep_link: str | None
    caveat: str | None
    status: str
    catalogue: Catalogue = field(repr=False, compare=False)
    """The package that the figure stands in."""

    def display(self, form: str = "short") -> str:
        """The figure in words: "short", "spoken" or "long".

        >>> figure("meo-2016-10-25-aleppo.17").display()
        '>800'
        >>> figure("meo-2016-10-25-aleppo.17").display("spoken").partition(" in ")[0]
        'more than 800 civilians killed'
        """
        if form not in display.FORMS:
            raise unknown("form of display", form, list(display.FORMS))
        return cast("str", getattr(display, form)(self))

    def cite(self, form: str = "text") -> str:
        """A citation of the figure, its article and this package: "text", "bibtex" or "csl" (CSL-JSON).

        >>> figure("meo-2016-10-25-aleppo.17").cite().count("according to Syria Civil Defence, as reported by ")
        1
        """
        return citing.cite(self, form)

    def relations(self) -> tuple[Relation, ...]:
        """Every relation to another figure, in either direction; `Relation.sentence` says it in words."""
        return self.catalogue.related.get(self.figure_id, ())

    def history(self) -> tuple[Revision, ...]:
        """What releases have changed in the figure, the oldest first."""
        return self.catalogue.revised.get(self.figure_id, ())

    @cached_property
    def row(self) -> Row:
        """The figure's own columns."""
        return {one.name: getattr(self, one.name) for one in fields(self) if one.name != "catalogue"}

    @property
    def row_sha256(self) -> str:
        """A hash of the figure's own words and values: SHA-256 of its CSV cells as JSON, keys sorted, without blanks.

        The series is left out: it may be renamed when an earlier article comes in.
        """
        return hash_cells({name: cell for name, cell in text_cells(self.row).items() if name != "series_id"})

    @property
    def withdrawn(self) -> bool:
        """Whether the figure was taken back and must not be used."""
        return self.status == "withdrawn"

    @property
    def source(self) -> Source:
        """The article that prints it."""
        return self.catalogue.sources[self.source_id]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The marked phrases that every value was read from."""
        return self.catalogue.evidence.get(self.figure_id, ())

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Who is said to have done it, denies it, pledges it, or escorted."""
        return self.catalogue.actors.get(self.figure_id, ())

    @property
    def origins(self) -> int:
        """How many independent claimants stand behind its series."""
        return int(self.catalogue.series[self.series_id]["origins"])

    @property
    def outlets(self) -> int:
        """How many publishers print its series."""
        return int(self.catalogue.series[self.series_id]["outlets"])

    @property
    def measure(self) -> str:
        """The measure in words."""
        return self.catalogue.label("measures", self.measure_id)

    @property
    def cause(self) -> str:
        """The cause in words; empty where none is named."""
        return self.catalogue.label("measures", self.cause_id)

    @property
    def population(self) -> str:
        """The people counted, in words; empty where none are, or they are not named."""
        return self.catalogue.label("populations", self.population_id)

    @property
    def place(self) -> str:
        """The place in words; empty where none is named."""
        return self.catalogue.label("places", self.place_id)

    @property
    def claimant(self) -> str:
        """Who says so, in words; empty where the article's own voice does."""
        return self.catalogue.label("parties", self.claimant_id)

    @property
    def attribution(self) -> str:
        """Who says so, where and when it was printed: what every use of the figure must show."""
        printed = f"as reported by {self.source.publisher} on {display.day(self.source.published)}"
        return f"according to {self.claimant}, {printed}" if self.claimant else f"{printed}, in its own words"

    @property
    def conflicts(self) -> tuple[str, ...]:
        """The ids of the figures that it is in conflict with."""
        return self._others("conflicts_with")

    @property
    def updated_by(self) -> tuple[str, ...]:
        """The ids of the figures that update it."""
        updates = (one for one in self.relations() if one.relation == "updates" and one.other_id == self.figure_id)
        return tuple(one.figure_id for one in updates)

    @property
    def disputed_by(self) -> tuple[str, ...]:
        """The names of those, at the root, whose figures are in conflict with it; an article's own voice is its
        publisher's."""
        others = (self.catalogue.figure(other) for other in self.conflicts)
        return tuple(sorted({self.catalogue.root_name(one) for one in others}))

    def _others(self, relation: str) -> tuple[str, ...]:
        return tuple(one.seen_from(self.figure_id) for one in self.relations() if one.relation == relation)


class Catalogue:
    """All tables of one version, joined on demand: `figure("...")` and `figures` are the ways in."""

    def __init__(
        self,
        tables: Mapping[str, pd.DataFrame],
        schemas: Mapping[str, dict[str, Any]],
        descriptor: Mapping[str, Any],
        sha256: str,
    ) -> None:
        """Take typed tables and their schemas, the package's descriptor, and the descriptor's hash."""
        self.tables, self.schemas, self.descriptor, self.sha256 = tables, schemas, descriptor, sha256

    @property
    def version(self) -> str:
        """The package's version."""
        return str(self.descriptor["version"])

    @cached_property
    def versions(self) -> list[str]:
        """The releases, the oldest first."""
        return sorted((row["version"] for row in self.rows("releases")), key=release_number)

    @cached_property
    def figures(self) -> dict[str, PublishedFigure]:
        """Every figure by its id, withdrawn ones too."""
        return {row["figure_id"]: PublishedFigure(**row, catalogue=self) for row in self.rows("figures")}

    def figure(self, figure_id: str) -> PublishedFigure:
        """One figure. Raises `UnknownNameError` listing the ids that there are."""
        if figure_id not in self.figures:
            raise unknown("figure", figure_id, list(self.figures))
        return self.figures[figure_id]

    @cached_property
    def series(self) -> dict[str, Row]:
        """The rows of `series` by id."""
        return {row["series_id"]: row for row in self.rows("series")}

    @cached_property
    def by_series(self) -> dict[str, tuple[PublishedFigure, ...]]:
        """The figures of each series, the earliest published first."""
        found: dict[str, list[PublishedFigure]] = {}
        for one in sorted(self.figures.values(), key=lambda one: (one.source.published, one.figure_id)):
            found.setdefault(one.series_id, []).append(one)
        return {series_id: tuple(figures) for series_id, figures in found.items()}

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The articles by id."""
        return {row["source_id"]: record(Source, row) for row in self.rows("sources")}

    @cached_property
    def evidence(self) -> dict[str, tuple[Evidence, ...]]:
        """The marked phrases by figure."""
        return self._by_figure(Evidence, "evidence")

    @cached_property
    def actors(self) -> dict[str, tuple[Actor, ...]]:
        """The actors by figure."""
        found = grouped(self.rows("actors"), "figure_id")
        return {
            one: tuple(record(Actor, row | {"name": self.label("parties", row["party_id"])}) for row in rows)
            for one, rows in found.items()
        }

    @cached_property
    def related(self) -> dict[str, tuple[Relation, ...]]:
        """The relations by figure, at either end."""
        found: dict[str, list[Relation]] = {}
        for relation in (record(Relation, row) for row in self.rows("relations")):
            found.setdefault(relation.figure_id, []).append(relation)
            found.setdefault(relation.other_id, []).append(relation)
        return {figure_id: tuple(relations) for figure_id, relations in found.items()}

    @cached_property
    def revised(self) -> dict[str, tuple[Revision, ...]]:
        """The revisions of the table `figures` by figure, in order of release."""
        order = {version: place for place, version in enumerate(self.versions)}
        rows = [row for row in self.rows("revisions") if row["table"] == "figures"]
        found = grouped(sorted(rows, key=lambda row: order.get(row["release"], len(order))), "row_id")
        return {figure_id: tuple(record(Revision, row) for row in rows) for figure_id, rows in found.items()}

    def label(self, table: str, row_id: str | None) -> str:
        """An id in words: the label or name of its row; empty for none."""
        return self._labels[table][row_id] if row_id else ""

    def root_name(self, figure: PublishedFigure) -> str:
        """Who stands behind a figure in the end, in words; the publisher where the article itself says so."""
        party = figure.claimant_id
        while party and (above := self._part_of[party]):
            party = above
        return self.label("parties", party) if party else figure.source.publisher

    def rows(self, table: str) -> list[Row]:
        """A table's rows as plain values."""
        return rows_of(self.tables[table])

    @cached_property
    def _labels(self) -> dict[str, dict[str, str]]:
        columns = {"measures": "label", "populations": "label", "places": "name", "parties": "name"}
        return {
            table: dict(zip(self.tables[table].iloc[:, 0], self.tables[table][column], strict=True))
            for table, column in columns.items()
        }

    @cached_property
    def _part_of(self) -> dict[str, str | None]:
        return {row["party_id"]: row["part_of"] for row in self.rows("parties")}

    def _by_figure(self, kind: type[Record], table: str) -> dict[str, tuple[Record, ...]]:
        found = grouped(self.rows(table), "figure_id")
        return {figure_id: tuple(record(kind, row) for row in rows) for figure_id, rows in found.items()}


def figure(figure_id: str, *, version: str | None = None, as_of: dt.date | str | None = None) -> PublishedFigure:
    """One figure with its receipts, of this installation, of a release, or as of a day.

    Raises `UnknownNameError` listing the ids that there are.

    >>> figure("meo-2016-10-25-aleppo.17").claimant
    'Syria Civil Defence'
    """
    return catalogue(version, as_of).figure(figure_id)


@cache
def catalogue(version: str | None = None, as_of: dt.date | str | None = None) -> Catalogue:
    """All tables of a version, joined."""
    package = opened(version, as_of)
    loaded = {table: load(table, version=version, as_of=as_of) for table in package.resources}
    schemas = {table: package.schema(table) for table in package.resources}
    return Catalogue(loaded, schemas, package.descriptor, package.sha256)
