"""What a text says of its main event, in one total per measure and unit."""

from __future__ import annotations

from collections.abc import Iterable

from casualty_figures.reading.figure import Figure, Total


def tally(figures: Iterable[Figure], who: str | None = None) -> list[Total]:
    """Totals of the main event; `who` (civilian, aid_worker) leaves others out. No figure is no total."""
    return []
