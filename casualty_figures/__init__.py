"""Casualty figures, as reported: read them from texts, load them as tables, cite them with their receipts."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from casualty_figures.reading.figure import Figure as Figure
    from casualty_figures.reading.figure import Total as Total
    from casualty_figures.reading.reader import read as read
    from casualty_figures.reading.totals.tally import tally as tally
    from casualty_figures.using.changes import changes as changes
    from casualty_figures.using.figures import PublishedFigure as PublishedFigure
    from casualty_figures.using.figures import catalogue as catalogue
    from casualty_figures.using.figures import figure as figure
    from casualty_figures.using.loading import load as load
    from casualty_figures.using.loading import metadata as metadata
    from casualty_figures.using.loading import path as path
    from casualty_figures.using.loading import schema as schema
    from casualty_figures.using.loading import tables as tables
    from casualty_figures.using.opened import DamagedPackageError as DamagedPackageError
    from casualty_figures.using.opened import UnknownNameError as UnknownNameError
    from casualty_figures.using.totals import NotAdditive as NotAdditive
    from casualty_figures.using.totals import total as total

__version__ = "1.1.0"

# Names are looked up at first use: `import casualty_figures` loads no pandas and stays fast.
_HOMES = {
    "DamagedPackageError": "casualty_figures.using.opened",
    "Figure": "casualty_figures.reading.figure",
    "NotAdditive": "casualty_figures.using.totals",
    "PublishedFigure": "casualty_figures.using.figures",
    "Total": "casualty_figures.reading.figure",
    "UnknownNameError": "casualty_figures.using.opened",
    "catalogue": "casualty_figures.using.figures",
    "changes": "casualty_figures.using.changes",
    "figure": "casualty_figures.using.figures",
    "load": "casualty_figures.using.loading",
    "metadata": "casualty_figures.using.loading",
    "path": "casualty_figures.using.loading",
    "read": "casualty_figures.reading.reader",
    "schema": "casualty_figures.using.loading",
    "tables": "casualty_figures.using.loading",
    "tally": "casualty_figures.reading.totals.tally",
    "total": "casualty_figures.using.totals",
}

__all__ = ["__version__"]
__all__ += list(_HOMES)


if not TYPE_CHECKING:  # a type checker would take any name for one that there is

    def __getattr__(name: str) -> Any:
        if name not in _HOMES:
            raise AttributeError(f"casualty_figures has no {name!r}; it has {', '.join(sorted(_HOMES))}")
        return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
