"""What the vocabulary and the schemas say of an id: the way up from a party or place, and the words of a code."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from casualty_figures.reading.words.lexicon import table
from casualty_figures.using.figures import Catalogue, PublishedFigure
from casualty_figures.using.records import Evidence, Row, Source, grouped


class References:
    """The tables of one catalogue by id, as the pages look them up."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Take the catalogue."""
        self.catalogue = catalogue

    @cached_property
    def figures(self) -> dict[str, list[PublishedFigure]]:
        """The figures of each source."""
        found: dict[str, list[PublishedFigure]] = {source_id: [] for source_id in self.catalogue.sources}
        for figure in self.catalogue.figures.values():
            found[figure.source_id].append(figure)
        return found

    @cached_property
    def derived(self) -> dict[str, list[Source]]:
        """The sources that derive from each other one."""
        found: dict[str, list[Source]] = {}
        for source in self.catalogue.sources.values():
            found.setdefault(source.derives_from or "", []).append(source)
        return found

    @cached_property
    def parties(self) -> dict[str, Row]:
        """Parties by id."""
        return {row["party_id"]: row for row in self.catalogue.rows("parties")}

    @cached_property
    def places(self) -> dict[str, Row]:
        """Places by id."""
        return {row["place_id"]: row for row in self.catalogue.rows("places")}

    @cached_property
    def quantifiers(self) -> dict[str, Row]:
        """Quantifiers by id."""
        return {row["quantifier_id"]: row for row in self.catalogue.rows("quantifiers")}

    @cached_property
    def measures(self) -> dict[str, Row]:
        """Measures by id."""
        return {row["measure_id"]: row for row in self.catalogue.rows("measures")}

    @cached_property
    def period_rules(self) -> dict[str, dict[str, str]]:
        """The rules that turn words into days, by code."""
        return {row["rule"]: row for row in table("words/period_rules")}

    @cached_property
    def relation_rules(self) -> dict[str, dict[str, str]]:
        """The rules that relate figures, by code."""
        return {row["rule"]: row for row in table("words/relation_rules")}

    def parents(self, party_id: str | None) -> list[Row]:
        """A party and those it is part of, up to its root."""
        chain = []
        while party_id:
            chain.append(self.parties[party_id])
            party_id = self.parties[party_id]["part_of"]
        return chain

    def containment(self, place_id: str | None) -> list[tuple[Row, Row, str]]:
        """Every step up from a place: what lies in what, and on which basis; nearest first, each step once."""
        steps: list[tuple[Row, Row, str]] = []
        waiting = [place_id] if place_id else []
        for one in waiting:
            for row in self._within.get(one, ()):
                steps.append((self.places[one], self.places[row["within_id"]], row["basis"]))
                if row["within_id"] not in waiting:
                    waiting.append(row["within_id"])
        return steps

    def words(self, table_name: str, column: str, code: str) -> str:
        """What a code means, as its column's schema says; the code itself where it says nothing."""
        return self._categories.get((table_name, column, code), code)

    def meant(self, mark: Evidence) -> str:
        """The id or day that a mark stands for, in words; empty where the words alone say it."""
        return self._names.get(mark.means or "", mark.means or "")

    def codes(self, table_name: str, column: str) -> Iterator[tuple[str, str]]:
        """Every code of a column, and what it means."""
        return (
            (code, label) for (name, of, code), label in self._categories.items() if (name, of) == (table_name, column)
        )

    @cached_property
    def _names(self) -> dict[str, str]:
        """What places, parties, peoples and measures are called, by id."""
        populations = {row["population_id"]: row["label"] for row in self.catalogue.rows("populations")}
        measures = {row_id: row["label"] for row_id, row in self.measures.items()}
        named = {row_id: row["name"] for row_id, row in (self.places | self.parties).items()}
        return populations | measures | named

    @cached_property
    def _within(self) -> dict[str, list[Row]]:
        return grouped(self.catalogue.rows("place_within"), "place_id")

    @cached_property
    def _categories(self) -> dict[tuple[str, str, str], str]:
        return {
            (name, field["name"], one["value"]): one["label"]
            for name, schema in self.catalogue.schemas.items()
            for field in schema["fields"]
            for one in field.get("categories", ())
        }
