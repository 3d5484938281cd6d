"""`python build.py --site`, as a person runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def test_the_build_writes_the_site_and_says_how_to_open_it(root: Path, site_folder: Path, tmp_path: Path) -> None:
    """In a process of its own, so that an order that hangs on hashes would show."""
    environment = {name: value for name, value in os.environ.items() if name != "CASUALTY_TEXTS"}
    command = [sys.executable, str(root / "build.py"), "--check", "--site", str(tmp_path / "site")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    assert f"open {tmp_path / 'site' / 'index.html'}" in done.stdout
    assert contents(tmp_path / "site") == contents(site_folder)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
