"""Work in a child process that is killed at a chosen change of the disk, or whose disk is full."""

from __future__ import annotations

import os
import resource
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed import FileDescriptorLike

CHANGES = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.link", "os.symlink")
FINISHED, FAILED, KILLED = "finished", "failed", "killed"


def killed_at(step: int, work: Callable[[], Any]) -> str:
    """Run `work` in a child that kills itself before its change number `step` (from 0) of the disk.

    A change is a file opened for writing, synced, renamed or removed, or a folder made or removed.
    """
    return _in_child(work, lambda: _arm(step))


def killed_in_a_file_of(most_bytes: int, work: Callable[[], Any]) -> str:
    """Run `work` in a child that is killed in the middle of the first write past so many bytes of a file."""

    def arm() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))

    return _in_child(work, arm)


def refused_in_a_file_of(most_bytes: int, work: Callable[[], Any]) -> str:
    """Run `work` in a child whose files can hold no more than so many bytes: writes fail, as on a full disk."""

    def arm() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))

    return _in_child(work, arm)


def undisturbed(work: Callable[[], Any]) -> str:
    """Run `work` in a child to its end."""
    return _in_child(work, lambda: None)


@contextmanager
def small_disk(folder: Path, kibibytes: int) -> Iterator[None]:
    """A file system of a given size at `folder`. Raises OSError where this process may not mount one."""
    command = f"mount -t tmpfs -o size={kibibytes}k tmpfs '{folder}' 2>/dev/null"
    if os.system(command) != 0:
        raise OSError("no file system can be mounted here")
    try:
        yield
    finally:
        os.system(f"umount '{folder}'")


def _in_child(work: Callable[[], Any], arm: Callable[[], None]) -> str:
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            silent = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silent, 1)
            os.dup2(silent, 2)
            arm()
            code = work() or 0
        except OSError:
            code = 1
        except BaseException:
            code = 2
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return KILLED
    if os.WEXITSTATUS(status) not in (0, 1):
        raise RuntimeError(f"the work ended with {os.WEXITSTATUS(status)}, neither done nor refused")
    return FAILED if os.WEXITSTATUS(status) else FINISHED


def _arm(step: int) -> None:
    left = step
    synced = os.fsync

    def count() -> None:
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event in CHANGES or (event == "open" and _writes(*arguments[1:3])):
            count()

    def sync(fd: FileDescriptorLike) -> None:
        count()
        synced(fd)

    sys.addaudithook(watch)
    os.fsync = sync


def _writes(mode: str | None, flags: int) -> bool:
    return any(letter in mode for letter in "wxa+") if mode else bool(flags & (os.O_WRONLY | os.O_RDWR))
