"""What tests of all areas share: the checkout, the built tables, the texts at hand."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import hypothesis
import pytest

from casualty_figures.package.tables import Tables

ROOT = Path(__file__).resolve().parent.parent
# a property holds however busy the machine is
hypothesis.settings.register_profile("without_deadline", deadline=None)
hypothesis.settings.load_profile("without_deadline")


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def built_tables() -> Tables:
    """The tables as a build gives them; tests change copies."""
    from casualty_figures.package.checks import check
    from casualty_figures.package.curated import read_curated
    from casualty_figures.package.relating import relate
    from casualty_figures.package.releases import history
    from casualty_figures.package.resolve import resolve

    tables = {**relate(resolve(read_curated(ROOT))), **history(ROOT)}
    check(tables)
    return tables


@pytest.fixture(scope="session")
def texts_folder() -> Path:
    """The folder of texts at hand; without one the test is skipped, and says so."""
    folder = os.environ.get("CASUALTY_TEXTS")
    if not folder:
        pytest.skip("no texts at hand: set CASUALTY_TEXTS to the folder that holds <source_id>.txt")
    return Path(folder)


@pytest.fixture(scope="session")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=root, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built
