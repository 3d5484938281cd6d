"""Frozen releases: what `releases/index.csv` lists, and the proof by hash that each copy is untouched."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources.abc import Traversable

from casualty_figures.package.differences import Edition

INDEX = "index.csv"
INDEX_COLUMNS = ("version", "date", "sha256", "schemas_sha256")
DESCRIPTOR = "datapackage.json"
RESTORE = "a frozen release is never edited; restore it from version control, or install the package again"


@dataclass(frozen=True, slots=True)
class Frozen:
    """One line of the index, and the folder that holds the release."""

    version: str
    date: date
    sha256: str
    """Of the descriptor, which holds the hash of each table."""
    schemas_sha256: str
    """Of the schemas that the descriptor names, one after the other."""
    folder: Traversable

    def holds(self, path: str) -> bool:
        """Whether the release has a file."""
        return self.folder.joinpath(*path.split("/")).is_file()

    def read(self, path: str) -> bytes:
        """One file of the release."""
        return self.folder.joinpath(*path.split("/")).read_bytes()


def read_index(releases: Traversable) -> tuple[Frozen, ...]:
    """The releases that a folder's index lists, oldest first; none where there is no index.

    >>> from casualty_figures.files import packaged
    >>> read_index(packaged("no such folder"))
    ()
    """
    index = releases.joinpath(INDEX)
    if not index.is_file():
        return ()
    rows = csv.DictReader(io.StringIO(index.read_text("utf-8")))
    return tuple(
        Frozen(
            row["version"],
            date.fromisoformat(row["date"]),
            row["sha256"],
            row["schemas_sha256"],
            releases.joinpath(row["version"]),
        )
        for row in rows
    )


def write_index(lines: Iterable[tuple[str, ...]]) -> bytes:
    """The index as CSV, from lines of `INDEX_COLUMNS`."""
    return "".join(",".join(line) + "\n" for line in [INDEX_COLUMNS, *lines]).encode("utf-8")


def sha256(content: bytes) -> str:
    """The hash of some bytes, in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def faults(release: Frozen) -> Iterator[str]:
    """What of a frozen release is not as it was frozen, one line per file; nothing where it is untouched."""
    name = f"releases/{release.version}"
    if not release.holds(DESCRIPTOR) or sha256(release.read(DESCRIPTOR)) != release.sha256:
        yield f"{name}/{DESCRIPTOR}: missing, or its sha256 is not that of the index; {RESTORE}"
        return
    resources = json.loads(release.read(DESCRIPTOR))["resources"]
    for path, expected in ((resource["path"], resource["hash"]) for resource in resources):
        if not release.holds(path) or f"sha256:{sha256(release.read(path))}" != expected:
            yield f"{name}/{path}: missing, or its sha256 is not that of its descriptor; {RESTORE}"
    schemas = [release.read(resource["schema"]) for resource in resources if release.holds(resource["schema"])]
    if sha256(b"".join(schemas)) != release.schemas_sha256:
        yield f"{name}/schemas: their sha256 is not that of the index; {RESTORE}"


def edition_of(files: Mapping[str, bytes]) -> Edition:
    """The edition that a descriptor and the files it names make, by their paths."""
    resources = json.loads(files[DESCRIPTOR])["resources"]
    return Edition(
        {resource["name"]: json.loads(files[resource["schema"]]) for resource in resources},
        {resource["name"]: files[resource["path"]] for resource in resources},
    )


def frozen_edition(release: Frozen) -> Edition:
    """The edition that a release has frozen."""
    resources = json.loads(release.read(DESCRIPTOR))["resources"]
    paths = [DESCRIPTOR, *(resource[name] for resource in resources for name in ("path", "schema"))]
    return edition_of({path: release.read(path) for path in paths})
