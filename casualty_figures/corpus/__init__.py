"""Corpora: many texts -> Parquet datasets of figures, on one machine or on a cluster."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from casualty_figures.corpus.frames import empty_frame as empty_frame
    from casualty_figures.corpus.frames import read_frame as read_frame
    from casualty_figures.corpus.frames import spark_schema as spark_schema
    from casualty_figures.corpus.frames import split_frame as split_frame

# Names are looked up at first use: a worker of a cluster loads only what it calls.
_HOME = "casualty_figures.corpus.frames"

__all__ = ["empty_frame", "read_frame", "spark_schema", "split_frame"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"casualty_figures.corpus has no {name!r}; it has {', '.join(__all__)}")
    return getattr(import_module(_HOME), name)


class CorpusError(Exception):
    """Why a corpus cannot be read or queried, in one line for the person who asked."""
