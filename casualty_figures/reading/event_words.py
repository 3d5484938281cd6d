"""Words for attacks, flights and ways out, those that bear on them, and the clauses in which they stand."""

from __future__ import annotations

import re
from functools import cache

from casualty_figures.reading.lexicon import table
from casualty_figures.reading.wording import Span, listed, one_of

CLAUSE = re.compile(
    r"[;:\u2014\u201c\u201d\"\u2026]|,?\s\b(?:but|while|whereas|although|though|when|where|because|which|who|until|after"
    r"|before|as|that|said|says|say|told|added)\b|,\s(?:and|or|so)\s"
    r"|,\s(?=(?:the|a|an)\s[a-z]+\s(?:was|were|had|has|is|are)\b)",
    re.IGNORECASE,
)


@cache
def event_words() -> dict[str, tuple[str, str]]:
    """Every event word with its measure and its kind (noun, bare, weapon, verb, hit, ...); the first row counts."""
    return {row["word"]: (row["measure_id"], row["kind"]) for row in reversed(table("words/event_words"))}


@cache
def event_pattern() -> re.Pattern[str]:
    """Any event word."""
    return re.compile(rf"(?<![\w-])(?:{one_of(event_words())})(?![\w-])", re.IGNORECASE)


@cache
def cue_pattern() -> re.Pattern[str]:
    """The shortest words without which a text, in small letters, holds no attack, flight, corridor or extent.

    >>> bool(cue_pattern().search("two raids")), bool(cue_pattern().search("two men"))
    (True, False)
    """
    words = [word for word, (_, kind) in event_words().items() if kind not in ("hit", "fly")]
    kept: list[str] = []
    for word in sorted(words, key=len):
        if not any(cue in word for cue in kept):
            kept.append(word)
    return re.compile(one_of(kept))


@cache
def context_pattern(kind: str, before: str = r"(?<![\w-])", after: str = r"(?![\w-])") -> re.Pattern[str]:
    """Words of one kind that bear on an event (unreal, halted, military, ...), between two patterns."""
    return re.compile(rf"{before}(?P<word>{listed('event_contexts', 'kind', kind)}){after}", re.IGNORECASE)


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
    return [*found, (begin, end)] if end > begin else found
