"""Files written whole or not at all, wherever the writer is stopped."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any


def put(path: Path, write: Callable[[Path], Any]) -> None:
    """Let `write` fill a file beside `path` and give it the name when it is on the disk; a failure leaves the old one.

    Raises what `write` raises, and OSError where the disk is full.
    """
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        write(unfinished)
        with unfinished.open("rb") as written:
            os.fsync(written.fileno())
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def put_bytes(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    put(path, lambda unfinished: unfinished.write_bytes(content))


def put_text(path: Path, text: str) -> None:
    """Write a text file as UTF-8 with LF, whole or not at all."""
    put_bytes(path, text.encode("utf-8"))
