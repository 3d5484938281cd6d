"""Marks are found again in a copy of the text: at their offsets, by their sentence, or not."""

from __future__ import annotations

import pandas as pd
import pytest

from casualty_figures.curating.locating import WHERE, locate
from casualty_figures.curating.texts import Text
from casualty_figures.package.tables import typed_table
from casualty_figures.reading.fingerprints import fingerprint

SENTENCE = "Nine people were killed in Northport on Monday."
TEXT = f"A headline\n\n{SENTENCE} The harbour was closed.\n"


@pytest.fixture
def evidence() -> pd.DataFrame:
    """One mark of a text of our own."""
    start = TEXT.index("Nine people")
    row = [
        "own.01",
        "01",
        "figure",
        "",
        "false",
        str(start),
        str(start + 11),
        "Nine people",
        "2",
        fingerprint(SENTENCE),
    ]
    return typed_table("evidence", [[*row, "reader"]])


@pytest.mark.parametrize(
    ("copy", "where", "start"),
    [
        (TEXT, WHERE[0], 12),
        (f"Another headline, and more\n\n{SENTENCE}\n", WHERE[1], 28),
        (TEXT.replace("in Northport", "in\u00a0Northport").replace("A headline", "The headline"), WHERE[1], 14),
        (TEXT.replace("Nine people", "Ten people"), WHERE[2], None),
        ("", WHERE[2], None),
    ],
    ids=["same_text", "moved", "other_typography", "other_words", "empty"],
)
def test_a_mark_is_located_as_far_as_its_words_hold(
    evidence: pd.DataFrame, copy: str, where: str, start: int | None
) -> None:
    (location,) = locate(evidence, Text("own", copy, "", False))
    assert (location.where, location.start) == (where, start)


def test_marks_of_other_sources_are_left_out(evidence: pd.DataFrame) -> None:
    assert locate(evidence, Text("other", TEXT, "", False)) == []
