"""`casualty-figures conform`: what it prints and the status it ends with, for our reader and for other programs."""

import json
import shlex
import sys
from pathlib import Path

import pytest

from casualty_figures.commands import main

TEXT = "At least 14 people were killed in Orlat."
ROW = {"measure": "killed", "low": 14, "high": None}
TOTAL = {"measure": "killed", "unit": "person", "best": 14}


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    folder = tmp_path / "kit"
    folder.mkdir()
    passage = {
        "id": "bounds.at_least",
        "rule": "At least n starts at n.",
        "published": "2018-11-02",
        "text": TEXT,
        "rows": [ROW],
        "tally": [TOTAL],
    }
    topic = {"topic": "Bounds", "about": "Bounds are what the words allow.", "passages": [passage]}
    (folder / "bounds.json").write_text(json.dumps(topic), encoding="utf-8")
    return folder


@pytest.fixture
def program(tmp_path: Path) -> "Program":
    return Program(tmp_path)


class Program:
    """A reader in a file of its own that answers every passage alike, and keeps what it was given."""

    def __init__(self, folder: Path) -> None:
        self.given = folder / "given.jsonl"
        self.path = folder / "reader.py"

    def answering(self, **answer: object) -> str:
        return self.doing(
            f"answer = {answer!r}\n"
            "for line in lines:\n"
            "    print(json.dumps({'id': json.loads(line)['id'], **answer}))\n"
        )

    def doing(self, body: str) -> str:
        head = f"import json, pathlib, sys\nlines = list(sys.stdin)\npathlib.Path({str(self.given)!r})"
        self.path.write_text(f"{head}.write_text(''.join(lines), encoding='utf-8')\n{body}", encoding="utf-8")
        return shlex.join([sys.executable, str(self.path)])


def test_a_program_that_finds_everything_passes(
    kit: Path, program: Program, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["conform", str(kit), "--command", program.answering(figures=[ROW], totals=[TOTAL])]) == 0
    assert "bounds.json: 1 of 1 passed" in capsys.readouterr().out


def test_a_program_gets_id_text_and_day(kit: Path, program: Program) -> None:
    main(["conform", str(kit), "--command", program.answering(figures=[])])
    given = [json.loads(line) for line in program.given.read_text(encoding="utf-8").splitlines()]
    assert given == [{"id": "bounds.at_least", "text": TEXT, "published": "2018-11-02"}]


def test_a_failure_names_passage_column_expected_and_got(
    kit: Path, program: Program, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["conform", str(kit), "--command", program.answering(figures=[{**ROW, "low": 15}])]) == 1
    assert "bounds.at_least: low: expected 14, got 15" in capsys.readouterr().out


def test_totals_that_were_not_given_are_not_passed_over_in_silence(
    kit: Path, program: Program, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["conform", str(kit), "--command", program.answering(figures=[ROW])]) == 0
    assert "1 passages have totals that were not compared" in capsys.readouterr().out


def test_a_passage_without_an_answer_fails(kit: Path, program: Program, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["conform", str(kit), "--command", program.doing("")]) == 1
    assert "expected a line with this id, got none" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("sys.exit('no model found')", "exit status 1: no model found"),
        ("print('ready')", "line 1"),
        ("print(json.dumps({'id': 'bounds.at_least', 'figures': 3}))", "line 1: $.figures: 3 is not of type 'array'"),
        ("print(json.dumps({'id': ['bounds.at_least'], 'figures': []}))", "$.id: ['bounds.at_least'] is not of type"),
        (
            "print(json.dumps({'id': 'bounds.at_least', 'figures': [{'measure': 'killed', 'place': 'Orlat'}]}))",
            "$.figures[0].place: 'Orlat' is not of type 'object', 'null'; see answer.schema.json",
        ),
        (
            "print(json.dumps({'id': 'bounds.at_least', 'figures': [{'measure': 'killed', 'low': '14', 'high': 3}]}))",
            "$.figures[0].low: '14' is not of type 'integer', 'null'",
        ),
    ],
)
def test_a_program_that_fails_is_said_to(
    body: str, message: str, kit: Path, program: Program, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["conform", str(kit), "--command", program.doing(body)]) == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("command", ["./no-such-reader", "", "'unclosed"])
def test_a_program_that_cannot_be_started_is_said_to(
    command: str, kit: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["conform", str(kit), "--command", command]) == 2
    assert "cannot be started" in capsys.readouterr().err


def test_a_folder_that_is_no_kit_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["conform", str(tmp_path)]) == 2
    assert f"{tmp_path}: no files of passages" in capsys.readouterr().err


def test_our_reader_is_the_default(kit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["conform", str(kit)]) == 0
    assert "1 of 1 passages passed, 0 failed" in capsys.readouterr().out


def test_our_reader_is_not_asked_where_another_is_given(
    kit: Path, program: Program, capsys: pytest.CaptureFixture[str]
) -> None:
    """An empty string is a command too, and no leave to fall back on our reader."""
    assert main(["conform", str(kit), "--command", program.answering(figures=[])]) == 1
    assert "got no figure" in capsys.readouterr().out
