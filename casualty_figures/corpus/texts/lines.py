"""Texts in JSON Lines and CSV: record by record, in bounded memory; a broken record costs itself alone."""

from __future__ import annotations

import csv
import io
import json
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from casualty_figures.corpus import CorpusError
from casualty_figures.corpus.texts.documents import MOST_BYTES, Document, Entry, Rejection, admit, demand_columns

LONGEST_LINE = 2 * MOST_BYTES
"""In bytes: JSON may write a character as six bytes, but who does so for a text of the longest kind."""
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class _Lines:
    """The lines of a file with their numbers; lines may be given back to be read again."""

    def __init__(self, opened: IO[bytes]) -> None:
        self._opened = opened
        self._number = 0
        self._given_back: deque[tuple[int, bytes]] = deque()

    def __iter__(self) -> Iterator[tuple[int, bytes]]:
        while True:
            if self._given_back:
                yield self._given_back.popleft()
                continue
            line = self._opened.readline(LONGEST_LINE + 1)
            if not line:
                return
            self._number += 1
            if self._number == 1:
                line = line.removeprefix(BYTE_ORDER_MARK)
            yield self._number, line

    def give_back(self, lines: list[tuple[int, bytes]]) -> None:
        self._given_back.extendleft(reversed(lines))

    def skip_rest(self) -> int:
        """Pass over the rest of a line that is too long; its bytes."""
        passed = 0
        while chunk := self._opened.readline(1 << 20):
            passed += len(chunk)
            if chunk.endswith(b"\n"):
                break
        return passed


def json_records(name: str, path: Path) -> Iterator[Entry]:
    """The objects of a JSON Lines file; blank lines are no records."""
    with path.open("rb") as opened:
        lines = _Lines(opened)
        for number, line in lines:
            position, size = f"{name}:{number}", len(line)
            if size > LONGEST_LINE:
                size += lines.skip_rest()
                yield Entry(_too_long(position, size), size)
            elif line.strip():
                yield Entry(_json_record(position, line), size)


def _json_record(position: str, line: bytes) -> Document | Rejection:
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        return Rejection(position, None, "not_utf8", f"byte {error.start} of the line")
    except (ValueError, RecursionError) as error:
        return Rejection(position, None, "broken_line", getattr(error, "msg", "") or type(error).__name__)
    if not isinstance(record, dict):
        return Rejection(position, None, "broken_line", f"a {type(record).__name__}, not an object")
    return admit(record.get("id"), record.get("text"), record.get("published"), position)


def _too_long(position: str, size: int) -> Rejection:
    return Rejection(position, None, "too_large", f"a line of {size} bytes")


def csv_records(name: str, path: Path) -> Iterator[Entry]:
    """The records of a CSV file (RFC 4180) whose first line names its columns.

    A record ends with the line that closes its last quote. Where that never comes, or what then stands there is no
    record of this file, its first line alone is broken and reading goes on with the line after it.
    """
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_LINE))
    with path.open("rb") as opened:
        lines = _Lines(opened)
        header: list[str] | None = None
        for first in lines:
            number, line = first
            position = f"{name}:{number}"
            if len(line) > LONGEST_LINE:
                size = len(line) + lines.skip_rest()
                yield Entry(_too_long(position, size), size)
                continue
            if not line.strip():
                continue
            taken = _to_closing_quote(first, lines)
            if header is None:
                header = _header(path, taken)
                continue
            yield _csv_record(position, header, taken, lines)


def _to_closing_quote(first: tuple[int, bytes], lines: _Lines) -> list[tuple[int, bytes]]:
    """The lines of one record; more than a record's limit is given back, so that its first line can be refused."""
    taken, size, quotes = [first], len(first[1]), first[1].count(b'"')
    if quotes % 2:
        for following in lines:
            taken.append(following)
            size += len(following[1])
            quotes += following[1].count(b'"')
            if quotes % 2 == 0 or size > LONGEST_LINE:
                break
    return taken


def _header(path: Path, taken: list[tuple[int, bytes]]) -> list[str]:
    try:
        header = _cells(taken)
    except (ValueError, csv.Error) as error:
        raise CorpusError(f"{path}: the first line names no columns: {error}") from error
    demand_columns(path, header)
    return header


def _csv_record(position: str, header: list[str], taken: list[tuple[int, bytes]], lines: _Lines) -> Entry:
    try:
        cells = _cells(taken)
        if len(cells) != len(header):
            raise csv.Error(f"{len(cells)} cells in a table of {len(header)} columns")
    except UnicodeDecodeError as error:
        return Entry(Rejection(position, None, "not_utf8", f"byte {error.start} of the record"), _size(taken))
    except csv.Error as error:
        lines.give_back(taken[1:])
        return Entry(Rejection(position, None, "broken_line", str(error)), _size(taken[:1]))
    record = dict(zip(header, cells, strict=True))
    return Entry(admit(record["id"], record["text"], record.get("published"), position), _size(taken))


def _size(taken: list[tuple[int, bytes]]) -> int:
    return sum(len(line) for _, line in taken)


def _cells(taken: list[tuple[int, bytes]]) -> list[str]:
    text = b"".join(line for _, line in taken).decode("utf-8")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    if len(rows) != 1:
        raise csv.Error(f"{len(rows)} records where one was expected")
    return rows[0]
