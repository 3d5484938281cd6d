"""The curator's checkout: the folder that holds `sources/` and `build.py`."""

from __future__ import annotations

import re
from pathlib import Path

SOURCE_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def find_checkout(start: Path) -> Path:
    """The checkout that `start` is in.

    Raises `FileNotFoundError` outside of one.
    """
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / "sources").is_dir() and (folder / "build.py").is_file():
            return folder
    raise FileNotFoundError(f"{start} is in no checkout of this package; go to the folder that holds sources/")


def source_folder(checkout: Path, source_id: str) -> Path:
    """The folder of a source.

    Raises `ValueError` for what is no source id (a path, say), and `FileNotFoundError`, naming the known sources.
    """
    if not SOURCE_ID.fullmatch(source_id):
        raise ValueError(f"{source_id!r} is no source id: small letters, digits and single hyphens")
    folder = checkout / "sources" / source_id
    if not (folder / "source.csv").is_file():
        known = ", ".join(sorted(path.parent.name for path in checkout.glob("sources/*/source.csv")))
        raise FileNotFoundError(f"sources/{source_id}/source.csv is not there; known sources: {known}")
    return folder
