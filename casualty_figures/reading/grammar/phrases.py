"""Noun phrases of a sentence as items: people with or without a number, names, other things, and single words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from casualty_figures.reading.text.tokens import Tokens
from casualty_figures.reading.words.lexicon import words_of
from casualty_figures.reading.words.numbers import read_number

NUMBER = r"(?:[D9]H*+|(?:W|aH|H)(?:W|H|(?<=H)&(?=W))*+)"
RANGE = rf"{NUMBER}(?:[-2|]{NUMBER}|(?:(?<=Q[DWH9])|(?<=Q[DWH9]H))&{NUMBER})?"
QUANTITY = rf"(?:(?:[QVr]|af|(?<!d)d(?=[QV]))*+{RANGE}z?|V|N)"
OWNER = r"(?:[da]?[mMxXpPAZ]{0,4}[pPMXx]s)?"
MODIFIERS = (
    r"(?:[omMrxXpPsZe]|S(?=[mMxXp]{0,3}[pP])|(?<=[xXmM])&(?=[xXmM]{1,3}[pP]|o[xXmM]{0,2}P)|D?A|A[D9]"
    r"|(?<![xXZpPm])[KE](?=[mMxX]?[pP]))"
)
HEAD = r"(?:[pP](?!Z)|M(?![mxXZ]))"
"""A person noun, unless a thing follows ("a police car"); the name of a nation is one only where no noun follows."""
OF_A_THING = r"[pP](?=[mx]?Z)"
DAYS = r"(?:[D9](?:[-&2]D)?)?f?c++"
TIME = (
    rf"(?:[bQ]?[dr]?(?:{DAYS})(?:(?:D|,?9)(?:[-&2]D)?(?![mxXpPoHZ]|[KE][mMxX]?[pP])|9(?=[mxXZKE](?!Z?[pP]Z?[wKh]))|,D(?=c)|,?[bf]?[dr]?c++|-c|(?:bQ|b|Q)D(?=,))*+"
    r"|[bJ]d?9(?![mxXpPoHZ])|Qd?9(?![mxXpPoHZKei]))"
)


def _chunk(owner: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<word>[&,;whvnBREGSfy2sItKgieLlC0|~)(-])"
        rf"|(?P<time>{TIME})"
        r"|(?P<pronoun>[uUq]|(?<=[Kkg])d(?=[&,;BbJ]))"
        rf"|(?P<band>[ad]?[mMxX]{{0,3}}[pPx]f{QUANTITY}(?![mxXpPoZKf&DWH9]))"
        rf"|(?P<counted>{owner}[dar]{{0,2}}o?{QUANTITY}(?:o?f[do]?(?:{NUMBER})?)?{MODIFIERS}{{0,6}}{HEAD}(?:[&|]m?P(?![s]))?(?:X{{1,4}}(?!s))?)"
        rf"|(?P<person>{owner}(?:[ado]{{1,2}}{MODIFIERS}{{0,6}}{HEAD}|A?[mMXrP]{{0,4}}{HEAD})(?:X{{1,4}}(?!s))?)"
        rf"|(?P<share>d?{QUANTITY}o?f[da]?(?:[RU]|m?[KeT](?!f)))"
        rf"|(?P<noun>[da]?[omMxXrZ]{{0,4}}T|[omxr]{{1,4}}k(?![DWHQVadoPpX9]))"
        rf"|(?P<elliptic>{QUANTITY}o?[mMxX]{{1,3}}(?=&{QUANTITY}[mMxXp]{{0,5}}[pP]))"
        rf"|(?P<things>{owner}[da]?{QUANTITY}o?(?:[mMxXrA]|{OF_A_THING})*(?:Z|[xX]Z?|A)[mMxXZ]*+)"
        rf"|(?P<number>[daro]{{0,2}}{QUANTITY}(?:fd?{NUMBER}(?=K))?o?|[da]?o(?![xXmZ])|ar(?=[whKi])|(?<=[Kkg])ar(?=[,;&BbJ]|Q(?![DWHaV])|$))"
        r"|(?P<fallen>d[Ke](?![adDWH9pPXxoQV]))"
        rf"|(?P<name>A?{owner}X{{1,6}}(?:-X)*+)"
        rf"|(?P<other>{owner}[dar]{{1,2}}[EG]?(?:[omMrxXZAs]|k(?![DWHQVadoPp9])|[eg](?=[xXZ])|{OF_A_THING})*+(?:(?<=[dar])E)?|(?:{OF_A_THING}|[mMxXZr])++)"
        r"|(?P<single>.)",
        re.DOTALL,
    )


LAST_DAY = 31
CHUNK, OWNED_CHUNK = _chunk(""), _chunk(OWNER)
"""Layer one: the phrases, over the letters of the tokens. Adverbs, quotes and full stops are left out before."""

PART_IN_BRACKETS = re.compile(r"[(](?=,?I|[QrVDWHad]+t)([^()]*)[)]")
"""Brackets that are commas: "(including five children)", "(three of them nurses)"."""
LIST_IN_BRACKETS = re.compile(r"(?<=[pPMKkieT])[(]((?:[QrVDWHa9]++[omMxXZ]{0,3}[pP](?:,&|[&,])?)+)[)](?!,?&)")
"""Brackets that say of whom there are how many: "six people (four men and two women)"."""
RAISED = re.compile(r"(?P<low>[DWH]++)(?P<joint>,?[&B|2]?Q|,[&B|2]?|[&B|2])(?P<high>[DWH]++)(?P<end>,?)")
"""Two numbers with what may stand between the least and the most of a range."""
STRANGER = re.compile(r"a[omMrxXAs]*[xXA]$")
"""A phrase in the place of a person whose noun no list knows: "a falconer"."""
LETTER = {
    "counted": "P", "person": "P", "share": "%", "band": "P", "noun": "T", "things": "Y", "number": "#", "fallen": "F",
    "elliptic": "#", "name": "M", "other": "O", "pronoun": "U",
}  # fmt: skip
"""The letter of an item, by the alternative that found it; single words keep the letter of their token."""


@dataclass(slots=True)
class Item:
    """A phrase or a single word: its letter, its alternative, and its first and last token."""

    letter: str
    kind: str
    first: int
    last: int


def _aside(codes: str) -> list[int]:
    """Tokens outside brackets without an event in them, and other than adverbs, quotes and full stops."""
    if "(" not in codes:
        return [index for index, code in enumerate(codes) if code not in "j."]
    kept: list[int] = []
    depth_start = -1
    for index, code in enumerate(codes):
        if code == "(":
            depth_start = len(kept)
        elif code == ")":
            if depth_start >= 0 and not re.search("[KkgieT0l]", "".join(codes[i] for i in kept[depth_start:])):
                del kept[depth_start:]
            depth_start = -1
        elif code not in "j.":
            kept.append(index)
    return kept


def _as_parts(brackets: re.Match[str]) -> str:
    """The letters of a list in brackets as those of "including ..."; without "and" its commas stand for it."""
    listed = brackets[1]
    return f"I{listed if '&' in listed else listed.replace(',', '&')},"


def _of_time(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a phrase counts days or hours: "two days earlier"."""
    return not words_of("units", "unit", "day").isdisjoint(tokens.words[first : last + 1])


def _counts_beside_times(codes: str, tokens: Tokens, kept: list[int]) -> str:
    """The letters with those of numbers beside a time that are no day of a month as number words.

    "Since July 150 were wounded": no month has so many days. "Killed 22 Tuesday": a weekday has no number before it.
    """
    for match in re.finditer("(?<=c)D|(?<!c)D(?=c)", codes) if "c" in codes else ():
        word = tokens.words[kept[match.start()]]
        following = tokens.words[kept[match.end()]] if codes[match.end() : match.end() + 1] == "c" else ""
        if word.isdigit() and (int(word) > LAST_DAY or following in words_of("period_words", "kind", "weekday")):
            codes = f"{codes[: match.start()]}W{codes[match.end() :]}"
    return codes


def _ranges(codes: str, tokens: Tokens, kept: list[int]) -> tuple[str, list[int]]:
    """The letters with what says that a second number is the most as the dash of a range, and their tokens.

    "At least 20, and as many as 25, farmers" is one number of farmers, "12, possibly 15" too.
    """
    raising = words_of("quantifiers", "position", "between")
    if raising.isdisjoint(tokens.words):
        return codes, kept
    for match in reversed(list(RAISED.finditer(codes))):
        low, joint, high, end = (match.span(name) for name in ("low", "joint", "high", "end"))
        words = [tokens.words[kept[first] : kept[last - 1] + 1] for first, last in (low, high)]
        between = tokens.words[kept[low[1] - 1] + 1 : kept[high[0]]]
        least, most = (read_number(" ".join(one)) for one in words)
        if raising.isdisjoint(between) or not least or not most or least >= most:
            continue
        codes = f"{codes[: joint[0]]}-{codes[high[0] : high[1]]}{codes[end[1] :]}"
        kept = [*kept[: joint[0] + 1], *kept[high[0] : high[1]], *kept[end[1] :]]
    return codes, kept


def items(tokens: Tokens) -> list[Item]:
    """The items of a sentence, in order; times are left out.

    >>> from casualty_figures.reading.text.tokens import tokenise
    >>> text = "On Monday at least 12 miners and the driver of a bus were shot dead"
    >>> "".join(item.letter for item in items(tokenise(text, 0, len(text))))
    'P&PfOwK'
    """
    codes = tokens.codes
    if "(" in codes:
        codes = LIST_IN_BRACKETS.sub(_as_parts, PART_IN_BRACKETS.sub(r",\1,", codes))
    kept = _aside(codes)
    codes = codes if len(kept) == len(codes) else "".join([codes[index] for index in kept])
    codes, kept = _ranges(_counts_beside_times(codes, tokens, kept), tokens, kept)
    found: list[Item] = []
    for match in (OWNED_CHUNK if "s" in codes else CHUNK).finditer(codes):
        kind = match.lastgroup or "single"
        if kind == "time":
            continue
        letter = LETTER.get(kind) or match[0]
        first, last = kept[match.start()], kept[match.end() - 1]
        if kind == "things" and (codes[match.end() - 1] == "Z" or _of_time(tokens, first, last)):
            letter = "O"
        if letter == "O" and STRANGER.match(codes, match.start(), match.end()):
            aged = codes[match.end() - 1] == "A"
            letter, kind = ("P", "aged") if aged else ("V", kind)
        if letter == "-" or (letter == "," and found and found[-1].letter == ","):
            continue
        found.append(Item("b" if letter == "Q" else letter, kind, first, last))
    return found
