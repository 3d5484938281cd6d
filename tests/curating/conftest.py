"""What the tests of curating share: a copy of the checkout with a new source in it, on a text of our own."""

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
    write_rows(folder / "source.csv", header, [[cells.get(name, "") for name in header]])
    return tmp_path


def write_rows(path: Path, header: list[str], rows: list[list[str]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


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
