"""Pins: which figures a project uses, as they were when it last looked, and what has changed since."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from casualty_figures.package.versions import release_number
from casualty_figures.using.figures import Catalogue, PublishedFigure
from casualty_figures.using.records import Revision, hash_cells, text_cells

FORMAT = 1
LARGEST_LOCK_FILE = 50_000_000
"""In bytes."""
UNPINNED = ("series_id",)
"""Columns that say nothing of the figure itself; its series may be renamed when an earlier article comes in."""


class BrokenPinsError(Exception):
    """A lock file that cannot be read or trusted, or pins a figure that there is not."""


@dataclass(frozen=True, slots=True)
class Pin:
    """A figure as it was last seen."""

    figure_id: str
    row_sha256: str
    row: Mapping[str, str]
    """Its cells as text, without the series."""
    conflicts_with: tuple[str, ...]
    updated_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pins:
    """A lock file: the package that was looked at, and the figures used."""

    package: str
    version: str
    sha256: str
    """The descriptor's hash, which covers all tables."""
    figures: tuple[Pin, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that has changed about a pinned figure: `kind` is changed, withdrawn, new_conflict or new_update."""

    figure_id: str
    kind: str
    column: str = ""
    old: str = ""
    new: str = ""
    """The new value; for a conflict or an update the other figure in words."""
    other_id: str = ""
    reasons: tuple[str, ...] = ()
    """Release and reason of each step, the oldest first."""

    def __str__(self) -> str:
        because = f" ({'; '.join(self.reasons)})" if self.reasons else ""
        if self.kind == "withdrawn":
            return f"{self.figure_id}: withdrawn, do not use{because}"
        if self.kind == "changed":
            return f"{self.figure_id}: {self.column} {self.old or 'empty'} -> {self.new or 'empty'}{because}"
        what = {"new_conflict": "new conflict with", "new_update": "updated by"}[self.kind]
        return f"{self.figure_id}: {what} {self.other_id}: {self.new}"


def pin(catalogue: Catalogue, figure_ids: Iterable[str], pins: Pins | None = None) -> Pins:
    """Pin figures as they are now, besides those already pinned.

    Raises `BrokenPinsError` where one that is already pinned has changed or a new one is withdrawn, and
    `UnknownNameError` for an unknown id.
    """
    if pins and (found := compare(pins, catalogue)):
        said = "\n".join(str(finding) for finding in found)
        raise BrokenPinsError(f"pinned figures have changed; look at them and accept them first:\n{said}")
    pinned = {one.figure_id for one in pins.figures} if pins else set()
    added = set(figure_ids) - pinned
    if withdrawn := sorted(one for one in added if catalogue.figure(one).withdrawn):
        raise BrokenPinsError(f"withdrawn, do not use: {', '.join(withdrawn)}")
    return _pins(catalogue, pinned | added)


def accept(pins: Pins, catalogue: Catalogue) -> Pins:
    """The same figures, pinned as they are now."""
    return _pins(catalogue, [one.figure_id for one in pins.figures])


def compare(pins: Pins, catalogue: Catalogue) -> list[Finding]:
    """What has changed about the pinned figures, by figure.

    Raises `BrokenPinsError` where the pins are of another package or a later version, or of a figure that there is not.
    """
    if pins.package != catalogue.descriptor["name"]:
        raise BrokenPinsError(f"these are pins of {pins.package!r}; the package is {catalogue.descriptor['name']!r}")
    if release_number(pins.version) > release_number(catalogue.version):
        raise BrokenPinsError(f"pinned at {pins.version}, the package is older, {catalogue.version}; install the later")
    unknown = [one.figure_id for one in pins.figures if one.figure_id not in catalogue.figures]
    if unknown:
        raise BrokenPinsError(f"the package {catalogue.version} has no {', '.join(unknown)}, pinned at {pins.version}")
    return [finding for one in pins.figures for finding in _findings(one, catalogue, _later(pins, catalogue))]


def read_pins(file: Path) -> Pins:
    """Read a lock file. Raises `BrokenPinsError` where there is none, or where it was edited by hand."""
    if not file.is_file():
        raise BrokenPinsError(f"{file}: no such file; `casualty-figures lock FIGURE_ID...` writes it")
    if file.stat().st_size > LARGEST_LOCK_FILE:
        raise BrokenPinsError(f"{file}: more than {LARGEST_LOCK_FILE:,} bytes; restore it or lock the figures again")
    try:
        content = json.loads(file.read_text("utf-8"))
        if content["format"] != FORMAT:
            raise BrokenPinsError(f"{file}: format {content['format']!r}; this version reads format {FORMAT}")
        figures = tuple(
            Pin(
                one["figure_id"],
                one["row_sha256"],
                dict(one["row"]),
                tuple(one["conflicts_with"]),
                tuple(one["updated_by"]),
            )
            for one in content["figures"]
        )
        _demand_plain_text(figures)
        release_number(content["version"])
        pins = Pins(content["package"], content["version"], content["sha256"], figures)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BrokenPinsError(f"{file}: not a lock file ({error!r}); restore it or lock the figures again") from error
    for one in pins.figures:
        if hash_cells(dict(one.row)) != one.row_sha256 or one.row.get("figure_id") != one.figure_id:
            raise BrokenPinsError(
                f"{file}: {one.figure_id}: row and row_sha256 differ; the file was edited: restore it"
            )
    return pins


def _demand_plain_text(figures: Iterable[Pin]) -> None:
    """What is printed later must not steer the terminal that shows it. Raises ValueError."""
    for one in figures:
        for text in (one.figure_id, one.row_sha256, *one.row, *one.row.values(), *one.conflicts_with, *one.updated_by):
            if not text.isprintable():
                raise ValueError(f"{text[:40]!r} is no plain text")


def write_pins(pins: Pins) -> str:
    """The lock file's text: the same pins, the same bytes."""
    content = {"format": FORMAT, **asdict(pins)}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _pins(catalogue: Catalogue, figure_ids: Iterable[str]) -> Pins:
    figures = tuple(_pin(catalogue.figure(one)) for one in sorted(figure_ids))
    return Pins(catalogue.descriptor["name"], catalogue.version, catalogue.sha256, figures)


def _pin(figure: PublishedFigure) -> Pin:
    return Pin(figure.figure_id, figure.row_sha256, _cells(figure), figure.conflicts, figure.updated_by)


def _cells(figure: PublishedFigure) -> dict[str, str]:
    return {column: cell for column, cell in text_cells(figure.row).items() if column not in UNPINNED}


def _findings(pinned: Pin, catalogue: Catalogue, later: Sequence[str]) -> Iterator[Finding]:
    figure = catalogue.figure(pinned.figure_id)
    cells = _cells(figure)
    for column in [*cells, *(pinned.row.keys() - cells.keys())]:
        old, new = pinned.row.get(column, ""), cells.get(column, "")
        if old != new:
            found = Finding(figure.figure_id, "changed", column, old, new)
            kind = "withdrawn" if column == "status" and figure.withdrawn else "changed"
            yield replace(found, kind=kind, reasons=tuple(_reasons(figure.history(), column, later)))
    for kind, before, now in (
        ("new_conflict", pinned.conflicts_with, figure.conflicts),
        ("new_update", pinned.updated_by, figure.updated_by),
    ):
        for other in sorted(set(now) - set(before)):
            said = f"{catalogue.figure(other).display()}, {catalogue.figure(other).attribution}"
            yield Finding(figure.figure_id, kind, new=said, other_id=other)


def _reasons(history: Iterable[Revision], column: str, later: Sequence[str]) -> Iterator[str]:
    """Each later release that changed the column, and why; a change of no release says so."""
    steps = [one for one in history if one.column == column and one.release in later]
    yield from (f"{one.release}: {one.reason or 'no reason given'}" for one in steps)
    if not steps:
        yield "not released yet"


def _later(pins: Pins, catalogue: Catalogue) -> list[str]:
    """The releases after the pinned version."""
    return [one for one in catalogue.versions if release_number(one) > release_number(pins.version)]


def as_record(findings: Sequence[Finding], pins: Pins, catalogue: Catalogue) -> dict[str, Any]:
    """What `check --json` prints."""
    return {
        "status": "changed" if findings else "same",
        "package": pins.package,
        "pinned_version": pins.version,
        "version": catalogue.version,
        "figures": len(pins.figures),
        "findings": [asdict(finding) for finding in findings],
    }
