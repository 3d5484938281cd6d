"""The plain record of a figure: what JSON holds of it is the whole figure."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casualty_figures.conforming.kit import Passage, load_kit
from casualty_figures.reading.figure import Figure, Mark, Party, Period, Place
from casualty_figures.reading.reader import read
from casualty_figures.reading.record import figure_to_record, record_to_figure

PASSAGES = [
    passage for topic in load_kit(Path(__file__).resolve().parents[2] / "conformance").values() for passage in topic
]

WORDS = st.text(max_size=12)
COUNTS = st.none() | st.integers(0, 10**12)
MAYBE_ID = st.none() | WORDS
FIGURES = st.builds(
    Figure,
    measure=WORDS,
    quantifier=WORDS,
    value=COUNTS,
    low=COUNTS,
    high=COUNTS,
    unit=WORDS,
    population=WORDS,
    marks=st.lists(st.builds(Mark, WORDS, st.integers(0), st.integers(0), WORDS, st.booleans(), WORDS)).map(tuple),
    place=st.none() | st.builds(Place, WORDS, MAYBE_ID, WORDS),
    period=st.none() | st.builds(Period, st.none() | st.dates(), st.none() | st.dates(), WORDS, WORDS),
    asserted_on=st.none() | st.dates(),
    claimant=st.none() | st.builds(Party, WORDS, MAYBE_ID, WORDS),
    actors=st.lists(st.builds(Party, WORDS, MAYBE_ID, WORDS), max_size=2).map(tuple),
    rules=st.lists(WORDS, max_size=3).map(tuple),
)


@given(FIGURES)
def test_a_figure_comes_back_from_its_json(figure: Figure) -> None:
    assert record_to_figure(json.loads(json.dumps(figure_to_record(figure)))) == figure


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: passage.id)
def test_what_the_reader_finds_comes_back_from_its_json(passage: Passage) -> None:
    for figure in read(passage.text, published=passage.published):
        assert record_to_figure(json.loads(json.dumps(figure_to_record(figure)))) == figure


def test_an_unknown_column_lists_the_valid_ones() -> None:
    with pytest.raises(ValueError, match="a figure has no column lowest; it has measure, quantifier, value"):
        record_to_figure({"measure": "killed", "lowest": 3})


@pytest.mark.parametrize(
    "record", [{}, {"measure": "killed", "place": {"where": "Orlat"}}, {"period": {"start": None}}]
)
def test_what_is_no_record_of_a_figure_is_refused(record: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="not the record of a figure"):
        record_to_figure(record)
