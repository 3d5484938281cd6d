"""Places: which place a phrase names, and what a place is to an event."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from casualty_figures.reading.lexicon import mapping, table, words_of
from casualty_figures.reading.periods import words_of_time
from casualty_figures.reading.wording import Span, folded, one_of

AREA = r"districts|areas|villages|towns|neighbou?rhoods|suburbs|parts"
SIDE = r"north-?east|north-?west|south-?east|south-?west|north|south|east|west"
CITY = r"city|town|village|capital"
NAME = r"[A-Z][\w\u2019'-]*(?:[ -](?:al-|el-|[A-Z])[\w\u2019'-]*){0,3}"
KEYWORDS = (
    r"province|governorate|region|district|county|city|town|village|state|island|valley|prefecture|municipality|camp"
)


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A phrase of place in a text."""

    start: int
    end: int
    place_id: str | None
    role: str
    anaphor: bool = False
    """True where the phrase ("the city") names its place only by what was said before."""
    part: str = ""
    """The part of the place that the phrase means (rebel_held, east), where that decides the id."""


@cache
def _gazetteer() -> dict[str, str]:
    return mapping("words/place_words", "word", "place_id")


@cache
def _parts() -> dict[str, str]:
    return mapping("words/place_parts", "word", "part")


@cache
def _part_ids() -> dict[tuple[str, str], str]:
    return {(row["place_id"], row["part"]): row["part_id"] for row in table("words/place_part_ids")}


@cache
def _pattern() -> re.Pattern[str]:
    """A place of the gazetteer or "the city", with the part of it that is meant."""
    base = rf"(?P<base>{one_of(_gazetteer())})\b(?P<of>['\u2019]s\b)?"
    sides = one_of(_parts())
    city = rf"(?P<city>the\s(?:(?!whole)[a-z-]+\s)?(?:{CITY})\b)(?P<citys>['\u2019]s\s(?P<side>{sides}|[a-z-]+)\b)?"
    area = rf"(?P<districts>(?:{AREA})\s)?(?P<outside>outside)\s(?:{base}|{city})(?:\sto\sthe\s(?P<point>{SIDE})\b)?"
    part = rf"(?P<part>{one_of(_parts())})\s"
    inner = area.replace("P<base>", "P<base_out>").replace("P<city>", "P<city_out>")
    for name in ("of", "citys", "side"):
        inner = inner.replace(f"P<{name}>", f"P<{name}_out>")
    return re.compile(rf"(?<![\w-])(?:{inner}|(?:(?:the\s)?{part})?(?:{base}|{city}))", re.IGNORECASE)


@cache
def _unknown() -> re.Pattern[str]:
    """A capitalised name after a preposition of place."""
    before = (
        r"(?P<before>in|at|near|from|outside|around|over|on|of|across|into|towards?|to|inside|left|fled"
        r"|reached|entered|out\sof|hit|struck|bombed|shelled|bombarded|pounded|targeted|attacked|raided|rocked|strikes?|hits?)"
    )
    through = rf"(?:the\s)?(?:(?:[a-z-]+\s){{1,3}}?(?:of|in)\s)?(?:(?:{SIDE})(?:ern)?\s|central\s|coastal\s)?"
    return re.compile(rf"(?<![\w-])(?i:{before})\s{through}(?P<name>{NAME})(?P<kind>\s(?:{KEYWORDS})\b)?")


@lru_cache(maxsize=4096)
def read_place(phrase: str) -> str | None:
    """The place_id of a phrase; None where it names no place of the vocabulary, or none that it decides alone.

    >>> [read_place(phrase) for phrase in ("Aleppo", "eastern Aleppo", "Aleppo province", "outside Aleppo")]
    ['aleppo_city', 'aleppo_city_east', 'aleppo_governorate', 'aleppo_city']
    >>> read_place("the city") is None
    True
    """
    found = _pattern().search(folded(phrase))
    return _meant(found, None)[0] if found else None


def _meant(found: re.Match[str], city: str | None) -> tuple[str | None, str]:
    """The id of a matched phrase and the part it means; `city` is what "the city" stands for."""
    base = found["base"] or found["base_out"]
    whole = _gazetteer().get(folded(base)) if base else city
    part = ""
    if found["part"]:
        part = _parts()[folded(found["part"])]
    elif found["side"] and folded(found["side"]) in _parts():
        part = _parts()[folded(found["side"])]
    elif found["outside"] and found["districts"] and found["point"]:
        part = f"outside_{found['point'].lower()}"
    if not part or whole is None:
        return whole, part
    inner = _part_ids().get((whole, part))
    return (inner if part.startswith("outside") or inner else whole), part


def _role(found: re.Match[str], text: str) -> str:
    if found["outside"] and not (found["districts"] and found["point"]):
        return "outside"
    before = text[max(0, found.start() - 25) : found.start()].lower()
    return (
        "zone"
        if re.search(r"\b(?:zone|radius|perimeter|buffer)\s(?:\w+\s)?(?:around|of|from)\s(?:the\s)?$", before)
        else "occurred"
    )


def find_places(
    text: str, start: int, end: int, city: str | None = None, not_names: Sequence[Span] = ()
) -> list[FoundPlace]:
    """Every phrase of place between two offsets, in order.

    `city` is the place_id that "the city" stands for there; `not_names` are spans that cannot be places (parties).

    >>> text = "Shells hit the rebel-held half of the city and the road near Tell Oru."
    >>> [(text[p.start : p.end], p.place_id, p.role) for p in find_places(text, 0, len(text), "aleppo_city")]
    [('the rebel-held half of the city', 'aleppo_city_east', 'occurred'), ('Tell Oru', None, 'occurred')]
    """
    places = []
    for found in _pattern().finditer(text, start, end):
        place_id, part = _meant(found, city)
        role = _role(found, text)
        anaphor = not (found["base"] or found["base_out"])
        stop = found.end()
        if found["citys"] or found["of"]:
            plain = found["citys"] and not part
            stop = found.end("city") if plain else found.start("of") if found["of"] else found.end()
        begin = found.start("base_out") if role == "outside" and found["base_out"] else found.start()
        begin = found.start("city_out") if role == "outside" and found["city_out"] else begin
        if not any(a < stop and found.start() < b for a, b in not_names):
            places.append(FoundPlace(begin, stop, place_id, role, anaphor, part))
    taken = [(place.start, place.end) for place in places] + list(not_names)
    for found in _unknown().finditer(text, start, end):
        span = (found.start("name"), found.end("kind") if found["kind"] else found.end("name"))
        if any(a < span[1] and span[0] < b for a, b in taken) or not _is_place_name(text, found):
            continue
        role = "outside" if found["before"].lower() == "outside" else "occurred"
        if role == "occurred" and re.search(
            r"\b(?:zone|radius|perimeter|buffer)\s$", text[max(0, found.start() - 15) : found.start()]
        ):
            role = "zone"
        places.append(FoundPlace(*span, None, role))
    return sorted(places, key=lambda place: place.start)


@cache
def _other_names() -> frozenset[str]:
    """First words of capitalised names that are no places."""
    return frozenset(words_of_time("weekday")) | frozenset(words_of_time("month")) | words_of("place_not")


def _is_place_name(text: str, found: re.Match[str]) -> bool:
    first = re.split(r"[ '\u2019]", found["name"], maxsplit=1)[0].lower()
    if first in _other_names():
        return False
    if found["before"].lower() == "of":
        before = text[max(0, found.start() - 40) : found.start()].lower()
        return bool(
            re.search(
                rf"\b(?:{CITY}|{AREA}|province|region|district|outskirts|edge|centre|center|suburb|part|side|{SIDE}|bombing|shelling)\s$",
                before,
            )
        )
    return True
