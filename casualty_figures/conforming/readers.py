"""The readers that a kit can be run against: ours, or any program that speaks its JSON lines."""

from __future__ import annotations

import json
import shlex
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from casualty_figures.conforming.kit import ANSWER_SCHEMA, KitError, Passage, load_validator
from casualty_figures.reading.record import figure_to_record, total_to_record

LONGEST_RUN = 600
"""Seconds that another program may take over a whole kit."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader found in one passage."""

    figures: list[dict[str, Any]]
    totals: list[dict[str, Any]] | None
    """None where the reader does not add up."""


def ask_our_reader(passages: Sequence[Passage]) -> dict[str, Answer]:
    """Read each passage with `casualty_figures.read` and add up for everyone whom the passage asks about."""
    from casualty_figures.reading.reader import read  # noqa: PLC0415 (another program needs no reader of ours)
    from casualty_figures.reading.totals.tally import tally  # noqa: PLC0415

    answers = {}
    for passage in passages:
        figures = read(passage.text, published=date.fromisoformat(passage.published))
        totals = [
            {**total_to_record(total), **({"who": who} if who else {})}
            for who in sorted({total.get("who", "") for total in passage.tally})
            for total in tally(figures, who=who or None)
        ]
        answers[passage.id] = Answer([figure_to_record(figure) for figure in figures], totals)
    return answers


def ask_program(command: str, passages: Sequence[Passage]) -> dict[str, Answer]:
    """Give the passages to a program as JSON lines and take its answers, each a line of JSON.

    Raises KitError where the program cannot be started, fails, takes too long, or answers in another form.
    """
    lines = "".join(
        json.dumps({"id": passage.id, "text": passage.text, "published": passage.published}, ensure_ascii=False) + "\n"
        for passage in passages
    )
    try:
        done = subprocess.run(
            shlex.split(command), input=lines.encode(), capture_output=True, timeout=LONGEST_RUN, check=False
        )
    except (OSError, ValueError, IndexError) as error:
        raise KitError(f"{command}: cannot be started: {error}") from error
    except subprocess.TimeoutExpired as error:
        raise KitError(f"{command}: no end after {LONGEST_RUN} seconds") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise KitError(f"{command}: exit status {done.returncode}{': ' + said[-1] if said else ''}")
    return _parse_answers(command, done.stdout)


def _parse_answers(command: str, printed: bytes) -> dict[str, Answer]:
    validator = load_validator(ANSWER_SCHEMA)
    answers: dict[str, Answer] = {}
    for number, line in enumerate(printed.splitlines(), 1):
        if not line.strip():
            continue
        try:
            answer = json.loads(line)
        except ValueError as error:
            raise KitError(f"{command}: line {number}: not JSON in UTF-8: {error}") from error
        fault = next(validator.iter_errors(answer), None)
        if fault:
            raise KitError(f"{command}: line {number}: {fault.json_path}: {fault.message[:200]}; see {ANSWER_SCHEMA}")
        answers[answer["id"]] = Answer(answer["figures"], answer.get("totals"))
    return answers
