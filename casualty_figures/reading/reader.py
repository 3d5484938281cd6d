"""A text -> its figures."""

from __future__ import annotations

from datetime import date
from importlib.util import find_spec

from casualty_figures.reading.figure import Figure
from casualty_figures.reading.sentences import sentences


def read(text: str, published: date | str | None = None) -> list[Figure]:
    """Read the figures of a text, in the order in which they stand.

    `published` (a date, or YYYY-MM-DD) is what relative dates count from. Never raises on a text.
    """
    when = date.fromisoformat(published) if isinstance(published, str) else published
    figures: list[Figure] = []
    parts = sentences(text)
    if find_spec("casualty_figures.reading.context"):
        from casualty_figures.reading.context import complete  # noqa: PLC0415

        figures = complete(text, parts, figures, when)
    return figures
