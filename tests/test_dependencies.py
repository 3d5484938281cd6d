"""docs/dependencies.md names each direct dependency, with the locked version and the purpose of pyproject.toml."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

NAME = re.compile(r"[A-Za-z0-9._-]+")
DECLARED = re.compile(r'^\s+"(?P<name>[A-Za-z0-9._-]+)[^"]*",?(?:\s+# (?P<purpose>.*))?$', re.MULTILINE)
LOCKED = re.compile(r"^([a-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)
ROW = re.compile(r"^\| ([a-z0-9-]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)


def test_each_direct_dependency_is_named_with_version_licence_keeper_and_purpose(root: Path) -> None:
    text = (root / "pyproject.toml").read_text("utf-8")
    project = tomllib.loads(text)
    groups = {**project["project"]["optional-dependencies"], **project["dependency-groups"]}
    declared = [*project["project"]["dependencies"], *(one for group in groups.values() for one in group)]
    names = {match[0] for one in declared if isinstance(one, str) and (match := NAME.match(one))}
    purposes: dict[str, set[str]] = {}
    for found in DECLARED.finditer(text):
        if found["purpose"]:
            purposes.setdefault(found["name"], set()).add(found["purpose"])
    versions: dict[str, set[str]] = {}
    for lock in root.glob("requirements*.lock"):
        for name, version in LOCKED.findall(lock.read_text("utf-8")):
            versions.setdefault(name, set()).add(version)
    rows = {row[0]: row for row in ROW.findall((root / "docs/dependencies.md").read_text("utf-8")) if row[0] in names}
    assert rows.keys() == names, "name each package of pyproject.toml in docs/dependencies.md, and no other"
    for name, version, licence, keeper, purpose, _ in rows.values():
        assert set(version.split("/")) == versions[name], f"{name}: the lock files say {versions[name]}"
        assert licence.strip(), f"{name} needs its licence"
        assert keeper.strip(), f"{name} needs who keeps it"
        assert purpose in purposes.get(name, {purpose}), f"{name}: pyproject.toml says {purposes[name]}"
