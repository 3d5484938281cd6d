"""Numbers in digits and words."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache

from casualty_figures.reading.words.lexicon import table

# Digits with any separator between groups of three, or a plain or decimal number.
DIGITS = r"\d{1,3}(?:[,.'\u2019 \u00a0\u2009\u202f]\d{3})++(?![\d])|\d{1,3}(?:, \d{3})++(?!\d)|\d++(?:\.\d++)?+"
SEPARATORS = re.compile(r"[,'\u2019\s]|\.(?=\d{3}(?:\D|$))")
LONGEST = 30
"""Characters of a number in digits, separators among them; more are a code, or part of one."""
MOST = 10**15
"""Above this a row of digits is no count of anything, and fits no column either."""
WORD = re.compile(r"[a-z]+|" + DIGITS)


@cache
def number_words() -> dict[str, tuple[str, int]]:
    """Every number word with its kind (unit, ten, scale, suffix, collective, multiple) and value."""
    return {row["word"]: (row["kind"], int(row["value"])) for row in table("words/numbers")}


def digits_value(printed: str) -> Fraction:
    """The value of a number in digits, whatever separates its groups.

    >>> [int(digits_value(x)) for x in ("1,200", "1.200", "12 500", "1'000'000", "2000")]
    [1200, 1200, 12500, 1000000, 2000]
    >>> digits_value("1.2")
    Fraction(6, 5)
    """
    return Fraction(SEPARATORS.sub("", printed) if len(printed) > 3 else printed)


def read_number(printed: str) -> Fraction | None:
    """The value of an isolated number phrase in digits or words, None where it is none.

    >>> [int(read_number(x)) for x in ("twenty-five", "two dozen", "one hundred and five", "half a dozen", "3 lakh")]
    [25, 24, 105, 6, 300000]
    >>> int(read_number("1.2 million"))
    1200000
    >>> read_number("the village") is None, read_number("9" * 5000) is None
    (True, True)
    """
    total, current, seen = Fraction(0), Fraction(0), False
    half = Fraction(1)
    for token in WORD.findall(printed.lower()):
        if token[0].isdigit() and len(token) <= LONGEST:
            current, seen = current + digits_value(token), True
        elif token in number_words():
            kind, value = number_words()[token]
            if kind in ("scale", "suffix"):
                current = (current if seen and current else Fraction(1)) * value * half
                half = Fraction(1)
                if value >= 1000:
                    total, current = total + current, Fraction(0)
            elif kind == "collective":
                current = max(current, Fraction(1)) * value
            else:
                current += value
            seen = True
        elif token == "half" and seen:  # "one and a half million"
            current += Fraction(1, 2)
        elif token == "half":
            half = Fraction(1, 2)
        elif token not in ("and", "a", "an", "of"):
            return None
    return total + current if seen and total + current <= MOST else None
