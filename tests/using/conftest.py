"""Catalogues whose figures a test has changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

import casualty_figures
from casualty_figures.using.figures import Catalogue

TOLL = "meo-2016-10-25-aleppo.17"
DENIAL = "meo-2016-10-25-aleppo.05"

Change = Callable[..., Catalogue]


@pytest.fixture
def changed() -> Change:
    """Make a catalogue like the package's, with other cells in one figure, and rows added to other tables."""

    def change(figure_id: str = TOLL, rows: dict[str, list[dict[str, Any]]] | None = None, **cells: Any) -> Catalogue:
        package = casualty_figures.catalogue()
        tables = {name: frame.copy() for name, frame in package.tables.items()}
        row = tables["figures"]["figure_id"] == figure_id
        for column, value in cells.items():
            tables["figures"].loc[row, column] = value
        for table, added in (rows or {}).items():
            frame = pd.DataFrame(added, columns=tables[table].columns).astype(tables[table].dtypes)
            tables[table] = frame if tables[table].empty else pd.concat([tables[table], frame], ignore_index=True)
        return Catalogue(tables, package.schemas, dict(package.descriptor), package.sha256)

    return change
