"""Who found a mark: the reader where it finds the very same one in the text, else a curator."""

from __future__ import annotations

from datetime import date

import pandas as pd

from casualty_figures.curating.pairing import cells, pair


def signed(evidence: pd.DataFrame, content: str, published: date) -> pd.DataFrame:
    """The marks of a source with `marked_by` as the reader earns it today; nothing else changes."""
    pairs = pair(evidence, content, published)
    by = [
        "reader" if cell in pairs.found[figure_id] else "curator"
        for figure_id, cell in zip(evidence["figure_id"], cells(evidence), strict=True)
    ]
    return evidence.assign(marked_by=pd.Series(by, index=evidence.index, dtype=evidence["marked_by"].dtype))
