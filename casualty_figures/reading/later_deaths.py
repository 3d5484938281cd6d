"""Those who died of their wounds: they move from the injured to the killed."""

from __future__ import annotations

from casualty_figures.reading.tolls import Toll


def _later(killed: list[Toll], injured: list[Toll]) -> list[Toll]:
    """Deaths of people counted among the injured before: "25 were wounded ... one victim died in hospital"."""
    first = killed[0]
    wounded = [one for one in injured if one.numbered and one.size > 1]
    return [
        one
        for one in killed
        if one.has("aftermath")
        and one.has("number", "share")
        and not one.adds
        and one.sentence > first.sentence
        and first.size > one.size
        and any(other.sentence < one.sentence and other.size >= one.size for other in wounded)
    ]


def _is_who_died(hurt: Toll, death: Toll) -> bool:
    """Whether a death is that of the one person who was injured before: "he died later"."""
    if not death.has("died", "later") or death.sentence < hurt.sentence:
        return False
    same_people = death.figures[0].population == hurt.figures[0].population
    return death.has("pronoun") or (death.has("definite") and same_people)


def move_dead(
    killed: list[Toll], injured: list[Toll], chosen: tuple[list[Toll], list[Toll]]
) -> tuple[list[Toll], list[Toll]]:
    """The chosen tolls of killed and injured, after those who died of their wounds have moved.

    >>> from casualty_figures.reading.reader import read
    >>> from casualty_figures.reading.tolls import tolls
    >>> text = "Five were killed and nine wounded. Six reached a hospital, where one victim died."
    >>> said = {name: [one for one in read(text) if one.measure == name] for name in ("killed", "injured")}
    >>> found = [tolls(figures, None) for figures in said.values()]
    >>> [[toll.size for toll in moved] for moved in move_dead(*found, (found[0][:1], found[1][:1]))]
    [[5, 1], [8]]
    """
    dead, hurt = chosen
    later = [one for one in _later(killed, injured) if one not in dead]
    if later:
        first, *rest = hurt
        left = first.resized(max(0, first.size - sum(one.size for one in later)))
        return [*dead, *later], [left, *rest]
    alone = len(injured) == 1 and injured[0].size == 1
    if alone and any(_is_who_died(injured[0], death) for death in killed):
        return dead, []
    return dead, hurt
