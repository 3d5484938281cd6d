"""What a file of a corpus holds: a record with an id and a text, or a broken one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class Given:
    """A record as the file gives it, of any type; `admit` says whether it is a text."""

    position: str
    size: int
    """In bytes."""
    id: Any
    text: Any
    published: Any = None


@dataclass(frozen=True, slots=True)
class Broken:
    """A record that is not of the file's form."""

    position: str
    size: int
    reason: str
    detail: str
    id: str | None = None


Record: TypeAlias = Given | Broken
