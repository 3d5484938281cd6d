"""A coverage-guided search for a text on which the reader raises, hangs, or marks what is not there.

    make fuzz SECONDS=300

libFuzzer, by way of atheris, changes texts so that they reach further lines of the reader. It begins with the passages
of the conformance kit; a text is either characters, or a row of words that the reader knows. What it finds is written
to `.fuzz/`, and the same command tries it again first. Further arguments are libFuzzer's.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "reading"))

with atheris.instrument_imports(include=["casualty_figures.reading"]):
    from strategies import FRAMES, ODD, vocabulary

    from casualty_figures.reading.reader import read
    from casualty_figures.reading.record import figure_to_record, record_to_figure
    from casualty_figures.reading.totals.tally import tally

CORPUS = ROOT / ".fuzz"
PUBLISHED = date(2016, 10, 25)
LONGEST = 4000
"""Bytes of an input."""
SLOWEST = 10
"""Seconds after which an input counts as one that hangs."""
PIECES = (*vocabulary(), *FRAMES, *ODD)


def main() -> None:
    """Search until libFuzzer's arguments say that it is enough."""
    CORPUS.mkdir(exist_ok=True)
    for path in sorted((ROOT / "conformance").glob("*.json")):
        for passage in json.loads(path.read_text(encoding="utf-8")).get("passages", ()):
            (CORPUS / passage["id"]).write_bytes(b"\0" + passage["text"].encode())
    arguments = [f"-max_len={LONGEST}", f"-timeout={SLOWEST}", f"-artifact_prefix={CORPUS}/", *sys.argv[1:]]
    atheris.Setup([sys.argv[0], *arguments, str(CORPUS)], try_text)
    atheris.Fuzz()


def try_text(data: bytes) -> None:
    """Read one input; raise where the reader raises or a figure does not hold together."""
    text = _text(data)
    figures = read(text, PUBLISHED)
    for figure in figures:
        for mark in figure.marks:
            if text[mark.start : mark.end] != mark.printed or mark.start >= mark.end:
                raise AssertionError(f"{mark} is not in {text!r}")
        if figure.low is not None and figure.high is not None and figure.low > figure.high:
            raise AssertionError(f"low above high: {figure} in {text!r}")
        if record_to_figure(figure_to_record(figure)) != figure:
            raise AssertionError(f"another figure comes back from its record: {figure} in {text!r}")
    for who in (None, "civilian", "aid_worker"):
        tally(figures, who=who)


def _text(data: bytes) -> str:
    """Take an input as characters, or, where its first byte is odd, as words by two bytes each."""
    if not data[:1] or data[0] % 2 == 0:
        return data[1:].decode("utf-8", "surrogateescape")
    numbers = [data[at] * 256 + data[at + 1] for at in range(1, len(data) - 1, 2)]
    return " ".join(PIECES[number % len(PIECES)] for number in numbers)


if __name__ == "__main__":
    main()
