"""The built package as the standard's own tools see it: frictionless and the v2 profile."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest


@pytest.fixture(scope="module")
def descriptor(root: Path) -> dict[str, Any]:
    """The committed descriptor."""
    loaded: dict[str, Any] = json.loads((root / "datapackage.json").read_text("utf-8"))
    return loaded


def frictionless(package: Path) -> subprocess.CompletedProcess[str]:
    """Validate a package with frictionless from its command line."""
    command = [str(Path(sys.executable).parent / "frictionless"), "validate", "datapackage.json"]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=package)


def test_frictionless_finds_the_package_valid(root: Path) -> None:
    result = frictionless(root)
    assert result.returncode == 0, result.stdout
    assert "figures" in result.stdout


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [("figures", "konashenkov", "nobody"), ("figures", ",800,", ",x,"), ("evidence", ",claimant,", ",speaker,")],
    ids=["unknown_party", "no_integer", "unknown_code"],
)
def test_frictionless_finds_an_invalid_package_invalid(
    root: Path, tmp_path: Path, table: str, old: str, new: str
) -> None:
    for name in ("data", "schemas"):
        shutil.copytree(root / name, tmp_path / name)
    shutil.copy(root / "datapackage.json", tmp_path)
    path = tmp_path / "data" / f"{table}.csv"
    content = path.read_text("utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), "utf-8")
    assert frictionless(tmp_path).returncode != 0


def profile(name: str) -> dict[str, Any]:
    """A Data Package v2 profile, as dplib-py ships it."""
    loaded: dict[str, Any] = json.loads(files("dplib").joinpath("profiles", "2.0", f"{name}.json").read_text("utf-8"))
    return loaded


def test_the_descriptor_holds_the_v2_profile(descriptor: dict[str, Any]) -> None:
    errors = list(
        jsonschema.validators.validator_for(profile("datapackage"))(profile("datapackage")).iter_errors(descriptor)
    )
    assert errors == []


def test_every_schema_holds_the_v2_profile(root: Path) -> None:
    validator = jsonschema.validators.validator_for(profile("tableschema"))(profile("tableschema"))
    for path in sorted((root / "schemas").glob("*.json")):
        assert list(validator.iter_errors(json.loads(path.read_text("utf-8")))) == [], path.name


def test_the_descriptor_says_what_a_user_needs(descriptor: dict[str, Any]) -> None:
    assert descriptor["$schema"].endswith("/2.0/datapackage.json")
    for name in ("version", "created", "sources", "licenses"):
        assert descriptor[name], name
    assert all(contributor["roles"] for contributor in descriptor["contributors"])


def test_bytes_and_hash_of_every_resource_are_those_of_its_file(root: Path, descriptor: dict[str, Any]) -> None:
    assert descriptor["resources"]
    for resource in descriptor["resources"]:
        content = (root / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content), resource["name"]
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}", resource["name"]
        assert (resource["mediatype"], resource["encoding"]) == ("text/csv", "utf-8")
        assert (root / resource["schema"]).is_file()
        assert b"\r" not in content
