"""The words in which a code is shown to people."""

from __future__ import annotations

from casualty_figures.reading.words.lexicon import table


def words(kind: str, code: str) -> str:
    """The words of a code, from `vocabulary/words/display_words.csv`; empty where it has none.

    >>> words("short", "more_than")
    '>{value}'
    """
    return next(
        (row["words"] for row in table("words/display_words") if (row["kind"], row["code"]) == (kind, code)), ""
    )
