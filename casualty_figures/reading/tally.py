"""What a text says of its main event, in one total per measure and unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from casualty_figures.reading.figure import Figure, Total

COUNTED = ("whole", "item", "later")
NO_CIVILIANS = ("combatants", "attackers", "police")
AID = ("aid_workers", "medical_workers", "unknown", "people")
PAGE = 6
"""Sentences after which a text is taken for a page, whose statements are weighed rather than added."""
TITLE, LEAD, BODY = 4, 2, 1
"""Weight of a statement by where it stands on a page."""
DEAD, HURT, SHOT = ("killed", "person"), ("injured", "person"), ("killed_or_injured", "person")
MENTIONS = ("definite", "pronoun", "name", "bare")
"""Kinds of a single person who may be one that was counted before."""


COUNTING = ("figure", "negation", "people", "event")
"""Roles of a mark that may stand for those counted, the surest first."""


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


def _phrase(figure: Figure) -> tuple[int, int]:
    """Offsets of the phrase that counts: the figure's own, else its people, else its event; never a carried one.

    >>> from casualty_figures.reading.reader import read
    >>> text = "Nine porters were killed and six others hurt."
    >>> [text[slice(*_phrase(figure))] for figure in read(text)]
    ['Nine porters', 'six']
    """
    own = [mark for mark in figure.marks if not mark.carried and mark.role in COUNTING]
    first = min(own, key=lambda mark: COUNTING.index(mark.role), default=figure.marks[0])
    return first.start, first.end


def _final(figures: list[Figure]) -> list[Figure]:
    """Each person in the gravest outcome that is told: those who were abducted or hurt and then killed are killed."""
    dead = {_phrase(figure) for figure in figures if figure.measure == "killed"}
    return [
        figure for figure in figures if figure.measure not in ("injured", "kidnapped") or _phrase(figure) not in dead
    ]


def _main_event(figures: list[Figure]) -> list[Figure]:
    """Figures of the main event: without background, save where a measure has only that of a wider period."""
    told = {figure.measure for figure in figures if figure.part != "background" and figure.quantifier != "occurred"}
    return [
        figure if figure.part != "background" else replace(figure, part="whole")
        for figure in figures
        if figure.part != "background" or ("wider" in figure.rules and figure.measure not in told)
    ]


def _once(figures: Iterable[Figure]) -> list[Figure]:
    """Figures without those that only repeat a phrase for another claimant."""
    seen: set[tuple[str, int, int]] = set()
    kept = []
    for figure in figures:
        key = (figure.measure, *_phrase(figure))
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
    civilians = [
        _size(part) for part in parts if part.population == "civilians" and "civilian" in part.marks[0].printed.lower()
    ]
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


def _later(statements: list[Statement], hurt: list[Statement]) -> list[Statement]:
    """Deaths of people counted among the hurt before: "25 were wounded ... one victim died in hospital"."""
    first = statements[0]
    wounded = [one for one in hurt if one.numbered and one.size > 1]
    return [
        one
        for one in statements
        if one.has("aftermath")
        and one.has("number", "share")
        and not one.adds
        and one.sentence > first.sentence
        and first.size > one.size
        and any(other.sentence < one.sentence and other.size >= one.size for other in wounded)
    ]


def _weight(statement: Statement) -> int:
    if statement.sentence == 0:
        return TITLE
    return LEAD if statement.sentence <= 4 else BODY


def _page(statements: list[Statement], shot: list[Statement], dead: int) -> list[Statement]:
    """The statements of a page whose number weighs most; of those shot, the ones who were not killed."""
    weights: dict[int, int] = {}
    for statement in statements:
        weights[statement.size] = weights.get(statement.size, 0) + _weight(statement)
    for statement in shot:
        if statement.size > dead:
            weights[statement.size - dead] = weights.get(statement.size - dead, 0) + _weight(statement)
    best = max(weights, key=lambda size: (weights[size] if size > 1 else weights[size] / 2, size))
    found = [one for one in statements if one.size == best][:1]
    return found or [replace(one, size=best) for one in shot if one.size - dead == best][:1]


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
    kept = [figure for figure in _final(_once(figures)) if figure.unit in ("person", "household")]
    kept = _main_event(kept)
    by: dict[tuple[str, str], list[Figure]] = {}
    for figure in kept:
        by.setdefault((figure.measure, figure.unit), []).append(figure)
    said = {key: _said(found, who) for key, found in by.items()}
    page = max((figure.sentence for figure in kept), default=0) >= PAGE
    if page:
        chosen = _weighed(said)
    else:
        chosen = {key: _short(found) for key, found in said.items() if found}
        _outlive(said, chosen)
    totals = {key: _total(*key, used, said.get(key, [])) for key, used in chosen.items() if used}
    return list(_shot(totals).values())


def _weighed(said: dict[tuple[str, str], list[Statement]]) -> dict[tuple[str, str], list[Statement]]:
    """What a page says most, measure by measure."""
    chosen = {key: _page(found, [], 0) for key, found in said.items() if found and key != HURT}
    dead = sum(one.size for one in chosen.get(DEAD, []))
    shot = [one for one in said.get(SHOT, []) if one.has("shot")]
    found = said.get(HURT, [])
    if found or any(one.size > dead for one in shot):
        chosen[HURT] = _page(found, shot, dead)
    return chosen


def _said(figures: list[Figure], who: str | None) -> list[Statement]:
    """The statements of a measure; those of zero only where there is no other."""
    found = _statements(figures, who)
    return [one for one in found if one.size] or found[:1]


def _outlive(said: dict[tuple[str, str], list[Statement]], chosen: dict[tuple[str, str], list[Statement]]) -> None:
    """Move those who died of their wounds from the injured to the killed."""
    killed, injured = said.get(DEAD, []), said.get(HURT, [])
    if not killed or not injured:
        return
    later = [one for one in _later(killed, injured) if one not in chosen[DEAD]]
    if later:
        chosen[DEAD] = [*chosen[DEAD], *later]
        lost = sum(one.size for one in later)
        first, *rest = chosen[HURT]
        chosen[HURT] = [replace(first, size=max(0, first.size - lost)), *rest]
    elif (
        len(injured) == 1
        and injured[0].size == 1
        and any(
            one.has("died", "later")
            and (
                one.has("pronoun")
                or (one.has("definite") and one.figures[0].population == injured[0].figures[0].population)
            )
            and one.sentence >= injured[0].sentence
            for one in killed
        )
    ):
        chosen[HURT] = []


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
