"""Places: which place a phrase names, and what a place is to an event."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache

from casualty_figures.reading.circumstances.place_names import (
    CITIES,
    CITY,
    KEYWORDS,
    NAMES,
    is_other_name,
    other_names,
)
from casualty_figures.reading.words.lexicon import mapping, table, words_of
from casualty_figures.reading.words.signs import Signs, signs_of
from casualty_figures.reading.words.wording import Span, folded, lowered, one_of

AREA = r"districts|areas|villages|towns|neighbou?rhoods|suburbs|parts"
SIDE = r"north-?east|north-?west|south-?east|south-?west|north|south|east|west"


SAINT = r"(?:(?:SAN|SANTA|SAINT|LA|EL|LAS|LOS|AL|NEW|PUERTO|VILLA)\s){0,2}"
CAPITALS = re.compile(
    rf"\b(?:{KEYWORDS.upper().replace('?', '')}|PORT|DEPARTMENT)\sOF\s(?P<of>{SAINT}[A-Z][A-Z'\u2019-]+)"
    rf"|\b(?:IN|NEAR|AT|FROM|INTO|ACROSS)\s(?!THE\b|AN?\b|THIS\b|ITS\b)(?P<before>(?P<name>{SAINT}[A-Z][A-Z'\u2019-]+)\s"
    rf"(?:{KEYWORDS.upper().replace('?', '')}|DEPARTMENT))\b"
)
FURTHEST = 70
"""Characters before a name in which the words that make it a place stand."""
APPOSED = re.compile(rf"\b(?P<city>(?:the|[A-Z][\w-]+['\u2019]s)\s(?:[\w-]+\s){{0,2}}(?:{CITY})),?\s$")
"""What stands before the name of a city that was first named by its kind: "the capital, Oruvale"."""
OWNED = re.compile(
    rf"\b(?:in|at|on|near|outside|of|from|to)\s(?P<city>the\s(?:{CITY})|(?:[A-Z][\w-]+\s){{0,2}}[A-Z][\w-]+)"
    r"['\u2019]s\s(?:[a-z-]+\s){0,3}$"
)
"""What stands before the name of a part of a city or a country: "in the city's eastern Jamil district"."""
SPOKEN = re.compile(
    r"\b(?:reporters|journalists|conference|briefing|interview|hearing|rally|parliament|lawmakers|diplomats)"
    r"\s(?:in|at|from|outside)\s(?:the\s)?(?:[a-z-]+\s){0,3}$"
)
"""What stands before the place where something was said, not where it happened: "told reporters in Oruvale"."""
CITY_NAMED = re.compile(rf"(?:\s[a-z-]+)?\s(?:{CITY})\s[A-Z][a-z]")
LIES_IN = re.compile(
    r"(?:['\u2019]s)?,?\s(?:in|of|near|outside|close to|just outside)\s(?:the\s)?"
    r"(?:[A-Z][\w-]+['\u2019]s\s)?(?:[a-z-]+\s)?"
    r"|,?\s(?:about|some|around)?\s?[\w.-]+\s(?:km|kilomet(?:re|er)s|miles)\s(?:\([^)]{2,20}\)\s)?"
    r"[^,;.()]{0,24}\b(?:of|from)\s"
    r"(?:the\s)?(?:[\w-]+\s){0,3}"
)
"""From a place to the wider one in which it lies, or to a better known one that it lies near."""
ZONE = re.compile(r"\b(?:zone|radius|perimeter|buffer)\s(?:\w+\s)?(?:around|of|from)\s(?:the\s)?$")


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
    end = rf"(?P<citys>['\u2019]s\s(?P<side>{sides}|[a-z-]+)\b)?"
    city = rf"(?P<city>the\s(?:(?!whole)[a-z-]+\s)?(?:{CITY})\b(?!\sof\s(?-i:[A-Z]))){end}"
    area = rf"(?P<districts>(?:{AREA})\s)?(?P<outside>outside)\s(?:{base}|{city})(?:\sto\sthe\s(?P<point>{SIDE})\b)?"
    part = rf"(?P<part>{one_of(_parts())})\s"
    inner = area.replace("P<base>", "P<base_out>").replace("P<city>", "P<city_out>")
    for name in ("of", "citys", "side"):
        inner = inner.replace(f"P<{name}>", f"P<{name}_out>")
    return re.compile(rf"(?<![\w-])(?:{inner}|(?:(?:the\s)?{part})?(?:{base}|{city}))", re.IGNORECASE)


@cache
def _signs() -> Signs:
    """The signs of a place of the gazetteer or "the city"."""
    return signs_of([*_gazetteer(), *CITIES])


@cache
def _before(kind: str) -> frozenset[str]:
    return words_of("place_before", "kind", kind)


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
    return _zone(lowered(text[max(0, found.start() - 40) : found.start()]), found.start() - max(0, found.start() - 40))


def find_places(
    text: str,
    start: int,
    end: int,
    city: str | None = None,
    not_names: Sequence[Span] = (),
    low: str = "",
    words: Set[str] | None = None,
) -> list[FoundPlace]:
    """Every phrase of place between two offsets, in order.

    `city` is the place_id that "the city" stands for there; `not_names` are spans that cannot be places (parties);
    `low` is the text in small letters, and `words` are the words of the sentence, where they are at hand.

    >>> text = "Shells hit the rebel-held half of the city and the road near Tell Oru."
    >>> [(text[p.start : p.end], p.place_id, p.role) for p in find_places(text, 0, len(text), "aleppo_city")]
    [('the rebel-held half of the city', 'aleppo_city_east', 'occurred'), ('Tell Oru', None, 'occurred')]
    """
    low = low or lowered(text)
    known = words is None or _signs().stand_among(words)
    places = _known(text, start, end, city, not_names) if known else []
    taken = [(place.start, place.end) for place in places] + list(not_names)
    if text[start:end].isupper():
        places += _in_capitals(text, start, end, taken)
    else:
        for place, instead in _named(text, start, end, taken, low):
            places = [*(one for one in places if one.start != instead), place]
    return sorted(places, key=lambda place: place.start)


def _named(text: str, start: int, end: int, taken: Sequence[Span], low: str) -> Iterator[tuple[FoundPlace, int | None]]:
    """Names that no list holds, by the words before them; each with the start of a place that it makes needless.

    >>> text = "Nine died in the city's eastern Jamil district."
    >>> [text[place.start : place.end] for place, _ in _named(text, 0, len(text), [], text.lower())]
    ['eastern Jamil district']
    """
    for name in NAMES.finditer(text, start, end):
        begin, stop = name.start(), name.end("kind") if name["kind"] else name.end("name")
        earlier = text[max(start, begin - FURTHEST) : begin].split()
        first, _, rest = name["name"].partition(" ")
        if rest and first.lower() in _before("preposition"):  # "In Oruvale", at the beginning of a sentence
            earlier, begin = [first.lower()], begin + len(first) + 1
        wider = _wider(text, start, begin, earlier, bool(name["kind"]))
        before = "apposed" if wider else _preposition(earlier)
        if not before or CITY_NAMED.match(text, name.end("name"), end):  # "the Velian capital Oruvale"
            continue
        if SPOKEN.search(text, max(start, begin - FURTHEST), begin) or is_other_name(text, begin, stop, end):
            continue
        instead = wider.start("city") if wider else None
        spans = [span for span in taken if span[0] != instead]
        if any(a < stop and begin < b for a, b in spans):
            continue
        if earlier and earlier[-1].lower() in _before("side"):
            begin = text.rfind(earlier[-1], start, begin)
        if not name["kind"] and text.startswith(("'s", "\u2019s"), stop - 2):
            stop -= 2
        role = "outside" if before == "outside" else _zone(low, begin)
        yield FoundPlace(begin, stop, None, role), instead


def narrower(text: str, places: Sequence[FoundPlace], chosen: int) -> int:
    """The index of the place that lies in the one chosen, where the words say so: "Oruvale in the Vessin region".

    >>> text = "Shells hit Oruvale in Vessin, killing two"
    >>> narrower(text, find_places(text, 0, len(text)), 1)
    0
    """
    while chosen and LIES_IN.fullmatch(text, places[chosen - 1].end, places[chosen].start):
        chosen -= 1
    return chosen


def name_at(text: str, start: int, end: int) -> FoundPlace | None:
    """The name that begins at an offset, as a place.

    >>> found = name_at("Residents of Tell Oru village said", 13, 34)
    >>> found.start, found.end
    (13, 29)
    """
    found = NAMES.match(text, start, end)
    if found is None or is_other_name(text, *found.span(), end):
        return None
    return FoundPlace(*found.span(), read_place(found[0]), "occurred")


def _wider(text: str, start: int, begin: int, earlier: list[str], kind: bool) -> re.Match[str] | None:
    """The place that a name after it is, or is a part of: "the capital Oruvale", "the city's Jamil district"."""
    window = max(start, begin - 40), begin
    if earlier and earlier[-1].removesuffix(",") in CITIES and (apposed := APPOSED.search(text, *window)):
        return apposed
    return OWNED.search(text, *window) if kind else None


def _in_capitals(text: str, start: int, end: int, taken: Sequence[Span]) -> list[FoundPlace]:
    """Names in capitals-only text, which only a word for their kind tells.

    >>> text = "NINE DIED IN THE TOWN OF SAN ORU AND TWO IN VESSIN PROVINCE."
    >>> [text[place.start : place.end] for place in _in_capitals(text, 0, len(text), [])]
    ['SAN ORU', 'VESSIN PROVINCE']
    """
    found = []
    for match in CAPITALS.finditer(text, start, end):
        begin, stop = match.span("of") if match["of"] else match.span("before")
        word = match["of"] or match["name"]
        known = _skipped() | other_names() | words_of("place_adjectives")
        if word.lower() not in known and not any(a < stop and begin < b for a, b in taken):
            found.append(FoundPlace(begin, stop, None, "occurred"))
    return found


def _known(text: str, start: int, end: int, city: str | None, not_names: Sequence[Span]) -> list[FoundPlace]:
    """Places of the gazetteer, and "the city"."""
    places = []
    for found in _pattern().finditer(text, start, end):
        place_id, part = _meant(found, city)
        role = _role(found, text)
        stop = found.end()
        if found["citys"] or found["of"]:
            plain = found["citys"] and not part
            stop = found.end("city") if plain else found.start("of") if found["of"] else found.end()
        begin = found.start()
        if role == "outside":
            begin = found.start("base_out" if found["base_out"] else "city_out")
        if not any(a < stop and begin < b for a, b in not_names):
            anaphor = not (found["base"] or found["base_out"])
            places.append(FoundPlace(begin, stop, place_id, role, anaphor, part))
    return places


@cache
def _skipped() -> frozenset[str]:
    """Words between a preposition and the name of a place."""
    return _before("side") | _before("adjective") | {"the", "a", "an", "its", "their"}


def _is_skipped(words: Sequence[str], at: int) -> bool:
    """Whether a word may stand between a preposition and a name: "in the central and southern", "in rebel-held".

    >>> words = "in central and oil-rich".split()
    >>> [_is_skipped(words, at) for at in range(4)]
    [False, True, True, True]
    """
    word = words[at].lower()
    if word == "and":
        return at > 0 and words[at - 1].lower() in _before("side")
    return word in _skipped() or ("-" in word and words[at].islower() and word.replace("-", "").isalpha())


def _preposition(words: list[str]) -> str:
    """The preposition of place at the end of some words, in "near", "in the north-east of", "hit the port of"."""
    last = len(words) - 1
    while last >= 0 and _is_skipped(words, last):
        last -= 1
    if last < 0:
        return ""
    if words[last] == "of":
        head = words[last - 1] if last else ""
        between = last
        while between > max(0, last - 5) and words[between - 1].islower() and words[between - 1].isalpha():
            between -= 1
            if words[between] in _before("preposition"):
                return words[between]
        return "of" if head in _before("head") or head in _before("side") else ""
    preposition = words[last].lower()
    return preposition if preposition in _before("preposition") else ""


def _zone(low: str, begin: int) -> str:
    return "zone" if ZONE.search(low, max(0, begin - 40), begin) else "occurred"
