"""Tolls of a short text: one leads, and those said to come on top are added."""

from __future__ import annotations

from casualty_figures.reading.totals.daily import by_day
from casualty_figures.reading.totals.tolls import Toll, of_people
from casualty_figures.reading.words.lexicon import words_of

MENTIONS = ("definite", "pronoun", "name", "bare")
"""Kinds of a single person who may be one that was counted before."""

VAGUE = 12
"""What words without a number stand for at least, where a number told later only says how many they were."""
FIGHTERS = ("attackers", "combatants")
"""Populations of one side of a fight."""


def _itemised(main: Toll, tolls: list[Toll]) -> list[Toll]:
    """Tolls that only itemise the main one: neighbours in the text that sum up to it.

    "Fifteen were killed in two raids. A trader and three others died in Orlat; 11 others were killed in Vessin."
    """
    rest = [one for one in tolls if one is not main]
    for first in range(len(rest)):
        size = rest[first].size
        for last in range(first + 1, len(rest)):
            size += rest[last].size
            if size >= main.size:
                if size == main.size:
                    return rest[first : last + 1]
                break
    return []


def _within(main: list[Toll], tolls: list[Toll], other: Toll) -> bool:
    """Whether others come on top of a part of the main toll, or of what a toll was before it rose.

    "38 were killed. Fourteen died in Orlat; six others died in Vessin"; "the toll rose to 38 after six more died".
    """
    if len(main) != 1:
        return False
    whole = main[0]
    if whole.has("toll") and other.sentence == whole.sentence:
        return True
    after = tolls[tolls.index(whole) + 1 : tolls.index(other)] if whole in tolls else []
    parts = [one for one in after if one.size > 1 and not one.vague]
    return bool(parts) and not parts[0].adds and parts[0].size + other.size <= whole.size


def _added(main: list[Toll], tolls: list[Toll]) -> list[Toll]:
    """Tolls that add to the main one, each number once; none where the main one is said to be the total."""
    if main and main[0].is_total:
        return []
    added: list[Toll] = []
    sizes = {sum(one.size for one in main)}
    itemised = _itemised(main[0], tolls) if len(main) == 1 else []
    for toll in tolls[1:]:  # others who come first are beside people of another measure
        if main and main[0].has("first") and toll.has("again") and toll not in main:
            added.append(toll)
        elif (
            toll.adds
            and toll not in main
            and toll not in itemised
            and not _within(main, tolls, toll)
            and (toll.size == 1 or toll.size not in sizes or toll.certain)
        ):
            sizes.add(toll.size)
            added.append(toll)
    return added


def _named_again(first: Toll, toll: Toll) -> bool:
    """Whether a killing is named as that of one told before: "a guard was shot dead ... the murder of a father"."""
    return toll.has("nominal") and toll.has("article") and toll.sentence > first.sentence


def _is_kin(toll: Toll) -> bool:
    """Whether one person is of the kin of one told before: "a trader was killed; his son was killed too"."""
    printed = [mark.printed.lower().split() for mark in toll.figures[0].marks if mark.role == "figure"]
    return any(one[0] in ("his", "her") and one[-1] in words_of("kinship") for one in printed)


def _follow_a_number(before: list[Toll]) -> bool:
    """Whether others come on top of a number: "38 others" after "dozens more" only say how many those were."""
    return bool(before) and not all(one.vague and one.size >= VAGUE for one in before)


def added_up(tolls: list[Toll]) -> list[Toll]:
    """The tolls that make up the total of a short text.

    >>> from casualty_figures.reading.reader import read
    >>> from casualty_figures.reading.totals.tolls import tolls
    >>> text = "A guard was killed in Orlat. Two porters were also killed."
    >>> [toll.size for toll in added_up(tolls(read(text), None))]
    [1, 2]
    """
    plain = [one for number, one in enumerate(tolls) if not (one.adds and _follow_a_number(tolls[:number]))]
    if days := by_day([one for one in plain if one.numbered or one.has("article")]):
        return days
    numbered = [one for one in plain if one.numbered]
    agreed = [one for one in numbered if not one.has("contrast")]
    numbered = agreed if agreed and agreed[0] is numbered[0] else numbered
    numbered = [one for one in numbered if not one.vague] or numbered
    if numbered:
        largest = max(numbered, key=lambda one: one.size)
        main = [min((one for one in plain if one.full == largest.full), key=lambda one: one.size)]
    else:
        new = [one for one in plain if _is_kin(one) or not (one.has(*MENTIONS) or _named_again(plain[0], one))]
        main = new or plain[:1]
    added = _added(main, tolls)
    return [*main, *added, *_other_side([*main, *added], plain)]


def _fights(toll: Toll) -> bool | None:
    """Whether all of a toll are fighters or attackers; None where some may be and some not."""
    sides = {figure.population in FIGHTERS for figure in toll.figures}
    unknown = any(figure.population in ("unknown", "mixed") for figure in toll.figures) or of_people(toll)
    return None if unknown or len(sides) > 1 else sides.pop()


def _other_side(main: list[Toll], tolls: list[Toll]) -> list[Toll]:
    """The largest toll of the other side: "two constables were killed; four attackers died in the return fire"."""
    numbered = [one for one in tolls if one.has("number") and not one.vague and one not in main]
    sides = {_fights(toll) for toll in main} if numbered else set()
    if len(sides) != 1 or None in sides or main[0].is_total:
        return []
    others = [one for one in numbered if _fights(one) is not None and {_fights(one)} != sides]
    return [max(others, key=lambda one: one.size)] if others else []
