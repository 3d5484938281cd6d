"""Read the casualty figures of many texts into Parquet datasets."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from casualty_figures.commands import CommandError, in_one_line
from casualty_figures.corpus import CorpusError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare IN, OUT, the workers, the engine and --resume."""
    parser.add_argument(
        "source",
        metavar="IN",
        type=Path,
        help="a folder of .txt, .jsonl, .csv or .parquet files, or one such file with the columns id, text, published",
    )
    parser.add_argument("out", metavar="OUT", type=Path, help="the folder for the datasets; a new one, or see --resume")
    parser.add_argument("--workers", type=_count, default=os.cpu_count() or 1, help="processes (default: one per core)")
    parser.add_argument("--engine", choices=("pool", "dask"), default="pool", help="this machine, or a Dask cluster")
    parser.add_argument("--scheduler", metavar="ADDRESS", help="of the Dask cluster; without one it is started here")
    parser.add_argument("--resume", action="store_true", help="go on with a run that was stopped")


def run(arguments: argparse.Namespace) -> int:
    """Read the corpus; print the summary where a person looks on."""
    if arguments.scheduler and arguments.engine != "dask":
        raise CommandError("--scheduler is for --engine dask")
    try:
        from casualty_figures.corpus.runs import run_corpus
    except ModuleNotFoundError as error:
        raise CommandError(f"{error.name} is not installed: pip install 'casualty-figures[corpus]'") from error
    try:
        summary = run_corpus(
            arguments.source,
            arguments.out,
            workers=arguments.workers,
            engine=arguments.engine,
            scheduler=arguments.scheduler,
            resume=arguments.resume,
        )
    except CorpusError as error:
        raise CommandError(str(error)) from error
    except OSError as error:
        wrong = in_one_line(error)
        raise CommandError(f"{wrong}; the finished parts stand: put that right and go on with --resume") from error
    except KeyboardInterrupt:
        print("stopped; the finished parts stand: go on with --resume", file=sys.stderr)
        return 130
    if sys.stdout.isatty():
        print(summary)
    return 0


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number
