"""Frozen releases: which there are, and the package of one of them, proven untouched by its hashes."""

from __future__ import annotations

import datetime as dt
from functools import cache

from casualty_figures.files import packaged
from casualty_figures.package.frozen import Frozen, faults, read_index
from casualty_figures.using.opened import DamagedPackageError, OpenedPackage, unknown


def frozen_package(version: str | None = None, as_of: dt.date | str | None = None) -> OpenedPackage:
    """The frozen package of a version, or of the release that was the latest on a day.

    Raises `UnknownNameError` listing the releases, `DamagedPackageError` where a file of the frozen copy is not the one
    that was released, and ValueError where both a version and a day are given, or the day is none.
    """
    if version is not None and as_of is not None:
        raise ValueError("give a version or a day (as_of), not both")
    return _open_release(_chosen(version, _parse_day(as_of) if isinstance(as_of, str) else as_of))


def releases() -> tuple[Frozen, ...]:
    """All releases, the oldest first."""
    return read_index(packaged("releases"))


def _parse_day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"as_of: {text!r} is not a day; write it as YYYY-MM-DD") from error


def _chosen(version: str | None, day: dt.date | None) -> Frozen:
    day = day.date() if isinstance(day, dt.datetime) else day
    fits = [one for one in releases() if (one.version == version if day is None else one.date <= day)]
    if not fits:
        known = [f"{one.version} ({one.date})" for one in releases()]
        raise unknown("release", version or f"as of {day}", known)
    return fits[-1]


@cache
def _open_release(release: Frozen) -> OpenedPackage:
    wrong = list(faults(release))
    if wrong:
        raise DamagedPackageError("\n".join(wrong))
    return OpenedPackage(release.folder)
