"""The npm package `datapackage` reads the package; `make test-extras` installs it by its lock file."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

import casualty_figures
from tests.using.conftest import TOLL

LOCK = "tests/extras/node/package-lock.json"


@pytest.fixture(scope="module")
def read(root: Path) -> dict[str, Any]:
    """What Node reads of the checkout: whether it is valid, and its tables with their references followed."""
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        pytest.skip("node and npm are not on this machine: the npm package `datapackage` was not tried")
    modules = root / ".venv-node"
    if not (modules / "installed").is_file() and os.environ.get("CI") != "true":
        pytest.skip("npm could not fetch its packages: the npm package `datapackage` was not tried")
    assert (modules / "installed").is_file(), "run `make test-extras`, which installs the npm package"
    command = [node, str(modules / "read_package.mjs"), str(root / "datapackage.json")]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_it_finds_the_package_valid(read: dict[str, Any]) -> None:
    assert (read["valid"], read["errors"]) == (True, [])


def test_it_reads_every_row_of_every_table(read: dict[str, Any]) -> None:
    counts = {table: len(rows) for table, rows in read["tables"].items()}
    assert counts == {table: len(casualty_figures.load(table)) for table in casualty_figures.tables()}


def test_it_gives_types_and_follows_the_references(read: dict[str, Any]) -> None:
    (toll,) = [row for row in read["tables"]["figures"] if row["figure_id"] == TOLL]
    assert (toll["value"], toll["value_low"], toll["value_high"]) == (800, 801, None)
    assert toll["claimant_id"]["name"] == "Syria Civil Defence"
    assert toll["claimant_id"]["party_to_conflict"] is False
    assert toll["period_start"].startswith("2016-09-19")


def test_its_lock_file_pins_by_hash_and_names_no_address(root: Path) -> None:
    content = (root / LOCK).read_text("utf-8")
    assert "://" not in content
    packages = {name: entry for name, entry in json.loads(content)["packages"].items() if name}
    assert packages
    assert all(entry["integrity"].startswith("sha512-") for entry in packages.values())
