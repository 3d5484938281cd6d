"""Disputes: the conflicts between figures, by the two who stand behind them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from casualty_figures.using.figures import Catalogue
from casualty_figures.using.records import Relation


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two who contradict each other; many pairs of figures may be one dispute."""

    letter: str
    """Names it in the picture and beside it: a, b, c, ..."""
    roots: tuple[str, str]
    conflicts: tuple[Relation, ...]

    def side(self, catalogue: Catalogue, root: str) -> list[str]:
        """The figures of one of the two, by id."""
        ends = {end for one in self.conflicts for end in (one.figure_id, one.other_id)}
        return sorted(end for end in ends if catalogue.root_name(catalogue.figure(end)) == root)


def disputes(catalogue: Catalogue) -> tuple[Dispute, ...]:
    """All disputes, those with the most conflicts first.

    >>> from casualty_figures.using.figures import catalogue
    >>> disputes(catalogue())[0].roots[0]
    'Russia'
    """
    found: dict[tuple[str, str], list[Relation]] = {}
    for relation in conflicts(catalogue):
        sides = (catalogue.figure(end) for end in (relation.figure_id, relation.other_id))
        first, second = sorted(catalogue.root_name(side) for side in sides)
        found.setdefault((first, second), []).append(relation)
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(Dispute(letter(place), roots, tuple(pairs)) for place, (roots, pairs) in enumerate(ordered))


def conflicts(catalogue: Catalogue) -> Iterable[Relation]:
    """Every relation that is a conflict, once."""
    for figure_id, relations in catalogue.related.items():
        for one in relations:
            if one.relation == "conflicts_with" and one.figure_id == figure_id:
                yield one


def letter(place: int) -> str:
    """The name of the nth dispute: a to z, then aa and so on.

    >>> letter(0), letter(25), letter(26)
    ('a', 'z', 'aa')
    """
    rest, last = divmod(place, 26)
    return (letter(rest - 1) if rest else "") + chr(ord("a") + last)
