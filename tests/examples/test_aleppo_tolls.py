"""The worked example as its user runs it: against this package, and against one in which a figure has changed."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from frictionless import Package

EXAMPLE = "examples/aleppo_tolls"
BUILT = ("tolls.csv", "datapackage.json")
TOLL = "meo-2016-10-25-aleppo.17"


@pytest.fixture
def example(root: Path, tmp_path: Path) -> Path:
    """A copy of the example without what it builds."""
    copy = tmp_path / "aleppo_tolls"
    shutil.copytree(root / EXAMPLE, copy, ignore=shutil.ignore_patterns(*BUILT, "__pycache__"))
    return copy


@pytest.fixture
def changed_package(root: Path, tmp_path: Path) -> Callable[[str, str], Path]:
    """Make a copy of the package in which the table of figures has another text, rightly hashed."""

    def change(old: str, new: str) -> Path:
        copy = tmp_path / "changed"
        copy.mkdir()
        for name in ("casualty_figures", "data", "schemas", "vocabulary"):
            shutil.copytree(root / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        table = copy / "data" / "figures.csv"
        content = table.read_text("utf-8")
        assert old in content
        table.write_text(content.replace(old, new), "utf-8")
        descriptor = json.loads((root / "datapackage.json").read_text("utf-8"))
        resource = next(one for one in descriptor["resources"] if one["name"] == "figures")
        resource["bytes"] = table.stat().st_size
        resource["hash"] = f"sha256:{hashlib.sha256(table.read_bytes()).hexdigest()}"
        (copy / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
        return copy

    return change


def run(example: Path, *arguments: str, package: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(package)} if package else dict(os.environ)
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=example, env=environment, capture_output=True, text=True, check=False)


def test_the_example_derives_the_committed_files(example: Path, root: Path) -> None:
    result = run(example, "derive.py", package=root)
    assert result.returncode == 0, result.stderr
    for name in BUILT:
        assert (example / name).read_bytes() == (root / EXAMPLE / name).read_bytes(), name


def test_the_derived_package_is_valid_and_names_its_sources_with_version_and_hash(root: Path) -> None:
    descriptor = json.loads((root / EXAMPLE / "datapackage.json").read_text("utf-8"))
    from importlib.resources import files

    profile = json.loads(files("dplib").joinpath("profiles", "2.0", "datapackage.json").read_text("utf-8"))
    jsonschema.validators.validator_for(profile)(profile).validate(descriptor)
    assert Package(str(root / EXAMPLE / "datapackage.json")).validate().valid
    pins = json.loads((root / EXAMPLE / "figures.lock.json").read_text("utf-8"))
    source = descriptor["sources"][0]
    assert (source["version"], source["hash"]) == (pins["version"], f"sha256:{pins['sha256']}")


def test_the_example_stops_where_a_pinned_figure_has_changed(
    example: Path, changed_package: Callable[[str, str], Path]
) -> None:
    package = changed_package(",800,801,", ",900,901,")
    result = run(example, "derive.py", package=package)
    assert result.returncode == 1
    assert f"{TOLL}: value 800 -> 900" in result.stderr
    assert not (example / "tolls.csv").exists()
    assert run(example, "-m", "casualty_figures", "check", package=package).returncode == 1
    assert run(example, "-m", "casualty_figures", "accept", package=package).returncode == 0
    assert run(example, "derive.py", package=package).returncode == 0
    assert ">900" in (example / "tolls.csv").read_text("utf-8")


def test_the_example_stops_where_its_pins_were_edited(example: Path, root: Path) -> None:
    file = example / "figures.lock.json"
    file.write_text(file.read_text("utf-8").replace('"800"', '"8000"'), "utf-8")
    result = run(example, "derive.py", package=root)
    assert result.returncode == 2
    assert "edited" in result.stderr
