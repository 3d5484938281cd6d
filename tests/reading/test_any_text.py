"""Whatever the text: `read` does not raise, and every mark cuts its phrase out of it."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casualty_figures import read, tally
from casualty_figures.reading.record import figure_to_record, record_to_figure

sys.path.insert(0, str(Path(__file__).resolve().parent))

from strategies import texts

ROLES = {"figure", "event", "people", "time", "said_on", "place", "claimant", "actor", "cause", "negation"}
WITHOUT_NUMBER = {
    "none",
    "occurred",
    "several",
    "between",
    "dozens",
    "scores",
    "hundreds",
    "thousands",
    "tens_of_thousands",
}
DAYS = st.none() | st.dates()


@settings(max_examples=150)
@given(texts(), DAYS)
def test_marks_cut_their_phrase_out_of_the_text(text: str, published: date | None) -> None:
    for figure in read(text, published):
        for mark in figure.marks:
            assert 0 <= mark.start < mark.end <= len(text)
            assert text[mark.start : mark.end] == mark.printed
            assert mark.role in ROLES


@settings(max_examples=150)
@given(texts(), DAYS)
def test_bounds_and_periods_are_in_order(text: str, published: date | None) -> None:
    for figure in read(text, published):
        assert figure.low is None or figure.high is None or figure.low <= figure.high
        assert figure.low is None or figure.low >= 0
        period = figure.period
        if period and period.start and period.end:
            assert period.start <= period.end
        if period and published:
            assert max(filter(None, (period.start, period.end)), default=published) <= published


@settings(max_examples=100)
@given(texts(), DAYS)
def test_the_same_text_gives_the_same_figures(text: str, published: date | None) -> None:
    assert read(text, published) == read(text, published)


@settings(max_examples=100)
@given(texts(), st.sampled_from([None, "civilian", "aid_worker"]))
def test_totals_are_of_figures_of_the_text(text: str, who: str | None) -> None:
    figures = read(text)
    for total in tally(figures, who=who):
        assert total.best >= 0
        assert total.low is None or total.high is None or total.low <= total.high
        assert total.figures


@settings(max_examples=150)
@given(texts(), DAYS)
def test_a_number_not_given_is_never_zero(text: str, published: date | None) -> None:
    for figure in read(text, published):
        assert (figure.value is None) == (figure.quantifier in WITHOUT_NUMBER)
        assert figure_to_record(figure)["value"] == figure.value
        assert figure.high != 0 or figure.quantifier in ("none", "less_than", "at_most")


@settings(max_examples=150)
@given(texts(), st.sampled_from([None, "civilian", "aid_worker"]))
def test_no_figure_is_no_total(text: str, who: str | None) -> None:
    figures = read(text)
    found = {(figure.measure, figure.unit) for figure in figures}
    if ("killed_or_injured", "person") in found:  # people shot who did not die are injured
        found.add(("injured", "person"))
    for total in tally(figures, who=who):
        assert (total.measure, total.unit) in found
        assert total.best or "none" in {figure.quantifier for figure in total.figures}


@settings(max_examples=100)
@given(texts(), DAYS)
def test_a_figure_comes_back_from_its_record(text: str, published: date | None) -> None:
    for figure in read(text, published):
        assert record_to_figure(figure_to_record(figure)) == figure


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("\ud800 3 men were killed \udfff", id="lone surrogates"),
        pytest.param("3 men\x00 were killed", id="nul"),
        pytest.param("\u202e3 men were killed\u202c in \u0627\u0648\u0631\u0644\u0627\u062a", id="right to left"),
        pytest.param(f"1{'0' * 5000} people were killed", id="a number with more digits than int() takes"),
        pytest.param(f"{'9' * 5000} people were killed and {'million ' * 900}injured", id="a million of millions"),
        pytest.param("\u0661\u0662 people were killed, \u00b2 injured, \u2460 missing", id="digits that are not ASCII"),
        pytest.param("On 31 February 0000 five people were killed, on 99.99.9999 six.", id="days that are none"),
        pytest.param("1,000,000,0000 people were killed", id="groups of the wrong size"),
    ],
)
def test_an_odd_text_is_read(text: str) -> None:
    for figure in read(text, date(2016, 10, 25)):
        assert all(text[mark.start : mark.end] == mark.printed for mark in figure.marks)
    tally(read(text))


def test_a_text_of_one_endless_number_has_no_figures() -> None:
    assert read("cease-fire " + "10" * 2000) == []
