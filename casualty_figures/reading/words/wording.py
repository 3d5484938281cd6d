"""Small helpers for patterns made of word lists."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from casualty_figures.reading.words.lexicon import words_of

Span = tuple[int, int]
"""Offsets of a phrase: start, end (exclusive)."""
_Tree = dict[str, "_Tree"]


def one_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; either spelling of defence and neighbour, any space.

    Words that begin alike share their beginning in the pattern, so that matching does not slow down with their number.

    >>> re.findall(one_of(["air raid", "air", "art"]), "air raid, air, art")
    ['air raid', 'air', 'art']
    """
    tree: _Tree = {}
    for word in words:
        branch = tree
        for atom in _atoms(word.lower()):
            branch = branch.setdefault(atom, {})
        branch[""] = {}
    return _alternatives(tree)


def _atoms(word: str) -> list[str]:
    """What a word is matched by, letter by letter."""
    special = {" ": r"\s+", "'": "['\u2019]"}
    atoms = [special.get(letter, re.escape(letter)) for letter in word]
    for found in re.finditer("defen(?=ce)", word):
        atoms[found.end()] = "[cs]"
    return atoms


def _alternatives(tree: _Tree) -> str:
    branches = [atom + _alternatives(tree[atom]) for atom in sorted(tree) if atom]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 and "" not in tree else f"(?:{'|'.join(branches)})"
    return f"{joined}?" if "" in tree else joined


@cache
def listed(name: str, column: str = "", equal: str = "") -> str:
    """A pattern for the words of a list, of those alone whose `column` is `equal` where one is named."""
    return rf"(?:{one_of(words_of(name, column, equal))})"


def folded(phrase: str) -> str:
    """A phrase as the word lists spell it: small letters, single spaces, plain apostrophes.

    >>> folded("Russia\u2019s  Defense Ministry")
    "russia's defence ministry"
    """
    return " ".join(phrase.lower().replace("\u2019", "'").replace("defense", "defence").split())


def trimmed(text: str, span: Span, strip: str = " \t\r\n,.;:") -> Span:
    """A span without spaces and punctuation at its ends.

    >>> trimmed(" ab, ", (0, 5))
    (1, 3)
    """
    start, end = span
    while start < end and text[start] in strip:
        start += 1
    while end > start and text[end - 1] in strip:
        end -= 1
    return start, end


def last_match(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    """The last match between two offsets.

    >>> last_match(re.compile("a."), "ab ac", 0, 5)[0]
    'ac'
    """
    found = list(pattern.finditer(text, start, end))
    return found[-1] if found else None


def lowered(text: str) -> str:
    """The text in small letters, every letter at its place.

    >>> len(lowered("\u0130zmit")) == len("\u0130zmit")
    True
    """
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
