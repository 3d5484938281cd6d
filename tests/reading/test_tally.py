"""What a text says of its main event, and which of its figures say so."""

from __future__ import annotations

from datetime import date

import pytest

from casualty_figures.reading.reader import read
from casualty_figures.reading.totals.tally import tally

ONE_TOTAL = {
    "of_the_event": "Nine porters were killed in Orlat on Monday.",
    "of_a_wider_period_alone": "Nine porters were killed in Orlat in the past three days.",
    "of_a_list": "Nine porters and a guard were killed in Orlat.",
    "of_two_claimants": "Police said nine porters were killed in Orlat. The union said that 12 porters were killed.",
}


@pytest.mark.parametrize("text", ONE_TOTAL.values(), ids=ONE_TOTAL)
def test_a_total_is_made_of_the_very_figures_of_the_text(text: str) -> None:
    figures = read(text, date(2021, 3, 9))
    (total,) = tally(figures)
    assert total.figures
    assert all(any(used is figure for figure in figures) for used in total.figures)


def test_a_total_of_somebody_unknown_is_refused_and_not_one_of_everybody() -> None:
    with pytest.raises(ValueError, match=r"'civilians' is nobody .* there are: civilian, aid_worker"):
        tally(read("Nine porters and two fighters were killed in Orlat."), who="civilians")
