"""Quantities: a number phrase, its quantifier, the bounds its words allow, and the unit it names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from functools import cache, lru_cache

from casualty_figures.reading.figure import Quantity
from casualty_figures.reading.words.lexicon import mapping, table, words_of
from casualty_figures.reading.words.numbers import DIGITS, number_words, read_number
from casualty_figures.reading.words.people import is_one_person

EXTENTS = ("metre", "day")


def _alternatives(words: Iterable[str]) -> str:
    """A pattern for any of the phrases, the longest first, spaces as they come."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words = _alternatives(word for word, (kind, _) in number_words().items() if kind != "suffix")
    count = rf"(?:{words}|half\s+an?(?=\s+(?:dozen|million|hundred|thousand)))"
    joint = r"(?:(?<=hundred)|(?<=thousand)|(?<=million)|(?<=lakh)|(?<=crore))\s+and\s+|\s+and\s+an?\s+half\s+"
    word_number = rf"{count}(?:(?:{joint}|\s+(?:an?\s+)?|-)(?:{words})\b)*+"
    article = r"an?\s+(?:dozen|hundred|thousand|million|score|couple|pair|trio|lakh|crore)\b"
    number = rf"(?:(?:{DIGITS})(?:\s?(?:k|m|mn)\b)?(?:[\s-]+(?:{words})\b)*+|{article}|(?:{word_number}))"
    kinds = {
        position: _alternatives(words_of("quantifiers", "position", position))
        for position in ("before", "after", "vague", "between")
    }
    between = r"(?:\s*(?:-|\u2013|\u2014|~)\s*|\s+(?:to|or|and)\s+)"
    filler = r"(?:(?:the|a|an|of|total|another|other|further|additional|extra|only|just|all|these|those|its|their)\s+)*"
    return {
        "range": re.compile(rf"(?<![\w.])(?:(between|from)\s+)?({number}){between}({number})(?![\w%])"),
        "raised": re.compile(
            rf"(?<![\w.])(?:(between|from)\s+)?({number})\s*,?\s*(?:(?:and|but|or|to)\s+)?"
            rf"(?:(?:{kinds['between']})\s+)+({number})(?![\w%])"
        ),
        "number": re.compile(
            rf"(?<![\w.,])(?:({kinds['before']})\s*)?{filler}({number})(?!\w)(?!-years?-|\s+years?\s+old)"
        ),
        "after": re.compile(rf"\s*({kinds['after']})(?!\w)"),
        "vague": re.compile(rf"(?<!\w)({kinds['vague']})(?!\w)"),
        "before": re.compile(rf"(?<!\w)({kinds['before']})\s"),
        "unit": re.compile(rf"\s*-?\s*({_alternatives(words_of('units'))})\b"),
        "long": re.compile(rf"\b({_alternatives(words_of('units', 'unit', 'day'))})[\s-]long\b"),
        "span": re.compile(rf"\b(?:an?|one|the|past|last)\s+({_alternatives(words_of('units', 'unit', 'day'))})\b"),
    }


@cache
def _quantifier_ids() -> dict[tuple[str, str], str]:
    return {(row["word"], row["position"]): row["quantifier_id"] for row in table("words/quantifiers")}


def _quantifier(printed: str | None, position: str) -> str | None:
    return _quantifier_ids().get((re.sub(r"\s+", " ", printed or ""), position))


def apply_rule(rule: str, numbers: list[int], unit: str = "") -> int | None:
    """The bound that a `low_rule` or `high_rule` of the quantifiers table gives; None where it is open or unstated.

    >>> apply_rule("value + 1", [800]), apply_rule("value + 1", [800], "metre"), apply_rule("open", [800])
    (801, 800, None)
    """
    named = {"value": numbers[0] if numbers else None, "first": min(numbers, default=None)}
    named["second"] = max(numbers, default=None)
    base, _, shift = rule.partition(" ")
    if base in ("open", "unstated"):
        return None
    value = int(base) if base.isdigit() else named[base]
    if value is None or not shift or unit in EXTENTS:
        return value
    return value + int(shift.replace(" ", ""))


def bounded(quantifier: str, numbers: list[int], unit: str = "") -> Quantity:
    """The quantity of numbers under a quantifier, with the bounds of its rule.

    >>> bounded("more_than", [800])
    Quantity(quantifier='more_than', value=800, low=801, high=None, unit='')
    >>> bounded("between", [30, 40])
    Quantity(quantifier='between', value=None, low=30, high=40, unit='')
    """
    low, high = (
        apply_rule(mapping("quantifiers", "quantifier_id", rule)[quantifier], numbers, unit)
        for rule in ("low_rule", "high_rule")
    )
    return Quantity(quantifier, numbers[0] if len(numbers) == 1 else None, low, high, unit)


@cache
def _units() -> dict[str, tuple[str, Fraction]]:
    return {row["word"]: (row["unit"], Fraction(row["factor"])) for row in table("words/units")}


def _unit_after(phrase: str, end: int) -> tuple[str, Fraction]:
    found = _patterns()["unit"].match(phrase, end)
    return _units()[found[1]] if found else ("", Fraction(1))


def _unit_anywhere(phrase: str) -> str:
    """`household` where the phrase counts families or households, whatever stands before the word."""
    words = re.findall(r"[a-z]+", phrase)
    return "household" if any(_units().get(word, ("",))[0] == "household" for word in words) else ""


def _range(phrase: str) -> Quantity | None:
    """ "30 to 40"; "at least 30, and as many as 40", where a word says that the second number is the most."""
    found = _patterns()["range"].search(phrase)
    if found and re.search(r"\band\b", found[0][len(found[2]) :]) and found[1] != "between":
        found = None
    found = found or _patterns()["raised"].search(phrase)
    if not found:
        return None
    first, second = read_number(found[2]), read_number(found[3])
    if first is None or second is None:
        return None
    kind, scale = number_words().get(found[3].split()[-1], ("", 1))
    if kind == "scale" and first < second / scale:  # "two to three thousand"
        first *= scale
    unit, factor = _unit_after(phrase, found.end())
    return bounded("between", [round(first * factor), round(second * factor)], unit or _unit_anywhere(phrase))


def _number(phrase: str) -> Quantity | None:
    found = _patterns()["number"].search(phrase)
    value = read_number(found[2]) if found else None
    vague = _patterns()["vague"].search(phrase)
    if not found or value is None or (vague and vague.start() < found.start(2) and found.end(2) <= vague.end()):
        return None  # the hundred of "several hundred" is no number
    unit, factor = _unit_after(phrase, found.end())
    after = _patterns()["after"].match(phrase, found.end())
    before = _quantifier(found[1], "before")
    if before is None:
        earlier = _patterns()["before"].search(phrase, 0, found.start(2))
        before = _quantifier(earlier[1], "before") if earlier else None
    quantifier = before or (_quantifier(after[1], "after") if after else None) or "exact"
    if value == 0:
        return bounded("none", [])
    return bounded(quantifier, [round(value * factor)], unit or _unit_anywhere(phrase))


def _vague(phrase: str) -> Quantity | None:
    found = _patterns()["vague"].search(phrase)
    quantifier = _quantifier(found[1], "vague") if found else None
    return bounded(quantifier, [], _unit_anywhere(phrase)) if quantifier else None


def _nobody(phrase: str) -> Quantity | None:
    """ "No one", "not a single": no number, though their last word is one."""
    return bounded("none", []) if phrase in words_of("quantifiers", "quantifier_id", "none") else None


def _duration(phrase: str) -> Quantity | None:
    found = _patterns()["long"].search(phrase) or _patterns()["span"].search(phrase)
    if not found:
        return None
    unit, factor = _units()[found[1]]
    return bounded("about", [max(1, round(factor))], unit)


def _one_person(phrase: str) -> Quantity | None:
    return bounded("exact", [1]) if is_one_person(phrase) else None


@lru_cache(maxsize=8192)
def read_quantity(phrase: str) -> Quantity | None:
    """Read a marked phrase: its number in base units, its quantifier and its bounds; None where it names none.

    A singular person phrase is a quantity of one.

    >>> read_quantity("more than 350 villagers")
    Quantity(quantifier='more_than', value=350, low=351, high=None, unit='')
    >>> read_quantity("a 12 km (7-mile) zone")
    Quantity(quantifier='exact', value=12000, low=12000, high=12000, unit='metre')
    >>> read_quantity("month-long")
    Quantity(quantifier='about', value=30, low=None, high=None, unit='day')
    >>> read_quantity("several raids")
    Quantity(quantifier='several', value=None, low=2, high=None, unit='')
    >>> read_quantity("a shepherd").value
    1
    """
    plain = re.sub(r"\s*\([^()]*\)", "", phrase.lower()).strip() or phrase.lower()
    for reading in (_nobody, _range, _number, _vague, _duration, _one_person):
        quantity = reading(plain)
        if quantity:
            return quantity
    return None
