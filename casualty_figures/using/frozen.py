"""Frozen releases: which there are, and the package of one of them, proven untouched by its hash."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import dataclass
from functools import cache

from casualty_figures.files import packaged
from casualty_figures.using.opened import DamagedPackageError, OpenedPackage, unknown


@dataclass(frozen=True, slots=True)
class Release:
    """One line of `releases/index.csv`."""

    version: str
    date: dt.date
    sha256: str
    """The hash of the frozen descriptor, and so of all that it describes."""


def frozen_package(version: str | None = None, as_of: dt.date | str | None = None) -> OpenedPackage:
    """The frozen package of a version, or of the release that was the latest on a day.

    Raises `UnknownNameError` listing the releases, `DamagedPackageError` where a frozen descriptor is not the one that
    was released, and ValueError where both a version and a day are given, or the day is none.
    """
    if version is not None and as_of is not None:
        raise ValueError("give a version or a day (as_of), not both")
    return _open_release(_chosen(version, dt.date.fromisoformat(as_of) if isinstance(as_of, str) else as_of))


def releases() -> tuple[Release, ...]:
    """All releases, the oldest first."""
    index = packaged("releases").joinpath("index.csv")
    rows = csv.DictReader(io.StringIO(index.read_text("utf-8"))) if index.is_file() else ()
    found = (Release(row["version"], dt.date.fromisoformat(row["date"]), row["sha256"]) for row in rows)
    return tuple(sorted(found, key=lambda one: (one.date, [int(part) for part in one.version.split(".")])))


def _chosen(version: str | None, day: dt.date | None) -> Release:
    fits = [one for one in releases() if (one.version == version if day is None else one.date <= day)]
    if not fits:
        known = [f"{one.version} ({one.date})" for one in releases()]
        raise unknown("release", version or f"as of {day}", known)
    return fits[-1]


@cache
def _open_release(release: Release) -> OpenedPackage:
    package = OpenedPackage(packaged("releases").joinpath(release.version))
    if package.sha256 != release.sha256:
        said = f"sha256 {package.sha256}, releases/index.csv says {release.sha256}"
        raise DamagedPackageError(
            f"releases/{release.version}/datapackage.json: {said}; a release is never edited: restore it"
        )
    return package
