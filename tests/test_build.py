"""`build.py` as a person runs it: in a copy of the checkout, in a process of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

SOURCE = "sources/meo-2016-10-25-aleppo"
PARTS = ("build.py", "casualty_figures", "sources", "vocabulary", "schemas", "data", "datapackage.json", "docs")
TOP_FILES = ("README.md", "CITATION.cff", "CHANGELOG.md", "load.sql", "releases")


@pytest.fixture
def checkout(root: Path, tmp_path: Path) -> Path:
    """A copy of the checkout without git, environments and texts."""
    copy = tmp_path / "a copy"
    copy.mkdir()
    for name in (*PARTS, *TOP_FILES):
        if (root / name).is_dir():
            ignore = shutil.ignore_patterns("__pycache__", "text.txt")
            shutil.copytree(root / name, copy / name, ignore=ignore)
        elif (root / name).is_file():
            shutil.copy(root / name, copy / name)
    return copy


def build(
    checkout: Path, *arguments: str, environment: dict[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run build.py; no texts unless the arguments name them."""
    kept = {name: value for name, value in os.environ.items() if name not in ("CASUALTY_TEXTS", "PYTHONPATH")}
    command = [sys.executable, str(checkout / "build.py"), *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=cwd or checkout, env={**kept, **(environment or {})}
    )


def contents(checkout: Path) -> dict[str, bytes]:
    """Every built file and its bytes."""
    built = [*(checkout / "data").iterdir(), checkout / "datapackage.json", checkout / "README.md"]
    return {path.name: path.read_bytes() for path in built}


def edit(path: Path, old: str, new: str) -> None:
    """Replace a text that must be there."""
    content = path.read_text("utf-8")
    assert old in content, f"{path.name} does not hold {old!r}"
    path.write_text(content.replace(old, new), "utf-8")


def test_a_rebuild_gives_the_committed_bytes(checkout: Path) -> None:
    before = contents(checkout)
    shutil.rmtree(checkout / "data")
    (checkout / "datapackage.json").unlink()
    result = build(checkout)
    assert result.returncode == 0, result.stderr
    assert contents(checkout) == before


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "77", "TZ": "America/Los_Angeles", "LC_ALL": "tr_TR.UTF-8", "PYTHONUTF8": "0"},
    ],
    ids=["seed_1_far_east_c_locale", "seed_77_far_west_turkish"],
)
def test_bytes_do_not_depend_on_seed_zone_or_locale(
    checkout: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    result = build(checkout, "--check", environment=environment, cwd=tmp_path)
    assert result.returncode == 0, result.stderr


def test_check_names_table_row_column_and_both_values(checkout: Path) -> None:
    edit(checkout / "data/figures.csv", ",800,801,", ",800,800,")
    result = build(checkout, "--check")
    assert result.returncode == 1
    for part in ("figures", "meo-2016-10-25-aleppo.17", "value_low", "'800'", "'801'", "python build.py"):
        assert part in result.stderr


DRIFTS: dict[str, tuple[str, str]] = {
    "README.md": ("| killed | 801 or more |", "| killed | 800 or more |"),
    "docs/tables.md": ("The number as printed", "A number"),
    "load.sql": ('"value_low" BIGINT', '"value_low" DOUBLE'),
    "CHANGELOG.md": ("## 1.0.0", "## 1.0.0 and more"),
    "CITATION.cff": ("references:", "references:\n  - type: generic"),
}


def test_check_finds_every_built_document_that_was_edited(checkout: Path) -> None:
    for name, (old, new) in DRIFTS.items():
        edit(checkout / name, old, new)
    result = build(checkout, "--check")
    assert result.returncode == 1
    assert [name for name in DRIFTS if name not in result.stderr] == []


def test_check_finds_the_documents_that_a_schema_has_left_behind(checkout: Path) -> None:
    edit(checkout / "schemas/figures.json", '"minimum": 0', '"minimum": -1')
    result = build(checkout, "--check")
    assert result.returncode == 1
    assert [name for name in ("docs/tables.md", "load.sql") if name not in result.stderr] == []


def test_check_writes_nothing(checkout: Path) -> None:
    edit(checkout / "data/figures.csv", ",800,801,", ",800,800,")
    before = contents(checkout)
    build(checkout, "--check")
    assert contents(checkout) == before


def test_build_says_in_a_few_lines_what_it_did(checkout: Path) -> None:
    result = build(checkout)
    assert result.returncode == 0
    assert 2 <= len(result.stdout.splitlines()) <= 12
    assert "figures" in result.stdout


def test_the_build_reads_a_text_at_hand_again(checkout: Path, texts_folder: Path) -> None:
    result = build(checkout, "--check", "--texts", str(texts_folder))
    assert result.returncode == 0, result.stderr
    assert "the reader finds" in result.stdout


def test_a_mark_moved_away_from_its_phrase_fails_with_the_text_at_hand(checkout: Path, texts_folder: Path) -> None:
    marks = checkout / SOURCE / "marks.csv"
    line = next(line for line in marks.read_text("utf-8").splitlines() if "more than 800 civilians" in line)
    cells = line.split(",")
    moved = ",".join([*cells[:5], str(int(cells[5]) + 1), str(int(cells[6]) + 1), *cells[7:]])
    edit(marks, line, moved)
    result = build(checkout, "--texts", str(texts_folder))
    assert result.returncode == 1
    assert "offsets" in result.stderr


def test_a_mark_said_to_be_the_readers_that_it_does_not_find_fails_with_the_text_at_hand(
    checkout: Path, texts_folder: Path
) -> None:
    marks = checkout / SOURCE / "marks.csv"
    edit(marks, "figure,,false,2668,2691,more than 800 civilians", "figure,,false,2678,2691,800 civilians")
    result = build(checkout, "--texts", str(texts_folder))
    assert result.returncode == 1
    assert "marked_by" in result.stderr
    assert "casualty-figures mark" in result.stderr


def test_another_copy_of_the_text_is_reported_and_no_error(checkout: Path, texts_folder: Path, tmp_path: Path) -> None:
    text = (texts_folder / "meo-2016-10-25-aleppo.txt").read_text("utf-8")
    (tmp_path / "copies").mkdir()
    (tmp_path / "copies/meo-2016-10-25-aleppo.txt").write_text("A line before.\n\n" + text, "utf-8")
    result = build(checkout, "--check", "--texts", str(tmp_path / "copies"))
    assert result.returncode == 0, result.stderr
    assert "another copy" in result.stdout


def test_a_folder_of_texts_that_is_not_there_is_an_error(checkout: Path) -> None:
    result = build(checkout, "--texts", "no-such-folder")
    assert result.returncode == 1
    assert "no-such-folder" in result.stderr


INVALID_EDITS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a_missing_column": (lambda copy: edit(copy / SOURCE / "codings.csv", ",caveat", ""), "missing caveat"),
    "an_unknown_code": (lambda copy: edit(copy / SOURCE / "codings.csv", "narrator", "author"), "is one of"),
    "a_duplicate_id": (lambda copy: edit(copy / "vocabulary/parties.csv", "rudskoi,", "russia,"), "occurs once"),
    "a_mark_outside_the_text": (
        lambda copy: edit(copy / SOURCE / "source.csv", ",4219,", ",42,"),
        "inside the text of 42 characters",
    ),
    "a_truncated_file": (
        lambda copy: (copy / SOURCE / "marks.csv").write_bytes((copy / SOURCE / "marks.csv").read_bytes()[:-30]),
        "truncated",
    ),
    "a_file_that_is_not_utf8": (
        lambda copy: (copy / SOURCE / "marks.csv").write_bytes(b"\xff" + (copy / SOURCE / "marks.csv").read_bytes()),
        "UTF-8",
    ),
    "a_source_id_with_a_path": (
        lambda copy: edit(copy / SOURCE / "source.csv", "\nmeo-2016", "\n../meo-2016"),
        "sources/meo-2016-10-25-aleppo",
    ),
    "a_missing_file": (lambda copy: (copy / SOURCE / "codings.csv").unlink(), "the file is there"),
    "a_word_nobody_knows": (
        lambda copy: edit(copy / SOURCE / "marks.csv", ",aleppo_west_districts,", ",,"),
        "means",
    ),
    "a_formula_cell": (lambda copy: edit(copy / "vocabulary/parties.csv", "Russia,", "=Russia,"), "spreadsheet"),
}


@pytest.mark.parametrize(("break_it", "said"), INVALID_EDITS.values(), ids=INVALID_EDITS)
def test_bad_input_is_a_clear_error_and_nothing_is_written(
    checkout: Path, break_it: Callable[[Path], object], said: str
) -> None:
    before = contents(checkout)
    break_it(checkout)
    result = build(checkout)
    assert result.returncode == 1
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert contents(checkout) == before
