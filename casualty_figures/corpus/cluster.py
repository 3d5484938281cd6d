"""Batches read by the workers of a Dask cluster; the client keeps the order, the ids and the parts."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import islice

import dask
import dask.dataframe as dd
import pandas as pd
from distributed import Client, Future, KilledWorker, LocalCluster, as_completed
from distributed.comm import get_address_host_port

from casualty_figures.corpus import CorpusError
from casualty_figures.corpus.frames import empty_frame, read_frame
from casualty_figures.corpus.identity import reader_identity
from casualty_figures.corpus.texts.batches import Batch

BATCHES_PER_GRAPH = 4
WAITING_PER_THREAD = 2
"""Batches handed out and not yet read: enough to keep workers busy, few enough to keep memory flat."""
CONNECT_SECONDS = 15
SETTINGS = {
    "dataframe.convert-string": False,  # the package's own types
    "distributed.admin.large-graph-warning-threshold": "1GB",  # the texts are in the graph on purpose, see _submit
}


def read_on_cluster(
    batches: Iterator[Batch], workers: int, scheduler: str | None
) -> Iterator[tuple[Batch, pd.DataFrame]]:
    """Each batch with its rows, in the order in which they are finished.

    `scheduler` is the address of a running cluster; without one a cluster of `workers` processes is started here. A
    batch whose worker is lost is read again by another. Raises CorpusError where no scheduler answers, a worker has
    another reader, or a batch has cost several workers their life.
    """
    with ExitStack() as opened:
        opened.enter_context(dask.config.set(SETTINGS))
        if scheduler is None:
            cluster = LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                processes=True,
                dashboard_address=None,
                silence_logs=logging.ERROR,
            )
            scheduler = opened.enter_context(cluster).scheduler_address
        try:
            get_address_host_port(scheduler)
            client = opened.enter_context(Client(scheduler, set_as_default=False, timeout=CONNECT_SECONDS))
        except (OSError, ValueError) as error:
            raise CorpusError(f"no Dask scheduler answers at {scheduler}: {error}") from error
        threads = _demand_same_reader(client)
        try:
            yield from _read(batches, client, most=WAITING_PER_THREAD * threads + BATCHES_PER_GRAPH)
        except KilledWorker as error:
            raise CorpusError(f"{error}; the finished parts stand: go on with --resume") from error


def _read(batches: Iterator[Batch], client: Client, most: int) -> Iterator[tuple[Batch, pd.DataFrame]]:
    waiting: dict[Future, Batch] = {}
    finished = as_completed(loop=client.loop)
    while group := list(islice(batches, BATCHES_PER_GRAPH)):
        for future, batch in zip(_submit(client, group), group, strict=True):
            waiting[future] = batch
            finished.add(future)
        while len(waiting) > most - BATCHES_PER_GRAPH:
            future = next(finished)
            yield waiting.pop(future), future.result()
    for future in finished:
        yield waiting.pop(future), future.result()


def _submit(client: Client, group: list[Batch]) -> list[Future]:
    """The batches as the partitions of a Dask DataFrame; their texts travel in its graph, so none is ever lost."""
    texts = dd.from_map(Batch.frame, group, meta=Batch(0).frame())
    rows = texts.map_partitions(read_frame, meta=empty_frame())
    return list(client.compute(rows.to_delayed()))


def _demand_same_reader(client: Client) -> int:
    """Refuse a cluster whose workers would read differently; the number of threads that it has."""
    client.wait_for_workers(1)
    ours, theirs = reader_identity(), client.run(reader_identity)
    for worker, identity in sorted(theirs.items()):
        if identity != ours:
            raise CorpusError(f"worker {worker} has another reader than this machine; install the same version there")
    return sum(client.nthreads().values())
