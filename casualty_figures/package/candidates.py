"""Pairs of figures that a rule of relation might join, found by sorting: never all pairs of all figures."""

from __future__ import annotations

import numpy as np

from casualty_figures.package.facts import Facts, Integers, Truths, Within

Pair = tuple[Integers, Integers]


def candidate_pairs(facts: Facts, coded: Pair) -> Pair:
    """All pairs worth asking about, once each, as (later, earlier) rows of `facts`: coded, of one scope, or one inside
    the other."""
    size = len(facts.figure_id)
    found = [coded, same_scope_pairs(facts), *_inside_pairs(facts)]
    keys = np.sort(np.concatenate([np.maximum(one, two) * size + np.minimum(one, two) for one, two in found]))
    keys = keys[np.diff(keys, prepend=-1) > 0]  # many times faster than np.unique
    return keys // max(size, 1), keys % max(size, 1)


def inside(facts: Facts, inner: Integers, outer: Integers) -> Truths:
    """Whether the inner figure's place, period and (where people are counted) people lie within the outer one's.

    The role of the place and the kind of count are the same, the outer cause is none or the same. A missing place, date
    or people never lies within. What left, reached or surrounds a part of a place has not left, reached or surrounded
    the place: there the places must be the same.
    """
    place_within = np.where(
        facts.occurred[inner],
        facts.places.holds(facts.place[inner], facts.place[outer]),
        (facts.place[inner] == facts.place[outer]) & (facts.place[inner] >= 0),
    )
    people_within = facts.populations.holds(facts.people[inner], facts.people[outer])
    found: Truths = (
        place_within
        & (facts.place_role[inner] == facts.place_role[outer])
        & (facts.unit[inner] == facts.unit[outer])
        & (facts.stock[inner] == facts.stock[outer])
        & (people_within | ~facts.of_people[inner])
        & _within_days_and_cause(facts, inner, outer)
    )
    return found


def _within_days_and_cause(facts: Facts, inner: Integers, outer: Integers) -> Truths:
    found: Truths = (
        (facts.start[outer] <= facts.start[inner])
        & (facts.end[inner] <= facts.end[outer])
        & facts.dated[inner]
        & facts.dated[outer]
        & ((facts.cause[outer] < 0) | (facts.cause[outer] == facts.cause[inner]))
        & (inner != outer)
    )
    return found


def same_scope_pairs(facts: Facts) -> Pair:
    """Each pair of figures of one scope, the later first."""
    rows = np.flatnonzero(facts.scope >= 0)
    rows = rows[np.argsort(facts.scope[rows], kind="stable")]
    scopes = facts.scope[rows]
    first_of_scope = np.searchsorted(scopes, scopes, "left")
    before = np.arange(len(rows)) - first_of_scope
    return np.repeat(rows, before), rows[_ranges(first_of_scope, before)]


def _inside_pairs(facts: Facts) -> list[Pair]:
    """Pairs of which the first may lie inside the second: of one measure, or events against zeros that they imply."""
    everyone = np.flatnonzero(facts.dated & (facts.place >= 0))
    happened, zeros = everyone[facts.happened[everyone]], everyone[facts.zero[everyone]]
    same = _contained(facts, everyone, facts.measure[everyone], everyone)
    count, implied = _over(facts.measures, facts.measure[happened])
    return [same, _contained(facts, np.repeat(happened, count), implied, zeros)]


def _contained(facts: Facts, inner: Integers, measure: Integers, outer: Integers) -> Pair:
    """Pairs (inner, outer) of which the outer has the given measure, and place, people and days around the inner's."""
    place_count, places = _over(facts.places, facts.place[inner])
    rows, measure = np.repeat(inner, place_count), np.repeat(measure, place_count)
    wider = facts.occurred[rows] | (places == facts.place[rows])
    rows, measure, places = rows[wider], measure[wider], places[wider]
    people_count, people = _over(facts.populations, facts.people[rows])
    rows, measure, places = (np.repeat(column, people_count) for column in (rows, measure, places))
    kinds = (facts.unit, facts.stock.astype(np.int64), facts.place_role)
    keys = _keys([measure, places, people], [kind[rows] for kind in kinds], facts)
    outer_keys = _keys(
        [facts.measure[outer], facts.place[outer], facts.people[outer]], [kind[outer] for kind in kinds], facts
    )
    found, around = _covering(
        keys, facts.start[rows], facts.end[rows], outer_keys, facts.start[outer], facts.end[outer]
    )
    inner, outer = rows[found], outer[around]
    fits = _within_days_and_cause(facts, inner, outer)
    return inner[fits], outer[fits]


def _over(within: Within, codes: Integers) -> Pair:
    """How many outer codes each code has, and these one after the other; a missing code has itself."""
    first = np.append(within.first, within.first[-1])
    count = np.where(codes < 0, 1, np.diff(first)[codes])
    outer = np.append(within.outer, -1)[_ranges(np.where(codes < 0, len(within.outer), first[codes]), count)]
    return count, outer


def _keys(codes: list[Integers], kinds: list[Integers], facts: Facts) -> Integers:
    """One number per combination of codes, -1 included."""
    sizes = [len(facts.measures.first), len(facts.places.first), len(facts.populations.first), 8, 2, 8]
    key = np.zeros(len(codes[0]), dtype=np.int64)
    for column, size in zip([*codes, *kinds], sizes, strict=True):
        key = key * (size + 1) + column + 1
    return key


def _covering(
    keys: Integers, start: Integers, end: Integers, outer_keys: Integers, outer_start: Integers, outer_end: Integers
) -> Pair:
    """Pairs (row, outer row) of one key whose outer span may cover the span.

    The outer spans are taken in classes of length (1, 2 to 3, 4 to 7 days ...). Within a class, sorted by first day,
    those that can cover a span stand in one window, and many of the window do: work grows with the pairs found.
    """
    found: list[Pair] = [(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))]
    if not len(keys) or not len(outer_keys):
        return found[0]
    earliest = int(min(start.min(), outer_start.min()))
    reach = int(max(end.max(), outer_end.max())) - earliest + 2
    length_class = np.frexp(outer_end - outer_start + 1)[1]
    for power in np.unique(length_class):
        members = np.flatnonzero(length_class == power)
        ranks = outer_keys[members] * reach + outer_start[members] - earliest
        members, ranks = members[np.argsort(ranks, kind="stable")], np.sort(ranks)
        longest = 2 ** int(power) - 1
        first_start = np.maximum(end - longest + 1, earliest)
        left = np.searchsorted(ranks, keys * reach + first_start - earliest, "left")
        right = np.searchsorted(ranks, keys * reach + start - earliest, "right")
        count = np.maximum(right - left, 0)
        found.append((np.repeat(np.arange(len(keys)), count), members[_ranges(left, count)]))
    return np.concatenate([one for one, _ in found]), np.concatenate([other for _, other in found])


def _ranges(first: Integers, count: Integers) -> Integers:
    """The numbers first, first + 1, ... of each range, one range after the other."""
    ends = np.cumsum(count)
    numbers: Integers = np.arange(ends[-1] if len(ends) else 0) + np.repeat(first - ends + count, count)
    return numbers
