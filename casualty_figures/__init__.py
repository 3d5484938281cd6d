"""Casualty figures, as reported: read them from texts, load them as tables, cite them with their receipts."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from casualty_figures.reading.figure import Figure as Figure
    from casualty_figures.reading.figure import Total as Total
    from casualty_figures.reading.reader import read as read
    from casualty_figures.reading.tally import tally as tally
    from casualty_figures.using.totals import NotAdditive as NotAdditive
    from casualty_figures.using.totals import total as total

__version__ = "0.1.0"

# Names are looked up at first use: `import casualty_figures` loads no pandas and stays fast.
_HOMES = {
    "Figure": "casualty_figures.reading.figure",
    "NotAdditive": "casualty_figures.using.totals",
    "Total": "casualty_figures.reading.figure",
    "read": "casualty_figures.reading.reader",
    "tally": "casualty_figures.reading.tally",
    "total": "casualty_figures.using.totals",
}

__all__ = [*_HOMES, "__version__"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"casualty_figures has no {name!r}; it has {', '.join(sorted(_HOMES))}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
