"""Events that a sentence tells only in passing: what a protest is about, what happened over a year."""

from __future__ import annotations

import re
from functools import cache

from casualty_figures.reading.grammar.clauses import Clauses, Link
from casualty_figures.reading.text.sentences import Sentence
from casualty_figures.reading.words.lexicon import table, words_of
from casualty_figures.reading.words.signs import Signs, signs_of
from casualty_figures.reading.words.time_words import words_of_time
from casualty_figures.reading.words.wording import one_of

RELATIVE = re.compile(r"R[whn]*$")
"""What stands before the event in "a man who was killed"."""
NEAR = 12
"""Words after an event in which "in effigy" may stand."""
OF_WHOM = re.compile(r"[PO]fPR[whn]*")
"""What stands before the event in "relatives of a man who was killed"."""
SUPERLATIVE = re.compile(r"\b(?:[a-z]+(?<!w)est|worst|first|second|third)(?:\s[\w-]+){1,6}\s$")
"""What compares an event with those of the time named next: "the deadliest attack on a market in recent months"."""
DOER = re.compile(r"(?:R(?:[hKkgE]&?)*|f)$")
"""What stands before the event in "a man who robbed and killed", "guilty of killing"."""


def in_passing(clauses: Clauses, link: Link) -> bool:
    """Whether a protest, a reprisal or a trial is told, and the event is only what it is about.

    >>> from casualty_figures.reading.grammar.clauses import clauses
    >>> from casualty_figures.reading.grammar.links import links
    >>> from casualty_figures.reading.text.tokens import tokenise
    >>> text = "Traders in Orlat marched against the killing of two porters"
    >>> found = clauses(tokenise(text, 0, len(text)))
    >>> [in_passing(found, link) for link in links(found)]
    [True]
    >>> text = "Traders marched against a man who killed two porters"
    >>> found = clauses(tokenise(text, 0, len(text)))
    >>> [in_passing(found, link) for link in links(found)]
    [True]
    """
    words = clauses.tokens.words
    protest = not words_of("background", "kind", "protest").isdisjoint(words)
    if _is_of_a_likeness(clauses, link):
        return True
    event = clauses.items[link.event]
    if link.rule == "nominal" and "r" in clauses.tokens.codes[event.first : event.last]:
        return True  # "the third killing of a trader this month"
    if link.rule == "nominal":
        reprisal = words_of("background", "kind", "reprisal") | words_of("background", "kind", "trial")
        return protest or not reprisal.isdisjoint(words)
    if not protest:
        return False
    if _is_the_cause(clauses, link) or _of_kin(clauses, link):
        return True
    told = words[: clauses.items[link.event].first]
    if words_of("background", "kind", "protest").isdisjoint(told):
        return False
    if _is_described(clauses, link):
        return True
    return _is_relative(clauses, link) and _has_a_topic(told)


def is_one_of_many(clauses: Clauses, link: Link) -> bool:
    """Whether someone is only one of those of a longer time: "one of more than 12 who have been killed".

    >>> from casualty_figures.reading.grammar.clauses import clauses
    >>> from casualty_figures.reading.grammar.links import links
    >>> from casualty_figures.reading.text.tokens import tokenise
    >>> texts = [f"Oru is one of more than nine traders who {verb} killed" for verb in ("have been", "were")]
    >>> found = [clauses(tokenise(text, 0, len(text))) for text in texts]
    >>> [is_one_of_many(one, link) for one in found for link in links(one)]
    [True, False]
    """
    first = link.people.first
    one = clauses.tokens.words[clauses.items[max(0, first - 2)].last] == "one"
    return one and clauses.letters[:first].endswith("w#f") and clauses.letters[: link.event].endswith("Rhw")


def is_earlier(clauses: Clauses, link: Link) -> bool:
    """Whether an event is told as one before another: "three days after a raid had killed nine".

    >>> from casualty_figures.reading.grammar.clauses import clauses
    >>> from casualty_figures.reading.grammar.links import links
    >>> from casualty_figures.reading.text.tokens import tokenise
    >>> texts = [f"A raid killed two, days after a fire {verb} nine" for verb in ("had killed", "killed")]
    >>> found = [clauses(tokenise(text, 0, len(text))) for text in texts]
    >>> [[is_earlier(one, link) for link in links(one)] for one in found]
    [[False, True], [False, False]]
    """
    had = re.search(r"h[wn]*$", clauses.letters[: link.event])
    if had is None or clauses.tokens.words[clauses.items[had.start()].first] != "had":
        return False
    return bool(re.search(r"J[^;]*$", clauses.letters[: had.start()]))


def _is_of_a_likeness(clauses: Clauses, link: Link) -> bool:
    """Whether only a likeness came to harm: "burnt an effigy of the minister", "hanged the minister in effigy"."""
    after = clauses.items[link.event].last + 1
    beside = clauses.tokens.words[after : after + NEAR]
    return link.rule in ("object", "reduced") and not words_of("background", "kind", "likeness").isdisjoint(beside)


def _is_relative(clauses: Clauses, link: Link) -> bool:
    """Whether a relative clause tells of the people ("who was killed") or of an event ("in which two died")."""
    relative = {"passive": RELATIVE, "died": RELATIVE, "object": DOER}.get(link.rule)
    of_people = bool(relative and relative.search(clauses.letters[: link.event]))
    return of_people or bool(re.search(r"RL?$", clauses.letters[: link.people.first]))


def _has_a_topic(told: list[str]) -> bool:
    """Whether a protest is over something else: "a march over a fire in which two died", not "a march in which"."""
    last = max(index for index, word in enumerate(told) if word in words_of("background", "kind", "protest"))
    topics = words_of("background", "kind", "topic") | words_of("background", "kind", "cause")
    return not topics.isdisjoint(told[last:])


def _is_the_cause(clauses: Clauses, link: Link) -> bool:
    """Whether the event is what a protest is about: "marched after two boys were shot dead".

    Not where a comma stands between: "in protests after the vote, two boys were shot dead".
    """
    end = clauses.items[min(link.event, link.people.first)].first
    words, codes = clauses.tokens.words, clauses.tokens.codes
    start = max(codes.rfind(mark, 0, end) for mark in ",;") + 1
    return not words_of("background", "kind", "cause").isdisjoint(words[start:end])


def _of_kin(clauses: Clauses, link: Link) -> bool:
    """Whether kin of those who were killed are the ones who protest: "relatives of a man who died staged a march"."""
    return bool(OF_WHOM.fullmatch(clauses.letters, max(0, link.people.first - 2), link.event))


def _is_described(clauses: Clauses, link: Link) -> bool:
    """Whether people are only named in what a protest asks for: "for a report on a boy killed"."""
    return link.rule == "reduced" and clauses.letters[link.people.first - 1 : link.people.first] in ("f", "b")


def is_tried(clauses: Clauses, link: Link) -> bool:
    """Whether an event is what somebody is tried for: it may be all that a report of a court tells of.

    >>> from casualty_figures.reading.reader import read
    >>> from casualty_figures.reading.totals.tally import tally
    >>> [total.best for total in tally(read("A clerk was charged in the deaths of two porters."))]
    [2]
    """
    words = clauses.tokens.words
    protest = words_of("background", "kind", "protest") | words_of("background", "kind", "reprisal")
    return link.rule == "nominal" and protest.isdisjoint(words)


@cache
def _wider_pattern() -> re.Pattern[str]:
    phrases = [re.escape(row["word"]).replace(r"\ ", r"\s+") for row in table("words/wider")]
    months = one_of(words_of_time("month"))
    dated = [one.replace(r"\#month", f"(?:{months})").replace(r"\#year", r"(?:19|20)\d\d") for one in phrases]
    counted = [one.replace(r"\#", r"\w+") for one in dated]
    return re.compile(r"\b(?:" + "|".join(counted) + r")\b")


@cache
def _wider_signs(*, dated: bool) -> Signs:
    """The signs of the phrases with a year in figures, or of the others."""
    phrases = (row["word"].replace("#month", "") for row in table("words/wider"))
    return signs_of(phrase.replace("#year", "") for phrase in phrases if ("#year" in phrase) == dated)


@cache
def _month_of_a_year() -> re.Pattern[str]:
    return re.compile(rf"in\s+(?:{one_of(words_of_time('month'))})\s")


def of_a_wider_period(text: str, sentence: Sentence, *, opening: bool = False) -> bool:
    """Whether a sentence tells of more than one event.

    In the sentence that counts people first (`opening`) the month of a year is that of the event itself.

    >>> from casualty_figures.reading.text.sentences import sentences
    >>> text = "More than 300 miners have died this year. Two died."
    >>> [of_a_wider_period(text, sentence) for sentence in sentences(text)]
    [True, False]
    >>> [dated] = sentences("A fire killed nine miners in March 2015")
    >>> [of_a_wider_period("A fire killed nine miners in March 2015", dated, opening=first) for first in (True, False)]
    [False, True]
    """
    printed, words = text[sentence.start : sentence.end], sentence.words
    dated = ("19" in printed or "20" in printed) and _wider_signs(dated=True).stand_among(words)
    if not dated and not _wider_signs(dated=False).stand_among(words):
        return False
    low = printed.lower()
    return any(
        not (SUPERLATIVE.search(low, 0, found.start()) or (opening and _month_of_a_year().match(found[0])))
        for found in _wider_pattern().finditer(low)
    )


def left_out(clauses: Clauses) -> list[int]:
    """Tokens of remarks that those named before are not counted: "(not counted here)", "not included in the toll".

    >>> from casualty_figures.reading.grammar.clauses import clauses
    >>> from casualty_figures.reading.text.tokens import tokenise
    >>> text = "A driver was killed along with two guards (not currently counted here)"
    >>> left_out(clauses(tokenise(text, 0, len(text))))
    [10]
    """
    words, uncounted = clauses.tokens.words, words_of("uncounted")
    if uncounted.isdisjoint(words):
        return []
    return [
        index for index, word in enumerate(words) if word in uncounted and "not" in words[max(0, index - 2) : index]
    ]
