"""Which reader this is: parts that two different readers made are never mixed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources.abc import Traversable

from casualty_figures.files import packaged

SOURCES = ("reading", "corpus", "vocabulary", "schemas")
ENDINGS = (".py", ".csv", ".json")


@cache
def reader_identity() -> str:
    """SHA-256 of the code and the tables that turn a text into rows."""
    digest = sha256()
    for source in SOURCES:
        for name, file in _files(source, packaged(source)):
            digest.update(name.encode("utf-8") + b"\0" + sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _files(name: str, folder: Traversable) -> Iterator[tuple[str, Traversable]]:
    for each in sorted(folder.iterdir(), key=lambda found: found.name):
        if each.is_dir():
            yield from _files(f"{name}/{each.name}", each)
        elif each.name.endswith(ENDINGS):
            yield f"{name}/{each.name}", each
