"""A stretch of text cut where marks begin and end, so that overlapping marks can be shown."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

_LINE_ENDS = re.compile(r"\n+")
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")


class NumberedMark(NamedTuple):
    """Where a mark stands, its role, and the number of its figure."""

    start: int
    end: int
    role: str
    figure: int


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters that bear the same marks throughout."""

    start: int
    end: int
    roles: tuple[str, ...]
    """Roles of the marks on it, sorted; empty where there is none."""
    figures: tuple[int, ...]
    """Numbers, from 1, of the figures that those marks belong to."""


def paragraphs(text: str) -> list[tuple[int, int]]:
    r"""Give the offsets of each paragraph; paragraphs are parted by blank lines, or by lines where none is blank.

    >>> paragraphs("One.\n\nTwo,\nstill two.\n")
    [(0, 4), (6, 21)]
    >>> paragraphs("One.\nTwo.")
    [(0, 4), (5, 9)]
    """
    breaks = list(_BLANK_LINES.finditer(text)) or list(_LINE_ENDS.finditer(text))
    ends = [*((match.start(), match.end()) for match in breaks), (len(text), len(text))]
    starts = [0, *(end for _, end in ends)]
    trimmed = (
        (start + len(text[start:stop]) - len(text[start:stop].lstrip()), start + len(text[start:stop].rstrip()))
        for start, (stop, _) in zip(starts, ends, strict=False)
    )
    return [(start, stop) for start, stop in trimmed if start < stop]


def segments(start: int, end: int, marks: Iterable[NumberedMark]) -> Iterator[Segment]:
    """Cut text[start:end] at every mark that reaches into it.

    >>> nine = NumberedMark(2, 6, "figure", 1)
    >>> [(part.start, part.end, part.roles, part.figures) for part in segments(0, 10, [nine])]
    [(0, 2, (), ()), (2, 6, ('figure',), (1,)), (6, 10, (), ())]
    """
    waiting = deque(sorted(mark for mark in marks if mark.start < end and mark.end > start))
    cuts = sorted({start, end, *(min(max(cut, start), end) for mark in waiting for cut in mark[:2])})
    standing: list[NumberedMark] = []
    for left, right in pairwise(cuts):
        while waiting and waiting[0].start <= left:
            standing.append(waiting.popleft())
        standing = [mark for mark in standing if mark.end > left]
        roles = sorted({mark.role for mark in standing})
        yield Segment(left, right, tuple(roles), tuple(sorted({mark.figure for mark in standing})))
