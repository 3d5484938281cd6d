"""Quotations: what stands in quotation marks and is speech."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from casualty_figures.reading.words.wording import Span

SHORTEST_QUOTE = 20
"""Characters under which quotation marks hold a term, not speech."""
QUOTED = re.compile(r"\u201c[^\u201c\u201d]*+\u201d?+|\"[^\"\n]*+\"?+|\u00ab[^\u00ab\u00bb]*+\u00bb?+")


def quotes(text: str) -> list[Span]:
    """Spans of direct speech, marks included; an unclosed one ends with its paragraph.

    >>> text = "He is 'fine'. \\u201cWe saw nobody at the bridge,\\u201d he said."
    >>> [text[a:b] for a, b in quotes(text)]
    ['\u201cWe saw nobody at the bridge,\u201d']
    """
    spans: list[Span] = []
    if "\u201c" not in text and '"' not in text and "\u00ab" not in text:
        return spans
    for found in QUOTED.finditer(text):
        end = text.find("\n", found.start(), found.end())
        end = found.end() if end < 0 else end
        if end - found.start() >= SHORTEST_QUOTE:
            spans.append((found.start(), end))
    return spans


def quote_at(position: int, quoted: Sequence[Span]) -> Span | None:
    """The direct speech that holds a position, among spans in the order of the text.

    >>> quote_at(5, [(0, 3), (4, 9)]), quote_at(3, [(0, 3), (4, 9)])
    ((4, 9), None)
    """
    index = bisect_right(quoted, position, key=_start) - 1
    return quoted[index] if index >= 0 and position < quoted[index][1] else None


def _start(span: Span) -> int:
    return span[0]


def last_closed(position: int, quoted: Sequence[Span]) -> int:
    """Where the last direct speech before a position ends; 0 where there is none.

    >>> last_closed(40, [(0, 20), (30, 50)])
    20
    """
    index = bisect_right(quoted, position, key=_start) - 1
    if index >= 0 and quoted[index][1] > position:
        index -= 1
    return quoted[index][1] if index >= 0 else 0
