"""Adding a source as the README's steps tell, in a copy of the checkout, on a text of our own."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.curating.conftest import SOURCE_ID, TEXT, run, write_rows


def _add_row(path: Path, row: str) -> None:
    with path.open("a", encoding="utf-8") as out:
        out.write(row + "\n")


def _name_in_means(marks: Path, phrase: str, meant: str) -> None:
    """Correct a mark as a curator does: name what the phrase stands for, and sign for it."""
    with marks.open(newline="", encoding="utf-8") as lines:
        header, *rows = csv.reader(lines)
    printed, means, marked_by = (header.index(name) for name in ("printed", "means", "marked_by"))
    for row in rows:
        if row[printed] == phrase:
            row[means], row[marked_by] = meant, "curator"
    write_rows(marks, header, rows)


def test_the_steps_of_the_readme_bring_a_new_source_in(checkout: Path) -> None:
    marked = run(checkout, "-m", "casualty_figures", "mark", SOURCE_ID)
    assert marked.returncode == 0, marked.stderr

    # the words are new: the build names each, and what to do
    refused = run(checkout, "build.py")
    assert refused.returncode == 1
    assert "vocabulary/words/" in refused.stderr
    assert "Traceback" not in refused.stderr

    _add_row(checkout / "vocabulary/places.csv", "northport,Northport,city,,,1,,")
    _add_row(checkout / "vocabulary/words/place_words.csv", "Northport,northport")
    _add_row(checkout / "vocabulary/parties.csv", "northport_health_office,Northport health office,agency,false,")
    _add_row(checkout / "vocabulary/words/party_words.csv", "Northport health office,northport_health_office,name,")
    for name in ("marks.csv", "codings.csv"):
        (checkout / "sources" / SOURCE_ID / name).unlink()
    assert run(checkout, "-m", "casualty_figures", "mark", SOURCE_ID).returncode == 0
    _name_in_means(checkout / "sources" / SOURCE_ID / "marks.csv", "the office", "northport_health_office")
    built = run(checkout, "build.py")
    assert built.returncode == 0, built.stderr
    with (checkout / "data/figures.csv").open(newline="", encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["source_id"] == SOURCE_ID]
    killed = next(row for row in rows if row["measure_id"] == "killed")
    assert (killed["value"], killed["value_low"], killed["value_high"]) == ("12", "12", "")
    assert (killed["population_id"], killed["place_id"]) == ("civilians", "northport")
    assert (killed["period_start"], killed["claimant_id"]) == ("2021-03-08", "northport_health_office")


def test_marks_that_cannot_be_read_are_never_overwritten(checkout: Path) -> None:
    for name in ("marks.csv", "codings.csv"):
        (checkout / "sources" / SOURCE_ID / name).write_text("kept", "utf-8")
    result = run(checkout, "-m", "casualty_figures", "mark", SOURCE_ID)
    assert result.returncode == 2
    assert "marks.csv" in result.stderr
    assert (checkout / "sources" / SOURCE_ID / "marks.csv").read_text("utf-8") == "kept"


def test_marks_without_their_codings_are_never_overwritten(checkout: Path) -> None:
    (checkout / "sources" / SOURCE_ID / "marks.csv").write_text("kept", "utf-8")
    assert run(checkout, "-m", "casualty_figures", "mark", SOURCE_ID).returncode == 2
    assert (checkout / "sources" / SOURCE_ID / "marks.csv").read_text("utf-8") == "kept"


def test_a_mark_is_signed_for_the_reader_only_where_the_reader_finds_the_same(checkout: Path) -> None:
    marks = checkout / "sources" / SOURCE_ID / "marks.csv"
    assert run(checkout, "-m", "casualty_figures", "mark", SOURCE_ID).returncode == 0
    proposed = marks.read_text("utf-8")
    _name_in_means(marks, "the office", "northport_health_office")
    corrected = marks.read_text("utf-8")
    marks.write_text(proposed.replace(",reader\n", ",curator\n"), "utf-8")
    assert run(checkout, "-m", "casualty_figures", "mark", SOURCE_ID).returncode == 0
    assert marks.read_text("utf-8") == proposed
    marks.write_text(corrected.replace(",curator\n", ",reader\n"), "utf-8")
    assert run(checkout, "-m", "casualty_figures", "mark", SOURCE_ID).returncode == 0
    assert marks.read_text("utf-8") == corrected


@pytest.mark.parametrize("invalid_id", ["../meo-2016-10-25-aleppo", "no-such-source", "/etc"])
def test_an_unknown_source_is_named_and_the_known_ones_listed(checkout: Path, invalid_id: str) -> None:
    result = run(checkout, "-m", "casualty_figures", "mark", invalid_id)
    assert result.returncode == 2
    assert invalid_id in result.stderr


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (",2021-03-09,", ",09.03.2021,", "row courier-2021-03-09-northport, column published: '09.03.2021' breaks"),
        (",2021-03-09,", ",,", "published is empty; write the day as YYYY-MM-DD"),
        ("\ncourier-2021-03-09", "\ncourier-2021-03-10", f"one row, with the source_id {SOURCE_ID}"),
        ("publisher,", "outlet,", "add the missing publisher"),
    ],
)
def test_a_source_that_is_not_well_described_is_said_to_be(checkout: Path, old: str, new: str, message: str) -> None:
    path = checkout / "sources" / SOURCE_ID / "source.csv"
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    result = run(checkout, "-m", "casualty_figures", "mark", SOURCE_ID)
    assert result.returncode == 2
    assert result.stderr.startswith("casualty-figures mark: ")
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_another_text_than_the_one_cited_is_refused(checkout: Path) -> None:
    (checkout / "sources" / SOURCE_ID / "text.txt").write_text(TEXT + "More.\n", "utf-8")
    result = run(checkout, "-m", "casualty_figures", "mark", SOURCE_ID)
    assert result.returncode == 2
    assert "text_sha256" in result.stderr
