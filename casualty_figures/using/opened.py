"""An opened data package: its descriptor, its schemas, and its tables' bytes, verified before they are used."""

from __future__ import annotations

import atexit
import hashlib
import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import as_file
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

DESCRIPTOR = "datapackage.json"
LARGEST_DESCRIPTOR = 10_000_000
"""In bytes."""
REBUILD = "run `python build.py` in a checkout, or install the package again"

_unpacked = ExitStack()
atexit.register(_unpacked.close)


class DamagedPackageError(Exception):
    """Files of the package are not those that its descriptor describes."""


class UnknownNameError(LookupError):
    """No table, figure, series or version has this name; the message lists those that there are."""


def unknown(what: str, name: object, known: Iterator[str] | list[str]) -> UnknownNameError:
    """An error that lists the valid names.

    >>> print(unknown("table", "figure", ["actors", "figures"]))
    'figure' is no table; there are: actors, figures
    """
    return UnknownNameError(f"{name!r} is no {what}; there are: {', '.join(known) or 'none'}")


@dataclass(frozen=True)
class OpenedPackage:
    """A data package in a folder, of a checkout or of a zip file."""

    folder: Traversable

    @cached_property
    def descriptor_bytes(self) -> bytes:
        """The descriptor as it is on disk. Raises `DamagedPackageError` where there is none."""
        file = self.folder.joinpath(DESCRIPTOR)
        if not file.is_file():
            raise DamagedPackageError(f"there is no {DESCRIPTOR}, so the package is not built; {REBUILD}")
        if isinstance(file, Path) and file.stat().st_size > LARGEST_DESCRIPTOR:
            raise DamagedPackageError(f"{DESCRIPTOR} has more than {LARGEST_DESCRIPTOR:,} bytes; {REBUILD}")
        return file.read_bytes()

    @property
    def descriptor(self) -> dict[str, Any]:
        """The descriptor, a copy for each caller. Raises `DamagedPackageError` where it is none."""
        try:
            read: dict[str, Any] = json.loads(self.descriptor_bytes)
            for resource in read["resources"]:
                if [type(resource[name]) for name in ("name", "path", "hash", "bytes")] != [str, str, str, int]:
                    raise ValueError("a resource has a name, a path, a hash and bytes")
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise DamagedPackageError(f"{DESCRIPTOR} is no descriptor ({error!r}); {REBUILD}") from error
        return read

    @cached_property
    def sha256(self) -> str:
        """The descriptor's hash, which covers every table's hash and so the whole package."""
        return hashlib.sha256(self.descriptor_bytes).hexdigest()

    @cached_property
    def resources(self) -> dict[str, dict[str, Any]]:
        """The descriptor's resources by table."""
        return {resource["name"]: resource for resource in self.descriptor["resources"]}

    def resource(self, table: str) -> dict[str, Any]:
        """The descriptor of one table. Raises `UnknownNameError`."""
        if table not in self.resources:
            raise unknown("table", table, list(self.resources))
        return self.resources[table]

    def schema(self, table: str) -> dict[str, Any]:
        """The Table Schema of one table."""
        named = self.resource(table)["schema"]
        read: dict[str, Any] = json.loads(self._file(named).read_bytes()) if isinstance(named, str) else named
        return read

    def content(self, table: str) -> bytes:
        """The verified bytes of one table's CSV file. Raises `DamagedPackageError`."""
        _ = self.verified
        return self._file(self.resource(table)["path"]).read_bytes()

    def path(self, table: str) -> Path:
        """A file that holds the verified bytes of one table; out of a zip it lives as long as this process."""
        _ = self.verified
        return _unpacked.enter_context(as_file(self._file(self.resource(table)["path"])))

    @cached_property
    def verified(self) -> bool:
        """True where every table's file has the bytes and the hash of the descriptor; else `DamagedPackageError`."""
        wrong = [said for table in self.resources for said in self._faults(table)]
        if wrong:
            raise DamagedPackageError("\n".join([*wrong, REBUILD]))
        return True

    def _faults(self, table: str) -> Iterator[str]:
        resource = self.resources[table]
        file = self._file(resource["path"])
        if not file.is_file():
            yield f"{resource['path']}: the file is missing"
            return
        if (size := _size(file)) != resource["bytes"]:
            yield f"{resource['path']}: {size} bytes, the descriptor says {resource['bytes']}"
            return
        found = f"sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}"
        if found != resource["hash"]:
            yield f"{resource['path']}: {found}, the descriptor says {resource['hash']}"

    def _file(self, path: str) -> Traversable:
        """A file of the package. Raises `DamagedPackageError` for a path, also by a link, that leads out of it."""
        parts = path.split("/")
        file = self.folder.joinpath(*parts)
        inside = not any(part in ("", ".", "..") or set(part) & set("\\:\0") for part in parts)
        if inside and isinstance(file, Path) and isinstance(self.folder, Path):
            # an installer may link every file, the descriptor too, to a tree of its own
            homes = (self.folder.resolve(), (self.folder / DESCRIPTOR).resolve().parent)
            inside = any(file.resolve().is_relative_to(home) for home in homes)
        if not inside:
            raise DamagedPackageError(f"{path!r} leads out of the package; {REBUILD}")
        return file


def _size(file: Traversable) -> int:
    """Bytes of a file, which on disk is not read for it, however large it is."""
    return file.stat().st_size if isinstance(file, Path) else len(file.read_bytes())
