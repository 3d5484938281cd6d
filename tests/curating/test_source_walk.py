"""Adding a source as the README's steps tell, in a copy of the checkout, on a text of our own."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

SOURCE_ID = "courier-2021-03-09-northport"
TEXT = """Strikes near Northport: what is known

At least 12 civilians were killed in Northport on Monday, the Northport health office said.

Two police officers were injured near the harbour, the office said.
"""


@pytest.fixture
def checkout(root: Path, tmp_path: Path) -> Path:
    """A copy of the checkout with the text of a new source in it."""
    for name in ("build.py", "README.md", "CITATION.cff", "CHANGELOG.md"):
        if (root / name).is_file():
            shutil.copy(root / name, tmp_path)
    for name in ("casualty_figures", "vocabulary", "schemas", "sources", "releases"):
        if (root / name).is_dir():
            shutil.copytree(root / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "text.txt"))
    folder = tmp_path / "sources" / SOURCE_ID
    folder.mkdir()
    (folder / "text.txt").write_text(TEXT, "utf-8")
    with (root / "sources/meo-2016-10-25-aleppo/source.csv").open(newline="", encoding="utf-8") as lines:
        header = next(csv.reader(lines))
    cells = {
        "source_id": SOURCE_ID,
        "publisher": "The Courier",
        "title": "Strikes near Northport",
        "url": "https://example.org/2021/03/09/northport",
        "published": "2021-03-09",
        "language": "en",
        "text_status": "located",
        "text_sha256": sha256(TEXT.encode()).hexdigest(),
        "text_characters": str(len(TEXT)),
        "coverage": "complete",
        "redistribution": "citation and marks only",
    }
    _write(folder / "source.csv", header, [[cells.get(name, "") for name in header]])
    return tmp_path


def _write(path: Path, header: list[str], rows: list[list[str]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


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
    _write(marks, header, rows)


def run(checkout: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the copy's own code."""
    environment = {name: value for name, value in os.environ.items() if name != "CASUALTY_TEXTS"}
    return subprocess.run(
        [sys.executable, *command],
        capture_output=True,
        text=True,
        check=False,
        cwd=checkout,
        env={**environment, "PYTHONPATH": str(checkout)},
    )


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


def test_another_text_than_the_one_cited_is_refused(checkout: Path) -> None:
    (checkout / "sources" / SOURCE_ID / "text.txt").write_text(TEXT + "More.\n", "utf-8")
    result = run(checkout, "-m", "casualty_figures", "mark", SOURCE_ID)
    assert result.returncode == 2
    assert "text_sha256" in result.stderr
