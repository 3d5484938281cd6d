"""Run passages of a conformance kit against our reader, or against another program."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from casualty_figures.commands import CommandError
from casualty_figures.conforming.compare import Difference, compare
from casualty_figures.conforming.kit import KitError, Passage, load_kit
from casualty_figures.conforming.readers import Answer, ask_our_reader, ask_program


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare DIR and --command."""
    parser.add_argument("folder", metavar="DIR", type=Path, help="the folder of passages (*.json)")
    parser.add_argument(
        "--command",
        dest="program",
        metavar="PROGRAM",
        help="a program that reads passages and writes figures as JSON lines",
    )


def run(arguments: argparse.Namespace) -> int:
    """Print what passed per file and what failed; 0 where all passed, 1 where not."""
    try:
        kit = load_kit(arguments.folder)
        passages = [passage for topic in kit.values() for passage in topic]
        answers = ask_our_reader(passages) if arguments.program is None else ask_program(arguments.program, passages)
    except KitError as error:
        raise CommandError(str(error)) from error
    failed = sum(_report_file(name, topic, answers) for name, topic in kit.items())
    tallies = [passage for passage in passages if passage.tally and answers.get(passage.id, _NO_ANSWER).totals is None]
    if tallies:
        print(f"{len(tallies)} passages have totals that were not compared: the reader gave none")
    print(f"{len(passages) - failed} of {len(passages)} passages passed, {failed} failed")
    return 1 if failed else 0


_NO_ANSWER = Answer([], None)


def _report_file(name: str, topic: Sequence[Passage], answers: Mapping[str, Answer]) -> int:
    failures = {passage.id: found for passage in topic if (found := _differences(passage, answers.get(passage.id)))}
    print(f"{name}: {len(topic) - len(failures)} of {len(topic)} passed")
    for passage_id, differences in failures.items():
        for difference in differences:
            print(f"  {passage_id}: {difference.column}: expected {difference.expected}, got {difference.got}")
    return len(failures)


def _differences(passage: Passage, answer: Answer | None) -> list[Difference]:
    if answer is None:
        return [Difference("answer", "a line with this id", "none")]
    return compare(passage, answer.figures, answer.totals)
