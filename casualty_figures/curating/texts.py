"""The texts at hand: they are under copyright, stay with the curator and are never committed."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pandas as pd

from casualty_figures.package.issues import Issue, demand


@dataclass(frozen=True, slots=True)
class Text:
    """A copy of an article."""

    source_id: str
    content: str
    sha256: str
    fits: bool
    """True where its hash is the one that the offsets were made for."""


def find_texts(root: Path, sources: pd.DataFrame, folder: Path | None = None) -> list[Text]:
    """The copies at hand: `sources/<source_id>/text.txt` below `root`, else `<source_id>.txt` in `folder`.

    Raises `Invalid` for a copy that is not UTF-8, and `NotADirectoryError` for a folder that is not there.
    """
    if folder is not None and not folder.is_dir():
        raise NotADirectoryError(f"{folder} is no folder; name the one that holds <source_id>.txt")
    texts = []
    for source_id, expected in zip(sources["source_id"], sources["text_sha256"], strict=True):
        places = [root / "sources" / source_id / "text.txt"]
        if folder is not None:
            places.append(folder / f"{source_id}.txt")
        path = next((place for place in places if place.is_file()), None)
        if path is not None:
            content = path.read_bytes()
            hashed = sha256(content).hexdigest()
            texts.append(Text(source_id, _decoded(source_id, content), hashed, hashed == expected))
    return texts


def _decoded(source_id: str, content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        issue = Issue("sources", source_id, "text", f"byte {error.start}", "the text is UTF-8", "save it as UTF-8")
        demand([issue])
        raise
