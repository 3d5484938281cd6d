"""A run: a corpus -> its datasets, part by part, so that a stopped run goes on where it was."""

from __future__ import annotations

import fcntl
import json
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from casualty_figures.corpus import CorpusError
from casualty_figures.corpus.datasets import DATASETS
from casualty_figures.corpus.descriptor import DESCRIPTOR, corpus_descriptor
from casualty_figures.corpus.frames import split_frame
from casualty_figures.corpus.identity import reader_identity
from casualty_figures.corpus.parts import RECORDS, Part, Parts, put_json
from casualty_figures.corpus.progress import Progress
from casualty_figures.corpus.texts.batches import BATCH_CHARACTERS, BATCH_TEXTS, Batch, batches
from casualty_figures.corpus.texts.register import Register

SETTINGS = "run.json"
SUMMARY = "summary.json"
LOCK = ".lock"
REGISTER = ".register.sqlite"
ENGINES = ("pool", "dask")


@dataclass(slots=True)
class Summary:
    """What a finished run has read."""

    rows: Counter[str] = field(default_factory=Counter)
    """Of each dataset; `texts` are those that were read, `rejected` those that could not be."""
    rejected: Counter[str] = field(default_factory=Counter)
    """Rejected texts by reason."""
    parts: int = 0
    kept: int = 0
    """Parts that an earlier run had finished."""

    def add(self, part: Part) -> None:
        """Count a part."""
        self.parts += 1
        self.rows.update(part.rows)
        self.rejected.update(part.rejected)

    def as_json(self) -> dict[str, Any]:
        """What stays true however often the run was stopped."""
        rejected = dict(sorted(self.rejected.items()))
        return {"rows": {name: self.rows[name] for name in DATASETS}, "rejected": rejected, "parts": self.parts}

    def __str__(self) -> str:
        reasons = ", ".join(f"{count:,} {reason}" for reason, count in sorted(self.rejected.items()))
        read = f"{self.rows['texts']:,} texts read: {self.rows['figures']:,} figures, {self.rows['tallies']:,} tallies"
        kept = f"; {self.kept:,} of {self.parts:,} parts kept from an earlier run" if self.kept else ""
        return f"{read}; {self.rows['rejected']:,} rejected{f' ({reasons})' if reasons else ''}{kept}"


def run_corpus(
    source: Path,
    out: Path,
    *,
    workers: int = 1,
    engine: str = "pool",
    scheduler: str | None = None,
    resume: bool = False,
    batch_texts: int = BATCH_TEXTS,
) -> Summary:
    """Read a corpus into the folder `out`: Parquet datasets, a summary and, last, their descriptor.

    The same input gives the same files, byte by byte, whatever the workers, the engine and the order of finishing,
    and however often it was stopped. Raises CorpusError where `out` holds another run, the input or the reader has
    changed since, or another run is at work there; OSError where a file cannot be written.
    """
    settings = {"reader_sha256": reader_identity(), "batch_texts": batch_texts, "batch_characters": BATCH_CHARACTERS}
    if out.resolve().is_relative_to(source.resolve()):
        raise CorpusError(f"{out} lies in {source}, and would be read as a part of it; name a folder elsewhere")
    summary = Summary()
    with ExitStack() as opened:
        opened.enter_context(_claimed(out, settings, resume=resume))
        parts = opened.enter_context(closing(Parts(out)))
        parts.sweep()
        register = opened.enter_context(closing(Register(out / REGISTER)))
        progress = opened.enter_context(closing(Progress(register.list_files(source))))
        waiting = _unfinished(batches(register, batch_texts), parts, summary, progress)
        for batch, rows in _read(waiting, engine, workers, scheduler):
            part = parts.write(batch.number, batch.digest(), split_frame(_with_rejections(batch, rows)))
            summary.add(part)
            progress.add(batch.size, part.rows["texts"], part.rows["figures"])
        _demand_no_more(parts, summary.parts)
        put_json(out / SUMMARY, summary.as_json())
        put_json(out / DESCRIPTOR, corpus_descriptor(parts, summary.rows))
    return summary


@contextmanager
def _claimed(out: Path, settings: dict[str, Any], *, resume: bool) -> Iterator[None]:
    """Hold the folder for this run alone; the hold ends with the process, however it ends."""
    if out.is_file():
        raise CorpusError(f"{out} is a file; name a new folder")
    out.mkdir(parents=True, exist_ok=True)
    if any(out.iterdir()) and not (out / LOCK).is_file():
        raise CorpusError(f"{out} is not empty and holds no run; name a new folder")
    path, begun = out / SETTINGS, any((out / RECORDS).glob("*.json"))
    if begun and not resume:
        raise CorpusError(f"{out} holds a run; go on with --resume, or name a new folder")
    with (out / LOCK).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CorpusError(f"another run is at work in {out}; wait for it, or stop it") from error
        if begun and json.loads(path.read_text("utf-8")) != settings:
            raise CorpusError(f"another version of the reader made the run in {out}; start again in a new folder")
        put_json(path, settings)
        yield


def _unfinished(found: Iterator[Batch], parts: Parts, summary: Summary, progress: Progress) -> Iterator[Batch]:
    """The batches that no finished part holds; the others are counted as they stand."""
    for batch in found:
        part = parts.find(batch.number)
        if part is None:
            (parts.folder / DESCRIPTOR).unlink(missing_ok=True)
            yield batch
            continue
        if part.input_sha256 != batch.digest():
            raise CorpusError(
                f"the input has changed since part {batch.number} was read; put it back, or start in a new folder"
            )
        summary.add(part)
        summary.kept += 1
        progress.add(batch.size, part.rows["texts"], part.rows["figures"], kept=True)


def _demand_no_more(parts: Parts, number: int) -> None:
    last = max(parts.numbers(), default=0)
    if last > number:
        raise CorpusError(f"the input has become shorter since part {last} was read; start again in a new folder")


def _read(
    waiting: Iterator[Batch], engine: str, workers: int, scheduler: str | None
) -> Iterator[tuple[Batch, pd.DataFrame]]:
    if engine == "dask":
        from casualty_figures.corpus.cluster import read_on_cluster  # noqa: PLC0415 (Dask is loaded where it is asked for)

        return read_on_cluster(waiting, workers, scheduler)
    if engine == "pool":
        from casualty_figures.corpus.pool import read_in_pool  # noqa: PLC0415

        return read_in_pool(waiting, workers)
    raise CorpusError(f"engine {engine!r} is not one of {', '.join(ENGINES)}")


def _with_rejections(batch: Batch, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of a batch and the texts that were rejected before they were read."""
    if not batch.rejections:
        return rows
    cells = [("rejected", each.position, each.id, each.reason, each.detail) for each in batch.rejections]
    rejected = pd.DataFrame(cells, columns=["dataset", "position", "id", "reason", "detail"])
    return pd.concat([rows, rejected.reindex(columns=rows.columns).astype(rows.dtypes)], ignore_index=True)
