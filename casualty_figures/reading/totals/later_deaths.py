"""Those who died later: they move from the injured or abducted to the killed."""

from __future__ import annotations

from casualty_figures.reading.figure import Figure
from casualty_figures.reading.totals.tolls import Toll
from casualty_figures.reading.words.lexicon import words_of


def _later(killed: list[Toll], injured: list[Toll]) -> list[Toll]:
    """Deaths of people counted among the injured before: "25 were wounded ... one victim died in hospital"."""
    first = killed[0]
    wounded = [one for one in injured if one.numbered and one.size > 1]
    return [
        one
        for one in killed
        if one.has("aftermath")
        and one.has("number", "share")
        and not (one.adds or one.has("other"))
        and one.sentence > first.sentence
        and first.size > one.size
        and any(other.sentence < one.sentence and other.size >= one.size for other in wounded)
    ]


def _shares(dead: list[Toll], hurt: list[Toll]) -> int:
    """How many of the dead are a share of the injured: "two of the victims died from their wounds"."""
    size = sum(one.size for one in hurt)
    shares = [one for one in dead if _is_share(one) and one.has("aftermath") and one.size < size]
    return sum(one.size for one in shares if any(other.sentence <= one.sentence for other in hurt))


def _is_share(toll: Toll) -> bool:
    """Whether people are said to be of some told before: "two of the victims"."""
    printed = [mark.printed for mark in toll.figures[0].marks if mark.role == "figure"]
    return toll.has("share") or any(" of " in one for one in printed)


def _noun(figure: Figure) -> str:
    """The last word of the people that a figure names."""
    printed = [mark.printed for mark in figure.marks if mark.role in ("people", "figure") and not mark.carried]
    return printed[-1].lower().split()[-1] if printed else ""


def _is_who_died(before: Toll, death: Toll) -> bool:
    """Whether a death is that of the one person told of before: "he died later", "the driver died"."""
    if not death.has("died", "later", "passive", "found dead") or death.sentence < before.sentence:
        return False
    if death.has("pronoun"):
        return death.has("died", "later")
    one, other = before.figures[0], death.figures[0]
    if not death.has("definite"):
        return False
    if death.has("died", "later") and one.population == other.population:
        return True
    return _noun(one) == _noun(other) and death.sentence > before.sentence


def _was_hurt(death: Toll) -> bool:
    """Whether a death is said to be of one who was hurt: "where he died", "the wounded porter died"."""
    printed = [mark.printed.lower() for mark in death.figures[0].marks if mark.role in ("people", "figure")]
    hurt = words_of("casualties", "measure_id", "injured")
    return death.has("pronoun") or any(not hurt.isdisjoint(one.split()) for one in printed)


def _is_one_of(hurt: Toll, death: Toll) -> bool:
    """Whether one of a list died later: "a boy and a driver were hurt; the boy died"."""
    if not death.has("died", "later") or len(hurt.figures) < 2 or death.sentence < hurt.sentence or death.size != 1:
        return False
    named = [figure for figure in hurt.figures if figure.value == 1]
    if death.has("name"):
        return death.has("aftermath") and any("name" in figure.rules for figure in named)
    return death.has("definite") and any(_noun(figure) == _noun(death.figures[0]) for figure in named)


def without_the_dead(killed: list[Toll], injured: list[Toll]) -> list[Toll]:
    """The injured of a page but for one who soon is told to have died: "the clerk was taken to hospital. He died".

    >>> from casualty_figures.reading.reader import read
    >>> from casualty_figures.reading.totals.tolls import tolls
    >>> text = "A clerk was taken to hospital. He later died. A boy was wounded."
    >>> said = {name: [one for one in read(text) if one.measure == name] for name in ("killed", "injured")}
    >>> len(without_the_dead(*[tolls(figures, None) for figures in said.values()]))
    1
    """
    return [
        one
        for one in injured
        if one.size != 1
        or one.numbered
        or not any(death.sentence <= one.sentence + SOON and _is_who_died(one, death) for death in killed)
    ]


SOON = 1
"""Sentences within which a death is told of one who was hurt."""


def _fewer(tolls: list[Toll], lost: int) -> list[Toll]:
    """The tolls with a number less in the first."""
    first, *rest = tolls
    return [first.resized(first.size - lost), *rest] if first.size > lost else rest


def _is_all(toll: Toll) -> bool:
    """Whether people are said to be all of those told of before: "the five", "all five"."""
    printed = [mark.printed.lower() for mark in toll.figures[0].marks if mark.role == "figure"]
    return toll.has("known") or any(one.split()[0] in ("all", "both") for one in printed)


def outlived(before: list[Toll], killed: list[Toll]) -> list[Toll]:
    """Those abducted, less the ones who were killed afterwards: "five were abducted; all five were later killed".

    >>> from casualty_figures.reading.reader import read
    >>> from casualty_figures.reading.totals.tolls import tolls
    >>> text = "Gunmen abducted a driver in Orlat. The driver was killed on Friday."
    >>> said = {name: [one for one in read(text) if one.measure == name] for name in ("kidnapped", "killed")}
    >>> outlived(tolls(said["kidnapped"], None), tolls(said["killed"], None))
    []
    """
    if len(before) != 1:
        return before
    same = [one for one in killed if one.size == before[0].size]
    after = [one for one in same if one.sentence > before[0].sentence]
    gone = any(_is_all(one) or one.has("pronoun") or (one.size == 1 and _is_who_died(before[0], one)) for one in after)
    told_before = before[0].has("pronoun") and any(one.sentence <= before[0].sentence for one in same)
    return [] if gone or told_before else before


def _is_the_dead(dead: Toll, hurt: Toll) -> bool:
    """Whether one hurt is the one told of before as killed: "a chief was killed; he was beaten by masked men"."""
    if hurt.size != 1 or hurt.numbered or hurt.sentence < dead.sentence or hurt.has("also"):
        return False
    named_again = hurt.has("definite") and hurt.sentence > dead.sentence
    one, other = dead.figures[0], hurt.figures[0]
    return hurt.has("pronoun") or (named_again and _noun(other) in (_noun(one), *words_of("the_dead")))


def move_dead(
    killed: list[Toll], injured: list[Toll], chosen: tuple[list[Toll], list[Toll]]
) -> tuple[list[Toll], list[Toll]]:
    """The chosen tolls of killed and injured, after those who died of their wounds have moved.

    >>> from casualty_figures.reading.reader import read
    >>> from casualty_figures.reading.totals.tolls import tolls
    >>> text = "Five were killed and nine wounded. Six reached a hospital, where one victim died."
    >>> said = {name: [one for one in read(text) if one.measure == name] for name in ("killed", "injured")}
    >>> found = [tolls(figures, None) for figures in said.values()]
    >>> [[toll.size for toll in moved] for moved in move_dead(*found, (found[0][:1], found[1][:1]))]
    [[5, 1], [8]]
    """
    dead, hurt = chosen
    if len(dead) == 1 and dead[0].size == 1 and all(_is_the_dead(dead[0], one) for one in injured):
        return dead, []
    later = [one for one in _later(killed, injured) if one not in dead]
    if later:
        return [*dead, *later], _fewer(hurt, sum(one.size for one in later))
    if shares := _shares(dead, hurt):
        return dead, _fewer(hurt, shares)
    if len(injured) == 1 and injured[0].size == 1:
        deaths = [death for death in killed if _is_who_died(injured[0], death)]
        another = not injured[0].has("pronoun", "definite", "name")
        others = dead[0].size > 1 or (another and dead[0].sentence < injured[0].sentence)
        on_top = [death for death in deaths[:1] if death not in dead and others and _was_hurt(death)]
        return ([*dead, *on_top], []) if deaths else (dead, hurt)
    if any(_is_one_of(toll, death) for toll in hurt for death in killed):
        return dead, _fewer(hurt, 1)
    return dead, hurt
