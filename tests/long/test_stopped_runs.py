"""Runs of the command that are stopped by force, and gone on with."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PATIENCE = 240.0
"""Seconds after which a run that does not get on is a failure."""
COMMAND = [sys.executable, "-m", "casualty_figures", "corpus"]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """Texts for five parts."""
    path = tmp_path_factory.mktemp("source") / "news.jsonl"
    generate = [sys.executable, str(root / "benchmarks" / "texts.py")]
    with path.open("wb") as written:
        subprocess.run([*generate, "4000", "--kind", "flash"], stdout=written, check=True)
        subprocess.run([*generate, "800", "--kind", "brief", "--start", "4000"], stdout=written, check=True)
    return path


@pytest.fixture(scope="module")
def finished(source: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a run gives that nobody stops."""
    out = tmp_path_factory.mktemp("finished") / "out"
    assert corpus(source, out).returncode == 0
    return contents(out)


@pytest.fixture(autouse=True)
def ctrl_c_is_heeded() -> Iterator[None]:
    """Also where a shell runs the tests in the background, which has all its children ignore Ctrl-C."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def corpus(
    source: Path, out: Path, *options: str, limit: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    words = [*COMMAND, str(source), str(out), "--workers", "2", *options]
    return subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE, check=False, preexec_fn=limit)


def contents(out: Path) -> dict[str, bytes]:
    found = (path for path in out.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in found}


def start_and_wait(source: Path, out: Path, parts: int) -> subprocess.Popen[bytes]:
    """A run that has finished some parts; it leads a session of its own, so that all its processes can be counted."""
    run = subprocess.Popen(
        [*COMMAND, str(source), str(out), "--workers", "2"], start_new_session=True, stderr=subprocess.PIPE
    )
    wait_for(lambda: len(list(out.glob("parts/*.json"))) >= parts)
    return run


def wait_for(condition: Callable[[], bool]) -> None:
    last = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < last, "nothing came within the time"
        time.sleep(0.02)


def processes(session: int) -> list[int]:
    """The processes of a session that are alive."""
    found = subprocess.run(["ps", "-o", "pid=,stat=", "-s", str(session)], capture_output=True, text=True, check=False)
    return [int(line.split()[0]) for line in found.stdout.splitlines() if not line.split()[1].startswith("Z")]


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_was_stopped_goes_on_and_nothing_is_lost_or_doubled(
    source: Path, finished: dict[str, bytes], tmp_path: Path, blow: signal.Signals
) -> None:
    out = tmp_path / "out"
    run = start_and_wait(source, out, parts=2)
    run.send_signal(blow)
    run.communicate(timeout=PATIENCE)
    wait_for(lambda: not processes(run.pid))
    kept = {path: path.stat().st_mtime_ns for path in out.glob("parts/*.json")}
    assert 2 <= len(kept) < 5
    assert not (out / "datapackage.json").exists()
    assert corpus(source, out, "--resume").returncode == 0
    assert contents(out) == finished
    assert {path: path.stat().st_mtime_ns for path in kept} == kept


def test_a_run_that_meets_a_full_disk_says_so_and_goes_on_later(
    source: Path, finished: dict[str, bytes], tmp_path: Path
) -> None:
    def no_file_as_large_as_the_largest() -> None:
        most = max(map(len, finished.values())) - 1
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    out = tmp_path / "out"
    stopped = corpus(source, out, limit=no_file_as_large_as_the_largest)
    assert stopped.returncode == 2
    assert stopped.stderr.splitlines()[-1].endswith("the finished parts stand: put that right and go on with --resume")
    assert corpus(source, out, "--resume").returncode == 0
    assert contents(out) == finished


def test_a_run_whose_worker_is_killed_says_so_and_goes_on_later(
    source: Path, finished: dict[str, bytes], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    run = start_and_wait(source, out, parts=1)
    os.kill(max(processes(run.pid)), signal.SIGKILL)
    _, said = run.communicate(timeout=PATIENCE)
    assert run.returncode == 2
    assert b"a worker died, killed or out of memory" in said
    assert corpus(source, out, "--resume").returncode == 0
    assert contents(out) == finished
