"""A figure's page: what it shows beside the figure itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from casualty_figures.page.references import References
from casualty_figures.using.figures import PublishedFigure
from casualty_figures.using.records import Relation


@dataclass(frozen=True, slots=True)
class Related:
    """A relation told from one of its ends: the words before and after the other figure, and the rule."""

    other: PublishedFigure
    before: str
    after: str
    rule: str


def figure_page(references: References, figure: PublishedFigure) -> dict[str, Any]:
    """What the template `figure.html` needs."""
    return {
        "figure": figure,
        "quantifier": references.quantifiers[figure.quantifier_id],
        "measure": references.measures[figure.measure_id],
        "count_kind": references.words("figures", "count_kind", figure.count_kind),
        "modality": references.words("figures", "modality", figure.modality),
        "voice": references.words("figures", "voice", figure.voice),
        "claimants": references.parents(figure.claimant_id),
        "containment": references.containment(figure.place_id),
        "period_rule": references.period_rules[figure.period_rule],
        "time_phrases": [mark.printed for mark in figure.evidence if mark.role == "time"],
        "meant": {mark.mark: references.meant(mark) for mark in figure.evidence},
        "roles": dict(references.codes("evidence", "role")),
        "relations": [related(references, one, figure.figure_id) for one in figure.relations()],
        "figures_in_series": references.catalogue.by_series[figure.series_id],
        "since": since(figure),
        "revisions": [one for one in figure.history() if one.column != "row"],
    }


def related(references: References, relation: Relation, figure_id: str) -> Related:
    """A relation in a sentence of which `figure_id` is the subject."""
    other = relation.seen_from(figure_id)
    before, _, after = relation.sentence(figure_id).partition(other)
    rule = references.relation_rules[relation.rule]["explanation"]
    told = "Rule, of the other figure" if relation.figure_id == other else "Rule"
    return Related(references.catalogue.figure(other), before, after, f"{told}: {rule}")


def since(figure: PublishedFigure) -> str:
    """In which release the figure came, and whether any has changed it."""
    versions = figure.catalogue.versions
    if not versions:
        return "It has not been in a release yet."
    came = next((one.release for one in figure.history() if one.column == "row" and one.old is None), versions[0])
    changed = any(one.column != "row" for one in figure.history())
    return f"In the package since {came}" + ("." if changed else "; unchanged since.")
