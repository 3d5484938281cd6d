"""Attacks, flights and corridors: counted, said to have happened without a number, or said not to have happened."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from casualty_figures.reading.events.denials import find_denial, is_stated
from casualty_figures.reading.figure import Quantity
from casualty_figures.reading.words.event_words import clauses, context_pattern, event_pattern, event_words
from casualty_figures.reading.words.lexicon import table, words_of
from casualty_figures.reading.words.numbers import DIGITS, number_words
from casualty_figures.reading.words.quantities import bounded, read_quantity
from casualty_figures.reading.words.wording import Span, folded, one_of

NOT_BETWEEN = re.compile(
    r"\b(?:people|civilians|killed|wounded|in|on|by|from|and|with|to|were|was|had|of|for|the|as|at|hours?|days?|weeks?"
    r"|months?|km|miles?)\b",
    re.IGNORECASE,
)
ZERO = re.compile(r"(?<![\w-])(?P<no>no|zero|nor\sany|not\sa\ssingle)\s(?:[\w-]+\s){0,2}$", re.IGNORECASE)
NEGATION = re.compile(
    r"(?<![\w-])(?:not|never|neither|nor|without|denied|denies|denying)\b(?!\s(?:only|just|clear|known|immediately))"
    r"|n['\u2019]t\b",
    re.IGNORECASE,
)
PASSIVE = re.compile(r"\b(?:was|were|been|being)\s(?:[a-z]+ly\s|also\s)?$", re.IGNORECASE)
STOPPED = re.compile(
    r"\s(?:would|will|could|may|might|should|if|(?:was|were)\s(?:halted|suspended|stopped)|stopped|ceased)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Event:
    """A word for an attack, a flight or a way out, and what its sentence says of it."""

    measure: str
    word: Span
    clause: Span
    kind: str
    quantity: Quantity
    rule: str
    number: Span | None = None
    negation: Span | None = None


@dataclass(frozen=True, slots=True)
class _Word:
    """An event word as it stands, with what is needed to judge it."""

    text: str
    sentence: Span
    clause: Span
    span: Span
    measure: str
    kind: str
    after_aircraft: bool
    """Whether planes are named before it in its clause."""
    earlier: str
    """The measure of attack that was named last before it."""

    def before(self, reach: int) -> tuple[str, int, int]:
        """Where to search before the word, within its clause."""
        return self.text, max(self.clause[0], self.span[0] - reach), self.span[0]

    def event(self, quantifier: str, rule: str, negation: Span | None = None, measure: str = "") -> Event:
        """The event without a number."""
        quantity = bounded(quantifier, [])
        return Event(measure or self.measure, self.span, self.clause, self.kind, quantity, rule, None, negation)


@cache
def _count() -> re.Pattern[str]:
    """A number phrase that ends right before an event word, adjectives between them allowed."""
    before = one_of(words_of("quantifiers", "position", "before"))
    rows = [row for row in table("words/quantifiers") if row["position"] == "vague" and row["quantifier_id"] != "none"]
    vague = one_of(row["word"] for row in rows)
    words = one_of(word for word, (kind, _) in number_words().items() if kind != "suffix")
    number = (
        rf"(?:{DIGITS}|(?:an?\s(?=dozen|hundred|thousand|million|score))?(?:{words})(?:[\s-](?:and\s)?(?:{words}))*)"
    )
    ranged = rf"{number}(?:\s(?:to|or)\s{number}|-{number})?"
    return re.compile(
        rf"(?<![\w.,-])(?P<count>(?:(?:{before})\s)?{ranged}|(?:{before})\s(?:a\s)?(?:{vague})|(?:{vague}))"
        r"(?:\sof)?\s(?P<between>(?:[A-Za-z][\w-]*\s){0,3})$",
        re.IGNORECASE,
    )


def find_events(text: str, start: int, end: int, earlier: str = "") -> list[Event]:
    """Every event of a sentence that is counted, denied or stated; threats, plans and appeals are left out.

    `earlier` is the measure of attack that the text named last, which a bare "strikes" takes.

    >>> text = "Five air strikes hit the bridge, but no shells fell on the port."
    >>> [(e.measure, e.quantity.quantifier) for e in find_events(text, 0, len(text))]
    [('air_strikes', 'exact'), ('shelling', 'none')]
    """
    found: list[Event] = []
    parts = clauses(text, start, end)
    words = [(match.span(), *event_words()[folded(match[0])]) for match in event_pattern().finditer(text, start, end)]
    for span, measure, kind in words:
        clause = next((part for part in parts if part[0] <= span[0] < part[1]), (start, end))
        aircraft = any(other == "aircraft" and clause[0] <= at[0] < span[0] for at, _, other in words)
        read = READERS.get(kind)
        word = _Word(text, (start, end), clause, span, measure, kind, aircraft, earlier)
        event = read(word) if read else None
        if event:
            found += _unless_denied(word, event)
        if kind in ("noun", "aircraft") and measure != "flights":
            earlier = measure
    return found


def _unless_denied(word: _Word, event: Event) -> list[Event]:
    """event_denied_that: whoever denies that they launched an attack claims none; of another denial no claim is made.

    >>> texts = ["They denied that they had launched any air raids.", "They denied that air raids had hit the school."]
    >>> texts = [*texts, "They did not deny that they had launched air raids."]
    >>> [[event.rule for event in find_events(text, 0, len(text))] for text in texts]
    [['event_denied_that'], [], []]
    """
    denial = find_denial(word.text, word.sentence, word.clause)
    if denial is None:
        return [event]
    by_verb = event.rule == "event_verb"
    if denial["negation"] or event.number or not (by_verb or is_stated(word.text, word.clause, word.span)):
        return []
    rule = event.rule if by_verb else "event_denied_that"
    return [word.event("none", rule, denial.span("word"), event.measure)]


def _counted(word: _Word, within: Span) -> Event | None:
    """event_counted: a number right before the event, no threat or plan before it.

    >>> text = "Seven air raids hit the dam."
    >>> find_events(text, 0, len(text))[0].rule
    'event_counted'
    """
    found = _count().search(word.text, max(within[0], word.span[0] - 60), word.span[0])
    if not found or NOT_BETWEEN.search(found["between"]) or _unreal(word, found.start("count")):
        return None
    quantity = read_quantity(found["count"])
    if quantity is None or quantity.unit:
        return None
    number = found.span("count")
    return Event(word.measure, word.span, word.clause, word.kind, quantity, "event_counted", number)


def _unreal(word: _Word, start: int) -> bool:
    """Whether a threat, a plan, an appeal or a halt stands before the event in its clause."""
    return bool(context_pattern("unreal").search(word.text, max(word.clause[0], start - 60), start))


def _noun(word: _Word) -> Event | None:
    """event_zero, event_denied, event_halted, event_stated: what is said of an attack named by a noun.

    >>> texts = ["No air raids hit it.", "It did not launch air raids."]
    >>> texts = [*texts, "Air raids have been halted.", "Air raids went on."]
    >>> [find_events(text, 0, len(text))[0].rule for text in texts]
    ['event_zero', 'event_denied', 'event_halted', 'event_stated']
    """
    end = word.span[1]
    if context_pattern("not_event", r"[\s-]").match(word.text, end):
        return None
    zero = ZERO.search(*word.before(40))
    if zero:
        return word.event("none", "event_zero", zero.span("no"))
    return _counted(word, word.clause) or _uncounted(word)


def _uncounted(word: _Word) -> Event | None:
    negation = NEGATION.search(*word.before(90))
    if negation:
        return word.event("none", "event_denied", negation.span())
    halted = context_pattern("halted", r"[^,;.]{0,80}?\b(?:have|has|had)\s(?:now\s|all\s)?(?:been\s)?(?:[a-z]+ly\s)?")
    found = halted.match(word.text, word.span[1], word.clause[1])
    if found:
        return word.event("none", "event_halted", found.span("word"))
    if _unreal(word, word.span[0]) or STOPPED.match(word.text, word.span[1], word.clause[1]):
        return None
    return word.event("occurred", "event_stated")


def _bare(word: _Word) -> Event | None:
    """A bare "strikes" takes the kind of attack named before; without one it must have struck a place, or be a verb.

    >>> text = "Shelling went on. Two strikes hit the dam. Rail strikes go on."
    >>> [e.measure for e in find_events(text, 18, len(text), "shelling")]
    ['shelling']
    """
    if word.after_aircraft and re.search(r"\b(?:not|never|did)\s$", word.text[word.clause[0] : word.span[0]]):
        return _verbal(word, "event_verb", "air_strikes")
    if context_pattern("labour", after=r"\s(?:\w+\s)?$").search(*word.before(30)):
        return None
    hit = context_pattern("struck_by", after=r"\b[^,;]{0,30}$").search(*word.before(60))
    struck = re.match(r"\s(?:on|against|targeting|hit|struck|by\sthe)\b", word.text[word.span[1] : word.span[1] + 12])
    if not (word.earlier or hit or struck):
        return None
    return _noun(_with_measure(word, word.earlier or "air_strikes"))


def _with_measure(word: _Word, measure: str) -> _Word:
    return _Word(
        word.text, word.sentence, word.clause, word.span, measure, word.kind, word.after_aircraft, word.earlier
    )


def _weapon(word: _Word) -> Event | None:
    """Rockets and shells that hit, fell, landed or were fired are attacks; those that were found are not.

    Bombs are air strikes where they were dropped, or planes or an air force are named: not so those in a car.

    >>> text = "Four rockets hit the dam. Nine rockets were found."
    >>> [e.quantity.value for e in find_events(text, 0, 25) + find_events(text, 26, len(text))]
    [4]
    >>> texts = ["Two bombs exploded near the dam.", "Jets dropped two bombs on the dam."]
    >>> [len(find_events(text, 0, len(text))) for text in texts]
    [0, 1]
    """
    after = context_pattern("moved", r"\s(?:[\w-]+\s){0,4}?", r"\b")
    before = context_pattern("moved_by", after=r"\s(?:[\w-]+\s){0,5}$")
    moved = after.match(word.text, word.span[1], word.clause[1]) or before.search(*word.before(60))
    return _noun(word) if moved and (word.kind != "bomb" or _by_air(word)) else None


def _by_air(word: _Word) -> bool:
    return word.after_aircraft or bool(context_pattern("air").search(word.text, *word.clause))


def _flight(word: _Word) -> Event | None:
    """Flights count where the sentence speaks of an air force or of military aircraft."""
    return _noun(word) if context_pattern("military").search(word.text, *word.sentence) else None


def _verb(word: _Word) -> Event | None:
    """event_verb: "shelled", and "bombed" where planes or an air force are named.

    >>> texts = ["Jets bombed the dam on Friday.", "A car was bombed.", "The dam was shelled."]
    >>> [[e.measure for e in find_events(text, 0, len(text))] for text in texts]
    [['air_strikes'], [], ['shelling']]
    """
    if word.measure == "air_strikes":
        printed = word.text[slice(*word.span)].lower()
        if not _by_air(word) or (printed != "bombed" and not word.after_aircraft):
            return None
    return _verbal(word, "event_verb")


def _verbal(word: _Word, rule: str, measure: str = "") -> Event | None:
    negation = NEGATION.search(*word.before(90))
    if negation:
        return word.event("none", rule, negation.span(), measure)
    return None if _unreal(word, word.span[0]) else word.event("occurred", rule, None, measure)


def _fly(word: _Word) -> Event | None:
    """event_flight: planes that approached or flew are flights; those that did not are the zero.

    >>> text = "Warplanes flew over the dam; no jets had not approached."
    >>> [e.quantity.quantifier for e in find_events(text, 0, len(text))]
    ['occurred', 'none']
    """
    return _verbal(word, "event_flight") if word.after_aircraft else None


def _hit(word: _Word) -> Event | None:
    """event_means: a bare "was struck" takes the kind of attack named earlier in its sentence.

    >>> text = "It denies air raids, but the dam was struck."
    >>> [(e.measure, e.rule) for e in find_events(text, 0, len(text))][-1]
    ('air_strikes', 'event_means')
    """
    if not PASSIVE.search(word.text, word.clause[0], word.span[0]):
        return _verbal(word, "event_verb", "air_strikes") if word.after_aircraft else None
    if re.match(r"\s(?:[a-z]+ly\s)?(?:by|with)\b", word.text[word.span[1] : word.span[1] + 20], re.IGNORECASE):
        return None
    named = [
        event_words()[folded(at[0])] for at in event_pattern().finditer(word.text, word.sentence[0], word.clause[0])
    ]
    measures = [measure for measure, kind in named if kind == "noun"]
    return _verbal(word, "event_means", measures[-1]) if measures else None


def _corridor(word: _Word) -> Event | None:
    """Corridors count where a number of them is printed, and passages where they are for people or aid.

    >>> text = "Two humanitarian corridors opened; the hotel has nine corridors."
    >>> [e.quantity.value for e in find_events(text, 0, len(text))]
    [2]
    """
    if " " not in word.text[slice(*word.span)]:
        near = re.compile(
            r"\b(?:humanitarian\s(?!corridor)|civilians|evacuat\w+|aid|residents|fighters)", re.IGNORECASE
        )
        if not near.search(word.text, *word.sentence):
            return None
    return _counted(word, word.sentence)


READERS: dict[str, Callable[[_Word], Event | None]] = {
    "noun": _noun,
    "bare": _bare,
    "weapon": _weapon,
    "bomb": _weapon,
    "flight": _flight,
    "verb": _verb,
    "fly": _fly,
    "hit": _hit,
    "corridor": _corridor,
}
