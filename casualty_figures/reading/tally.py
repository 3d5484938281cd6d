"""What a text says of its main event, in one total per measure and unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from casualty_figures.reading.figure import Figure, Total

COUNTED = ("whole", "item", "later")
NO_CIVILIANS = ("combatants", "attackers", "police")
AID = ("aid_workers", "medical_workers", "unknown", "people")
PAGE = 12
"""Sentences after which a text is taken for a page, whose statements are weighed rather than added."""
TITLE, LEAD, BODY = 3, 2, 1
"""Weight of a statement by where it stands on a page."""
MENTIONS = ("definite", "pronoun", "name", "bare")
"""Kinds of a single person who may be one that was counted before."""


@dataclass(frozen=True, slots=True)
class Statement:
    """The figures of one list, and their sum."""

    figures: tuple[Figure, ...]
    size: int
    """The sum over those who are wanted."""
    full: int
    """The sum over everyone."""
    sentence: int

    def has(self, *rules: str) -> bool:
        """Whether one of the rules made its first figure."""
        return any(rule in self.figures[0].rules for rule in rules)

    @property
    def numbered(self) -> bool:
        """Whether it prints a number or counts more than one."""
        return self.size > 1 or self.has("number", "share", "known")

    @property
    def certain(self) -> bool:
        """Whether two words say that it comes on top ("two others were also killed")."""
        return self.has("also") and self.has("other")

    @property
    def adds(self) -> bool:
        """Whether it is said to come on top of those named before."""
        if self.figures[0].value is None or (self.has("known") and not self.has("also")):
            return False
        return self.has("also") or (len(self.figures) == 1 and self.has("other"))


def _size(figure: Figure) -> int:
    return figure.value if figure.value is not None else (figure.low or 0)


def _wanted(figure: Figure, who: str | None) -> bool:
    if who == "civilian":
        return figure.population not in NO_CIVILIANS
    if who == "aid_worker":
        return figure.population in AID
    return True


def _final(figures: list[Figure]) -> list[Figure]:
    """Each person in the gravest outcome that is told: those who were abducted or hurt and then killed are killed."""
    dead = {(figure.marks[0].start, figure.marks[0].end) for figure in figures if figure.measure == "killed"}
    return [
        figure
        for figure in figures
        if figure.measure not in ("injured", "kidnapped") or (figure.marks[0].start, figure.marks[0].end) not in dead
    ]


def _once(figures: Iterable[Figure]) -> list[Figure]:
    """Figures without those that only repeat a phrase for another claimant."""
    seen: set[tuple[str, int, int]] = set()
    kept = []
    for figure in figures:
        key = (figure.measure, figure.marks[0].start, figure.marks[0].end)
        if key not in seen:
            seen.add(key)
            kept.append(figure)
    return kept


def _reduced(whole: list[Figure], parts: list[Figure], who: str | None) -> int:
    """The size of a list for `who`, less those of its parts that are not wanted.

    Civilians named as a part are what is left, where the others are not named.
    """
    size = sum(_size(figure) for figure in whole if _wanted(figure, who))
    if who != "civilian" or not parts or not size:
        return size
    civilians = [_size(part) for part in parts if part.population == "civilians" and "civilian" in part.marks[0].printed.lower()]
    if civilians:
        return min(size, sum(civilians))
    return max(0, size - sum(_size(part) for part in parts if not _wanted(part, who)))


def _statements(figures: list[Figure], who: str | None) -> list[Statement]:
    groups: dict[int, list[Figure]] = {}
    for figure in figures:
        groups.setdefault(figure.group, []).append(figure)
    found = []
    for members in groups.values():
        whole = [member for member in members if member.part in COUNTED and member.quantifier != "occurred"]
        parts = [member for member in members if member.part == "part"]
        size = _reduced(whole, parts, who)
        used = [member for member in whole if _wanted(member, who)]
        if used and (size or all(member.quantifier == "none" for member in used)):
            found.append(Statement(tuple(used), size, sum(map(_size, whole)), used[0].sentence))
    return found


def _added(main: int, statements: list[Statement]) -> list[Statement]:
    """Statements that add to the main one, each number once."""
    added: list[Statement] = []
    sizes = {main}
    for statement in statements:
        if statement.adds and (statement.size == 1 or statement.size not in sizes or statement.certain):
            sizes.add(statement.size)
            added.append(statement)
    return added


def _short(statements: list[Statement]) -> list[Statement]:
    """The statements that make up the total of a short text."""
    plain = [one for one in statements if not one.adds]
    numbered = [one for one in plain if one.numbered]
    if numbered:
        largest = max(numbered, key=lambda one: one.size)
        main = [min((one for one in plain if one.full == largest.full), key=lambda one: one.size)]
    else:
        new = [one for one in plain if not one.has(*MENTIONS)]
        main = new or plain[:1]
    size = sum(one.size for one in main)
    return [*main, *_added(size, statements)]


def _weight(statement: Statement) -> int:
    if statement.sentence == 0:
        return TITLE
    return LEAD if statement.sentence <= 4 else BODY


def _page(statements: list[Statement]) -> list[Statement]:
    """The statements of a page whose number weighs most."""
    weights: dict[int, int] = {}
    for statement in statements:
        weights[statement.size] = weights.get(statement.size, 0) + _weight(statement)
    best = max(weights, key=lambda size: (weights[size], size))
    return [one for one in statements if one.size == best][:1]


def _total(measure: str, unit: str, used: list[Statement], around: list[Statement]) -> Total:
    figures = tuple(figure for statement in used for figure in statement.figures)
    best = sum(statement.size for statement in used)
    lows = [figure.low for figure in figures]
    highs = [figure.high for figure in figures]
    low = None if any(one is None for one in lows) else sum(one or 0 for one in lows)
    high = None if any(one is None for one in highs) else sum(one or 0 for one in highs)
    return Total(measure, unit, best, low, high, figures)


def tally(figures: Iterable[Figure], who: str | None = None) -> list[Total]:
    """Totals of the main event; `who` (civilian, aid_worker) leaves others out. No figure is no total."""
    kept = [figure for figure in _final(_once(figures)) if figure.unit in ("person", "household") and figure.part != "background"]
    by: dict[tuple[str, str], list[Figure]] = {}
    for figure in kept:
        by.setdefault((figure.measure, figure.unit), []).append(figure)
    page = max((figure.sentence for figure in kept), default=0) >= PAGE
    totals = {}
    for (measure, unit), found in by.items():
        statements = [one for one in _statements(found, who) if one.size] or _statements(found, who)[:1]
        if statements:
            used = _page(statements) if page else _short(statements)
            totals[measure, unit] = _total(measure, unit, used, statements)
    return list(_shot(totals).values())


def _shot(totals: dict[tuple[str, str], Total]) -> dict[tuple[str, str], Total]:
    """Those shot and not killed are injured, where the text gives no number of injured."""
    shot = totals.get(("killed_or_injured", "person"))
    if not shot or not all("shot" in figure.rules for figure in shot.figures):
        return totals
    dead = totals.get(("killed", "person"))
    rest = shot.best - (dead.best if dead else 0)
    injured = totals.get(("injured", "person"))
    if rest > 0 and (injured is None or injured.best < rest):
        totals["injured", "person"] = Total("injured", "person", rest, None, shot.high, shot.figures)
    return totals
