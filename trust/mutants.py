"""Whether the tests fail where the code is changed: mutmut on what reads numbers and periods, checks and relates.

`python -m trust` tries a sample; `python -m trust.mutants` tries every mutant, which takes hours.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from random import Random

from trust.checkout import copy_checkout
from trust.report import Outcome, aligned

SAMPLE = 50
"""Mutants of each area that are tried."""
LEAST = 0.6
"""The share that must be noticed."""
SECONDS = 600
"""After which an area's sample is broken off."""
KILLED, TIMED_OUT = "🎉", "⏰"
VERDICT = re.compile(r"(🎉|⏰|🙁|🤔|🫥|🔇|🛑)\s+(casualty_figures\.\S+__mutmut_\d+)")
DEFINED = re.compile(r"^\s*def (\w+__mutmut_\d+)\(", re.MULTILINE)
COPIED = (
    "vocabulary", "schemas", "data", "sources", "releases", "conformance", "docs", "examples", "build.py",
    "conftest.py", "README.md", "CITATION.cff", "CHANGELOG.md", "load.sql", "datapackage.json",
)  # fmt: skip

FORGETTING = """

def pytest_sessionstart():
    import functools
    import gc

    for found in gc.get_objects():
        if isinstance(found, functools._lru_cache_wrapper):
            found.cache_clear()
"""
"""Mutants are tried in children of a process that ran the tests; what it remembers would hide the change."""


@dataclass(frozen=True, slots=True)
class Area:
    """Modules and the tests that are to notice their changes."""

    name: str
    modules: tuple[str, ...]
    tests: tuple[str, ...]


AREAS = (
    Area(
        "numbers, quantities and periods",
        (
            "reading/words/numbers",
            "reading/words/quantities",
            "reading/words/time_words",
            "reading/circumstances/periods",
            "reading/circumstances/days",
        ),
        (
            "tests/conformance/test_kit_passages.py",
            "tests/reading/test_context_passages.py",
            "tests/reading/test_phrases.py",
            "casualty_figures/reading",
        ),
    ),
    Area(
        "checks",
        ("package/row_rules", "package/table_rules", "package/evidence_rules", "package/claim_rules"),
        ("tests/package/test_rules.py", "tests/package/test_curators_errors.py"),
    ),
    Area(
        "relations and series",
        ("package/relations", "package/candidates", "package/containment", "package/series"),
        ("tests/package/test_relations.py", "tests/package/test_series.py", "tests/package/test_containment.py"),
    ),
)


def run(root: Path, scratch: Path, seed: int, sample: int | None = SAMPLE) -> Outcome:
    """Change the code of each area, and print the share that the tests notice; a small one is wrong."""
    rows, survivors, wrong = [], [], []
    for area in AREAS:
        verdicts = _verdicts(area, copy_checkout(root, scratch / area.name), seed, sample)
        counted = Counter(verdicts.values())
        noticed, tried = counted[KILLED] + counted[TIMED_OUT], len(verdicts)
        rows.append([area.name, str(tried), str(noticed), f"{noticed / max(tried, 1):.1%}"])
        survivors += [name for name, verdict in sorted(verdicts.items()) if verdict not in (KILLED, TIMED_OUT)]
        if noticed < LEAST * tried or not tried:
            wrong.append(f"{area.name}: the tests notice {noticed} of {tried} mutants, less than {LEAST:.0%}")
    print(aligned(["area", "mutants tried", "noticed", "score"], rows))
    print("not noticed:", *survivors, sep="\n  ")
    scores = "; ".join(f"{name}: {noticed} of {tried} noticed" for name, tried, noticed, _ in rows)
    return Outcome(scores + (f" (samples of {sample})" if sample else ""), wrong)


def _verdicts(area: Area, copy: Path, seed: int, sample: int | None) -> dict[str, str]:
    with (copy / "pyproject.toml").open("a", encoding="utf-8") as settings:
        settings.write(_settings(area))
    with (copy / "conftest.py").open("a", encoding="utf-8") as tests:
        tests.write(FORGETTING)
    names = _made(area, copy)
    if sample is not None:
        names = sorted(Random(seed).sample(names, min(sample, len(names))))
    told = _mutmut(copy, names, SECONDS if sample else None)
    verdicts = {found[2]: found[1] for found in VERDICT.finditer(told) if found[2] in set(names)}
    if len(verdicts) < len(names):
        print(f"{area.name}: {len(names) - len(verdicts)} of {len(names)} left out, the time was over")
    return verdicts


def _settings(area: Area) -> str:
    only = [f"casualty_figures/{module}.py" for module in area.modules]
    return (
        f'\n[tool.mutmut]\nsource_paths = ["casualty_figures"]\nonly_mutate = {only}\nalso_copy = {list(COPIED)}\n'
        f"pytest_add_cli_args_test_selection = {list(area.tests)}\n"
        'pytest_add_cli_args = ["-p", "no:cacheprovider", "-x"]\n'
    )


def _made(area: Area, copy: Path) -> list[str]:
    """Let mutmut make its mutants and try none; their names."""
    _mutmut(copy, ["casualty_figures.none__mutmut_1"], SECONDS)
    return [
        f"casualty_figures.{module.replace('/', '.')}.{name}"
        for module in area.modules
        for name in DEFINED.findall((copy / f"mutants/casualty_figures/{module}.py").read_text("utf-8"))
    ]


def _mutmut(copy: Path, names: list[str], seconds: int | None) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "CASUALTY_TEXTS"}
    command = [str(Path(sys.executable).parent / "mutmut"), "run", "--max-children", "2", *names]
    with (
        (copy / "mutmut.txt").open("w+b") as told,
        subprocess.Popen(
            command, cwd=copy, env=environment, stdout=told, stderr=subprocess.STDOUT, start_new_session=True
        ) as running,
    ):
        try:
            running.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)  # with the tests that it has begun
            running.wait()
        told.seek(0)
        return told.read().decode("utf-8", "replace")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        found = run(Path(__file__).resolve().parent.parent, Path(folder), 1, sample=None)
    print(found.summary)
    sys.exit("\n".join(found.wrong) or None)
