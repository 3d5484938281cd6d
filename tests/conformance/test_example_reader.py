"""The reader that the kit gives as an example: a program without our code that speaks the form."""

import ast
import re
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from casualty_figures.commands import main

KIT = Path(__file__).resolve().parents[2] / "conformance"
READER = KIT / "example_reader.py"


@pytest.fixture
def report(capsys: pytest.CaptureFixture[str]) -> Sequence[str]:
    """What `conform` prints of the whole kit."""
    # -I: neither this checkout nor the environment of the user can be imported from
    command = shlex.join([sys.executable, "-I", str(READER)])
    assert main(["conform", str(KIT), "--command", command]) == 1
    return capsys.readouterr().out.splitlines()


def test_it_imports_the_standard_library_alone() -> None:
    tree = ast.parse(READER.read_text(encoding="utf-8"))
    imported = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert imported <= sys.stdlib_module_names


def test_it_passes_what_it_can_read_and_is_shown_what_it_cannot(report: Sequence[str]) -> None:
    failed = {found[1] for line in report if (found := re.match(r"  ([a-z_]+\.\w+): ", line))}
    assert not {"bounds.more_than", "bounds.over", "bounds.at_least"} & failed
    assert "bounds.exact" in failed, "a number in words"


def test_each_passage_is_counted_once(report: Sequence[str]) -> None:
    counts = [re.search(r"(\d+) of (\d+) passed$", line) for line in report]
    passed, passages = (sum(int(found[group]) for found in counts if found) for group in (1, 2))
    assert 0 < passed < passages
    assert report[-1] == f"{passed} of {passages} passages passed, {passages - passed} failed"
