"""Relations and series of resolved figures, put into the tables."""

from __future__ import annotations

from casualty_figures.package.relations import relate as relate_figures
from casualty_figures.package.series import series as series_of
from casualty_figures.package.tables import Tables


def relate(tables: Tables) -> Tables:
    """Add the tables `relations` and `series`, and each figure's series."""
    coded = tables["codings"].dropna(subset=["part_of"])
    parts = dict(zip(coded["figure_id"], coded["part_of"], strict=True))
    relations = relate_figures(tables, parts)
    series, series_ids = series_of(tables, relations)
    figures = tables["figures"].assign(series_id=tables["figures"]["figure_id"].map(series_ids))
    return {
        **tables,
        "figures": figures.astype({"series_id": tables["figures"]["series_id"].dtype}),
        "relations": relations,
        "series": series,
    }
