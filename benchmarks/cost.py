"""What a command costs with all its processes: time, processor time and memory."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
EVERY = 0.1
"""Seconds between two looks; what a process did after the last look at it is missed."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one command."""

    seconds: float
    processor_seconds: float
    """Of all its processes; hardly changes with what else the machine does."""
    megabytes: float
    """The peaks of its processes, added up: no less than what it took at any moment."""


def measured(words: Sequence[str]) -> Cost:
    """Run a command to its end.

    Raises CalledProcessError where it fails. Reads /proc, so it runs on Linux alone.
    """
    started = time.perf_counter()
    run = subprocess.Popen(words, start_new_session=True)
    found: dict[str, tuple[int, int]] = {}
    while run.poll() is None:
        for process in Path("/proc").glob("[0-9]*"):
            found.update(_ticks_and_kilobytes(process, run.pid))
        time.sleep(EVERY)
    seconds = time.perf_counter() - started
    if run.returncode:
        raise subprocess.CalledProcessError(run.returncode, words)
    ticks, kilobytes = (sum(column) for column in zip(*found.values(), strict=True))
    return Cost(seconds, ticks / TICKS, kilobytes / 1024)


def _ticks_and_kilobytes(process: Path, session: int) -> dict[str, tuple[int, int]]:
    """Processor time and peak memory of a process so far, where it is of that session and still alive."""
    try:
        fields = (process / "stat").read_text("utf-8").rpartition(")")[2].split()
        status = dict(line.split(":", 1) for line in (process / "status").read_text("utf-8").splitlines())
        if int(fields[3]) != session:
            return {}
        return {process.name: (int(fields[11]) + int(fields[12]), int(status["VmHWM"].split()[0]))}
    except (OSError, KeyError):
        return {}
