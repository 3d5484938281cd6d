"""Wheel and sdist built twice with the same bytes, what they hold, and the licences of what is installed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from collections import Counter
from pathlib import Path

from trust.checkout import copy_checkout
from trust.report import Outcome

WHEEL_HOLDS = {"casualty_figures"}
SDIST_HOLDS_NOT = {"text.txt"}
NEEDED = (
    "casualty_figures/datapackage.json",
    "casualty_figures/data/figures.csv",
    "casualty_figures/schemas/figures.json",
    "casualty_figures/vocabulary/measures.csv",
    "casualty_figures/py.typed",
)
PERMISSIVE = ("MIT", "BSD", "Apache", "ISC", "PSF", "Python Software Foundation", "MPL", "Mozilla", "CC0", "Zlib")
SEEN = {
    "text-unidecode": "Artistic or GPL, at choice; a dependency of frictionless by python-slugify, used under Artistic",
    "axe-playwright-python": "MIT by its licence file; its metadata name none; axe itself is MPL-2.0; for tests only",
    "click-default-group": "public domain; a dependency of datasette; for tests only",
    "mlcroissant": "Apache-2.0 by its repository; its metadata name none; for tests only",
}
"""Licences of another kind, each looked at by a person."""


def run(root: Path, scratch: Path, seed: int) -> Outcome:
    """Build both twice, look into them and at the licences, and print what is found."""
    first, second = (_built(root, scratch, name, zone) for name, zone in (("one", "UTC"), ("two", "Asia/Tokyo")))
    wrong = [] if first else ["nothing was built"]
    for name in sorted(first | second):
        same = first.get(name) == second.get(name)
        print(f"{name}: {'same bytes twice' if same else 'other bytes each time'}")
        wrong += [] if same else [f"{name} has other bytes each time"]
    wrong += _contents(scratch / "one dist")
    twice = sum(content == second.get(name) for name, content in first.items())
    environments = _environments(root)
    for python in environments:
        wrong += [*_licences(python), *_consistent(python)]
    return Outcome(
        f"{twice} distributions built twice with the same bytes; {len(environments)} environments looked at",
        wrong,
    )


def _built(root: Path, scratch: Path, name: str, zone: str) -> dict[str, bytes]:
    copy = copy_checkout(root, scratch / name)
    (copy / "sources" / "meo-2016-10-25-aleppo" / "text.txt").write_text("No text goes along.\n", "utf-8")
    out = scratch / f"{name} dist"
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000", "TZ": zone}
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(copy)]
    result = subprocess.run(command, cwd=scratch, env=environment, capture_output=True, text=True, check=False)
    if result.returncode:
        print(result.stdout[-500:], result.stderr[-500:])
    return {path.name: path.read_bytes() for path in out.glob("*")}


def _contents(folder: Path) -> list[str]:
    (wheel,), (sdist,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    with zipfile.ZipFile(wheel) as opened, tarfile.open(sdist) as unpacked:
        in_wheel = opened.namelist()
        in_sdist = [member.name.partition("/")[2] for member in unpacked.getmembers()]
    tops = {name.split("/")[0] for name in in_wheel if ".dist-info" not in name}
    print(f"wheel: {len(in_wheel)} files below {', '.join(sorted(tops))}; sdist: {len(in_sdist)} files")
    wrong = [f"the wheel does not hold {name}" for name in NEEDED if name not in in_wheel]
    if tops != WHEEL_HOLDS:
        wrong.append(f"the wheel holds {', '.join(sorted(tops - WHEEL_HOLDS))} beside the package")
    if not any(name.endswith("licenses/LICENSE") for name in in_wheel):
        wrong.append("the wheel holds no licence")
    for name in (*in_wheel, *in_sdist):
        if name.split("/")[-1] in SDIST_HOLDS_NOT:
            wrong.append(f"a text goes along: {name}")
    return wrong


def _environments(root: Path) -> list[str]:
    """The Pythons whose packages are looked at: this one, and that of the extras where it is installed."""
    extras = root / ".venv-extras/bin/python"
    return [sys.executable, *([str(extras)] if extras.exists() else [])]


def _licences(python: str) -> list[str]:
    command = [sys.executable, "-m", "piplicenses", "--format=json", "--from=mixed", "--python", python]
    listed = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    counted = Counter(one["License"] for one in listed)
    print(
        f"licences of {len(listed)} packages: {', '.join(f'{count} {name}' for name, count in counted.most_common())}"
    )
    others = [one for one in listed if not any(word in one["License"] for word in PERMISSIVE)]
    for one in others:
        print(f"{one['Name']} ({one['License']}): {SEEN.get(one['Name'], 'not looked at')}")
    return [
        f"the licence of {one['Name']}, {one['License']}, is not known" for one in others if one["Name"] not in SEEN
    ]


def _consistent(python: str) -> list[str]:
    result = subprocess.run([python, "-m", "pip", "check"], capture_output=True, text=True, check=False)
    print(f"pip check: {result.stdout.strip()}")
    return [] if result.returncode == 0 else [f"pip check: {result.stdout.strip()}"]
