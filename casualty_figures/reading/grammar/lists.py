"""The members of a list of people: what of a list counts, and what only describes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from casualty_figures.reading.grammar.clauses import Clauses, People
from casualty_figures.reading.grammar.counts import Count, count
from casualty_figures.reading.words.lexicon import words_of


def listed(clauses: Clauses, people: People, headline: bool = False) -> list[Count]:
    """The counts of a list; a name beside a role ("a driver, Ali Oru", "Ali Oru, a driver") is left out.

    >>> from casualty_figures.reading.grammar.clauses import clauses
    >>> from casualty_figures.reading.text.tokens import tokenise
    >>> text = "A porter, Ali Oru, and two of his sons were hurt"
    >>> found = clauses(tokenise(text, 0, len(text)))
    >>> [one.quantity.value for one in listed(found, found.starting[0])]
    [1, 2]

    In a `headline` a comma stands for "and": "2 men, 3 boys shot".
    """
    counts: list[Count] = []
    coordinated = any(joint in clauses.letters[people.first : people.last] for joint in "&|~")
    headline = headline and not coordinated and _numbered(clauses, people)
    if coordinated and len(people.members) > 2 and (whole := _named_after(clauses, people)):
        return [whole]
    for position, joint, found in _members(clauses, people):
        kin = coordinated and _is_kin(clauses, found)
        beside = kin or _beside_a_name(clauses, people, counts, found) or _one_more(clauses, people, position, counts)
        if not counts or (joint == "," and beside):
            counts.append(found)
        elif joint == "," and _is_role_of(clauses, counts, found, coordinated):
            counts = [found]
        elif joint == "," and _describes(clauses, counts[-1], found):
            if found.kind != "name" and not _titled(clauses, found):
                break
        elif joint == "," and _ends(clauses, people, position, counts[0], found, coordinated or headline):
            break
        elif not _again(clauses, joint, counts, found):
            counts.append(found)
        if clauses.items[position].kind == "elliptic" and (whole := count(clauses, position + 2)):
            counts[-1] = replace(counts[-1], population=whole.population)  # "two Shia and three Sunni worshippers"
    return counts


def _members(clauses: Clauses, people: People) -> Iterator[tuple[int, str, Count]]:
    """The members that count, each with its position and what joins it to the one before; not ", also a porter,"."""
    previous = -1
    for position in people.members:
        found = count(clauses, position)
        if found is None:
            continue
        joint = clauses.letters[previous + 1 : position] if previous >= 0 else ""
        previous = position
        also = clauses.tokens.words[clauses.items[position].first - 1] == "also"
        if not (joint == "," and also and not found.other):
            yield position, joint, found


def _is_role_of(clauses: Clauses, counts: list[Count], found: Count, coordinated: bool) -> bool:
    """Whether a role follows a place, names or a title with a name: "Captain Oru, the head of the guards, and two"."""
    if all(one.kind == "name" for one in counts):
        return found.kind != "name" or not coordinated
    return len(counts) == 1 and _titled(clauses, counts[0]) and found.kind in ("article", "definite")


def _titled(clauses: Clauses, found: Count) -> bool:
    """Whether a phrase is a title with a name: "Captain Oru"."""
    codes = clauses.tokens.codes
    return found.kind == "bare" and found.quantity.value == 1 and codes[found.last + 1 : found.last + 2] == "X"


def _one_more(clauses: Clauses, people: People, position: int, counts: list[Count]) -> bool:
    """Whether a name after several people is of another, before the last: "killed both guards, Oru and a nurse".

    Not where the people before are those named after: "two brothers, Ali and Omar", "two men, Ali and his son".
    """
    if (
        clauses.items[position].kind != "name"
        or len(counts) != 1
        or clauses.letters[position + 1 : position + 2] != "&"
    ):
        return False
    after = people.members[people.members.index(position) + 1 :]
    last = count(clauses, after[0]) if len(after) == 1 else None
    if last is None or last.kind == "name":
        return False
    return (counts[0].quantity.low or 0) > 1 and (last.quantity.low or 0) + 1 != counts[0].quantity.value


def _named_after(clauses: Clauses, people: People) -> Count | None:
    """The first count, where names and single people after a comma are all of those counted.

    >>> from casualty_figures.reading.reader import read
    >>> [figure.value for figure in read("Two clerks, Ali Oru and a woman from Orlat, were hurt.")]
    [2]
    """
    if clauses.letters[people.members[0] + 1] != ",":
        return None
    first, *others = [count(clauses, position) for position in people.members]
    single = all(one and one.quantity.value == 1 and one.kind in ("name", "article") for one in others)
    named = single and any(one and one.kind == "name" for one in others)
    return first if named and first and first.quantity.value == len(others) else None


def _numbered(clauses: Clauses, people: People) -> bool:
    """Whether every member of a list is a number with its people, or one person: "mother, 2 teens"."""
    return all(clauses.items[position].kind in ("counted", "person") for position in people.members)


def _beside_a_name(clauses: Clauses, people: People, counts: list[Count], second: Count) -> bool:
    """Whether a number after one name, both what a verb acts on, counts others: "wounded Oru, two clerks, and"."""
    acted_on = clauses.letters[people.first - 1 : people.first] in ("K", "k", "g")
    alone = len(counts) == 1 and counts[0].kind == "name"
    return acted_on and alone and second.kind == "number" and (second.quantity.low or 0) > 1


def _is_kin(clauses: Clauses, found: Count) -> bool:
    """Whether a phrase names kin of one named before, who are others: "Oru, his son and a porter"."""
    words = clauses.tokens.words
    return (
        words[found.first] in ("his", "her") and words[found.last] in words_of("kinship") and found.kind == "definite"
    )


def _sums_up(clauses: Clauses, people: People, first: Count) -> bool:
    """Whether the members after the first add up to it: "five people, two men, three women"."""
    others = [found for position in people.members[1:] if (found := count(clauses, position))]
    return len(others) > 1 and (first.quantity.value or 0) == sum(found.quantity.value or 0 for found in others)


def _describes(clauses: Clauses, first: Count, second: Count) -> bool:
    """Whether a phrase after a comma says who the people before it are: "a driver, Ali Oru", "12 men, all miners"."""
    if second.kind == "name":
        return first.kind != "name"
    if first.kind in ("article", "definite") and _titled(clauses, second):
        return True  # "the village head, Chief Oru, and"
    same_number = second.kind == "plural" or (second.kind == "bare" and first.quantity.value == 1)
    return same_number and first.kind == "number" and not second.other


def _breaks_down(clauses: Clauses, people: People, position: int, first: Count, found: Count) -> bool:
    """Whether a last bare number tells of some of those before: "three men, two with knives"."""
    bare = clauses.letters[position] == "#" and position == people.last and not found.other
    return bare and (found.quantity.value or 0) < (first.quantity.value or 0)


def _ends(clauses: Clauses, people: People, position: int, first: Count, found: Count, coordinated: bool) -> bool:
    """Whether the list is over before a member: what follows a comma describes, or begins another clause."""
    if not coordinated and not found.other and not _sums_up(clauses, people, first):
        return True
    return _breaks_down(clauses, people, position, first, found)


def _again(clauses: Clauses, joint: str, counts: list[Count], found: Count) -> bool:
    """Whether a member is one that was counted: by another role, or by name after a number."""
    if joint != "," and _same_person(clauses, counts[-1], found):
        return True
    first = counts[0]
    return found.kind == "name" and first.kind in ("number", "known") and (first.quantity.low or 0) > 1


def _same_person(clauses: Clauses, first: Count, second: Count) -> bool:
    """ "A party member and former teacher" is one person; "a man and woman" are two."""
    single = first.kind == "number" and first.quantity.value == 1
    if not (single or first.kind in ("article", "definite")) or second.kind != "bare" or second.other:
        return False
    if clauses.tokens.words[second.first] == "former":
        return True
    return clauses.tokens.words[second.last] not in words_of("kinship")
