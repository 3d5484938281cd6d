"""`python build.py --site`, as a person runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def test_the_build_writes_the_site_and_says_how_to_open_it(root: Path, tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "CASUALTY_TEXTS"}
    command = [sys.executable, str(root / "build.py"), "--check", "--site", str(tmp_path / "site")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    assert f"open {tmp_path / 'site' / 'index.html'}" in done.stdout
    assert (tmp_path / "site" / "index.html").is_file()
    assert (tmp_path / "site" / "v1" / "index.json").is_file()
