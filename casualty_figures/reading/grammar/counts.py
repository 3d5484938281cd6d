"""How many of whom: the quantity and the population of one item of a list of people."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from casualty_figures.reading.figure import Quantity
from casualty_figures.reading.grammar.clauses import Clauses
from casualty_figures.reading.grammar.phrases import QUANTITY, Item
from casualty_figures.reading.words.lexicon import words_of
from casualty_figures.reading.words.people import modifiers, noun_of, read_population
from casualty_figures.reading.words.quantities import bounded, read_quantity

NUMBER_IN = re.compile(QUANTITY)
IN_BRACKETS = re.compile(r"[(][^()]*[)]")
MARKED = 8
"""Words that a mark may hold at most."""
NARROWED = ("people", "civilians", "women", "unknown")
REACH = 9
"""Tokens after a noun that may narrow it."""
DENIED = frozenset(["deny", "denies", "denied", "denying"])
ONE = Quantity("exact", 1, 1, 1)
SOME = Quantity("occurred", None, 1, None)
NONE = Quantity("none", None, 0, 0)


@dataclass(frozen=True, slots=True)
class Count:
    """A quantity of people, the first and last token of its phrase and of its number, and what tells it apart."""

    quantity: Quantity
    population: str
    first: int
    last: int
    kind: str
    """number, known ("the three men"), share, article, definite, bare, name, pronoun, self, none, plural."""
    other: bool
    """Whether it is said to be beside those named before ("three others")."""
    household: bool = False
    noun: int | None = None
    """The first token of the people within the phrase; None where it names none."""


@lru_cache(maxsize=8192)
def _quantity(phrase: str) -> Quantity | None:
    return read_quantity(phrase)


def _number(clauses: Clauses, item: Item) -> tuple[Quantity, int, int] | None:
    """The quantity of an item that prints one, and the tokens of its number."""
    tokens = clauses.tokens
    codes = tokens.codes[item.first : item.last + 1]
    for match in NUMBER_IN.finditer(codes):
        first, last = item.first + match.start(), item.first + match.end() - 1
        if not words_of("quantifiers", "position", "between").isdisjoint(tokens.words[last + 1 : item.last]):
            last = item.first + max(codes.rfind(number) for number in "DWH")
        phrase = " ".join(tokens.words[first : last + 1])
        quantity = _quantity(phrase)
        if quantity:
            return quantity, first, last
    return None


def whole_of(clauses: Clauses, found: Count) -> Count | None:
    """The count of all of whom some are counted: of five in "one of the five porters"; None where no number is named.

    >>> from casualty_figures.reading.reader import read
    >>> [(figure.measure, figure.value) for figure in read("One of the five porters hurt in Orlat has died.")]
    [('killed', 1), ('injured', 5)]
    """
    codes = clauses.tokens.codes[found.first : found.last + 1]
    for match in NUMBER_IN.finditer(codes, codes.find("f") + 1) if "f" in codes else ():
        first, last = found.first + match.start(), found.first + match.end()
        quantity = _quantity(" ".join(clauses.tokens.words[first:last]))
        if quantity:
            return replace(found, quantity=quantity, first=first)
    return None


def _head(codes: str, first: int, last: int) -> int:
    """The last token of a phrase that is a person noun: names after it are nobody's business."""
    while last > first and codes[last] == "X":
        last -= 1
    return last


def _noun(codes: str, first: int, last: int) -> int | None:
    """The first token of a phrase that says who, after articles, "of" and "other"."""
    while first <= last and codes[first] in "adof":
        first += 1
    return first if first <= last else None


def _named(clauses: Clauses, first: int, last: int) -> str:
    """The population of a phrase; what follows may narrow it ("members of the army", "a cook with a relief agency")."""
    words, codes = clauses.tokens.words, clauses.tokens.codes
    phrase = " ".join(words[first : last + 1])
    population = read_population(IN_BRACKETS.sub("", phrase)) or "unknown"
    if population in NARROWED:
        for index in range(last + 1, min(last + 1 + REACH, len(words))):
            if codes[index] in "wKkgiehJ;,LyI&BRSEDWHVQ9" or (index == last + 1 and codes[index] not in "fbmG"):
                break
            noun = noun_of(words[index])
            narrower = modifiers().get(words[index]) or (noun[1] if noun else "")
            if narrower == "aid_workers" or (
                codes[last + 1] == "f" and narrower in ("combatants", "police", "attackers")
            ):
                return narrower
    return population


def _counted(clauses: Clauses, item: Item) -> Count | None:
    found = _number(clauses, item)
    if not found:
        return None
    tokens = clauses.tokens
    quantity, first, number_last = found
    if item.kind == "things" and tokens.words[item.last] in words_of("shares", "kind", "fraction"):
        return None  # "two thirds of the passengers"
    if "both" in tokens.words[first : number_last + 1] and "&" in tokens.codes[first : item.last]:
        return Count(SOME, _named(clauses, first, item.last), first, item.last, "plural", False)
    last = _head(tokens.codes, first, item.last)
    homes = words_of("units", "unit", "household")
    if item.kind == "things":  # "45 homes spread out across two streets"
        last = next((at for at in range(number_last + 1, last) if tokens.words[at] in homes), last)
    codes = tokens.codes[item.first : item.last + 1]
    population = "unknown" if item.kind in ("number", "share", "elliptic") else _named(clauses, number_last + 1, last)
    household = tokens.words[last] in homes and item.kind != "band"
    if item.kind == "band":
        population, first, last = _named(clauses, item.first, number_last), item.first, number_last
    elif item.kind == "number" and "f" in codes:
        last = item.last  # "one of five" hurt
    elif item.kind in ("number", "share", "elliptic") or last - first >= MARKED:
        last = number_last
    of_them = tokens.codes[item.last + 1 : item.last + 2] == "t"
    kind = "none" if quantity.quantifier == "none" else ("share" if item.kind == "share" or of_them else "number")
    known = codes[0] == "d" and tokens.words[item.first] in ("the", "these", "those")
    known = known or tokens.words[item.first - 1] == "all"
    kind = "known" if known and kind == "number" else kind
    noun = _noun(tokens.codes, number_last + 1, last) if item.kind == "counted" else None
    return Count(quantity, population, first, last, kind, "o" in codes, household, noun)


def _uncounted(clauses: Clauses, item: Item) -> Count:
    """ "a man", "the driver", "soldiers"."""
    tokens = clauses.tokens
    last = _head(tokens.codes, item.first, item.last)
    codes = tokens.codes[item.first : last + 1]
    if homes := _of_homes(clauses, last):
        return homes
    population = _named(clauses, item.first, last)
    first = max(item.first, last - MARKED + 1)
    noun = next(code for code in reversed(codes) if code in "pPM")
    other = "o" in codes or (codes[:2] == "ar" and tokens.words[item.first + 1] != "first")
    household = tokens.words[last] in words_of("units", "unit", "household")
    staff = tokens.words[last] == "staff" and codes[0] in "ad"
    if (noun == "P" and codes[0] != "a" and not staff) or household:
        return Count(SOME, population, first, last, "plural", other, household)
    start = codes.rfind("s") + 1
    kind = {"a": "article", "d": "definite"}.get(codes[start : start + 1] if not start else "d", "bare")
    return Count(ONE, population, first, last, kind, other, noun=_noun(tokens.codes, first, last))


def _of_homes(clauses: Clauses, noun: int) -> Count | None:
    """The households of "residents of some 45 houses", which are as many as the houses."""
    words = clauses.tokens.words
    if words[noun] not in words_of("dwellers") or words[noun + 1 : noun + 2] != ["of"]:
        return None
    homes = words_of("units", "unit", "household")
    last = next((at for at in range(noun + 3, min(noun + REACH, len(words))) if words[at] in homes), None)
    quantity = _quantity(" ".join(words[noun + 2 : last])) if last else None
    if last is None or quantity is None:
        return None
    return Count(quantity, "people", noun + 2, last, "number", False, household=True)


def _pronoun(clauses: Clauses, item: Item) -> Count | None:
    word = clauses.tokens.words[item.first]
    if word in ("himself", "herself"):
        return Count(ONE, "attackers", item.first, item.last, "self", False)
    if word in ("someone", "somebody"):
        return Count(SOME, "unknown", item.first, item.last, "pronoun", False)
    if clauses.tokens.codes[item.first] == "u" or word == "her":
        return Count(ONE, "unknown", item.first, item.last, "pronoun", False)
    denied = not DENIED.isdisjoint(clauses.tokens.words[: item.first])
    if denied and clauses.tokens.codes[item.first] == "q":  # "denied that it had hurt anyone"
        return Count(SOME, "unknown", item.first, item.last, "plural", False)
    if word == "themselves":
        return Count(SOME, "attackers", item.first, item.last, "plural", False)
    return None


def _bare_number(clauses: Clauses, item: Item) -> Count | None:
    """ "Twelve", "another", "others"."""
    found = _counted(clauses, item)
    if found:
        return found
    several = clauses.tokens.words[item.last] in ("others", "more")
    kind = "plural" if several else "number"
    return Count(SOME if several else ONE, "unknown", item.first, item.last, kind, True)


def _event_noun(clauses: Clauses, item: Item) -> Count | None:
    """ "The hostage", "a body": an event noun that names people."""
    word, code = clauses.tokens.words[item.last], clauses.tokens.codes[item.first]
    if word not in words_of("event_people"):
        return None
    if word.endswith("s"):
        return Count(SOME, "unknown", item.first, item.last, "plural", False)
    return Count(ONE, "unknown", item.first, item.last, "article" if code == "a" else "definite", False)


def _by_own_hand(clauses: Clauses, item: Item) -> Count | None:
    """Who "turned the gun on himself", whoever is named before."""
    if clauses.tokens.words[item.last] not in words_of("own_hand"):
        return None
    return Count(ONE, "attackers", item.first, item.last, "self", False)


COUNTING: dict[str, Callable[[Clauses, Item], Count | None]] = {
    **dict.fromkeys(("counted", "share", "things", "band", "elliptic"), _counted),
    "number": _bare_number, "person": _uncounted, "noun": _event_noun, "pronoun": _pronoun,
    "word": _by_own_hand,
}  # fmt: skip


def count(clauses: Clauses, position: int) -> Count | None:
    """The count of the item at a position; None where it counts no people.

    >>> from casualty_figures.reading.grammar.clauses import clauses
    >>> from casualty_figures.reading.text.tokens import tokenise
    >>> text = "At least 12 relief workers were hurt"
    >>> found = count(clauses(tokenise(text, 0, len(text))), 0)
    >>> found.quantity.quantifier, found.quantity.value, found.population
    ('at_least', 12, 'aid_workers')
    """
    item = clauses.items[position]
    if item.kind in ("other", "aged", "name"):
        return Count(ONE, "unknown", item.first, item.last, "name" if item.kind == "name" else "article", False)
    counting = COUNTING.get(item.kind)
    return counting(clauses, item) if counting else None


def zero(clauses: Clauses, position: int) -> Count:
    """The count of a denied noun: "without causing injuries"."""
    item = clauses.items[position]
    return Count(bounded("none", []), "unknown", item.first, item.last, "none", False)
