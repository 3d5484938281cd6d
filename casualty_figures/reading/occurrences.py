"""Attacks, flights and corridors: counted, said to have happened without a number, or said not to have happened."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from casualty_figures.reading.figure import Quantity
from casualty_figures.reading.lexicon import table, words_of
from casualty_figures.reading.numbers import DIGITS, number_words
from casualty_figures.reading.quantities import bounded, read_quantity
from casualty_figures.reading.wording import Span, folded, listed, one_of

CLAUSE = re.compile(
    r"[;:\u2014\u201c\u201d\"]|\u2026|,?\s\b(?:but|while|whereas|although|though|when|where|because|which|who|until|after|before|as"
    r"|that|said|says|say|told|added)\b|,\s(?:and|or|so)\s|,\s(?=(?:the|a|an)\s[a-z]+\s(?:was|were|had|has|is|are)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Event:
    """A word for an attack, a flight or a way out, and what its sentence says of it."""

    measure: str
    word: Span
    clause: Span
    kind: str
    quantity: Quantity | None = None
    number: Span | None = None
    negation: Span | None = None
    means: str = ""
    rule: str = ""


@cache
def _words() -> dict[str, tuple[str, str]]:
    return {row["word"]: (row["measure_id"], row["kind"]) for row in reversed(table("words/event_words"))}


@cache
def event_pattern() -> re.Pattern[str]:
    """Any event word; `cue` is the cheap test that a text holds one at all."""
    return re.compile(rf"(?<![\w-])(?:{one_of(_words())})(?![\w-])", re.IGNORECASE)


@cache
def context_pattern(kind: str) -> str:
    """The words of one kind that bear on an event (negation, unreal, halted, ...), as a pattern."""
    return listed("event_contexts", "kind", kind)


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source, re.IGNORECASE)


def clauses(text: str, start: int, end: int) -> list[Span]:
    """A sentence cut where a clause may begin; a list of verbs after "let alone" stays whole.

    >>> text = "Shells hit the port, but the bridge held"
    >>> [text[a:b] for a, b in clauses(text, 0, len(text))]
    ['Shells hit the port', ' the bridge held']
    """
    found, begin = [], start
    for boundary in CLAUSE.finditer(text, start, end):
        if boundary.start() > begin:
            found.append((begin, boundary.start()))
        begin = boundary.end()
    if end > begin:
        found.append((begin, end))
    return found


@cache
def _count() -> re.Pattern[str]:
    """A number phrase that ends right before an event word, adjectives between them allowed."""
    before = one_of(words_of("quantifiers", "position", "before"))
    vague = one_of(row["word"] for row in table("words/quantifiers") if row["position"] == "vague" and row["quantifier_id"] != "none")
    words = one_of(word for word, (kind, _) in number_words().items() if kind != "suffix")
    number = rf"(?:{DIGITS}|(?:{words})(?:[\s-](?:and\s)?(?:{words}))*)"
    return re.compile(
        rf"(?<![\w.,-])(?P<count>(?:(?:{before})\s)?{number}(?:\s(?:to|or)\s{number}|-{number})?|(?:{before})\s(?:a\s)?(?:{vague})|(?:{vague}))"
        r"(?:\sof)?\s(?P<between>(?:[A-Za-z][\w-]*\s){0,3})$",
        re.IGNORECASE,
    )


NOT_BETWEEN = re.compile(r"\b(?:people|civilians|killed|wounded|in|on|by|from|and|with|to|were|was|had|of|for|the|as|at|hours?|days?|weeks?|months?|km|miles?)\b", re.IGNORECASE)


def _number_before(text: str, clause: Span, start: int) -> Span | None:
    found = _count().search(text, max(clause[0], start - 60), start)
    if not found or NOT_BETWEEN.search(found["between"]):
        return None
    return found.span("count")


def _last(kind: str, text: str, start: int, end: int) -> re.Match[str] | None:
    found = None
    for found in _compiled(rf"(?<![\w-])(?:{context_pattern(kind)})(?![\w-])").finditer(text, start, end):
        pass
    return found


def _negation_before(text: str, clause: Span, start: int) -> Span | None:
    """A negation in the clause before an event, unless "not only" or the like."""
    found = _compiled(r"(?<![\w-])(?:not|never|neither|nor|without|denied|denies|denying)\b(?!\s(?:only|just|clear|known|immediately))|n['\u2019]t\b").search(
        text, max(clause[0], start - 90), start
    )
    return found.span() if found else None


def find_events(text: str, start: int, end: int, earlier: str = "") -> list[Event]:
    """Every event of a sentence that is counted, denied or stated; threats, plans and appeals are left out.

    `earlier` is the measure of attack that the text named last, which a bare "strikes" or "was struck" takes.

    >>> text = "Five air strikes hit the bridge, but no shells fell on the port."
    >>> [(e.measure, e.quantity.quantifier) for e in find_events(text, 0, len(text))]
    [('air_strikes', 'exact'), ('shelling', 'none')]
    """
    found: list[Event] = []
    parts = clauses(text, start, end)
    words = [(match.span(), *_words()[" ".join(match[0].lower().split())]) for match in event_pattern().finditer(text, start, end)]
    for span, measure, kind in words:
        clause = next((part for part in parts if part[0] <= span[0] < part[1]), (start, end))
        aircraft = any(other == "aircraft" and clause[0] <= at[0] < span[0] for at, _, other in words)
        event = _read_event(text, (start, end), clause, _Word(span, measure, kind, aircraft), found, earlier)
        if event:
            found.append(event)
            earlier = event.measure if event.measure not in ("flights", "humanitarian_corridors") else earlier
        elif kind in ("noun", "aircraft") and measure != "flights":
            earlier = measure
    return found


@dataclass(frozen=True, slots=True)
class _Word:
    span: Span
    measure: str
    kind: str
    aircraft: bool
    """Whether planes are named before it in its clause."""


def _read_event(
    text: str, sentence: Span, clause: Span, word: _Word, found: Sequence[Event], earlier: str
) -> Event | None:
    readers = {"noun": _noun, "bare": _bare, "weapon": _weapon, "flight": _flight, "verb": _verb, "fly": _fly, "hit": _hit, "corridor": _corridor}
    reader = readers.get(word.kind)
    return reader(text, sentence, clause, word, found, earlier) if reader else None


def _counted(text: str, clause: Span, word: _Word, measure: str, means: str = "") -> Event | None:
    number = _number_before(text, clause, word.span[0])
    if number is None:
        return None
    quantity = read_quantity(text[number[0] : number[1]])
    if quantity is None or quantity.unit:
        return None
    unreal = _unreal(text, clause, number[0])
    return None if unreal else Event(measure, word.span, clause, word.kind, quantity, number, None, means, "event_counted")


def _unreal(text: str, clause: Span, start: int) -> bool:
    """Whether a threat, a plan, an appeal or a halt stands before the event in its clause."""
    return _last("unreal", text, max(clause[0], start - 60), start) is not None


def _noun(text: str, sentence: Span, clause: Span, word: _Word, found: Sequence[Event], earlier: str, means: str = "") -> Event | None:
    start, end = word.span
    if re.match(r"[\s-](?:victims?|survivors?|attendants?|crews?|site|sites|campaign)\b", text[end : end + 14], re.IGNORECASE):
        return None
    zero = re.compile(r"(?<![\w-])(?:no|zero|nor\sany|not\sa\ssingle)\s(?:[\w-]+\s){0,2}$", re.IGNORECASE).search(text, max(clause[0], start - 40), start)
    if zero:
        return Event(word.measure, word.span, clause, word.kind, bounded("none", []), None, (zero.start(), zero.start() + len(zero[0].split()[0])), means, "event_zero")
    counted = _counted(text, clause, word, word.measure, means)
    if counted:
        return counted
    negation = _negation_before(text, clause, start)
    if negation:
        return Event(word.measure, word.span, clause, word.kind, bounded("none", []), None, negation, means, "event_denied")
    halted = _compiled(rf"[^,;.]{{0,80}}?\b(?:have|has|had)\s(?:now\s|all\s)?(?:been\s)?(?P<halted>{context_pattern('halted')})\b").match(text, end, clause[1])
    if halted:
        return Event(word.measure, word.span, clause, word.kind, bounded("none", []), None, halted.span("halted"), means, "event_halted")
    if _unreal(text, clause, start) or _unreal_after(text, clause, end):
        return None
    return Event(word.measure, word.span, clause, word.kind, bounded("occurred", []), None, None, means, "event_stated")


def _unreal_after(text: str, clause: Span, end: int) -> bool:
    return bool(_compiled(r"\s(?:would|will|could|may|might|should|if|were\s(?:halted|suspended|stopped)|was\s(?:halted|suspended|stopped)|stopped|ceased)\b").match(text, end, clause[1]))


def _bare(text: str, sentence: Span, clause: Span, word: _Word, found: Sequence[Event], earlier: str) -> Event | None:
    """ "strikes" alone takes the kind of attack named before; without one it must have struck a place."""
    before = text[max(sentence[0], word.span[0] - 30) : word.span[0]].lower()
    if re.search(r"\b(?:hunger|general|labou?r|rail|workers?|pay|teachers?|first|police|house|bank|on|to|would|will|not|may|could|can)\s(?:\w+\s)?$", before):
        return None
    hit = re.search(r"\b(?:hit by|struck by|targeted by|carried out|conducted|launched)\b[^,;]{0,30}$", text[max(clause[0], word.span[0] - 60) : word.span[0]])
    struck = re.match(r"\s(?:on|against|targeting|hit|struck|by\sthe)\b", text[word.span[1] : word.span[1] + 12])
    if not earlier and not (hit or struck):
        return None
    measure = earlier or "air_strikes"
    resolved = _Word(word.span, measure, word.kind, word.aircraft)
    return _noun(text, sentence, clause, resolved, found, earlier, means="" if measure == "air_strikes" else measure)


def _weapon(text: str, sentence: Span, clause: Span, word: _Word, found: Sequence[Event], earlier: str) -> Event | None:
    """Rockets and shells that hit, fell, landed or were fired are attacks."""
    after = text[word.span[1] : min(clause[1], word.span[1] + 60)]
    before = text[max(clause[0], word.span[0] - 60) : word.span[0]]
    moved = re.match(r"\s(?:[\w-]+\s){0,4}?(?:hit|struck|fell|landed|exploded|rained|slammed|pounded|fired|launched|were fired|dropped|crashed|targeted)\b", after, re.IGNORECASE)
    moved = moved or re.search(r"\b(?:hit by|struck by|fired|launched|dropped|lobbed|targeted by|pounded by)\s(?:[\w-]+\s){0,5}$", before, re.IGNORECASE)
    return _noun(text, sentence, clause, word, found, earlier) if moved else None


def _flight(text: str, sentence: Span, clause: Span, word: _Word, found: Sequence[Event], earlier: str) -> Event | None:
    """Flights count where the sentence speaks of an air force or of military aircraft."""
    military = _compiled(r"\bair\sforces?\b|\b(?:war|military|combat|fighter|bomber|surveillance|reconnaissance|drone)[\s-]?(?:planes?|jets?|aircraft|flights?)?\b")
    if not military.search(text, *sentence):
        return None
    return _noun(text, sentence, clause, word, found, earlier)


def _verb(text: str, sentence: Span, clause: Span, word: _Word, found: Sequence[Event], earlier: str) -> Event | None:
    """ "shelled", and "bombed" where planes or an air force are named."""
    printed = text[word.span[0] : word.span[1]].lower()
    if printed in ("bomb", "bombing") and not word.aircraft:
        return None
    by_air = word.aircraft or earlier == "air_strikes" or _compiled(r"\b(?:planes?|warplanes?|jets?|aircraft|helicopters?|air\sforces?|bombers?|drones?)\b").search(text, *clause)
    if word.measure == "air_strikes" and not by_air:
        return None
    return _verbal(text, clause, word, "event_verb")


def _verbal(text: str, clause: Span, word: _Word, rule: str, measure: str = "", means: str = "") -> Event | None:
    negation = _negation_before(text, clause, word.span[0])
    if negation:
        return Event(measure or word.measure, word.span, clause, word.kind, bounded("none", []), None, negation, means, rule)
    if _unreal(text, clause, word.span[0]):
        return None
    return Event(measure or word.measure, word.span, clause, word.kind, bounded("occurred", []), None, None, means, rule)


def _fly(text: str, sentence: Span, clause: Span, word: _Word, found: Sequence[Event], earlier: str) -> Event | None:
    """Planes that approached or flew are flights; those that did not are the zero."""
    return _verbal(text, clause, word, "event_flight") if word.aircraft else None


def _hit(text: str, sentence: Span, clause: Span, word: _Word, found: Sequence[Event], earlier: str) -> Event | None:
    """A bare "was struck" takes the kind of attack named earlier in its sentence."""
    if not _compiled(r"\b(?:was|were|been|being)\s(?:[a-z]+ly\s|also\s)?$").search(text, clause[0], word.span[0]):
        return None
    if _compiled(r"\s(?:[a-z]+ly\s)?(?:by|with)\b").match(text, word.span[1]):
        return None
    before = [match for match in event_pattern().finditer(text, sentence[0], clause[0]) if _words()[folded(match[0])][1] == "noun"]
    measure = _words()[folded(before[-1][0])][0] if before else ""
    return _verbal(text, clause, word, "event_means", measure, measure) if measure else None


def _corridor(text: str, sentence: Span, clause: Span, word: _Word, found: Sequence[Event], earlier: str) -> Event | None:
    """Corridors count where a number of them is printed."""
    printed = text[word.span[0] : word.span[1]].lower()
    alone = printed in ("passages", "corridors", "corridor")
    if alone and not _compiled(r"\b(?:humanitarian|civilians|evacuat\w+|aid|residents|fighters)\b").search(text, *sentence):
        return None
    event = _counted(text, sentence, word, word.measure)
    return event
