"""Texts made to harm are read in bounded time, give marks of the text alone, and cannot steer what shows them."""

from __future__ import annotations

import time
from datetime import date

import pytest

from casualty_figures.reading.reader import read

SECONDS = 20
"""Far more than such a text takes, far less than a reading without end."""
LETTERS = 20_000
HOSTILE = {
    "one_word_again_and_again": "killed ",
    "numbers_without_end": "1,000,",
    "one_giant_number": "9",
    "number_words_without_end": "hundred thousand and ",
    "opening_brackets": "(",
    "opening_quotations": "“He said ",
    "commas_and_people": "two men, ",
    "abbreviations": "U.S. ",
    "invisible_letters": "\u200b\u202e\ufeff",
    "combining_marks": "e\u0301\u0301\u0301",
    "null_characters": "12 killed\0",
    "terminal_commands": "12 people \x1b[2Jwere killed. ",
    "script": "<script>alert(1)</script> 12 people were killed. ",
    "formulas": "=HYPERLINK(1) 12 people were killed. ",
}


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_is_read_in_time_and_every_mark_lies_in_it(unit: str) -> None:
    text = unit * (LETTERS // len(unit))
    began = time.monotonic()
    figures = list(read(text, date(2021, 3, 9)))
    assert time.monotonic() - began < SECONDS
    for figure in figures:
        assert all(text[mark.start : mark.end] == mark.printed for mark in figure.marks)
