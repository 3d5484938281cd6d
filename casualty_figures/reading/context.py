"""The context of figures: when, where, who says so, who is said to have done it; and figures that count no people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from casualty_figures.reading.figure import Figure
from casualty_figures.reading.sentences import Sentence


def complete(
    text: str, sentences: Sequence[Sentence], figures: Sequence[Figure], published: date | None
) -> list[Figure]:
    """Give figures of people their context, and add the figures of attacks, access and extents."""
    return list(figures)
