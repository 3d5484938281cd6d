"""Datelines: the place, the agency and the day with which a report begins."""

from __future__ import annotations

import re
from dataclasses import dataclass

from casualty_figures.reading.words.wording import Span

OPENING = 3000
"""Characters of a text in which its dateline stands."""
DATELINE = re.compile(
    r"^(?P<place>[A-Z][A-Z.'\u2019-]+(?: [A-Z][A-Z.'\u2019-]+){0,2}|[A-Z][a-z]+)(?:, [A-Z\d][\w. ]{1,20}){0,2}"
    r" ?(?:\([A-Z][\w /-]{1,30}\)(?:, [\w ]{3,14})?(?: \([A-Z][\w -]{1,20}\))?)?"
    r" ?(?:--|-|\u2013|\u2014) (?=[A-Z\u201c\"\[])",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place of a dateline, and where the report itself begins; its day is when it was sent."""

    place: Span
    end: int


def find_dateline(text: str) -> Dateline | None:
    """The dateline of a report, None where it has none.

    >>> find_dateline("ORUVALE, 3 May (NNA) - Nine fell ill.").end
    23
    >>> text = "ORUVALE, Norland, May 3 (NNA) \u2014 Nine fell ill."
    >>> found = find_dateline(text)
    >>> text[slice(*found.place)], text[found.end :]
    ('ORUVALE', 'Nine fell ill.')
    """
    opening = text[:OPENING]
    if "- " not in opening and "\u2013 " not in opening and "\u2014 " not in opening:
        return None
    found = DATELINE.search(opening)
    return Dateline(found.span("place"), found.end()) if found else None
