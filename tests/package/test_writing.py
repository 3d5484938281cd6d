"""The package is written all or nothing, wherever the writer is killed."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from casualty_figures.package.writing import write_package

KILLED_AT = """
import os, sys
from pathlib import Path
from casualty_figures.package.writing import write_package

left = int(sys.argv[2])
def killer(event, arguments):
    # every system call that changes the disk is a moment to be killed at
    global left
    if event in ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree", "tempfile.mkdtemp"):
        if event == "open" and not (isinstance(arguments[1], str) and "w" in arguments[1]):
            return
        left -= 1
        if left < 0:
            os._exit(137)
sys.addaudithook(killer)
write_package(Path(sys.argv[1]), {name: text.encode() for name, text in eval(sys.argv[3]).items()})
"""


def package(content: str) -> dict[str, bytes]:
    """A package of three tables and a README that all say the same."""
    files = {f"data/{name}.csv": f"{name},{content}\n".encode() for name in ("figures", "actors", "series")}
    hashes = {name: hashlib.sha256(text).hexdigest() for name, text in files.items()}
    return {**files, "README.md": content.encode(), "datapackage.json": json.dumps(hashes).encode()}


def seen(root: Path) -> str:
    """What a later reader sees: old, new, an error, or a mixture."""
    if not (root / "datapackage.json").exists():
        return "error"
    hashes = json.loads((root / "datapackage.json").read_text())
    for name, expected in hashes.items():
        path = root / name
        if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != expected:
            return "mixture"
    return (root / "data/figures.csv").read_text().split(",")[1].strip()


def test_a_reader_never_sees_a_mixture_wherever_the_writer_is_killed(tmp_path: Path) -> None:
    outcomes = set()
    new = {name: content.decode() for name, content in package("new").items()}
    for moment in range(200):
        root = tmp_path / str(moment)
        root.mkdir()
        write_package(root, package("old"))
        command = [sys.executable, "-c", KILLED_AT, str(root), str(moment), repr(new)]
        code = subprocess.run(command, check=False, cwd=Path(__file__).parents[2]).returncode
        outcomes.add(seen(root))
        assert outcomes <= {"old", "new", "error"}, f"killed at step {moment}"
        # the next run heals
        write_package(root, package("new"))
        assert seen(root) == "new"
        assert sorted(path.name for path in root.iterdir()) == ["README.md", "data", "datapackage.json"]
        if code == 0:
            break
    assert outcomes == {"old", "new", "error"}
    assert code == 0, "the writer never came to its end"
    assert moment > 15, "too few moments were tried"


def test_a_failed_write_leaves_the_old_package(tmp_path: Path) -> None:
    write_package(tmp_path, package("old"))
    broken = {**package("new"), "data/figures.csv": "not bytes"}
    with pytest.raises(TypeError):
        write_package(tmp_path, broken)  # type: ignore[arg-type]
    assert seen(tmp_path) == "old"
    assert not list(tmp_path.glob(".build-*"))


def test_nothing_is_written_where_nothing_changed(tmp_path: Path) -> None:
    write_package(tmp_path, package("old"))
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert write_package(tmp_path, package("old")) == []
    assert before == {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}


def test_a_stranger_in_data_goes_with_the_next_build(tmp_path: Path) -> None:
    write_package(tmp_path, package("old"))
    (tmp_path / "data/extra.csv").write_text("x\n")
    assert write_package(tmp_path, package("old")) == ["data/extra.csv"]
    assert not (tmp_path / "data/extra.csv").exists()
