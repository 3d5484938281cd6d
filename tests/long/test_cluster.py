"""A corpus read on a Dask cluster of two workers, one of which is killed in the middle."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import LocalCluster

from casualty_figures.corpus import CorpusError
from casualty_figures.corpus.runs import run_corpus

pytestmark = pytest.mark.filterwarnings("default")
TEXTS = 600
PART = 50


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """Texts for twelve parts and, in the last, an id of the first."""
    path = tmp_path_factory.mktemp("source") / "news.jsonl"
    generate = [sys.executable, str(root / "benchmarks" / "texts.py"), str(TEXTS), "--kind", "flash", "--kind", "brief"]
    lines = subprocess.run(generate, capture_output=True, check=True).stdout
    path.write_bytes(lines + lines.partition(b"\n")[0] + b"\n")
    return path


@pytest.fixture(scope="module")
def from_pool(source: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What the process pool gives."""
    out = tmp_path_factory.mktemp("pool") / "out"
    run_corpus(source, out, batch_texts=PART)
    return contents(out)


@pytest.fixture
def cluster() -> Iterator[LocalCluster]:
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as started:
        yield started


def contents(out: Path) -> dict[str, bytes]:
    found = (path for path in out.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in found}


def test_a_cluster_gives_what_the_pool_gives_though_a_worker_is_killed(
    source: Path, from_pool: dict[str, bytes], cluster: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from casualty_figures.corpus import parts

    victims = [next(iter(cluster.workers.values())).pid]
    write = parts.Parts.write

    def write_and_kill_once(self: parts.Parts, number: int, *rest: object) -> parts.Part:
        if victims and number >= 3:
            os.kill(victims.pop(), signal.SIGKILL)
        return write(self, number, *rest)

    monkeypatch.setattr(parts.Parts, "write", write_and_kill_once)
    summary = run_corpus(source, tmp_path / "out", engine="dask", scheduler=cluster.scheduler_address, batch_texts=PART)
    assert not victims
    assert contents(tmp_path / "out") == from_pool
    assert (summary.rows["texts"], dict(summary.rejected)) == (TEXTS, {"duplicate_id": 1})


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense"])
def test_a_scheduler_that_does_not_answer_is_named(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    from casualty_figures.corpus import cluster

    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 1)
    with pytest.raises(CorpusError, match=f"no Dask scheduler answers at {re.escape(address)}"):
        run_corpus(source, tmp_path / "out", engine="dask", scheduler=address)
