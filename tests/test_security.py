"""Each promise of SECURITY.md has its test."""

from __future__ import annotations

import ast
import re
from pathlib import Path

PROMISE = re.compile(r"^\| (?P<promise>[^|]+) \| (?P<file>tests/[\w/]+\.py)::(?P<test>\w+) \|$", re.MULTILINE)


def test_every_promise_names_a_test_that_there_is(root: Path) -> None:
    text = (root / "SECURITY.md").read_text("utf-8")
    promises = list(PROMISE.finditer(text))
    assert len(promises) == text.count("\n| ") - 2, "a row of the table is no promise with its test"
    for promise in promises:
        tree = ast.parse((root / promise["file"]).read_text("utf-8"))
        tests = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
        assert promise["test"] in tests, f"{promise['promise']}: {promise['file']} has no {promise['test']}"
