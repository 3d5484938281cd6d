"""A sentence as clauses: its items without phrases of place and agent, and its lists of people."""

from __future__ import annotations

import re
from dataclasses import dataclass

from casualty_figures.reading.grammar.phrases import Item, items
from casualty_figures.reading.text.tokens import Tokens

ASIDE = re.compile(
    r"(?<=P)fO?GP(?=h?w)|bPO(?=,|f[OM])|(?<!,)EJ[MP](?:,?[&,]M)*+,(?=h?w)|b[OMV](?:[,&]M(?=[,;&]|$))*+(?:&M)?"
    r"|(?<![Tg])fM(?:&M|O(?=,))?|f[OV](?![PY#])|y[OMPUYV]|EJ[MP](?:,?[&,]M)*+|(?<=,)A(?=,)|(?<=P)A|(?<=O)s"
    r"|(?<=P)G[OMV](?:b?O)?(?=&[P#]|,?wK)|(?<=P)U(?=w)"
    r"|(?<=P)bP(?=&P)|(?<=P)fP(?=(?:b[OMV])?,)|(?<=P)fPO(?=&[P#]|w)|(?<=P)f#(?=[,wh]|$)|(?<=E)b(?=[&|,K])|(?<=[PM]),#,(?=[wh])|(?<=[PMO]),#(?=,)|(?<=M),#(?=[&;whvL]|$)"
)
"""Phrases that no link needs: "in the market", "near Orlat, Vessin", "by gunmen", "identified as ..."."""
LIST = re.compile(r"[P#YMUF%](?:(?:,[&|~]?,?|[&|~]|,#tP,&)(?:[PYMUF]|#(?!t)|%(?=[whKie])|V(?=[whKie]|,?&[P#])))*+")
SHARED = re.compile("#tP")
"""A share of those before, within a list: "three clerks, two of them women, and a guard"."""
EXAMPLES = re.compile(r"[P#]?,?I$")
NAMING = re.compile("E,?J|S2w")
"""A verb that says who people are: "identified as ...", "believed to be ..."."""
VERBS = tuple("wKkgielhvLSE")


@dataclass(frozen=True, slots=True)
class People:
    """A list of people: its first and last position, and the position of each of its members."""

    first: int
    last: int
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """An event (position of its item) and the people it happened to; `rule` names the pattern."""

    event: int
    people: People
    rule: str
    negated: bool = False


@dataclass(slots=True)
class Clauses:
    """A sentence ready for links: a letter per item, the items, and lists by their first and last position."""

    letters: str
    items: list[Item]
    tokens: Tokens
    starting: dict[int, People]
    ending: dict[int, People]


def _bare(item: Item, codes: str) -> bool:
    """Whether a phrase has neither number nor article ("women", "children")."""
    return item.kind == "person" and codes[item.first] not in "ado"


def _lists(letters: str, items: list[Item], codes: str) -> list[People]:
    """Lists of people; one between a verb on each side is divided at its last joint."""
    found = []
    for match in LIST.finditer(letters):
        first, end = match.span()
        apart = letters[first:end] == "#,P" and letters[first - 1 : first] in ("", ",", ";")
        if apart and items[first + 2].kind == "counted":
            first += 2  # "on Highway 29, one driver"
        if end - first == 1:
            found.append(People(first, first, (first,)))
            continue
        aside = [at for share in SHARED.finditer(letters, first, end) for at in range(*share.span())]
        members = [index for index in range(first, end) if letters[index] not in ",&|~" and index not in aside]
        before = EXAMPLES.sub("", letters[max(0, first - 4) : first])[-1:]
        between_verbs = before and before in "KkglEbfy2~" and letters[end : end + 1] in VERBS
        between_verbs = between_verbs and not NAMING.match(letters, end)
        speaker = letters[end : end + 1] == "S" and letters[end - 2 : end - 1] == ","  # "two men, chief Ali Oru said"
        if between_verbs and len(members) > 1 and (speaker or not _bare(items[members[-1]], codes)):
            *members, other = members
            found.append(People(other, other, (other,)))
        found.append(People(members[0], members[-1], tuple(members)))
    return found


def _without(found: list[Item], dropped: set[int]) -> list[Item]:
    """The items but for those dropped; the commas around what tells of one person become one."""
    left: list[Item] = []
    for index, item in enumerate(found):
        if index in dropped:
            continue
        closing = item.letter == "," and len(left) > 1 and left[-1].letter == ","
        if not closing or left[-2].kind == "counted":
            left.append(item)
    return left


def clauses(tokens: Tokens) -> Clauses:
    """The clauses of a sentence.

    >>> from casualty_figures.reading.text.tokens import tokenise
    >>> text = "Six miners from Orlat and a guard were killed by robbers near the gate"
    >>> clauses(tokenise(text, 0, len(text))).letters
    'P&PwK'
    """
    found = items(tokens)
    letters = "".join(item.letter for item in found)
    dropped: set[int] = set()
    for match in ASIDE.finditer(letters):
        dropped.update(range(*match.span()))
    if dropped:
        found = _without(found, dropped)
        letters = "".join(item.letter for item in found)
    lists = _lists(letters, found, tokens.codes)
    return Clauses(letters, found, tokens, {one.first: one for one in lists}, {one.last: one for one in lists})
