"""The time and the memory of a command with all its processes."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Sequence
from pathlib import Path


def measured(words: Sequence[str]) -> tuple[float, float]:
    """Run a command: its seconds, and the peaks of its processes in megabytes, added up.

    Raises CalledProcessError where it fails. Reads /proc, so it runs on Linux alone.
    """
    started = time.perf_counter()
    run = subprocess.Popen(words, start_new_session=True)
    peaks: dict[str, int] = {}
    while run.poll() is None:
        for process in Path("/proc").glob("[0-9]*"):
            peaks.update(_peak(process, run.pid))
        time.sleep(0.1)
    seconds = time.perf_counter() - started
    if run.returncode:
        raise subprocess.CalledProcessError(run.returncode, words)
    return seconds, sum(peaks.values()) / 1024


def _peak(process: Path, session: int) -> dict[str, int]:
    """The peak of a process in kilobytes, where it is of that session and still alive."""
    try:
        fields = (process / "stat").read_text("utf-8").rpartition(")")[2].split()
        status = dict(line.split(":", 1) for line in (process / "status").read_text("utf-8").splitlines())
        return {process.name: int(status["VmHWM"].split()[0])} if int(fields[3]) == session else {}
    except (OSError, KeyError):
        return {}
