"""Batches read by processes of this machine."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from multiprocessing.connection import Connection

import pandas as pd

from casualty_figures.corpus import CorpusError
from casualty_figures.corpus.frames import read_frame
from casualty_figures.corpus.texts.batches import Batch

WAITING_PER_WORKER = 2
"""Batches handed out and not yet read: enough to keep workers busy, few enough to keep memory flat."""


def read_in_pool(batches: Iterator[Batch], workers: int) -> Iterator[tuple[Batch, pd.DataFrame]]:
    """Each batch with its rows, in the order in which they are finished.

    Raises CorpusError where a worker dies.
    """
    # a fresh interpreter per worker: a fork would hold the run's lock on after the run was killed
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    context.set_forkserver_preload(["casualty_figures.corpus.frames"])
    held, hold = context.Pipe(duplex=False)
    with closing(hold), ProcessPoolExecutor(workers, context, _prepare_worker, (held,)) as pool:
        try:
            waiting: dict[Future[pd.DataFrame], Batch] = {}
            for batch in batches:
                waiting[pool.submit(read_frame, batch.frame())] = batch
                if len(waiting) >= WAITING_PER_WORKER * workers:
                    yield from _finished(waiting)
            while waiting:
                yield from _finished(waiting)
        except BaseException as error:
            hold.close()
            if isinstance(error, BrokenProcessPool):
                raise CorpusError(
                    "a worker died, killed or out of memory; the finished parts stand: go on with --resume"
                ) from error
            raise


def _finished(waiting: dict[Future[pd.DataFrame], Batch]) -> Iterator[tuple[Batch, pd.DataFrame]]:
    done, _ = wait(waiting, return_when=FIRST_COMPLETED)
    for future in done:
        yield waiting.pop(future), future.result()


def _prepare_worker(held: Connection) -> None:
    """Leave Ctrl-C to the run, and end with it: a run that was killed cannot tell its workers to stop."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_when_let_go, args=(held,), daemon=True).start()


def _end_when_let_go(held: Connection) -> None:
    """Wait for the run to close the other end, as its death does too."""
    held.poll(None)
    os._exit(1)
