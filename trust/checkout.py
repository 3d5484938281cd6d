"""Copies of the checkout to do harm to, and the stages of the build to call without a new process."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from casualty_figures.package.curated import read_curated
from casualty_figures.package.documents import describe
from casualty_figures.package.relating import relate
from casualty_figures.package.releases import history
from casualty_figures.package.resolve import resolve


def rebuilt_files(root: Path) -> dict[str, bytes]:
    """What a build of the checkout gives, by path."""
    return describe(root, {**relate(resolve(read_curated(root))), **history(root)})


def copy_checkout(root: Path, copy: Path) -> Path:
    """Copy what git tracks, or would: no environments, no texts, no history."""
    command = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, capture_output=True, check=True).stdout.decode().split("\0")
    for name in listed:
        if name and (root / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(root / name, copy / name)
    return copy


def build(
    checkout: Path,
    *arguments: str,
    python: str = sys.executable,
    environment: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run build.py in a process of its own, without texts unless the arguments name them."""
    kept = {name: value for name, value in os.environ.items() if name not in ("CASUALTY_TEXTS", "PYTHONPATH")}
    return subprocess.run(
        [python, str(checkout / "build.py"), *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd or checkout,
        env={**kept, "PYTHONDONTWRITEBYTECODE": "1", **(environment or {})},
    )
