"""Memory of a run: the same for four times as many texts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SPREAD = 1.15
"""How much more the larger run may take: garbage comes and goes."""


def peak_megabytes(root: Path, count: int, folder: Path) -> float:
    """The peaks of all processes of a run together."""
    sys.path.insert(0, str(root / "benchmarks"))
    from cost import measured

    source = folder / f"{count}.jsonl"
    with source.open("wb") as written:
        generate = [sys.executable, str(root / "benchmarks" / "texts.py"), str(count), "--kind", "flash"]
        subprocess.run(generate, stdout=written, check=True)
    command = [sys.executable, "-m", "casualty_figures", "corpus"]
    return measured([*command, str(source), str(folder / str(count)), "--workers", "1"]).megabytes


def test_memory_stays_flat_while_a_corpus_grows(root: Path, tmp_path: Path) -> None:
    assert peak_megabytes(root, 8_000, tmp_path) < SPREAD * peak_megabytes(root, 2_000, tmp_path)
