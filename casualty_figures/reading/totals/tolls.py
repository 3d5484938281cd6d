"""Tolls: the figures of one list of people, and their sum over those who are wanted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from casualty_figures.reading.figure import Figure
from casualty_figures.reading.words.lexicon import table, words_of

NO_CIVILIANS = ("combatants", "attackers", "police")
AID = ("aid_workers", "medical_workers", "unknown", "people", "women")


@dataclass(frozen=True, slots=True)
class Toll:
    """The figures of one list, and their sum."""

    figures: tuple[Figure, ...]
    size: int
    """The sum over those who are wanted."""
    full: int
    """The sum over everyone."""
    sentence: int
    low: int | None
    """The least that the words allow; None where they do not say."""
    high: int | None
    """The most that the words allow; None where they do not say, or set no limit."""

    def resized(self, size: int) -> Toll:
        """The same toll with some of its people left out or moved, its bounds by as many."""
        if size == self.size:
            return self
        moved = size - self.size
        low = None if self.low is None else max(0, self.low + moved)
        high = None if self.high is None else max(0, self.high + moved)
        return replace(self, size=size, low=low, high=high)

    def disagrees(self, other: Toll) -> bool:
        """Whether another claimant gives another number, of no other days."""
        mine, theirs = self.figures[0].claimant, other.figures[0].claimant
        if not mine or not theirs or mine.printed.lower() == theirs.printed.lower() or self._on_other_days(other):
            return False
        numbers = self.numbered and other.numbered and not (self.vague or other.vague or self.adds or other.adds)
        return numbers and self.size != other.size

    def _on_other_days(self, other: Toll) -> bool:
        mine, theirs = self.figures[0].period, other.figures[0].period
        if not mine or not theirs:
            return False
        pairs = ((mine.end, theirs.start), (theirs.end, mine.start))
        return any(end and start and end < start for end, start in pairs)

    def has(self, *rules: str) -> bool:
        """Whether one of the rules made its first figure."""
        return not set(rules).isdisjoint(self.figures[0].rules)

    @property
    def numbered(self) -> bool:
        """Whether it prints a number or counts more than one."""
        return self.size > 1 or self.has("number", "share", "known")

    @property
    def vague(self) -> bool:
        """Whether it prints no number ("several people")."""
        return all(figure.value is None and figure.quantifier != "between" for figure in self.figures)

    @property
    def is_total(self) -> bool:
        """Whether the words say that it is the sum of all ("a total of nine")."""
        return any("total" in mark.printed.lower() for mark in self.figures[0].marks if mark.role == "figure")

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
        return figure.population not in NO_CIVILIANS and not _is_suspect(figure)
    if who == "aid_worker":
        return figure.population in AID
    return True


def _is_suspect(figure: Figure) -> bool:
    """Whether one killed is only known as the suspect, who is coded as a person but counted with no victims."""
    printed = (mark.printed.lower().split()[-1] for mark in figure.marks if mark.role == "people")
    return not words_of("suspects").isdisjoint(printed)


def _civilian_part(part: Figure) -> bool:
    """Whether a part is said to be the civilians ("ten people, among them four civilians"), not some of them."""
    return part.population == "civilians" and any("civilian" in mark.printed.lower() for mark in part.marks)


def _reduced(whole: list[Figure], parts: list[Figure], who: str | None) -> int:
    """The size of a list for `who`, less those of its parts that are not wanted.

    Civilians, or aid workers, named as a part are what is left, where the others are not named.
    """
    size = sum(_size(figure) for figure in whole if _wanted(figure, who))
    if who is None or not parts or not size:
        return size
    if who == "aid_worker":
        named = [_size(part) for part in parts if part.population == "aid_workers"]
        among_others = all(figure.population in ("people", "unknown") for figure in whole)
        return min(size, sum(named)) if named and among_others else size
    civilians = [_size(part) for part in parts if _civilian_part(part)]
    if civilians:
        return min(size, sum(civilians))
    return max(0, size - sum(_size(part) for part in parts if not _wanted(part, who)))


def _join_parts(groups: dict[int, list[Figure]]) -> None:
    """Give the parts that stand in a sentence of their own to the largest toll before them."""
    whole = 0
    for number, members in list(groups.items()):
        if any(member.part != "part" for member in members):
            if not whole or sum(map(_size, members)) > sum(map(_size, groups[whole])):
                whole = number
        elif whole:
            groups[whole] = [*groups[whole], *members]


def tolls(figures: Iterable[Figure], who: str | None) -> list[Toll]:
    """The tolls of one measure, in the order of the text; those of zero only where there is no other.

    >>> from casualty_figures.reading.reader import read
    >>> [toll.size for toll in tolls(read("Nine men and a woman died. Two more died in Orlat."), None)]
    [10, 2]
    """
    groups: dict[int, list[Figure]] = {}
    for figure in figures:
        groups.setdefault(figure.group, []).append(figure)
    found = []
    _join_parts(groups)
    for members in groups.values():
        whole = [member for member in members if member.part != "part" and member.quantifier != "occurred"]
        parts = [member for member in members if member.part == "part"]
        if not whole and parts == members and len(groups) == 1:
            whole, parts = parts, []  # no whole is told: "two porters were among the dead"
        size = _reduced(whole, parts, who)
        used = [member for member in whole if _wanted(member, who)]
        if used and (size or all(member.quantifier == "none" for member in used)):
            found.append(_toll(used, size, sum(map(_size, whole))))
    found = _with_others(_with_killers(found))
    if who == "aid_worker":
        found = _aid_workers(found)
    return _firm([toll for toll in found if toll.size]) or found[:1]


def _with_killers(found: list[Toll]) -> list[Toll]:
    """Tolls with the killer who died by the same sentence: "killed four people before killing himself" is five dead."""
    joined: list[Toll] = []
    for toll in found:
        before = joined[-1] if joined else None
        killer = before and toll.has("self") and before.numbered and before.sentence == toll.sentence
        if before and killer and not _is_all_found(before):
            joined[-1] = _toll([*before.figures, *toll.figures], before.size + toll.size, before.full + toll.full)
        else:
            joined.append(toll)
    return joined


def _is_all_found(toll: Toll) -> bool:
    """Whether a toll is of all who lay dead, the killer among them: "six were found dead after a man shot himself"."""
    events = (mark.printed.lower() for mark in toll.figures[0].marks if mark.role == "event")
    return any(event.split()[0] in words_of("finding") for event in events)


def _with_others(found: list[Toll]) -> list[Toll]:
    """Tolls with those whose condition the sentence gives first: "one is in critical condition, three others hurt"."""
    joined: list[Toll] = []
    for toll in found:
        before = joined[-1] if joined else None
        apart = before and before.has("condition") and before.sentence == toll.sentence and not before.has("pronoun")
        if before and apart and toll.has("other") and not toll.has("also", "known"):
            both = _toll([*toll.figures, *before.figures], before.size + toll.size, before.full + toll.full)
            joined[-1] = both
        else:
            joined.append(toll)
    return joined


def _toll(used: list[Figure], size: int, full: int) -> Toll:
    low, high = total_of(figure.low for figure in used), total_of(figure.high for figure in used)
    return Toll(tuple(used), sum(map(_size, used)), full, used[0].sentence, low, high).resized(size)


def total_of(bounds: Iterable[int | None]) -> int | None:
    """The sum of bounds; None where one of them is open or unstated.

    >>> total_of([3, 4]), total_of([3, None])
    (7, None)
    """
    known = list(bounds)
    return None if None in known else sum(bound or 0 for bound in known)


def _firm(tolls: list[Toll]) -> list[Toll]:
    """Tolls other than of where the hurt were taken and how they are, where there are others."""
    return [toll for toll in tolls if not toll.has("condition") or toll.has("headlined")] or tolls


def _aid_workers(found: list[Toll]) -> list[Toll]:
    """Without the tolls of people in general, where aid workers have one: "two staff ... 14 people died"."""
    named = any(figure.population == "aid_workers" for toll in found for figure in toll.figures)
    return [toll for toll in found if not (named and of_people(toll))]


def of_people(toll: Toll) -> bool:
    """Whether all are people of no kind ("14 people", "two individuals")."""
    printed = [mark.printed for figure in toll.figures for mark in figure.marks if mark.role == "people"]
    return bool(printed) and all(last in _general() for last in (one.lower().split()[-1] for one in printed))


@cache
def _general() -> frozenset[str]:
    rows = [row for row in table("words/people") if row["kind"] == "general"]
    return frozenset(row[column] for row in rows for column in ("word", "plural"))
