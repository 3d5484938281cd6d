"""An export and a site of the package, as `build.py` writes them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import casualty_figures
from casualty_figures.using.loading import opened
from tests.using.conftest import changed

__all__ = ["changed", "export_by_command", "exported"]


@pytest.fixture(scope="session")
def exported(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an export; tests do not change it."""
    folder = tmp_path_factory.mktemp("exported") / "casualty-figures"
    export_by_command(root, folder)
    return folder


def export_by_command(root: Path, folder: Path) -> str:
    """Run the export as a person does, and give what it prints; `--check` keeps the checkout as it is."""
    command = [sys.executable, "build.py", "--check", "--export", str(folder)]
    result = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return result.stdout


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the package, written; tests do not change it."""
    from casualty_figures.page.site import write_site

    folder = tmp_path_factory.mktemp("sites") / "site"
    write_site(folder, opened(), casualty_figures.catalogue())
    return folder
