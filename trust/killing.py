"""Build, release and lock, killed at every step and on a full disk: old or new afterwards, and healed next."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from casualty_figures.commands import main
from casualty_figures.package.curated import read_curated
from casualty_figures.package.documents import describe
from casualty_figures.package.frozen import faults, read_index
from casualty_figures.package.relating import relate
from casualty_figures.package.releases import history, release
from casualty_figures.package.resolve import resolve
from casualty_figures.package.writing import write_package
from casualty_figures.using.opened import DamagedPackageError, OpenedPackage
from casualty_figures.using.pinning import BrokenPinsError, read_pins
from trust.checkout import copy_checkout
from trust.dying import FINISHED, killed_at, killed_in_a_file_of, refused_in_a_file_of, small_disk, undisturbed
from trust.report import Outcome, aligned

LIMITS = (0, 1, 100, 1000, 4000, 16000, 64000)
"""Bytes after which a file is cut off, or the disk full."""
LARGEST_DISK = 32 * 1024
SIZES = (0, 4, 16, 64, 128, 256, 512)
"""Kibibytes of room on a disk."""
DAY = dt.date(2200, 1, 1)


@dataclass(frozen=True, slots=True)
class Writer:
    """Something that changes the disk."""

    name: str
    prepare: Callable[[Path], Path]
    """Puts the old state into a new folder and gives the folder."""
    work: Callable[[Path], Any]
    seen: Callable[[Path], str]
    """What a reader sees afterwards: one of `allowed`, or anything else where it is a mixture."""
    allowed: tuple[str, ...]
    heal: Callable[[Path], Any]
    """The next run."""


def run(root: Path, scratch: Path, seed: int) -> Outcome:
    """Kill each writer at each step, and print what was seen."""
    return killed([_build(root, scratch), _release(root, scratch), _lock(root)], scratch)


def killed(writers: list[Writer], scratch: Path) -> Outcome:
    """Kill writers in every way, print what a reader sees afterwards; a mixture, and what does not heal, is wrong."""
    wrong: list[str] = []
    rows = []
    for writer in writers:
        for way, attempts in _ways(writer, scratch):
            outcomes: Counter[str] = Counter()
            for moment, folder, ended in attempts:
                seen = writer.seen(folder)
                outcomes[seen] += 1
                if seen not in writer.allowed:
                    wrong.append(f"{writer.name}, {way} {moment}: a reader sees {seen}")
                if undisturbed(partial(writer.heal, folder)) != FINISHED or writer.seen(folder) != "new":
                    wrong.append(f"{writer.name}, {way} {moment}, {ended}: the next run does not heal")
                shutil.rmtree(folder, ignore_errors=True)
            told = ", ".join(f"{count} {seen}" for seen, count in sorted(outcomes.items()))
            rows.append([writer.name, way, str(outcomes.total()), told])
            if not outcomes:
                wrong.append(f"{writer.name}, {way}: nothing was tried")
    print(aligned(["writer", "how", "tried", "seen afterwards"], rows))
    tried = sum(int(row[2]) for row in rows)
    return Outcome(f"{tried} times stopped by force or by a full disk, {len(wrong)} mixtures or runs not healed", wrong)


def _ways(writer: Writer, scratch: Path) -> Iterator[tuple[str, Iterator[tuple[str, Path, str]]]]:
    yield "killed at each step", _at_each_step(writer, scratch)
    yield "killed within a file", _limited(writer, scratch, killed_in_a_file_of)
    if _can_mount(scratch):
        yield "on a small disk", _small_disks(writer, scratch)
    else:
        yield "on a full disk", _limited(writer, scratch, refused_in_a_file_of)


def _at_each_step(writer: Writer, scratch: Path) -> Iterator[tuple[str, Path, str]]:
    step, ended = 0, ""
    while ended != FINISHED:
        folder = writer.prepare(scratch / f"{writer.name} {step}")
        ended = killed_at(step, partial(writer.work, folder))
        yield str(step), folder, ended
        step += 1


def _limited(
    writer: Writer, scratch: Path, limit: Callable[[int, Callable[[], Any]], str]
) -> Iterator[tuple[str, Path, str]]:
    for size in LIMITS:
        folder = writer.prepare(scratch / f"{writer.name} limit {size}")
        yield f"{size} bytes", folder, limit(size, partial(writer.work, folder))


def _small_disks(writer: Writer, scratch: Path) -> Iterator[tuple[str, Path, str]]:
    """The old state and then so many kibibytes of room; healed on a disk with room, as a person would make."""
    for size in SIZES:
        folder, moved = writer.prepare(scratch / f"{writer.name} old"), scratch / f"{writer.name} disk"
        moved.mkdir(exist_ok=True)
        with small_disk(moved, LARGEST_DISK):
            shutil.copytree(folder, moved / "it", symlinks=True)
            filled = max(0, shutil.disk_usage(moved).free - size * 1024)
            (moved / "filler").write_bytes(bytes(filled))
            ended = undisturbed(partial(writer.work, moved / "it"))
            shutil.rmtree(folder)
            shutil.copytree(moved / "it", folder, symlinks=True)
        yield f"{size} KiB of room", folder, ended


def _can_mount(scratch: Path) -> bool:
    place = scratch / "mount"
    place.mkdir(exist_ok=True)
    try:
        with small_disk(place, 16):
            return True
    except OSError:
        return False


def _build(root: Path, scratch: Path) -> Writer:
    old = copy_checkout(root, scratch / "old checkout")
    stated = (old / "README.md").read_text("utf-8")
    tables = {**relate(resolve(read_curated(old))), **history(old)}
    caveat = tables["figures"]["caveat"].where(tables["figures"].index != 0, "Another caveat.")
    tables["figures"] = tables["figures"].assign(caveat=caveat)
    files = describe(old, tables)
    states = {_sha256(old / "datapackage.json"): "old", hashlib.sha256(files["datapackage.json"]).hexdigest(): "new"}
    if stated != (root / "README.md").read_text("utf-8"):
        raise RuntimeError("the copy of the checkout differs from it")
    return Writer(
        "build",
        lambda folder: _copy_built(old, folder),
        lambda folder: write_package(folder, files) and None,
        lambda folder: _seen_package(folder, states),
        ("old", "new", "no descriptor"),
        lambda folder: write_package(folder, files) and None,
    )


def _copy_built(old: Path, folder: Path) -> Path:
    """What a build writes or reads, without the library."""
    library = {path.name for path in (old / "casualty_figures").iterdir() if path.is_dir()}
    shutil.copytree(old, folder, ignore=shutil.ignore_patterns("tests", "conformance", "trust", "*.lock", *library))
    return folder


def _seen_package(folder: Path, states: dict[str, str]) -> str:
    try:
        package = OpenedPackage(folder)
        return states.get(package.sha256, "another package") if package.verified else "a mixture"
    except DamagedPackageError as error:
        return "no descriptor" if "not built" in str(error) else "a mixture"


def _release(root: Path, scratch: Path) -> Writer:
    old = copy_checkout(root, scratch / "old release")
    _change_a_caveat(old)
    tables = {**relate(resolve(read_curated(old))), **history(old)}
    _, files = release(old, tables, DAY, partial(describe, old))
    before, after = (len(read_index(old / "releases")) + extra for extra in (0, 1))

    def seen(folder: Path) -> str:
        frozen = read_index(folder / "releases")
        if any(list(faults(one)) for one in frozen):
            return "a damaged release"
        return {before: "old", after: "new"}.get(len(frozen), "another number of releases")

    def heal(folder: Path) -> None:
        """Build, and release again where the release was not made."""
        if len(read_index(folder / "releases")) == before:
            write_package(folder, files)
        tables = {**relate(resolve(read_curated(folder))), **history(folder)}
        write_package(folder, describe(folder, tables))
        if not OpenedPackage(folder).verified:
            raise RuntimeError("the package is damaged")

    return Writer(
        "release",
        lambda folder: _copy_built(old, folder),
        lambda folder: write_package(folder, files) and None,
        seen,
        ("old", "new"),
        heal,
    )


def _change_a_caveat(checkout: Path) -> None:
    """Something to release: the first source's first figure without a caveat gets one, with its reason."""
    codings = sorted((checkout / "sources").glob("*/codings.csv"))[0]
    text, count = re.subn(
        r"^((\S+\.\d+),[a-z_]+,[a-z]+,[a-z]+,,),",
        r"\1A caveat of a test.,",
        codings.read_text("utf-8"),
        count=1,
        flags=re.MULTILINE,
    )
    if count != 1:
        raise RuntimeError(f"{codings} has no figure without a caveat")
    codings.write_text(text, "utf-8")
    figure_id = re.search(r"^(\S+?),.*A caveat of a test", text, re.MULTILINE)
    reason = f"table,row_id,column,reason\nfigures,{figure_id and figure_id[1]},caveat,A reason of a test.\n"
    (checkout / "releases/reasons.csv").write_text(reason, "utf-8")


def _lock(root: Path) -> Writer:
    first, second = "meo-2016-10-25-aleppo.17", "meo-2016-10-25-aleppo.18"

    def prepare(folder: Path) -> Path:
        folder.mkdir()
        if undisturbed(lambda: main(["lock", first, "--file", str(folder / "pins.json")])) != FINISHED:
            raise RuntimeError("nothing can be locked")
        return folder

    def work(folder: Path) -> int:
        return 1 if main(["lock", second, "--file", str(folder / "pins.json")]) else 0

    def seen(folder: Path) -> str:
        try:
            return {1: "old", 2: "new"}.get(len(read_pins(folder / "pins.json").figures), "a mixture")
        except BrokenPinsError:
            return "a broken lock file"

    return Writer("lock", prepare, work, seen, ("old", "new"), work)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
