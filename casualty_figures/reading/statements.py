"""Statements: an event, the list of people it happened to, and the figures of that list."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from casualty_figures.reading.clauses import Clauses, People
from casualty_figures.reading.counts import NONE, Count, count, zero
from casualty_figures.reading.figure import Figure, Mark
from casualty_figures.reading.lexicon import mapping, table, words_of
from casualty_figures.reading.links import Link, links


@cache
def event_measures() -> dict[str, tuple[str, ...]]:
    """The measures of each event word; two for "abducted and killed"."""
    return {row["word"]: tuple(filter(None, (row["measure_id"], row["also"]))) for row in table("words/casualties")}


def _members(clauses: Clauses, people: People) -> list[Count]:
    """The counts of a list, a name beside a role ("a driver, Ali Oru", "Ali Oru, a driver") left out."""
    counts: list[Count] = []
    previous = -1
    coordinated = any(joint in clauses.letters[people.first : people.last] for joint in "&|~")
    for position in people.members:
        found = count(clauses, position)
        if found is None:
            continue
        joint = clauses.letters[previous + 1 : position] if previous >= 0 else ""
        previous = position
        if not counts:
            counts.append(found)
        elif joint == "," and (found.kind != "name" or not coordinated) and all(one.kind == "name" for one in counts):
            counts = [found]  # a place or a name before a role
        elif joint == "," and _describes(counts[-1], found):
            if found.kind != "name":
                break
        elif joint == "," and not coordinated and not found.other and not _sums_up(clauses, people, counts[0]):
            break
        elif joint == "," and _breaks_down(clauses, people, position, counts[0], found):
            break
        elif joint != "," and _same_person(clauses, counts[-1], found):
            continue
        elif found.kind == "name" and counts[0].kind in ("number", "known") and (counts[0].quantity.low or 0) > 1:
            continue
        else:
            counts.append(found)
    return counts


def _sums_up(clauses: Clauses, people: People, first: Count) -> bool:
    """Whether the members after the first add up to it: "five people, two men, three women"."""
    others = [found for position in people.members[1:] if (found := count(clauses, position))]
    return len(others) > 1 and (first.quantity.value or 0) == sum(found.quantity.value or 0 for found in others)


def _describes(first: Count, second: Count) -> bool:
    """Whether a phrase after a comma says who the people before it are: "a driver, Ali Oru", "12 people, mostly women"."""
    if second.kind == "name":
        return first.kind != "name"
    return second.kind in ("plural", "bare") and first.kind == "number" and not second.other


def _breaks_down(clauses: Clauses, people: People, position: int, first: Count, found: Count) -> bool:
    """Whether a last bare number tells of some of those before: "three men, two with knives"."""
    bare = clauses.letters[position] == "#" and position == people.last and not found.other
    return bare and (found.quantity.value or 0) < (first.quantity.value or 0)


def _background(clauses: Clauses, link: Link) -> bool:
    """Whether a protest, a reprisal or a trial is told, and the event is only what it is about."""
    words = set(clauses.tokens.words)
    kinds = {kind for word, kind in mapping("words/background", "word", "kind").items() if word in words}
    if not kinds:
        return False
    before = clauses.letters[: link.event]
    if link.rule == "nominal":
        return True
    return "protest" in kinds and bool(re.search(r"[Jb][^;]*$", before)) and "after" in words


@cache
def _wider_pattern() -> re.Pattern[str]:
    phrases = [re.escape(row["word"]).replace(r"\ ", r"\s+") for row in table("words/wider")]
    counted = [one.replace(r"\#year", r"(?:19|20)\d\d").replace(r"\#", r"\w+") for one in phrases]
    return re.compile(r"\b(?:" + "|".join(counted) + r")\b", re.IGNORECASE)


def _wider(sentence: str) -> bool:
    """Whether a sentence tells of more than one event: "this year", "in recent months"."""
    return bool(_wider_pattern().search(sentence))


def _same_person(clauses: Clauses, first: Count, second: Count) -> bool:
    """ "A party member and former teacher" is one person; "a man and woman" are two."""
    single = first.kind == "number" and first.quantity.value == 1
    if not (single or first.kind in ("article", "definite")) or second.kind != "bare" or second.other:
        return False
    return clauses.tokens.words[second.last] not in words_of("kinship")


def _mark(clauses: Clauses, text: str, role: str, first: int, last: int, carried: bool = False) -> Mark:
    start, end = clauses.tokens.starts[first], clauses.tokens.ends[last]
    return Mark(role, start, end, text[start:end], carried)


def _event_mark(clauses: Clauses, text: str, link: Link) -> Mark:
    """The event with its auxiliaries: "were killed"."""
    first, last = clauses.items[max(link.start, 0)].first, clauses.items[link.event].last
    if last - first > 4 or link.start < 0:
        first = clauses.items[link.event].first
    return _mark(clauses, text, "event", first, last)


def _marks(clauses: Clauses, text: str, link: Link, found: Count) -> tuple[Mark, ...]:
    event = _event_mark(clauses, text, link)
    if found.kind in ("name", "pronoun", "self") or (found.kind == "none" and link.rule == "no noun"):
        return (event,)
    role = "negation" if found.kind == "none" else "figure"
    role = "people" if found.kind == "plural" else role
    return (_mark(clauses, text, role, found.first, found.last), event)


def _figure(clauses: Clauses, text: str, link: Link, measure: str, found: Count) -> Figure:
    quantity = found.quantity
    rules = (link.rule, found.kind) + (("other",) if found.other else ()) + _manner(clauses, link)
    return Figure(
        measure=measure,
        quantifier=quantity.quantifier,
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        unit="household" if found.household else "person",
        population=found.population,
        marks=_marks(clauses, text, link, found),
        rules=rules,
    )


def _manner(clauses: Clauses, link: Link) -> tuple[str, ...]:
    """What adverbs and the place of dying say: "also killed" adds, "died in hospital" may come later."""
    words = clauses.tokens.words
    last = clauses.items[link.event].last
    first = clauses.items[min(link.people.last, link.event)].last
    manner = ("also",) if "also" in words[max(0, first - 1) : last + 1] else ()
    if link.rule in ("died", "later") and not words_of("aftermath").isdisjoint(words):
        manner += ("aftermath",)
    return manner


def _to_death(clauses: Clauses, link: Link) -> bool:
    """ "Hacked five villagers to death", "shot him dead"."""
    if link.rule != "object":
        return False
    after = clauses.items[link.people.last].last + 1
    return clauses.tokens.words[after : after + 2] == ["to", "death"] or clauses.tokens.words[after : after + 1] == ["dead"]


def _counts(clauses: Clauses, link: Link) -> list[Count]:
    if link.rule == "no noun":
        return [zero(clauses, link.event)]
    counts = _members(clauses, link.people)
    beside = clauses.starting.get(link.event + 2) if clauses.letters[link.event + 1 : link.event + 2] == "~" else None
    if beside and link.rule in ("passive", "died", "reduced"):
        counts = [*counts, *_members(clauses, beside)]
    if link.negated:
        return [found for found in counts if found.quantity == NONE]
    return counts


def _carried(clauses: Clauses, text: str, found: Figure, earlier: list[Figure]) -> Figure:
    """People left out by ellipsis: "60 villagers were killed and 200 injured"."""
    if found.population != "unknown" or found.rules[0] not in ("passive", "reduced", "object", "state") or not {"number", "known"} & set(found.rules):
        return found
    for before in reversed(earlier):
        if "number" in before.rules and before.population != "unknown":
            mark = next(mark for mark in before.marks if mark.role == "figure")
            carried = replace(mark, role="people", carried=True)
            return replace(found, population=before.population, marks=(*found.marks, carried))
    return found


def _parts(figures: list[Figure]) -> list[Figure]:
    """Items of a list; where the first is the sum of the others these are its parts."""
    if len(figures) < 2:
        return figures
    values = [figure.value or 0 for figure in figures]
    if values[0] and values[0] == sum(values[1:]) and len(figures) > 2:
        return [figures[0], *(replace(figure, part="part") for figure in figures[1:])]
    return [replace(figure, part="item") for figure in figures]


def _included(clauses: Clauses, text: str, owner: Link, measures: tuple[str, ...], after: int) -> list[Figure]:
    """Parts of a list, as in "ten people, including five children"."""
    position = clauses.letters.find("I", after)
    people = clauses.starting.get(position + 1) if position >= 0 else None
    if not people or position - after > 8:
        return _shares(clauses, text, owner, measures[0], after)
    link = Link(owner.event, people, "including")
    figures = [_figure(clauses, text, link, measures[0], found) for found in _members(clauses, people)]
    return [replace(figure, part="part") for figure in figures]


def _shares(clauses: Clauses, text: str, owner: Link, measure: str, after: int) -> list[Figure]:
    """A share named after a comma: "18 people, seven of them women"."""
    position = clauses.letters.find(",%", after, after + 6) + 1
    if not position or clauses.letters[position + 1 : position + 2] in tuple("wKeih"):
        return []
    link = Link(owner.event, People(position, position, (position,)), "including")
    found = count(clauses, position)
    if not found:
        return []
    named = clauses.starting.get(position + 1)
    kind = count(clauses, named.first) if named else None
    if kind:
        found = replace(found, population=kind.population)
    return [replace(_figure(clauses, text, link, measure, found), part="part")]


def _attributes(clauses: Clauses, text: str, told: set[int], group: int) -> list[Figure]:
    """People described by what happened to them: "eight wounded men were brought in"."""
    figures: list[Figure] = []
    for position, item in enumerate(clauses.items):
        if item.kind != "counted" or position in told:
            continue
        codes = clauses.tokens.codes[item.first : item.last]
        at = codes.rfind("K")
        measures = event_measures().get(clauses.tokens.words[item.first + at], ()) if at > 0 else ()
        found = count(clauses, position) if measures else None
        if found and found.kind == "number" and found.first < item.first + at:
            people = People(position, position, (position,))
            figures.append(_figure(clauses, text, Link(position, people, "attribute"), measures[0], found))
    return [replace(figure, group=group + index) for index, figure in enumerate(figures)]


def statements(clauses: Clauses, text: str, group: int) -> list[Figure]:
    """The figures of a sentence; those of one list share a group number, counted from `group`.

    >>> from casualty_figures.reading.clauses import clauses
    >>> from casualty_figures.reading.tokens import tokenise
    >>> text = "Ten people, including five children, were killed"
    >>> found = statements(clauses(tokenise(text, 0, len(text))), text, 0)
    >>> [(figure.value, figure.population, figure.part) for figure in found]
    [(10, 'people', 'whole'), (5, 'children', 'part')]
    """
    figures: list[Figure] = []
    taken: set[int] = set()
    told: set[int] = set()
    for link in links(clauses):
        word = clauses.tokens.words[clauses.items[link.event].last]
        measures = event_measures().get(word, ())
        if _to_death(clauses, link):
            measures = ("killed",)
        found = _counts(clauses, link)
        told.update(link.people.members)
        for measure in measures:
            rows = [_figure(clauses, text, link, measure, one) for one in found]
            rows = [_carried(clauses, text, row, figures) for row in rows]
            if word.startswith(("shoot", "shot", "hit by", "struck by")):
                rows = [replace(row, rules=(*row.rules, "shot")) for row in rows]
            rows = _parts(rows)
            if rows and _background(clauses, link):
                rows = [replace(row, part="background") for row in rows]
            position = clauses.letters.find("I", link.people.last)
            if rows and position not in taken:
                inner = _included(clauses, text, link, (measure,), link.people.last + 1)
                if inner and position >= 0:
                    taken.add(position)
                rows += inner
            figures += [replace(row, group=group) for row in rows]
            group += 1
    figures += _attributes(clauses, text, told, group)
    if figures and _wider(text[clauses.tokens.starts[0] : clauses.tokens.ends[-1]]):
        figures = [replace(figure, part="background", rules=(*figure.rules, "wider")) for figure in figures]
    return figures
