"""The page of rules: what the tables and word lists say of themselves."""

from __future__ import annotations

from typing import Any

from casualty_figures.page.ordering import capital
from casualty_figures.page.references import References

CODES = {
    "count_kind": "Kinds of count",
    "modality": "Whether it is reported, denied or pledged",
    "voice": "In which voice the article prints it",
    "place_role": "What the place is to the figure",
}


def rules_page(references: References) -> dict[str, Any]:
    """What the template `rules.html` needs: rows of cells for each of its tables."""
    relations = dict(references.codes("relations", "relation"))
    return {
        "quantifiers": [
            (capital(row["label"]), row["low_rule"], row["high_rule"]) for row in references.quantifiers.values()
        ],
        "period_rules": [(capital(row["label"]), row["explanation"]) for row in references.period_rules.values()],
        "relation_rules": [
            (f"{capital(row['relation'].replace('_', ' '))}: {relations[row['relation']]}", row["explanation"])
            for row in references.relation_rules.values()
        ],
        "measures": [(capital(row["label"]), row["definition"]) for row in references.measures.values()],
        "codes": [
            (caption, [(capital(code.replace("_", " ")), label) for code, label in references.codes("figures", column)])
            for column, caption in CODES.items()
        ],
    }
