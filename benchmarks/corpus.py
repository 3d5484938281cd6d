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
from cost import Cost, measured
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
    print_table("how", "seconds", "processor seconds", "texts/s", "texts per processor second")
    costs = {"plain loop, no tables": plain_loop(source)}
    for engine, workers in (("pool", 1), ("pool", 2), ("dask", 2)):
        costs[f"{engine}, --workers {workers}"] = run(source, workers, engine)
    for how, cost in costs.items():
        rates = [f"{SPEED_TEXTS / seconds:,.0f}" for seconds in (cost.seconds, cost.processor_seconds)]
        print_row(how, f"{cost.seconds:.1f}", f"{cost.processor_seconds:.1f}", *rates)
    characters = sum(len(each.text) for each in news(SPEED_TEXTS))
    print(f"\n{SPEED_TEXTS:,} texts, {characters / SPEED_TEXTS:,.0f} characters each on average\n")


def print_memory(folder: Path, sizes: Iterable[int]) -> None:
    """Peak memory of all processes together, by the number of texts."""
    print_table("short texts", "megabytes of input", "seconds", "processor seconds", "peak memory in MB")
    for size in sizes:
        source = write(folder, size, SHORT)
        cost = run(source, 2, "pool")
        numbers = (source.stat().st_size / 1e6, cost.seconds, cost.processor_seconds)
        print_row(f"{size:,}", *(f"{number:,.1f}" for number in numbers), f"{cost.megabytes:,.0f}")
    print()


def print_cost(folder: Path) -> None:
    """Seconds by the number of texts, and the line through them."""
    print_table("texts", "seconds, 2 workers", "processor seconds")
    costs = []
    for size in COST_SIZES:
        costs.append(run(write(folder, size, NEWS), 2, "pool"))
        print_row(f"{size:,}", f"{costs[-1].seconds:.1f}", f"{costs[-1].processor_seconds:.1f}")
    print()
    for name in ("seconds", "processor_seconds"):
        slope, start = np.polyfit(COST_SIZES, [getattr(cost, name) for cost in costs], 1)
        line = f"{start:.1f} + {slope * 1e6:,.0f} per million texts ({slope * 1e6 / 3600:.2f} hours)"
        print(f"{name.replace('_', ' ')} = {line}")
    print()


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


def plain_loop(source: Path) -> Cost:
    """The cost of a loop over the texts, without a pool, tables or files."""
    started, processor = time.perf_counter(), time.process_time()
    with source.open("rb") as opened:
        for line in opened:
            record = json.loads(line)
            rows_of(Document(record["id"], record["text"], date.fromisoformat(record["published"])))
    return Cost(time.perf_counter() - started, time.process_time() - processor, 0)


def run(source: Path, workers: int, engine: str) -> Cost:
    """The cost of the command."""
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
