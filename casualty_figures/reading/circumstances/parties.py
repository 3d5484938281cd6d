"""Parties: who a phrase names, and how tightly a claimant or an actor is marked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from casualty_figures.reading.words.lexicon import mapping, table
from casualty_figures.reading.words.wording import Span, folded, listed, one_of, trimmed

MOST_WORDS = 8
ESCORT = re.compile(r"\b(?:escorted|accompanied|guarded)\sby\b|\bunder\s(?:the\s)?escort\b", re.IGNORECASE)
WHO_NAMED = re.compile(r"\swho\s(?:gave|identified)\s")
AGE = re.compile(r"^\d{1,3}, ")
NAME = r"(?:[A-Z][\w\u2019'.-]*|al-[A-Z]\w*|bin|van|von|de|da|el)"


@dataclass(frozen=True, slots=True)
class FoundParty:
    """A party's phrase in a text."""

    start: int
    end: int
    party_id: str | None
    generic: bool = False
    """True where the phrase ("a monitor") names a kind of party, not a party."""


@cache
def _rows() -> dict[str, dict[str, str]]:
    return {folded(row["word"]): row for row in table("words/party_words")}


@cache
def _names() -> re.Pattern[str]:
    named = [word for word, row in _rows().items() if row["kind"] not in ("adjective", "force")]
    return re.compile(rf"(?<![\w-])(?:{one_of(named)})(?![\w-])", re.IGNORECASE)


@cache
def _forces() -> re.Pattern[str]:
    """An adjective of a state, alone or with the other before the same force: "Russian and Syrian planes"."""
    states = one_of(word for word, row in _rows().items() if row["kind"] in ("adjective", "force"))
    force = listed("party_forces")
    return re.compile(
        rf"(?<![\w-])(?P<first>{states})(?:-led)?(?:\s(?:and|or)\s(?P<second>{states}))?"
        rf"(?P<force>\s(?:(?!and\b)[a-z-]+\s)?{force}(?:\s{force})?)\b",
        re.IGNORECASE,
    )


@cache
def _depth(party_id: str) -> int:
    """How many parties stand above one."""
    above = mapping("parties", "party_id", "part_of").get(party_id, "")
    return 1 + _depth(above) if above else 0


def root(party_id: str) -> str:
    """The top of a party's chain of part_of.

    >>> root("rudskoi")
    'russia'
    """
    above = mapping("parties", "party_id", "part_of").get(party_id, "")
    return root(above) if above else party_id


@lru_cache(maxsize=4096)
def read_party(phrase: str) -> str | None:
    """The party_id of a phrase; None where it names no party of the vocabulary. The most particular party counts.

    >>> [read_party(phrase) for phrase in ("Moscow", "Syrian warplanes", "Russia's Defense Ministry", "police")]
    ['russia', 'syrian_government', 'russian_defence_ministry', None]
    """
    plain = folded(phrase)
    found = [_rows()[match[0]]["party_id"] for match in _names().finditer(plain)]
    if not found and (force := _forces().search(plain)):
        found = [_rows()[force["first"]]["party_id"]]
    if not found and plain in _rows() and _rows()[plain]["kind"] == "adjective":
        found = [_rows()[plain]["party_id"]]
    return max(found, key=_depth) if found else None


def read_actor_role(phrase: str) -> str:
    """What an actor's phrase says of its role: `escort`, or empty.

    >>> read_actor_role("escorted by Russian police"), read_actor_role("Russian police")
    ('escort', '')
    """
    return "escort" if ESCORT.search(phrase) else ""


def _fits(row: dict[str, str], text: str) -> bool:
    """Whether the text names what a generic word needs near it."""
    return not row["near"] or bool(re.search(rf"\b(?:{row['near']})", text, re.IGNORECASE))


def _stands_alone(text: str, position: int, end: int) -> bool:
    """Whether a generic word is the head of its phrase: "civil defence said", not "civil defence official"."""
    return position >= end or not re.match(
        r"\s(?!(?:said|says|reported|told|added|in|at|on|from|and|which|who|also|has|had|have|put|of)\b)[a-z]",
        text[position : position + 12],
    )


def find_named(text: str, start: int, end: int) -> list[FoundParty]:
    """Every party of the vocabulary between two offsets, as its words stand."""
    found = []
    for match in _names().finditer(text, start, end):
        row = _rows().get(folded(match[0]))
        if row and _fits(row, text) and (row["kind"] != "generic" or _stands_alone(text, match.end(), end)):
            found.append(FoundParty(match.start(), match.end(), row["party_id"]))
    return found


@cache
def _roles() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{listed('party_roles')})\b", re.IGNORECASE)


@cache
def _kinds() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{listed('party_kinds')})\b", re.IGNORECASE)


def kind_of(phrase: str) -> str:
    """The kind of party that a generic phrase names ("a monitor": monitor), or empty."""
    found = _kinds().search(phrase)
    return mapping("words/party_kinds", "word", "kind")[folded(found[0])] if found else ""


def party_kind(party_id: str) -> str:
    """The kind of a party of the vocabulary."""
    return mapping("parties", "party_id", "kind").get(party_id, "")


def is_role(phrase: str) -> bool:
    """Whether a phrase holds a word for an office, a service or a group that can speak."""
    return bool(_roles().search(phrase))


def tight_claimant(text: str, start: int, end: int) -> FoundParty | None:
    """The part of a subject that is marked as the claimant.

    A party of the vocabulary by its name; else the office or group, without the name of its holder; else the name.

    >>> text = "Harbour police spokesman Olav Brandt"
    >>> found = tight_claimant(text, 0, len(text))
    >>> text[found.start : found.end]
    'Harbour police spokesman'
    """
    who = WHO_NAMED.search(text, start, end)
    end = who.start() if who else end
    start, end = trimmed(text, _without_document(text, start, end), " \t\r\n,.;:\u201c\u201d\"'\u2019()")
    if start >= end:
        return None
    named = find_named(text, start, end)
    if named:
        best = max(named, key=lambda party: (_depth(party.party_id or ""), -party.start))
        article = re.search(r"\b(?:[Aa]n?|[Tt]he)\s$", text[start : best.start])
        return FoundParty(start + article.start() if article else best.start, best.end, best.party_id)
    head, _, apposition = text[start:end].partition(", ")
    apposition = AGE.sub("", apposition)
    if apposition:
        if not is_role(head) and is_role(apposition):
            start = end - len(apposition)
        else:
            end = start + len(head)
        start, end = trimmed(text, (start, end))
    return _office(text, start, end)


@cache
def _of_document() -> re.Pattern[str]:
    """What a party published, before its name: "preliminary figures released by"."""
    document = listed("documents")
    return re.compile(
        rf"(?:[a-z]+\s){{0,3}}?{document}\s(?:[a-z]+ed\s)?(?:from|by|of)\s(?=the\b|its\b|[A-Z])", re.IGNORECASE
    )


@cache
def _document_of() -> re.Pattern[str]:
    document = listed("documents")
    return re.compile(rf"['\u2019]s\s(?:[\w-]+\s){{0,6}}?{document}\b.*$|\s{document}$", re.IGNORECASE)


def _without_document(text: str, start: int, end: int) -> Span:
    """A speaker without what it published: "figures from the health ministry", "health ministry figures".

    >>> texts = ["A tally by the harbour union", "health ministry figures", "the union's latest report", "the figures"]
    >>> [text[slice(*_without_document(text, 0, len(text)))] for text in texts]
    ['the harbour union', 'health ministry', 'the union', 'the figures']
    """
    before = _of_document().match(text, start, end)
    start = before.end() if before else start
    after = _document_of().search(text, start, end)
    if after is None:
        return start, end
    maker = text[start : after.start()]
    return (start, after.start()) if is_role(maker) or maker.isupper() else (start, end)


@cache
def _body_named() -> re.Pattern[str]:
    """A body with its name: "the monitoring group Witness Now"."""
    return re.compile(rf"\b(?i:{listed('bodies')})\s[A-Z]")


def _office(text: str, start: int, end: int) -> FoundParty | None:
    """An office without the name of its holder, a body with its name, at most eight words long."""
    phrase = text[start:end]
    named = re.fullmatch(
        rf"(?P<office>.*\b{_roles().pattern}\.?)\s+(?:{NAME}\s?){{1,4}}", phrase, re.IGNORECASE | re.DOTALL
    )
    name = phrase[named.end("office") :].strip() if named else ""
    body = _body_named().search(phrase)
    of_a_body = body and not is_role(phrase[body.end() :])  # "agency Delta spokesman" is an office again
    if named and not of_a_body and not is_role(name) and re.search(rf"^(?:{NAME}\s?)+$", name):
        phrase = _without_rank(named["office"])
    words = list(re.finditer(r"\S+", phrase))
    if not words:
        return None
    if len(words) > MOST_WORDS:
        phrase = phrase[: words[MOST_WORDS - 1].end()]
    generic = bool(re.match(r"an?\s", phrase, re.IGNORECASE)) or phrase.islower()
    start, end = trimmed(text, (start, start + len(phrase)))
    return FoundParty(start, end, None, generic) if start < end else None


@cache
def _rank() -> re.Pattern[str]:
    return re.compile(rf"[\s,]+{listed('ranks')}\.?$", re.IGNORECASE)


def _without_rank(office: str) -> str:
    """An office without the rank before its holder's name: "army spokesman Colonel"."""
    found = _rank().search(office)
    return office[: found.start()] if found and is_role(office[: found.start()]) else office


def find_forces(text: str, start: int, end: int) -> list[FoundParty]:
    """Armed parties named as actors: "Russian and Syrian planes" are two, "the army" is one.

    >>> text = "Russian and Syrian planes flew; rebels fired."
    >>> [(text[p.start : p.end], p.party_id) for p in find_forces(text, 0, len(text))]
    [('Russian', 'russia'), ('Syrian planes', 'syrian_government'), ('rebels', None)]
    """
    found: list[FoundParty] = []
    for match in _forces().finditer(text, start, end):
        if match["second"]:
            found.append(
                FoundParty(match.start("first"), match.end("first"), read_party(match["first"] + match["force"]))
            )
            found.append(FoundParty(match.start("second"), match.end(), read_party(match["second"] + match["force"])))
        else:
            found.append(FoundParty(match.start(), match.end(), read_party(match[0])))
    taken = [(party.start, party.end) for party in found]
    for party in find_named(text, start, end):
        if not any(a < party.end and party.start < b for a, b in taken):
            found.append(party)
    taken = [(party.start, party.end) for party in found]
    for match in _unknown_forces().finditer(text, start, end):
        span: Span = (match.start(), match.end())
        if not any(a < span[1] and span[0] < b for a, b in taken):
            found.append(FoundParty(*span, None))
    return sorted(found, key=lambda party: party.start)


@cache
def _unknown_forces() -> re.Pattern[str]:
    force, say = listed("party_forces"), listed("speech_words", "kind", "say")
    name = rf"(?!(?i:{_no_name()})\b)[A-Z][\w'\u2019-]+\s"
    return re.compile(
        rf"(?<![\w-])(?:{name}(?:{name}){{0,2}}(?:and\s[A-Z][\w-]+\s)?(?:(?!{say}\s|(?:that|as|by|in|on|at|of|with"
        r"|from|after|and|was|were|had|has|have|when|where|who)\s)[a-z-]+\s)?)?"
        rf"(?i:(?:{force}\s)?{force})\b(?!['\u2019-])"
    )


def _no_name() -> str:
    """Words with a capital, at the beginning of a sentence or of a day, that name no armed party."""
    days = (listed("period_words", "kind", kind) for kind in ("weekday", "month", "lead"))
    return "|".join(
        ("the|an?", *days, listed("speech_words", "kind", "boundary"), listed("place_before", "kind", "preposition"))
    )
