"""The build under other Pythons, seeds, zones, locales, folders, permissions: always the committed bytes."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from trust.checkout import build, copy_checkout
from trust.report import Outcome, aligned

ENVIRONMENTS = {
    "hash seed 0": {"PYTHONHASHSEED": "0"},
    "hash seed 4294967295": {"PYTHONHASHSEED": "4294967295"},
    "farthest east": {"TZ": "Pacific/Kiritimati"},
    "farthest west": {"TZ": "Etc/GMT+12"},
    "C locale": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "Turkish locale, where the system has it": {"LC_ALL": "tr_TR.UTF-8", "PYTHONUTF8": "0"},
    "Arabic locale, where the system has it": {"LC_ALL": "ar_EG.UTF-8", "LANGUAGE": "ar"},
}
MINORS = range(11, 16)


def run(root: Path, scratch: Path, seed: int) -> Outcome:
    """Build in each surrounding, and print the verdicts."""
    plain = copy_checkout(root, scratch / "plain")
    rows = [(f"check, {name}", _check(plain, environment)) for name, environment in ENVIRONMENTS.items()]
    rows.append(("check, from another folder", _check(plain, cwd=Path("/"))))
    rows.append(("check, read-only checkout", _read_only(copy_checkout(root, scratch / "read only"))))
    for name in ("with  spaces", "ünïcödé 阿勒颇 حلب"):
        rows.append((f"build in {name!r}", _rebuilt(root, copy_checkout(root, scratch / name))))
    rows.append(("build under umask 077", _rebuilt(root, copy_checkout(root, scratch / "umask"), umask=0o077)))
    rows += [(f"check, {name}", said) for name, said in _other_pythons(root, plain, scratch)]
    print(aligned(["surrounding", "verdict"], rows))
    same, left = (sum(said.startswith(word) for _, said in rows) for word in ("same bytes", "not tried"))
    wrong = [f"{name}: {said}" for name, said in rows if not said.startswith(("same bytes", "not tried"))]
    return Outcome(f"{same} surroundings with the same bytes, {left} not tried", wrong)


def _check(checkout: Path, environment: dict[str, str] | None = None, cwd: Path | None = None) -> str:
    result = build(checkout, "--check", environment=environment, cwd=cwd)
    return "same bytes" if result.returncode == 0 else result.stderr[:300]


def _rebuilt(root: Path, checkout: Path, umask: int = 0o022) -> str:
    """Take away what is built, build, and compare with the checkout."""
    built = [*(path.relative_to(checkout) for path in (checkout / "data").iterdir()), Path("datapackage.json")]
    shutil.rmtree(checkout / "data")
    (checkout / "datapackage.json").unlink()
    before = os.umask(umask)
    try:
        result = build(checkout)
    finally:
        os.umask(before)
    if result.returncode != 0:
        return result.stderr[:300]
    differing = [str(path) for path in built if (checkout / path).read_bytes() != (root / path).read_bytes()]
    return f"other bytes: {', '.join(differing)}" if differing else "same bytes"


def _read_only(checkout: Path) -> str:
    """Nothing may be written; who runs as root mounts the folder read-only, where that is allowed."""
    mounted = subprocess.run(["mount", "--bind", "-o", "ro", checkout, checkout], capture_output=True, check=False)
    paths = [checkout, *checkout.rglob("*")]
    if mounted.returncode:
        for path in paths:
            path.chmod(path.stat().st_mode & ~(stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))
    before = [path.stat().st_mtime_ns for path in paths]
    try:
        said = _check(checkout)
    finally:
        if mounted.returncode:
            for path in paths:
                path.chmod(path.stat().st_mode | stat.S_IWUSR)
        else:
            subprocess.run(["umount", checkout], check=True)
    return said if before == [path.stat().st_mtime_ns for path in paths] else "something was written"


def _other_pythons(root: Path, checkout: Path, scratch: Path) -> Iterator[tuple[str, str]]:
    """The newest other Python of this machine, in an environment of its own with the locked versions."""
    found = {_version(python): python for python in _pythons()}
    found.pop(f"{sys.version_info.major}.{sys.version_info.minor}", None)
    found.pop("", None)
    if not found:
        yield "another Python", "not tried: this machine has no other one from 3.11 on"
    for version, python in sorted(found.items(), key=lambda item: int(item[0].partition(".")[2]))[-1:]:
        place = scratch / f"python {version}"
        install = [str(place / "bin/python"), "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes", "-r"]
        subprocess.run([python, "-m", "venv", place], check=True, capture_output=True)
        got = subprocess.run([*install, str(root / "requirements.lock")], capture_output=True, text=True, check=False)
        if got.returncode:
            yield f"Python {version}", "not tried: its packages could not be installed"
            continue
        result = build(checkout, "--check", python=str(place / "bin/python"))
        yield f"Python {version}", "same bytes" if result.returncode == 0 else result.stderr[:300]


def _pythons() -> Iterator[str]:
    for minor in MINORS:
        yield from (str(path) for path in Path.home().glob(f".pyenv/versions/3.{minor}.*/bin/python"))
        if on_path := shutil.which(f"python3.{minor}"):
            yield on_path


def _version(python: str) -> str:
    said = "import sys; print('%d.%d' % sys.version_info[:2])"
    result = subprocess.run([python, "-c", said], capture_output=True, text=True, check=False)
    return result.stdout.strip() if result.returncode == 0 else ""
