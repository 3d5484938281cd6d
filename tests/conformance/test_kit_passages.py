"""Each passage of the kit, read by our reader; what it cannot read yet stands in known_failures.csv, with a reason."""

import csv
from pathlib import Path

import pytest

from casualty_figures.conforming.compare import compare
from casualty_figures.conforming.kit import Passage, load_kit
from casualty_figures.conforming.readers import ask_our_reader

KIT = Path(__file__).resolve().parents[2] / "conformance"
PASSAGES = [passage for topic in load_kit(KIT).values() for passage in topic]
with (Path(__file__).parent / "known_failures.csv").open(encoding="utf-8") as lines:
    KNOWN = {row["passage_id"]: row["reason"] for row in csv.DictReader(lines)}


def _parameter(passage: Passage) -> object:
    marks = [pytest.mark.xfail(reason=KNOWN[passage.id], strict=True)] if passage.id in KNOWN else []
    return pytest.param(passage, id=passage.id, marks=marks)


@pytest.mark.parametrize("passage", [_parameter(passage) for passage in PASSAGES])
def test_the_reader_finds_what_must_come_out(passage: Passage) -> None:
    answer = ask_our_reader([passage])[passage.id]
    assert [str(item) for item in compare(passage, answer.figures, answer.totals)] == []


def test_every_known_failure_names_a_passage_and_a_reason() -> None:
    names = {passage.id for passage in PASSAGES}
    assert [name for name, reason in KNOWN.items() if name not in names or not reason.strip()] == []
