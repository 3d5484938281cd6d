"""One text of a corpus: what it must be, and the plain id that its figures carry."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from casualty_figures.corpus import CorpusError

MOST_CHARACTERS = 1_000_000
"""The longest text that a run reads: a novel's length. Longer ones are rejected, so that memory stays bounded."""
MOST_BYTES = 4 * MOST_CHARACTERS
MOST_ID_CHARACTERS = 1_000
SHOWN_CHARACTERS = 200

PLAIN_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PLAIN_ID_CHARACTERS = 80
DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?=$|[T ])")


@dataclass(frozen=True, slots=True)
class Document:
    """A text that can be read."""

    id: str
    text: str
    published: date | None = None
    position: str = ""
    """Where it stands in the input."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """A text that cannot be read, and why; a row of the dataset `rejected`."""

    position: str
    id: str | None
    reason: str
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What the input holds at one position."""

    found: Document | Rejection
    size: int
    """Bytes of input since the entry before, so that progress can be shown before all texts are counted."""


def admit(given_id: Any, text: Any, published: Any = None, position: str = "") -> Document | Rejection:
    """The text as a document, or the reason why it cannot be one.

    >>> admit("desk-1", "Two were hurt.", "2021-03-04").published
    datetime.date(2021, 3, 4)
    >>> admit(7, None).reason, admit(" ", "Two were hurt.").reason, admit("a", "x", "4 March").reason
    ('no_text', 'no_id', 'bad_date')
    """
    name = str(given_id) if isinstance(given_id, int) and not isinstance(given_id, bool) else given_id
    if not isinstance(name, str) or not name.strip():
        return Rejection(position, None, "no_id", None if name is None else f"a {type(name).__name__}")
    shown = show(name)
    if not isinstance(text, str):
        return Rejection(position, shown, "no_text", None if text is None else f"a {type(text).__name__}")
    for part, content, most in (("id", name, MOST_ID_CHARACTERS), ("text", text, MOST_CHARACTERS)):
        if len(content) > most:
            return Rejection(position, shown, "too_large", f"{part} of {len(content)} characters")
        try:
            content.encode("utf-8")
        except UnicodeEncodeError as error:
            return Rejection(position, shown, "not_utf8", f"{part}, character {error.start}")
    try:
        day = read_published(published)
    except ValueError:
        return Rejection(position, shown, "bad_date", show(str(published)))
    return Document(name, text, day, position)


def read_published(published: Any) -> date | None:
    """The day of publication; a time after it is left out, an empty cell is none.

    >>> read_published("2021-03-04T12:00:00Z"), read_published("")
    (datetime.date(2021, 3, 4), None)
    """
    if published is None or published == "" or published != published:  # noqa: PLR0124 (NaN and NaT)
        return None
    found = DAY.match(str(published))
    if not found:
        raise ValueError(f"{published!r} does not begin with YYYY-MM-DD")
    return date.fromisoformat(found[0])


def source_id(given_id: str) -> str:
    """The id that figures carry: the text's own where it is plain, else its letters and digits and a hash.

    >>> source_id("desk-2021-03-04"), source_id("Desk/412")
    ('desk-2021-03-04', 'desk-412-37dd1926e88760cb')
    """
    if len(given_id) <= PLAIN_ID_CHARACTERS and PLAIN_ID.fullmatch(given_id):
        return given_id
    words = re.findall(r"[a-z0-9]+", given_id.lower())
    readable = "-".join(words)[: PLAIN_ID_CHARACTERS // 2].strip("-") or "text"
    return f"{readable}-{sha256(given_id.encode('utf-8')).hexdigest()[:16]}"


def demand_columns(path: Path, columns: Sequence[str]) -> None:
    """Refuse a table without an id or a text: raises CorpusError."""
    missing = [column for column in ("id", "text") if column not in columns]
    if missing:
        raise CorpusError(f"{path}: no column {' and no column '.join(missing)}; a corpus has id, text and published")


def printable(value: str) -> str:
    """A text of the input as valid Unicode.

    >>> printable("a\\ud800")
    'a\\\\ud800'
    """
    return value.encode("utf-8", "backslashreplace").decode("utf-8")


def show(value: str) -> str:
    """A value of the input as a message may hold it: valid Unicode, and bounded.

    >>> len(show("a" * 9999))
    200
    """
    return printable(value[:SHOWN_CHARACTERS])
