"""A run over a corpus, killed at its steps and on a full disk; needs the extra `corpus`."""

from __future__ import annotations

import hashlib
from functools import partial
from pathlib import Path

from casualty_figures.corpus.runs import run_corpus
from trust.dying import FINISHED, undisturbed
from trust.killing import Writer, killed
from trust.report import Outcome


def run(root: Path, scratch: Path, seed: int) -> Outcome:
    """Kill the run, and print what was seen."""
    return killed([_corpus(scratch)], scratch)


def _corpus(scratch: Path) -> Writer:
    source = scratch / "texts"
    source.mkdir(parents=True)
    for number in range(6):
        (source / f"{number}.txt").write_text(
            f"At least {number + 2} miners were killed in Orlat on Monday.\n", "utf-8"
        )

    def work(folder: Path, resume: bool = False) -> int:
        run_corpus(source, folder, workers=1, batch_texts=2, resume=resume)
        return 0

    whole = scratch / "whole corpus"
    whole.mkdir()
    if undisturbed(partial(work, whole)) != FINISHED:
        raise RuntimeError("the corpus cannot be read")
    expected = _tree(whole)

    def prepare(folder: Path) -> Path:
        folder.mkdir()
        return folder

    def seen(folder: Path) -> str:
        if not (folder / "datapackage.json").is_file():
            return "no descriptor"
        return "new" if _tree(folder) == expected else "a mixture"

    def heal(folder: Path) -> int:
        begun = any(folder.iterdir())
        return work(folder, resume=begun)

    return Writer("corpus", prepare, work, seen, ("no descriptor", "new"), heal)


def _tree(folder: Path) -> dict[str, str]:
    """The hash of every file but hidden ones."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }
