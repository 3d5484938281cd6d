"""What reading a corpus costs: speed by workers and engines, memory by size, time per million texts.

    make bench-corpus                                                     # all but the run over a million texts
    .venv-benchmark/bin/python -W ignore benchmarks/corpus.py --million   # that run alone

Every number but the plain loop's and the last table's is of the whole command, its start included.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pandas as pd
from memory import measured
from quantulum3 import parser as quantulum3
from texts import NEWS, news

from casualty_figures.corpus import read_frame
from casualty_figures.corpus.rows import rows_of
from casualty_figures.corpus.texts.documents import Document

SPEED_TEXTS = 4_000
COST_SIZES = (1_000, 2_000, 4_000, 8_000)
MEMORY_SIZES = (1_000, 10_000, 100_000)
MILLION = 1_000_000
SHORT = ("note", "flash")
PEER_TEXTS = 400
PEER_BATCHES = 8


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--million", action="store_true", help="only the memory of a run over 1,000,000 short texts")
    arguments = parser.parse_args()
    load = os.getloadavg()[0]
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; load {load:.1f}\n")
    with tempfile.TemporaryDirectory() as folder:
        if arguments.million:
            print_memory(Path(folder), (MILLION,))
            return
        print_speed(Path(folder))
        print_memory(Path(folder), MEMORY_SIZES)
        print_cost(Path(folder))
    print_peer()


def print_speed(folder: Path) -> None:
    """Texts per second of the plain loop, the pool and Dask."""
    source = write(folder, SPEED_TEXTS, NEWS)
    print_table("how", "seconds", "texts/s", "characters/s")
    seconds = plain_loop(source)
    characters = sum(len(each.text) for each in news(SPEED_TEXTS))
    rows = [("plain loop, no tables", seconds)]
    for engine, workers in (("pool", 1), ("pool", 2), ("dask", 2)):
        rows.append((f"{engine}, --workers {workers}", run(source, workers, engine)[0]))
    for how, taken in rows:
        print_row(how, f"{taken:.1f}", f"{SPEED_TEXTS / taken:,.0f}", f"{characters / taken:,.0f}")
    print()


def print_memory(folder: Path, sizes: Iterable[int]) -> None:
    """Peak memory of all processes together, by the number of texts."""
    print_table("short texts", "megabytes of input", "seconds", "peak memory in MB")
    for size in sizes:
        source = write(folder, size, SHORT)
        seconds, megabytes = run(source, 2, "pool")
        print_row(f"{size:,}", f"{source.stat().st_size / 1e6:,.1f}", f"{seconds:,.1f}", f"{megabytes:,.0f}")
    print()


def print_cost(folder: Path) -> None:
    """Seconds by the number of texts, and the line through them."""
    print_table("texts", "seconds, 2 workers")
    taken = []
    for size in COST_SIZES:
        taken.append(run(write(folder, size, NEWS), 2, "pool")[0])
        print_row(f"{size:,}", f"{taken[-1]:.1f}")
    slope, start = np.polyfit(COST_SIZES, taken, 1)
    print(f"\nseconds = {start:.1f} + {slope * 1e6:,.0f} per million texts ({slope * 1e6 / 3600:.2f} hours)\n")


def print_peer() -> None:
    """The same texts in the same pool of two, read by this reader and by quantulum3."""
    texts = pd.DataFrame([(each.id, each.text, each.published) for each in news(PEER_TEXTS, ("flash", "brief"))])
    texts.columns = ["id", "text", "published"]
    print_table("in one pool of two", "seconds", "texts/s")
    for name, reader in (("read_frame, with its tables", read_frame), ("quantulum3, quantities alone", quantities)):
        taken = in_pool(texts, reader)
        print_row(name, f"{taken:.1f}", f"{len(texts) / taken:,.0f}")


def in_pool(texts: pd.DataFrame, reader: Callable[[pd.DataFrame], object]) -> float:
    """Seconds that two warm workers take."""
    parts = [texts.iloc[start::PEER_BATCHES] for start in range(PEER_BATCHES)]
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        list(pool.map(reader, [texts.iloc[:4]] * 4))
        started = time.perf_counter()
        list(pool.map(reader, parts))
        return time.perf_counter() - started


def quantities(texts: pd.DataFrame) -> int:
    """How many quantities quantulum3 finds."""
    return sum(len(quantulum3.parse(text)) for text in texts["text"])


def plain_loop(source: Path) -> float:
    """Seconds of a loop over the texts, without a pool, tables or files."""
    started = time.perf_counter()
    with source.open("rb") as opened:
        for line in opened:
            record = json.loads(line)
            rows_of(Document(record["id"], record["text"], date.fromisoformat(record["published"])))
    return time.perf_counter() - started


def run(source: Path, workers: int, engine: str) -> tuple[float, float]:
    """Seconds and megabytes of the command."""
    with tempfile.TemporaryDirectory(dir=source.parent) as out:
        command = [sys.executable, "-W", "ignore", "-m", "casualty_figures", "corpus", str(source), out]
        return measured([*command, "--workers", str(workers), "--engine", engine])


def write(folder: Path, count: int, kinds: tuple[str, ...]) -> Path:
    """Generated texts as JSON Lines."""
    path = folder / f"{'-'.join(kinds)}-{count}.jsonl"
    with path.open("w", encoding="utf-8") as opened:
        for each in news(count, kinds):
            opened.write(json.dumps({"id": each.id, "text": each.text, "published": each.published}) + "\n")
    return path


def print_table(*titles: str) -> None:
    """The head of a table in Markdown."""
    print_row(*titles)
    print_row("---", *["--:"] * (len(titles) - 1))


def print_row(*cells: str) -> None:
    """A row of a table in Markdown."""
    print(f"| {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
