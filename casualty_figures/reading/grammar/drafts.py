"""Figures in the making: what a sentence has told so far."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from casualty_figures.reading.figure import Mark
from casualty_figures.reading.grammar.clauses import Clauses, Link
from casualty_figures.reading.grammar.counts import Count
from casualty_figures.reading.grammar.marking import marks_of
from casualty_figures.reading.words.hospital import to_hospital
from casualty_figures.reading.words.lexicon import words_of


@dataclass(slots=True)
class Draft:
    """A figure in the making."""

    link: Link
    measure: str
    found: Count
    group: int
    part: str = "whole"
    rules: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(slots=True)
class Sentence:
    """A sentence as it is told: its clauses, its text, and the figures found so far."""

    clauses: Clauses
    text: str
    drafts: list[Draft] = field(default_factory=list)
    told: set[int] = field(default_factory=set)
    """Positions of people whom an event was linked to."""

    def add(self, link: Link, measure: str, found: Count, group: int, part: str = "whole") -> Draft:
        """Draft one figure."""
        rules = (link.rule, found.kind, *(("other",) if found.other else ()), *_manner(self.clauses, link))
        if link.rule == "died" and is_by_own_hand(self.clauses, link.event):
            found = replace(found, population="attackers")
        draft = Draft(link, measure, found, group, part, rules, marks_of(self.clauses, self.text, link, found))
        self.drafts.append(draft)
        return draft


def is_by_own_hand(clauses: Clauses, event: int) -> bool:
    """Whether people blew themselves up, who are attackers whatever they are called: "two girls blew themselves up"."""
    word, *_ = clauses.tokens.words[clauses.items[event].last].split()
    return word.startswith(("blow", "blew"))


def _manner(clauses: Clauses, link: Link) -> tuple[str, ...]:
    """What adverbs and the place of dying say: "also killed" adds, "died in hospital" may come later.

    "Taken to hospital" and "in stable condition" tell how those are who were counted before, where they were.
    """
    words = clauses.tokens.words
    last = clauses.items[link.event].last
    first = clauses.items[min(link.people.last, link.event)].last
    besides = "also" in words[max(0, first - 1) : last + 1] or words[0] in words_of("besides")
    manner: tuple[str, ...] = ("also",) if besides else ()
    died = link.rule in ("died", "later")
    if died and (not words_of("aftermath").isdisjoint(" ".join(words).split()) or any(map(to_hospital, words))):
        manner += ("aftermath",)
    after = clauses.items[link.people.last].last + 1
    told = words[after : after + 4] if link.rule == "outcome" else [words[last].rpartition(" ")[2]]
    if not words_of("condition_words").isdisjoint(told) or to_hospital(words[last]):
        manner += ("condition",)
    return (*manner, *_apart(clauses, first))


def _apart(clauses: Clauses, token: int) -> tuple[str, ...]:
    """What the sentence says before a token: "a second blast killed two" adds, "however, others say" contradicts."""
    words, codes = clauses.tokens.words[:token], clauses.tokens.codes[:token]
    apart: tuple[str, ...] = ()
    incidents = words_of("incidents")
    for index, word in enumerate(words) if not incidents.isdisjoint(words) else ():
        if word in incidents and index:
            beside = slice(max(0, index - 2), index)
            if "first" in words[beside]:
                apart = ("first",)
            elif "r" in codes[beside] or not words_of("again").isdisjoint(words[beside]):
                apart = ("again",)
    told = " ".join(words)
    return (*apart, "contrast") if any(phrase in told for phrase in words_of("contrast")) else apart
