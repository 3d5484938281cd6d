"""Every committed table changed cell by cell: what the rebuild, the hashes and the rules alone catch."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

from casualty_figures.package.adapter import schema_issues
from casualty_figures.package.checks import check_rules
from casualty_figures.package.comparison import compare_with_committed
from casualty_figures.package.issues import Invalid
from casualty_figures.package.tables import PUBLISHED, Tables, read_table
from casualty_figures.using.opened import DamagedPackageError, OpenedPackage
from trust.changes import Change, changes
from trust.checkout import build, copy_checkout, rebuilt_files
from trust.report import Outcome, Report

DESCRIPTOR = "datapackage.json"
REBUILD, HASHES, RULES, LOADER = "build.py --check", "hashes", "schemas and rules alone", "the loader"
ORDER = "rows reordered"
"""Changes no value; the bytes tell."""
LEAST = 0.8
"""The share that schemas and rules alone must catch; what they miss is named."""


def run(root: Path, scratch: Path, seed: int) -> Outcome:
    """Change every table of `data/`, and print what is caught."""
    files = rebuilt_files(root)
    copy = scratch / "committed"
    for name, content in files.items():
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_bytes(content)
    tables = {table: read_table(table, files[f"data/{table}.csv"]) for table in PUBLISHED}
    hashes = _hashes(files["datapackage.json"])
    report = Report((REBUILD, HASHES, RULES))
    tried: list[Change] = []
    for table in PUBLISHED:
        for change in changes(table, files[f"data/{table}.csv"], tables, seed):
            verdicts = {
                REBUILD: _differs(copy, files, f"data/{table}.csv", change.content),
                HASHES: hashlib.sha256(change.content).hexdigest() != hashes[table],
                RULES: breaks_rules(tables, change),
            }
            report.add(
                change.kind, f"{table}.{change.column}" if change.column else f"{table} ({change.kind})", verdicts
            )
            tried.append(change)
    print(report)
    print(f"missed by schemas and rules alone: {report.places_missed(RULES)}")
    share = report.share(RULES, but=ORDER)
    print(f"schemas and rules alone catch {share:.1%} of what changes a value; the floor is {LEAST:.0%}")
    wrong = [f"{guard} did not catch every change" for guard in (REBUILD, HASHES) if not report.all_caught(guard)]
    wrong += [] if share >= LEAST else [f"{RULES} catch {share:.1%}, less than {LEAST:.0%}"]
    wrong += _descriptor(copy, files, seed)
    wrong += _command_line(root, scratch, Random(seed).sample(tried, 3))
    return Outcome(f"{report.counted(REBUILD)}; {RULES}: {share:.1%} of what changes a value", wrong)


def breaks_rules(tables: Tables, change: Change) -> bool:
    """Whether the schemas or the rules refuse the tables with one of them changed."""
    try:
        frame = read_table(change.table, change.content)
    except Invalid:
        return True
    if any(schema_issues(change.table, frame)):
        return True
    try:
        check_rules({**tables, change.table: frame})
    except Invalid:
        return True
    return False


def _hashes(descriptor: bytes) -> dict[str, str]:
    resources = json.loads(descriptor)["resources"]
    return {resource["name"]: resource["hash"].removeprefix("sha256:") for resource in resources}


def _differs(copy: Path, files: dict[str, bytes], name: str, content: bytes) -> bool:
    """Whether `build.py --check` would find the file changed; the copy is as it was afterwards."""
    (copy / name).write_bytes(content)
    try:
        return any(compare_with_committed(copy, files))
    finally:
        (copy / name).write_bytes(files[name])


def _descriptor(copy: Path, files: dict[str, bytes], seed: int) -> list[str]:
    """Flip one bit in bytes of the descriptor."""
    report = Report((REBUILD, LOADER))
    for content in flipped(files[DESCRIPTOR], seed, 200):
        (copy / DESCRIPTOR).write_bytes(content)
        verdicts = {REBUILD: any(compare_with_committed(copy, files)), LOADER: not _loads(copy)}
        report.add("byte flipped in the descriptor", DESCRIPTOR, verdicts)
    (copy / DESCRIPTOR).write_bytes(files[DESCRIPTOR])
    print(report)
    print(f"what {LOADER} misses are titles and other words; a release's descriptor is held by releases/index.csv")
    return [] if report.all_caught(REBUILD) else [f"{REBUILD} did not catch every byte flipped in the descriptor"]


def flipped(content: bytes, seed: int, most: int) -> Iterator[bytes]:
    """Copies of some bytes with one bit of one byte flipped."""
    random = Random(seed)
    for place in sorted(random.sample(range(len(content)), min(most, len(content)))):
        yield content[:place] + bytes([content[place] ^ 1 << random.randrange(8)]) + content[place + 1 :]


def _loads(folder: Path) -> bool:
    try:
        return OpenedPackage(folder).verified
    except (DamagedPackageError, ValueError, KeyError, TypeError):
        return False


def _command_line(root: Path, scratch: Path, sample: list[Change]) -> list[str]:
    """The same verdict in a process of its own, as a person runs it."""
    copy = copy_checkout(root, scratch / "command line")
    wrong = [] if build(copy, "--check").returncode == 0 else ["build.py --check refuses the committed package"]
    for change in sample:
        path = copy / "data" / f"{change.table}.csv"
        before = path.read_bytes()
        path.write_bytes(change.content)
        result = build(copy, "--check")
        path.write_bytes(before)
        if result.returncode != 1 or change.table not in result.stderr or "Traceback" in result.stderr:
            wrong.append(f"the command line says otherwise of {change}: {result.returncode} {result.stderr[:300]}")
    print(f"{len(sample)} of these by the command line: {len(sample) - len(wrong)} caught")
    return wrong
