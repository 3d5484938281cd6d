"""How figures stand to each other: one relation for each pair at most, the first of the published rules that fits.

A relation is read from `figure_id` to `other_id`: the later figure updates or repeats the earlier one, the part or the
inner figure is part of, nested in or in conflict with the whole or outer one. Where a rule has no such side, the later
figure comes first; of one day, what derives from another source counts as later, then the higher id.

The rules are listed in vocabulary/words/relation_rules.csv. Their terms:

- *scope*: measure, unit, kind (stock or not), people, place, role of the place and first day of the period;
- *inside*: `candidates.inside`; *root*: whom a claimant belongs to or speaks for in the end, none for the narrator and
  for unnamed groups.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from casualty_figures.package.candidates import Pair, candidate_pairs, inside
from casualty_figures.package.facts import Facts, Integers, Truths, distinct, facts_of
from casualty_figures.package.issues import Issue, demand
from casualty_figures.package.tables import TEXT

Fit = npt.NDArray[np.int8]
"""Whether a rule fits a pair and how it is read: one of the four below."""
NO, LATER_FIRST, EARLIER_FIRST, UNSAID = 0, 1, -1, 2
"""UNSAID: the rule fits, but its relation is kept with an earlier figure instead."""


@dataclass(frozen=True)
class Pairs:
    """Candidate pairs as rows of the facts, the later and the earlier figure of each."""

    facts: Facts
    later: Integers
    earlier: Integers
    coded: Integers
    """Keys of the pairs coded as part and whole, as `Pairs.key` gives them."""

    def key(self, one: Integers, other: Integers) -> Integers:
        """One number per ordered pair."""
        return one * len(self.facts.figure_id) + other

    def same(self, fact: str) -> Truths:
        """Whether both figures have the same code of a fact, none missing."""
        codes: Integers = getattr(self.facts, fact)
        found: Truths = (codes[self.later] == codes[self.earlier]) & (codes[self.later] >= 0)
        return found

    def neither(self, truths: Truths) -> Truths:
        """Whether a truth holds of neither figure."""
        found: Truths = ~truths[self.later] & ~truths[self.earlier]
        return found

    @cached_property
    def same_claim(self) -> Truths:
        """Of one root, on one scope."""
        return self.same("scope") & self.same("root")

    @cached_property
    def later_inside(self) -> Truths:
        """Whether the later figure lies inside the earlier one."""
        return inside(self.facts, self.later, self.earlier)

    @cached_property
    def earlier_inside(self) -> Truths:
        """Whether the earlier figure lies inside the later one."""
        return inside(self.facts, self.earlier, self.later)

    @cached_property
    def other_named_roots(self) -> Truths:
        """Whether two claimants stand behind the pair, both with a name."""
        root = self.facts.root
        return ~self.same("root") & (root[self.later] >= 0) & (root[self.earlier] >= 0)

    @cached_property
    def other_actors(self) -> Truths:
        """Whether both name who did it, and nobody is named by both."""
        return ~_share(self.facts, self.later, self.earlier)


def relate(tables: Mapping[str, pd.DataFrame], parts: Mapping[str, str]) -> pd.DataFrame:
    """Compute the table `relations`, sorted by key, whatever the order of rows.

    `tables` holds figures (their series not yet known), actors, sources, parties, populations, places, place_within
    and measures; `parts` maps a figure to the one it is coded as part of. Withdrawn, pledged and extent figures take
    part in none. Raises `Invalid` where the whole of a part is no figure, or a part is dated outside its whole.
    """
    facts = facts_of(tables)
    demand(_part_issues(tables["figures"], parts))
    coded = _coded_pairs(facts, parts)
    later, earlier = candidate_pairs(facts, coded)
    pairs = Pairs(facts, later, earlier, coded[0] * len(facts.figure_id) + coded[1])
    given = np.full(len(later), NO, dtype=np.int8)
    by_rule = np.zeros(len(later), dtype=np.int64)
    for number, rule in enumerate(RULES):
        fit = np.where(given == NO, rule.fit(pairs), NO)
        by_rule[fit != NO] = number
        given[fit != NO] = fit[fit != NO]
    return _table(pairs, given, by_rule)


def part_of(pairs: Pairs) -> Fit:
    """The words say so."""
    later_is_part = np.isin(pairs.key(pairs.later, pairs.earlier), pairs.coded)
    return _read(later_is_part, np.isin(pairs.key(pairs.earlier, pairs.later), pairs.coded))


def updates(pairs: Pairs) -> Fit:
    """Same claim, published later, other bounds."""
    published = pairs.facts.published
    newer = published[pairs.later] > published[pairs.earlier]
    return _read(pairs.same_claim & newer & ~pairs.same("bounds") & pairs.neither(pairs.facts.unquantified))


def exceeds(pairs: Pairs) -> Fit:
    """More inside than the whole allows."""
    return _conflict(pairs, lambda inner, outer: _exceeds(pairs.facts, inner, outer))


def contradicts_zero(pairs: Pairs) -> Fit:
    """Something inside a zero, or an event that implies it."""
    return _conflict(pairs, lambda inner, outer: _contradicts_zero(pairs.facts, inner, outer))


def same_origin(pairs: Pairs) -> Fit:
    """Same claim, other publisher; with the earliest of the claim."""
    facts = pairs.facts
    fits = pairs.same_claim & ~pairs.same("publisher")
    return _with_earliest(pairs, fits, distinct(facts.scope, facts.root))


def repeats(pairs: Pairs) -> Fit:
    """Same claim, same bounds, same publisher; with the earliest of these."""
    facts = pairs.facts
    fits = pairs.same_claim & pairs.same("publisher") & pairs.same("bounds")
    return _with_earliest(pairs, fits, distinct(facts.scope, facts.root, facts.bounds, facts.publisher))


def corroborates(pairs: Pairs) -> Fit:
    """Another named root, the same scope, bounds that overlap."""
    low, high = pairs.facts.low, pairs.facts.high
    overlap = (low[pairs.later] <= high[pairs.earlier]) & (low[pairs.earlier] <= high[pairs.later])
    return _read(pairs.other_named_roots & pairs.same("scope") & overlap)


def corroborates_events(pairs: Pairs) -> Fit:
    """Another named root, events without a number, one inside the other."""
    happened = pairs.facts.happened & ~pairs.facts.numbered
    fits = pairs.other_named_roots & pairs.same("measure") & happened[pairs.later] & happened[pairs.earlier]
    return _read(fits & pairs.later_inside, fits & pairs.earlier_inside)


def nested_in(pairs: Pairs) -> Fit:
    """Inside, of one measure, neither a zero."""
    fits = pairs.same("measure") & pairs.neither(pairs.facts.zero)
    return _read(fits & pairs.later_inside, fits & pairs.earlier_inside)


@dataclass(frozen=True, slots=True)
class Rule:
    """One published rule."""

    name: str
    relation: str
    fit: Callable[[Pairs], Fit]


RULES = (
    Rule("coded_as_part", "part_of", part_of),
    Rule("later_by_same_root", "updates", updates),
    Rule("zero_against_occurrence", "conflicts_with", contradicts_zero),
    Rule("more_inside_than_whole", "conflicts_with", exceeds),
    Rule("same_root_elsewhere", "same_origin", same_origin),
    Rule("same_root_again", "repeats", repeats),
    Rule("other_root_same_scope", "corroborates", corroborates),
    Rule("other_root_same_events", "corroborates", corroborates_events),
    Rule("place_and_period_inside", "nested_in", nested_in),
)
"""In the order in which they are asked; the first that fits a pair gives its relation."""


def conditions(facts: Facts, inner: Integers, outer: Integers) -> npt.NDArray[np.object_]:
    """Under which reading each conflict holds; empty where without condition.

    `actor_unnamed`: the inner figure names no actor, and the outer one does or is a zero, which may be meant of one's
    own forces only. `boundary_day`: the inner period touches a first or last day of the outer one that the words state,
    and may lie outside it by hours. A last day that a rule closed on the day of saying or publication is none of these.
    """
    unnamed = (facts.actors[inner] == 0) & ((facts.actors[outer] != 0) | facts.zero[outer])
    first_day = (facts.start[inner] == facts.start[outer]) & facts.first_day_stated[outer]
    last_day = (facts.end[inner] == facts.end[outer]) & facts.last_day_stated[outer]
    named = np.array(["", "actor_unnamed", "boundary_day", "actor_unnamed boundary_day"], dtype=object)
    found: npt.NDArray[np.object_] = named[unnamed.astype(int) + 2 * (first_day | last_day).astype(int)]
    return found


def _table(pairs: Pairs, given: Fit, by_rule: Integers) -> pd.DataFrame:
    """The relations given to the pairs, sorted by key."""
    said = (given == LATER_FIRST) | (given == EARLIER_FIRST)
    later, earlier, number, forwards = pairs.later[said], pairs.earlier[said], by_rule[said], given[said] == LATER_FIRST
    figure, other = np.where(forwards, later, earlier), np.where(forwards, earlier, later)
    place = np.argsort(np.argsort(pairs.facts.figure_id))
    order = np.lexsort((place[other], place[figure]))
    figure, other, number = figure[order], other[order], number[order]
    relation = np.array([rule.relation for rule in RULES], dtype=object)[number]
    condition = conditions(pairs.facts, figure, other)
    condition[(relation != "conflicts_with") | (condition == "")] = None
    cells = {
        "figure_id": pairs.facts.figure_id[figure],
        "other_id": pairs.facts.figure_id[other],
        "relation": relation,
        "rule": np.array([rule.name for rule in RULES], dtype=object)[number],
        "condition": condition,
    }
    return pd.DataFrame(cells, dtype=TEXT)


def _read(later_first: Truths, earlier_first: Truths | None = None) -> Fit:
    fit = np.where(later_first, LATER_FIRST, NO).astype(np.int8)
    if earlier_first is not None:
        fit[~later_first & earlier_first] = EARLIER_FIRST
    return fit


def _with_earliest(pairs: Pairs, fits: Truths, group: Integers) -> Fit:
    """Read with the earliest of each group; the other pairs of it are left unsaid."""
    earliest = np.full(int(group.max(initial=-1)) + 1, len(group))
    np.minimum.at(earliest, group, np.arange(len(group)))
    with_earliest = earliest[group[pairs.later]] == pairs.earlier
    return np.where(fits, np.where(with_earliest, LATER_FIRST, UNSAID), NO).astype(np.int8)


def _conflict(pairs: Pairs, opposed: Callable[[Integers, Integers], Truths]) -> Fit:
    later, earlier = pairs.later, pairs.earlier
    return _read(
        pairs.later_inside & ~pairs.other_actors & opposed(later, earlier),
        pairs.earlier_inside & ~pairs.other_actors & opposed(earlier, later),
    )


def _exceeds(facts: Facts, inner: Integers, outer: Integers) -> Truths:
    found: Truths = (facts.measure[inner] == facts.measure[outer]) & (facts.low[inner] > facts.high[outer])
    return found


def _contradicts_zero(facts: Facts, inner: Integers, outer: Integers) -> Truths:
    same = (facts.measure[inner] == facts.measure[outer]) & (facts.low[inner] >= 1)
    implies = facts.happened[inner] & facts.measures.holds(facts.measure[inner], facts.measure[outer])
    found: Truths = facts.zero[outer] & (same | implies)
    return found


def _share(facts: Facts, one: Integers, other: Integers) -> Truths:
    """Whether the actors of both share a root, or one of them names nobody."""
    size = len(facts.actor_sets)
    keys, place = np.unique(facts.actors[one] * size + facts.actors[other], return_inverse=True)
    sets = facts.actor_sets
    shared = [
        not sets[key // size] or not sets[key % size] or bool(sets[key // size] & sets[key % size])
        for key in keys.tolist()
    ]
    found: Truths = np.array(shared, dtype=bool)[place]
    return found


def _coded_pairs(facts: Facts, parts: Mapping[str, str]) -> Pair:
    row = {figure_id: number for number, figure_id in enumerate(facts.figure_id)}
    coded = [(row[part], row[whole]) for part, whole in parts.items() if part in row and whole in row]
    part, whole = np.array(coded, dtype=np.int64).reshape(-1, 2).T
    return part, whole


def _part_issues(figures: pd.DataFrame, parts: Mapping[str, str]) -> list[Issue]:
    days = figures.set_index("figure_id")[["period_start", "period_end"]].to_dict("index")
    issues = []
    for part, whole in sorted((part, whole) for part, whole in parts.items() if part in days):
        if whole not in days or part == whole:
            rule, action = "a part and its whole are two figures", "name the figure_id of the whole"
        elif (days[part]["period_start"] < days[whole]["period_start"]) or (
            days[part]["period_end"] > days[whole]["period_end"]
        ):
            rule, action = "a part is not dated outside its whole", "correct the time marks, or take part_of out"
        else:
            continue
        issues.append(Issue("codings", part, "part_of", whole, rule, action))
    return issues
