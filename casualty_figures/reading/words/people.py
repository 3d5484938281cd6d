"""Which kind of people a phrase names."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from casualty_figures.reading.words.lexicon import mapping, table, words_of

WORD = re.compile(r"[^\W\d_]+(?:[-'\u2019][^\W\d_]+)*", re.UNICODE)
GENERAL = ("people", "civilians", "unknown")
"""Populations that a modifier or a later noun may narrow."""
ONE = frozenset(["someone", "somebody", "him", "her", "himself", "herself", "he", "she"])


@cache
def person_nouns() -> dict[str, tuple[bool, str]]:
    """Every person noun with whether it is plural and its population."""
    nouns: dict[str, tuple[bool, str]] = {}
    for row in table("words/people"):
        nouns[row["plural"]] = (True, row["population_id"])
    for row in table("words/people"):
        nouns.setdefault(row["word"], (False, row["population_id"]))
    return nouns


@cache
def demonyms() -> frozenset[str]:
    """Singular names of nations and faiths, which stand for a person after an article or a number alone."""
    return frozenset(row["word"] for row in table("words/people") if row["kind"] == "demonym")


@cache
def modifiers() -> dict[str, str]:
    """Words before or after a person noun that narrow its population (`aid`, `army`, `gang`)."""
    return mapping("words/people_modifiers", "word", "population_id")


def noun_of(word: str) -> tuple[bool, str] | None:
    """Whether a word is plural and its population, where it is a person noun, also as the end of a compound.

    >>> noun_of("ex-soldiers"), noun_of("councillor-elect")
    ((True, 'combatants'), (False, 'civilians'))
    """
    nouns = person_nouns()
    found = nouns.get(word)
    if found is None and "-" in word:
        first, _, last = word.rpartition("-")
        found = nouns.get(first if last in words_of("titles_after") else last)
    return found


def population_of(words: list[str]) -> str | None:
    """The population that one noun phrase names by its head and what narrows it.

    >>> population_of(["two", "relief", "workers"])
    'aid_workers'
    >>> population_of(["army", "officers"])
    'combatants'
    """
    named = [found[1] for word in words if (found := noun_of(word))]
    if not named:
        return None
    head = named[-1]
    narrowed = [modifiers()[word] for word in words if word in modifiers()]
    if head != "combatants" and ("aid_workers" in narrowed or "aid_workers" in named):
        return "aid_workers"
    if head in GENERAL or (head == "police" and "combatants" in narrowed):
        closer = [population for population in [*named, *narrowed] if population not in (*GENERAL, "women", "children")]
        return closer[-1] if closer else head
    return head


@lru_cache(maxsize=8192)
def read_population(phrase: str) -> str | None:
    """The population_id a phrase names, None where it names nobody.

    >>> read_population("19 women and children")
    'women_and_children'
    >>> read_population("more than 350 civilians")
    'civilians'
    >>> read_population("three farmers and a soldier")
    'mixed'
    >>> read_population("air strikes") is None
    True
    """
    parts = re.split(r",|\band\b|\bor\b|\bas well as\b|\balong with\b|&", phrase.lower())
    named = [found for part in parts if (found := population_of(WORD.findall(part)))]
    kinds = set(named)
    if not kinds:
        return None
    if kinds == {"women", "children"}:
        return "women_and_children"
    return named[0] if len(kinds) == 1 else "mixed"


def is_one_person(phrase: str) -> bool:
    """Whether a phrase names one person without a number.

    >>> is_one_person("the bus driver"), is_one_person("soldiers")
    (True, False)
    """
    words = WORD.findall(phrase.lower())
    if any(word in ONE for word in words):
        return True
    nouns = [found for word in words if (found := noun_of(word))]
    return bool(nouns) and not nouns[-1][0]
