"""`casualty-figures verify`: for every mark, whether the copy at hand holds it, in a copy of the checkout."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.curating.conftest import SOURCE_ID, TEXT, run


@pytest.fixture
def marked(checkout: Path) -> Path:
    """The checkout with the new source marked, and its tables as a build would copy them."""
    folder = checkout / "sources" / SOURCE_ID
    assert run(checkout, "-m", "casualty_figures", "mark", SOURCE_ID).returncode == 0
    (checkout / "data").mkdir()
    shutil.copy(folder / "source.csv", checkout / "data/sources.csv")
    shutil.copy(folder / "marks.csv", checkout / "data/evidence.csv")
    return checkout


@pytest.mark.parametrize(
    ("copy", "status", "counts"),
    [
        (TEXT, 0, "12 at its offsets, 0 elsewhere by its sentence, 0 not found"),
        (f"By our reporter\n\n{TEXT}", 0, "0 at its offsets, 12 elsewhere by its sentence, 0 not found"),
        (TEXT.replace("At least 12", "At least 15"), 1, "11 at its offsets, 0 elsewhere by its sentence, 1 not found"),
    ],
    ids=["same_text", "moved", "other_number"],
)
def test_every_mark_is_told_of(marked: Path, copy: str, status: int, counts: str) -> None:
    (marked / "sources" / SOURCE_ID / "text.txt").write_text(copy, "utf-8")
    result = run(marked, "-m", "casualty_figures", "verify")
    assert result.stderr == ""
    *lines, summary = result.stdout.splitlines()
    assert summary == f"{SOURCE_ID}: 12 marks; {counts}"
    assert len({re.match(r"\S+ \d\d: ", line)[0] for line in lines}) == 12  # type: ignore[index]
    assert result.returncode == status


def test_a_folder_of_texts_can_be_named(marked: Path, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (marked / "sources" / SOURCE_ID / "text.txt").rename(folder / f"{SOURCE_ID}.txt")
    assert run(marked, "-m", "casualty_figures", "verify", "--texts", str(folder)).returncode == 0


def test_no_text_at_hand_is_said_with_where_it_was_looked_for(marked: Path) -> None:
    (marked / "sources" / SOURCE_ID / "text.txt").unlink()
    result = run(marked, "-m", "casualty_figures", "verify", SOURCE_ID)
    assert result.returncode == 2
    assert f"looked for sources/{SOURCE_ID}/text.txt" in result.stdout
    assert result.stderr == "casualty-figures verify: no text at hand\n"


def test_a_copy_that_is_not_utf_8_is_one_clear_line(marked: Path) -> None:
    (marked / "sources" / SOURCE_ID / "text.txt").write_bytes(b"S\xe3o Bartolo")
    result = run(marked, "-m", "casualty_figures", "verify")
    assert result.returncode == 2
    assert "'byte 1' breaks the rule \"the text is UTF-8\"" in result.stderr
    assert result.stderr.count("\n") == 1


def test_an_unknown_source_is_named_with_the_known_ones(marked: Path) -> None:
    result = run(marked, "-m", "casualty_figures", "verify", "courier-2021-03-10-harbour")
    assert result.returncode == 2
    assert f"no source courier-2021-03-10-harbour; there are {SOURCE_ID}; `make` builds a new one in" in result.stderr
