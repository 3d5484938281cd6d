"""Events that a sentence only compares the one told with: what came before it, what it was the worst since."""

from __future__ import annotations

from casualty_figures.reading.grammar.clauses import Clauses, Link
from casualty_figures.reading.words.lexicon import words_of

AT_START = 3
"""The last token at which the last of "just two days after" may open its sentence."""


def is_compared_with(clauses: Clauses, link: Link) -> bool:
    """Whether an event is another one: "a day after two blasts killed 20", "the worst since May, when a raid killed 9".

    >>> from casualty_figures.reading.grammar.clauses import clauses
    >>> from casualty_figures.reading.grammar.links import links
    >>> from casualty_figures.reading.text.tokens import tokenise
    >>> texts = [
    ...     "It came a day after a raid in Orlat killed nine men",
    ...     "It was the worst blast since May, when a raid in Orlat killed nine men",
    ...     "The blast follows a week of clashes in which nine men died",
    ...     "Violence elsewhere killed nine men",
    ...     "The worst blast since May killed nine men",
    ...     "He died a day after the raid that killed nine men",
    ... ]
    >>> found = [clauses(tokenise(text, 0, len(text))) for text in texts]
    >>> [is_compared_with(one, list(links(one))[-1]) for one in found]
    [True, True, True, True, False, False]
    """
    words = clauses.tokens.words
    markers = words_of("sequels", "kind", "marker")
    if markers.isdisjoint(words):
        return False
    event, people = clauses.items[link.event].first, clauses.items[link.people.first].first
    if link.rule == "toll":  # "meanwhile, the toll rose to nine"
        markers -= words_of("sequels", "kind", "aside")
    told = enumerate(words[: min(event, people)])
    return any(word in markers and _compares(clauses, at, max(event, people)) for at, word in told)


def _compares(clauses: Clauses, at: int, end: int) -> bool:
    """Whether the marker at a token makes what is told up to the `end` another event."""
    words, codes = clauses.tokens.words, clauses.tokens.codes
    marker, told = words[at], words[at + 1 : end]
    if marker in words_of("sequels", "kind", "aside"):
        if at == 0:  # "elsewhere, two men died" adds
            return marker not in words_of("besides")
        return words[at - 1] in words_of("sequels", "kind", "violence")
    if not told or told[0] in words_of("sequels", "kind", "same"):
        return False
    if marker == "after":
        coming = not words_of("sequels", "kind", "coming").isdisjoint(words[max(0, at - 4) : at])
        spanned = at > 0 and words[at - 1] in words_of("sequels", "kind", "span")
        if at <= AT_START and not coming:
            return spanned and "," not in codes[at:end]
        return spanned or (coming and told[0] in words_of("sequels", "kind", "article"))
    if marker == "since":
        superlative = words_of("sequels", "kind", "superlative")
        known = told[0] in words_of("sequels", "kind", "article")
        apart = known or not words_of("sequels", "kind", "relative").isdisjoint(told)
        return apart and any(word in superlative or word.endswith("iest") for word in words[:at])
    return told[0] in words_of("sequels", "kind", "article")
