"""How the reader's time grows with the length of a text, news and adversarial texts alike.

    python benchmarks/growth.py                    # 1 kB to 10 MB; some minutes
    python benchmarks/growth.py --longest 100000   # seconds

A row is a kind of text; its columns are CPU microseconds per character at each length, then the last of them divided by
the one at a hundredth of that length: about 1 where time grows with the length alone.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from datetime import date

from casualty_figures import read

SHORTEST = 1_000
LONGEST = 10_000_000
PUBLISHED = date(2021, 3, 4)
CLOCK = 0.02
"""CPU seconds that a measurement lasts at the least, so that the clock's steps do not show."""
EVERY_PLANE = "".join(chr(plane * 0x10000 + offset) for plane in range(17) for offset in (0x41, 0x300, 0x5D0, 0x4E00))


def _repeated(words: str) -> Callable[[int], str]:
    return lambda length: (words * (length // len(words) + 1))[:length]


def _nested(length: int) -> str:
    return "(" * (length // 2) + "two men were killed" + ")" * (length // 2)


KINDS: dict[str, Callable[[int], str]] = {
    "news": _repeated(
        "Two miners were killed and five injured in Orlat on Monday, police said. The mayor said on Tuesday that more "
        "than 800 people had fled the city since 3 March. Air strikes hit the market, a monitor said.\n\n"
    ),
    "quoted news": _repeated("“Two miners were killed near Orlat on Monday,” he said. He added that five were hurt. "),
    "digits": _repeated("1"),
    "digits in groups": _repeated("123,456,"),
    "and": _repeated("and "),
    "numbers and": _repeated("two and "),
    "one long list": _repeated("two men and a woman, "),
    "unclosed quotes": _repeated("“Two men were killed, "),
    "quotation marks": _repeated('"'),
    "no sentence ends": _repeated("two men were killed in a raid on Monday "),
    "he said": _repeated('"Two men were killed" he said '),
    "a monitor": _repeated("A monitor said two men were killed. A group reported strikes on Monday. "),
    "capitals": _repeated("TWO MEN WERE KILLED IN ORLAT "),
    "every plane": _repeated(EVERY_PLANE),
    "nested brackets": _nested,
    "open brackets": _repeated("(two men killed "),
    "one word": _repeated("x"),
    "hyphens": _repeated("two-"),
    "initials": _repeated("A."),
    "spaces": lambda length: "two men" + " " * length + "were killed",
    "tabs": lambda length: "\t" * length + "two men were killed",
    "line breaks": _repeated("\n"),
    "short lines": _repeated("two killed\n"),
    "wrapped lines": _repeated("a line of more than thirty letters that goes on\n"),
    "wrapped capitals": _repeated("TWO MEN WERE KILLED IN A RAID ON A TOWN NEAR ORLAT ON MONDAY\n"),
    "combining marks": _repeated("e\u0301\u0300"),
    "lone surrogates": _repeated("\ud800 3 killed "),
    "times": _repeated("since last Monday and "),
    "places": _repeated("in Orlat near Vessin and "),
    "hospitals": _repeated("Two were killed in Orlat Hospital on Monday. "),
}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--longest", type=int, default=LONGEST, help="characters of the longest text")
    parser.add_argument("--kind", action="append", choices=tuple(KINDS), help="of these texts alone")
    arguments = parser.parse_args()
    lengths = lengths_up_to(arguments.longest)
    print(f"{'microseconds a character':26}" + "".join(f"{length:>12,}" for length in lengths) + f"{'growth':>10}")
    read(KINDS["news"](SHORTEST), PUBLISHED)
    for kind in arguments.kind or KINDS:
        paces = [pace(kind, length) for length in lengths]
        print(f"{kind:26}" + "".join(f"{each:12.3f}" for each in paces) + f"{growth(paces):10.2f}", flush=True)


def lengths_up_to(longest: int) -> list[int]:
    """Give the lengths to measure, each ten times the one before.

    >>> lengths_up_to(100_000)
    [1000, 10000, 100000]
    """
    lengths = [SHORTEST]
    while lengths[-1] * 10 <= longest:
        lengths.append(lengths[-1] * 10)
    return lengths


def pace(kind: str, length: int) -> float:
    """Give the CPU microseconds that the reader takes per character of a text."""
    text = KINDS[kind](length)
    times, started = 0, time.process_time()
    while not times or time.process_time() - started < CLOCK:
        read(text, PUBLISHED)
        times += 1
    return (time.process_time() - started) / times / len(text) * 1e6


def growth(paces: list[float]) -> float:
    """Divide the last pace by the one at a hundredth of that length.

    >>> growth([3.0, 1.0, 1.0, 1.5])
    1.5
    """
    return paces[-1] / paces[max(0, len(paces) - 3)]


if __name__ == "__main__":
    main()
