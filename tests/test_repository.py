"""What the repository holds, and what it never does."""

from __future__ import annotations

import ast
import re
import subprocess
import zipfile
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

RUN_WORDS = 9


def tracked(root: Path) -> list[Path]:
    """Every file that git tracks, or would."""
    command = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, capture_output=True, check=True).stdout.decode().split("\0")
    return [root / name for name in listed if name and (root / name).is_file()]


def words(text: str) -> list[str]:
    """Words as a copy of a sentence would keep them, tags and encodings undone."""
    from html import unescape
    from urllib.parse import unquote

    return re.findall(r"[^\W_]+", unquote(unescape(re.sub(r"<[^<>]{0,300}>", " ", text))).casefold())


def runs(tokens: list[str]) -> set[tuple[str, ...]]:
    """Every run of nine words."""
    return {tuple(tokens[start : start + RUN_WORDS]) for start in range(len(tokens) - RUN_WORDS + 1)}


@pytest.fixture(scope="session")
def known_runs(texts_folder: Path) -> set[tuple[str, ...]]:
    """Every run of nine words of the texts at hand."""
    known = set().union(*(runs(words(path.read_text("utf-8"))) for path in sorted(texts_folder.glob("*.txt"))))
    assert known, "the folder of texts holds no text"
    return known


def test_no_run_of_nine_words_of_a_text_stands_in_the_tree(root: Path, known_runs: set[tuple[str, ...]]) -> None:
    for path in tracked(root):
        assert not runs(words(path.read_bytes().decode("utf-8", "replace"))) & known_runs, path.name


def test_no_run_of_nine_words_of_a_text_stands_in_the_wheel(wheel: Path, known_runs: set[tuple[str, ...]]) -> None:
    with zipfile.ZipFile(wheel) as inside:
        for name in inside.namelist():
            assert not runs(words(inside.read(name).decode("utf-8", "replace"))) & known_runs, name


def test_the_search_for_runs_finds_them_behind_tags_entities_and_encoding() -> None:
    plain = "one two three four five six seven eight nine"
    hidden = "<p>one two</p> <b>three</b> four&#32;five%20six seven&nbsp;eight, nine"
    assert runs(words(plain)) == runs(words(hidden)) != set()


def test_lock_files_pin_by_hash_and_name_no_address(root: Path) -> None:
    locks = sorted(root.glob("requirements*.lock"))
    assert locks
    for lock in locks:
        content = lock.read_text("utf-8")
        assert "://" not in content, lock.name
        entries = re.split(r"\n(?=\S)", content.strip())
        assert all("--hash=sha256:" in entry for entry in entries), lock.name


def test_imports_between_folders_run_one_way(root: Path) -> None:
    package, graph = root / "casualty_figures", dict[str, set[str]]()
    for path in tracked(root):
        if path.suffix == ".py" and path.parent.is_relative_to(package) and path.parent != package:
            importer = folder(".".join(path.relative_to(root).with_suffix("").parts))
            for imported in imported_modules(ast.parse(path.read_bytes())):
                if folder(imported) != importer:
                    graph.setdefault(importer, set()).add(folder(imported))
    assert len(graph) > 10, "too few folders found"
    TopologicalSorter(graph).prepare()


def folder(module: str) -> str:
    """The part of the package that a module belongs to, of the reader the part of the reader."""
    parts = module.removesuffix(".__init__").split(".")
    return ".".join(parts[: 3 if parts[1] == "reading" else 2])


def imported_modules(module: ast.Module) -> list[str]:
    """The modules of the package that a file imports by name."""
    statements = [node.module for node in ast.walk(module) if isinstance(node, ast.ImportFrom) and node.module]
    return [name for name in statements if name.startswith("casualty_figures.")]
