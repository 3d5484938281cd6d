"""Statements: an event, the list of people it happened to, and the figures of that list."""

from __future__ import annotations

import re
from dataclasses import replace

from casualty_figures.reading.figure import Figure
from casualty_figures.reading.grammar.background import in_passing, is_earlier, is_one_of_many, is_tried, left_out
from casualty_figures.reading.grammar.clauses import Clauses, Link, People
from casualty_figures.reading.grammar.counts import NONE, SOME, Count, count, whole_of, zero
from casualty_figures.reading.grammar.drafts import Draft, Sentence
from casualty_figures.reading.grammar.labels import labels
from casualty_figures.reading.grammar.links import links
from casualty_figures.reading.grammar.lists import listed
from casualty_figures.reading.grammar.marking import carried, named
from casualty_figures.reading.grammar.movements import in_flight, is_moved, outcome
from casualty_figures.reading.grammar.parts import among, parts_of
from casualty_figures.reading.grammar.remarks import leave_out
from casualty_figures.reading.grammar.sequels import is_compared_with
from casualty_figures.reading.grammar.toll_counts import left_behind, people_of, risen
from casualty_figures.reading.grammar.uncounted import dead_or_missing, is_share_or_rate
from casualty_figures.reading.words.hospital import to_hospital
from casualty_figures.reading.words.lexicon import words_of
from casualty_figures.reading.words.measures import event_measures
from casualty_figures.reading.words.people import read_population
from casualty_figures.reading.words.quantities import read_quantity

GENERAL = ("people", "civilians", "unknown")
"""Populations that a list of others may add up to: "five people, two men and three women"."""
SORTS = ("women", "children", "unknown")
"""Populations that people of any kind may be divided into."""
EMPLOYED = ("people", "civilians", "women", "unknown", "medical_workers")
"""Populations of people who may work for an aid agency."""
SHELTERED = {"stayed": "sheltered", "moved": "evacuated"}
"""Measures of verbs that are events beside shelters alone: "remain in schools", "were moved to schools"."""
GAPPED = re.compile(r"&#(?:$|[,;&BJ])")
BESIDE = re.compile(r"(?:,?&[KE])?(?:b[#O]?)?,?~")
"""What stands between an event and those named beside it: "was killed at 0815, along with two guards"."""
SHOT = ("shoot", "shot", "hit", "struck", "striking")
"""Events that say nothing of who lived: those shot may be dead or hurt."""


def _measures(clauses: Clauses, link: Link, word: str) -> tuple[str, ...]:
    """The measures of an event; what follows the people may decide: "hacked five villagers to death"."""
    after = outcome(clauses, link.event, link.people) if link.rule in ("object", "outcome") else ""
    if after and (after == "killed" or link.rule == "outcome"):
        return (after,)
    if link.rule in SHELTERED:
        return (SHELTERED[link.rule],)
    return event_measures().get(word) or (("injured",) if to_hospital(word) else ())


def _counts(clauses: Clauses, link: Link) -> list[Count]:
    """The counts of a link's list, with those named beside it ("was killed along with two guests")."""
    if link.rule == "no noun":
        return [zero(clauses, link.event)]
    bare = link.rule in ("reduced", "state") and link.people.last == link.event - 1
    counts = listed(clauses, link.people, bare or link.rule == "nominal")
    if link.rule == "reduced":
        counts = [_all_of(clauses, found) for found in counts]
    along = BESIDE.match(clauses.letters, link.event + 1)
    beside = clauses.starting.get(along.end()) if along else None
    if beside and link.rule in ("passive", "died", "reduced"):
        counts = [*counts, *listed(clauses, beside)]
    if link.rule != "reduced":  # "half of the 600 miners trapped were saved": 600 were trapped
        counts = [found for found in counts if not is_share_or_rate(clauses, found)]
    if link.rule == "toll":
        counts = [risen(clauses, found) for found in counts]
    counts = [*_of_one_employer(clauses, counts), *_gapped(clauses, link)]
    if link.negated:
        return [found for found in counts if found.quantity == NONE]
    return counts


def _of_one_employer(clauses: Clauses, counts: list[Count]) -> list[Count]:
    """The counts of a list whose last member is followed by who all of them work for.

    "Three teachers and a driver working for an NGO" are four aid workers; "three clerks and an NGO driver" are not.
    """
    if len(counts) < 2 or counts[-1].population != "aid_workers":
        return counts
    last = counts[-1]
    own = read_population(" ".join(clauses.tokens.words[last.first : last.last + 1]))
    if own == "aid_workers" or clauses.tokens.codes[last.last + 1 : last.last + 2] not in ("G", "m"):
        return counts
    return [replace(one, population="aid_workers") if one.population in EMPLOYED else one for one in counts]


def _gapped(clauses: Clauses, link: Link) -> list[Count]:
    """A number and place after "and" that share the verb: "six people were killed in Orlat and two in Vessin"."""
    joint = max(link.event, link.people.last) + 1
    if link.rule not in ("passive", "object", "died") or not GAPPED.match(clauses.letters, joint):
        return []
    other, tokens = clauses.items[joint + 1], clauses.tokens
    after = tokens.codes[other.last + 1 : other.last + 2]
    found = count(clauses, joint + 1)
    if not found or after not in ("b", "c") or tokens.codes[other.first - 2] in "Kkgil":
        return []
    return [found]


def _all_of(clauses: Clauses, found: Count) -> Count:
    """ "One of the officers killed" says that officers were killed; "one of five killed" that five were."""
    of = "f" in clauses.tokens.codes[found.first : found.last] and found.kind in ("number", "share")
    if of and (whole := whole_of(clauses, found)):
        return whole
    return replace(found, quantity=SOME, kind="plural") if of and found.quantity.value == 1 else found


def _carry(draft: Draft, earlier: list[Draft]) -> None:
    """People left out by ellipsis: "60 villagers were killed and 200 injured"; not those of a part or a mixed list."""
    found = draft.found
    elliptic = found.population == "unknown" and found.kind in ("number", "known")
    wholes = [before for before in earlier if before.part != "part"]
    if not elliptic or not wholes or draft.link.rule not in ("passive", "reduced", "object", "state"):
        return
    group = [before for before in wholes if before.group == wholes[-1].group]
    populations = {before.found.population for before in group}
    if len(populations) == 1 and populations != {"unknown"} and group[0].found.kind == "number":
        draft.found = replace(found, population=group[0].found.population)
        draft.marks = (*draft.marks, carried(group[0].marks))


def _of_a_toll(sentence: Sentence, draft: Draft) -> None:
    """The people of a toll are named beside the word for it, not beside the number."""
    people = people_of(sentence.clauses, draft.link) if draft.link.rule == "toll" else None
    if people and draft.found.population == "unknown":
        draft.found = replace(draft.found, population=people.population)
        draft.marks = (*draft.marks, *named(sentence.clauses, sentence.text, people))


def _may_hold(whole: Draft, others: list[Draft]) -> bool:
    """Whether people of a kind may be the others: "five clerks, four men and a woman", not "three nurses, two boys"."""
    kind = whole.found.population
    return kind in GENERAL or any(draft.found.population in (kind, *SORTS) for draft in others)


def _divide(clauses: Clauses, drafts: list[Draft]) -> None:
    """Items of a list; where the first is the sum of the others these are its parts.

    Not where the next is said to be of the first: "two tourists, their driver and a guide".
    """
    if len(drafts) < 2:
        return
    values = [draft.found.quantity.value or 0 for draft in drafts]
    held = 1
    ends = range(3, len(values) + 1) if clauses.tokens.words[drafts[1].found.first] != "their" else ()
    for end in ends:  # "six clerks, two women and four men, five local and one foreign"
        if values[0] == sum(values[held:end]) and end > held + 1 and (held > 1 or _may_hold(drafts[0], drafts[1:end])):
            held = end
    for draft in drafts if held < len(drafts) else []:
        draft.part = "item"
    for draft in drafts[1:held]:
        draft.part = "part"


def _attribute(sentence: Sentence, group: int) -> int:
    """People described by what happened to them: "eight wounded men were brought in", "400 evacuees"."""
    clauses = sentence.clauses
    words = clauses.tokens.words
    for position, item in enumerate(clauses.items):
        if item.kind != "counted" or position in sentence.told:
            continue
        codes = clauses.tokens.codes[item.first : item.last]
        at = max(codes.rfind("K"), codes.rfind("e"))
        measures = event_measures().get(words[item.first + at] if at > 0 else words[item.last], ())
        found = count(clauses, position) if measures else None
        if found and found.kind == "number" and (at <= 0 or found.first < item.first + at):
            link = Link(position, People(position, position, (position,)), "attribute")
            sentence.add(link, measures[0], found, group)
            parts_of(sentence, link, measures[0], group)
            group += 1
    return group


def _multiple(sentence: Sentence, group: int) -> int:
    """Killings whose name counts them: "a triple homicide", "the quadruple shooting"; the next free group."""
    words, multiples = sentence.clauses.tokens.words, words_of("numbers", "kind", "multiple")
    for position, item in enumerate(sentence.clauses.items):
        multiple, _, event = words[item.last].partition(" ")
        quantity = read_quantity(multiple) if multiple in multiples else None
        measures = event_measures().get(words[item.last], ())
        if quantity and measures:
            link = Link(position, People(position, position, (position,)), "multiple")
            found = Count(quantity, "unknown", item.last, item.last, "number", False)
            draft = sentence.add(link, measures[0], found, group)
            draft.rules = (*draft.rules, "shot") if event.startswith(SHOT) else draft.rules
            group += 1
    return group


def _shares_also(clauses: Clauses, link: Link, earlier: list[Draft]) -> bool:
    """Whether an "also" before one verb holds for the next: "the blast also killed a clerk and wounded a nurse"."""
    if link.rule != "object" or not earlier or earlier[-1].link.rule != "object" or "also" not in earlier[-1].rules:
        return False
    between = clauses.letters[earlier[-1].link.people.last + 1 : link.event]
    return between.endswith("&") and set(between) <= set("&,bOM")


def _tell(sentence: Sentence, link: Link, group: int) -> int:
    """Draft the figures of one link; the next free group."""
    clauses = sentence.clauses
    word = clauses.tokens.words[clauses.items[link.event].last]
    counts = _counts(clauses, link)
    sentence.told.update(link.people.members)
    for measure in _measures(clauses, link, word) if counts else ():
        first = len(sentence.drafts)
        for found in counts:
            if not is_moved(measure, link.rule, found):
                continue
            draft = sentence.add(link, measure, found, group)
            if link.rule == "toll" and left_behind(clauses, found):
                draft.part = "background"
            _of_a_toll(sentence, draft)
            _carry(draft, sentence.drafts[:first])
        drafts = sentence.drafts[first:]
        _divide(clauses, drafts)
        if _shares_also(clauses, link, sentence.drafts[:first]):
            for draft in drafts:
                draft.rules = (*draft.rules, "also")
        for draft in drafts:
            if word.startswith(SHOT):
                draft.rules = (*draft.rules, "shot")
            if in_passing(clauses, link):
                draft.part = "background"
                draft.rules = (*draft.rules, "tried") if is_tried(clauses, link) else draft.rules
        parts_of(sentence, link, measure, group)
        group += 1
    return group


def _is_wider(sentence: Sentence, draft: Draft, wider: bool) -> bool:
    """Whether a figure is of more than the event told, where the sentence is (`wider`) or its own words say so.

    Of two numbers of a measure only the running total is ("five died, bringing the toll this year to 14"), or what
    had happened before ("five died, days after a raid had killed nine").
    """
    same = [other for other in sentence.drafts if other.measure == draft.measure and other.group != draft.group]
    running = draft.link.rule == "toll" or all(other.link.rule != "toll" for other in same)
    if (wider and running) or is_one_of_many(sentence.clauses, draft.link):
        return True
    if is_compared_with(sentence.clauses, draft.link):
        return True
    return any(other.group < draft.group for other in same) and is_earlier(sentence.clauses, draft.link)


def _figure(draft: Draft, number: int, wider: bool) -> Figure:
    quantity = draft.found.quantity
    wider = wider and draft.part != "background"
    return Figure(
        measure=draft.measure,
        quantifier=quantity.quantifier,
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        unit="household" if draft.found.household else "person",
        population=draft.found.population,
        marks=draft.marks,
        sentence=number,
        group=draft.group,
        part="background" if wider else draft.part,
        rules=(*draft.rules, "wider") if wider else draft.rules,
    )


def statements(clauses: Clauses, text: str, group: int = 0, number: int = 0, *, wider: bool = False) -> list[Figure]:
    """The figures of the sentence with a `number`; those of one list share a group, counted from `group`.

    `wider` says that the sentence tells of more than one event.

    >>> from casualty_figures.reading.grammar.clauses import clauses
    >>> from casualty_figures.reading.text.tokens import tokenise
    >>> text = "Ten people, including five children, were killed"
    >>> found = statements(clauses(tokenise(text, 0, len(text))), text)
    >>> [(figure.value, figure.population, figure.part) for figure in found]
    [(10, 'people', 'whole'), (5, 'children', 'part')]
    """
    sentence = Sentence(clauses, text)
    labelled, group = labels(sentence, group)
    for link in links(clauses):
        told = not labelled.isdisjoint((link.event, *link.people.members))
        if not told and not dead_or_missing(clauses, link.event):
            group = _tell(sentence, link, group)
    group = _multiple(sentence, group)
    group = _attribute(sentence, group)
    among(sentence, group)
    if not sentence.drafts:
        return []
    for index in left_out(clauses):
        leave_out(sentence, index)
    drafts = [draft for draft in sentence.drafts if not in_flight(sentence, draft)]
    return [_figure(draft, number, _is_wider(sentence, draft, wider)) for draft in drafts]
