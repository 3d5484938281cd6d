"""Passages written before any rule of context: each gives exactly the rows listed beside it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("casualty_figures.reading.reader", reason="the reader is not there yet")

from casualty_figures.reading.figure import Figure
from casualty_figures.reading.reader import read

PASSAGES = json.loads(Path(__file__).with_name("passages_context.json").read_text(encoding="utf-8"))


COLUMNS: dict[str, Callable[[Figure], Any]] = {
    "start": lambda figure: figure.period and figure.period.start and figure.period.start.isoformat(),
    "end": lambda figure: figure.period and figure.period.end and figure.period.end.isoformat(),
    "asserted_on": lambda figure: figure.asserted_on and figure.asserted_on.isoformat(),
    "place": lambda figure: figure.place and figure.place.printed,
    "place_id": lambda figure: figure.place and figure.place.place_id,
    "place_role": lambda figure: figure.place and figure.place.role,
    "claimant": lambda figure: figure.claimant and figure.claimant.printed,
    "party_id": lambda figure: figure.claimant and figure.claimant.party_id,
    "actors": lambda figure: [[party.printed, party.party_id, party.role] for party in figure.actors],
}


def _column(figure: Figure, name: str) -> Any:
    """Read one column of a figure as the passages name it."""
    return COLUMNS[name](figure) if name in COLUMNS else getattr(figure, name)


@pytest.mark.parametrize("passage", PASSAGES, ids=[one["id"] for one in PASSAGES])
def test_passage_gives_its_rows(passage: dict[str, Any]) -> None:
    published = date.fromisoformat(passage["published"]) if passage["published"] else None
    figures = read(passage["text"], published)
    found = [
        {name: _column(figure, name) for name in row} for figure, row in zip(figures, passage["figures"], strict=False)
    ]
    assert len(figures) == len(passage["figures"]), [(figure.measure, figure.marks) for figure in figures]
    assert found == passage["figures"]
