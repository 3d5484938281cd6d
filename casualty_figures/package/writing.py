"""Writing the package, all or nothing."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

DESCRIPTOR = "datapackage.json"
DATA = "data"
STAGE = ".build-"


def write_package(root: Path, files: Mapping[str, bytes]) -> list[str]:
    """Write files (by path below `root`) so that a later reader sees the old package whole, or the new, or an error.

    Everything is staged beside first. The descriptor is taken away before anything is replaced, `data/` is exchanged
    as one folder, and the descriptor comes back last: a run killed in between leaves a package without a descriptor,
    which says of itself that it must be built. Returns the paths that changed.
    """
    for left_over in root.glob(f"{STAGE}*"):
        shutil.rmtree(left_over)
    changed = sorted(name for name, content in files.items() if not _holds(root / name, content))
    changed += sorted(_strangers(root, files))
    if not changed:
        return []
    stage = Path(tempfile.mkdtemp(prefix=STAGE, dir=root))
    try:
        for name, content in files.items():
            _write_through(stage / name, content)
        _exchange(stage, root, files)
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return changed


def _exchange(stage: Path, root: Path, files: Mapping[str, bytes]) -> None:
    (root / DESCRIPTOR).unlink(missing_ok=True)
    if (root / DATA).is_dir():
        (root / DATA).rename(stage / "replaced")
    (stage / DATA).rename(root / DATA)
    for name in sorted(files):
        if not name.startswith(f"{DATA}/") and name != DESCRIPTOR:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (stage / name).replace(root / name)
    (stage / DESCRIPTOR).replace(root / DESCRIPTOR)


def _strangers(root: Path, files: Mapping[str, bytes]) -> set[str]:
    """Files in `data/` that this build does not make; they go."""
    return {f"{DATA}/{path.name}" for path in (root / DATA).glob("*")} - set(files)


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


def _write_through(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
