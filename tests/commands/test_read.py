"""`casualty-figures read`: the table, the other forms, and what it says of bad input."""

import csv
import io
import json
import shlex
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casualty_figures.commands import CommandError, main
from casualty_figures.commands import read as command
from casualty_figures.reading.figure import Figure, Mark, Party, Period, Place
from casualty_figures.reading.reader import read
from casualty_figures.reading.record import record_to_figure

TEXT = (
    "More than 40 civilians were killed in Orlat on Tuesday, the governor said. "
    "At least 90 people were injured in the same market.\r\n"
)
FIGURE = Figure(
    "killed", "more_than", 40, 41, None, "person", "civilians",
    (Mark("figure", 0, 12, "More than 40"), Mark("event", 28, 34, "killed")),
    place=Place("Orlat"),
    period=Period(date(2021, 3, 2), date(2021, 3, 2), "day", "weekday"),
    claimant=Party("governor"),
    rules=("quantity", "object_of_verb"),
)  # fmt: skip


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "article.txt"
    path.write_bytes(TEXT.encode())
    return str(path)


def test_the_table_fits_100_columns(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", article, "--published", "2021-03-04"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines
    assert max(map(len, lines)) <= 100


def test_the_table_shows_what_was_printed_and_what_it_allows(capsys: pytest.CaptureFixture[str]) -> None:
    command._print_table([FIGURE], explain=False)
    shown = " ".join(capsys.readouterr().out.split())
    for words in ("killed", "More than 40", "41 or more", "civilians", "2021-03-02", "Orlat", "governor"):
        assert words in shown


def test_long_cells_wrap_and_lose_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    phrase = "the committee of the families of those who were on the ferry that evening"
    command._print_table([replace(FIGURE, claimant=Party(phrase))], explain=False)
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 100
    assert all(word in " ".join(lines) for word in phrase.split())


@pytest.mark.parametrize("width", [70, 80, 99, 100, 101, 120])
def test_no_width_cuts_off_a_character(
    width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "WIDTH", width)
    place = Place("Sevastopolis", role="destination")
    period = Period(date(2021, 3, 2), date(2021, 3, 9), "day", "between")
    marks = (Mark("figure", 0, 24, "More than 1,200 families"),)
    figure = replace(FIGURE, measure="displaced", unit="household", marks=marks, place=place, period=period)
    figure = replace(figure, population="women_and_children", claimant=Party("rescue workers"))
    command._print_table([figure], explain=False)
    lines = capsys.readouterr().out.splitlines()
    starts = [lines[0].index(name) for name in ("period", "place", "claim")]
    columns = zip(starts, [*starts[1:], None], strict=True)
    shown = ["".join("".join(line[start:end] for line in lines[1:]).split()) for start, end in columns]
    assert shown == ["2021-03-02to2021-03-09", "Sevastopolis(destination)", "rescueworkers"]


def test_explain_names_the_rules(capsys: pytest.CaptureFixture[str]) -> None:
    command._print_table([FIGURE], explain=True)
    assert "1  quantity, object_of_verb" in capsys.readouterr().out


def test_a_terminal_is_shown_no_control_characters(capsys: pytest.CaptureFixture[str]) -> None:
    command._print_table([replace(FIGURE, place=Place("Or\x1b[2Jlat\u202e"))], explain=False)
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_json_holds_every_column_and_the_totals(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", article, "--published", "2021-03-04", "--json"]) == 0
    content = json.loads(capsys.readouterr().out)
    assert content["published"] == "2021-03-04"
    assert [record_to_figure(item) for item in content["figures"]] == read(TEXT, published=date(2021, 3, 4))
    assert {total["measure"] for total in content["totals"]} == {"killed", "injured"}


def test_offsets_count_line_ends_as_they_are(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path(article).write_bytes(("Quiet.\r\n\r\n" + TEXT).encode())
    main(["read", article, "--json"])
    marks = [mark for item in json.loads(capsys.readouterr().out)["figures"] for mark in item["marks"]]
    assert marks
    assert all(("Quiet.\r\n\r\n" + TEXT)[mark["start"] : mark["end"]] == mark["printed"] for mark in marks)


def test_csv_has_one_row_per_figure(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", article, "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(row["measure"], row["value"], row["low"], row["high"]) for row in rows] == [
        ("killed", "40", "41", ""),
        ("injured", "90", "90", ""),
    ]


def test_csv_gives_a_spreadsheet_nothing_to_run(capsys: pytest.CaptureFixture[str]) -> None:
    command._print_csv([replace(FIGURE, place=Place("=1+1"))])
    assert next(csv.DictReader(io.StringIO(capsys.readouterr().out)))["place"] == "'=1+1"


def test_a_text_without_figures_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "quiet.txt").write_text("The council met on Monday.", encoding="utf-8")
    assert main(["read", str(tmp_path / "quiet.txt")]) == 0
    assert capsys.readouterr().out == "no figures found\n"


def test_standard_input_is_read_for_a_dash() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "casualty_figures", "read", "-", "--json"],
        input=TEXT.encode(), capture_output=True, check=True,
    )  # fmt: skip
    assert json.loads(done.stdout)["figures"]


def test_output_that_nobody_reads_is_no_traceback(article: str) -> None:
    Path(article).write_bytes((TEXT * 2000).encode())
    done = subprocess.run(
        f"{shlex.quote(sys.executable)} -m casualty_figures read {shlex.quote(article)} --json | head -1",
        shell=True, capture_output=True, check=False,
    )  # fmt: skip
    assert done.stderr == b""


def test_output_that_is_closed_is_no_traceback(article: str) -> None:
    done = subprocess.run(
        f"{shlex.quote(sys.executable)} -m casualty_figures read {shlex.quote(article)} --published 2021-03-04 >&-",
        shell=True, capture_output=True, check=False,
    )  # fmt: skip
    assert done.stderr == b""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["read", "no-such-file.txt"], "no-such-file.txt: No such file or directory"),
        (["read", "."], ".: Is a directory"),
        (["read", "/dev/null"], "/dev/null: there is no text in it"),
        (["view", "/dev/null"], "/dev/null: there is no text in it"),
        (["read", sys.executable], f"{sys.executable}: not UTF-8 at byte"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_clear_line(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    error = capsys.readouterr().err
    assert error.startswith(f"casualty-figures {arguments[0]}: ")
    assert message in error
    assert error.count("\n") == 1


def test_a_file_that_is_not_utf_8_is_named_with_the_byte(tmp_path: Path) -> None:
    (tmp_path / "latin.txt").write_bytes(b"Three killed in S\xe3o Bartolo")
    with pytest.raises(CommandError, match=r"latin\.txt: not UTF-8 at byte 17"):
        command.read_text(str(tmp_path / "latin.txt"))


def test_a_file_of_zeros_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "picture.raw").write_bytes(b"at least 3 killed" + bytes(9))
    with pytest.raises(CommandError, match=r"picture\.raw: a NUL at byte 17; this is no text file"):
        command.read_text(str(tmp_path / "picture.raw"))


def test_standard_input_without_a_text_is_called_by_its_name() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "casualty_figures", "read", "-"], input=b" \n", capture_output=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr == b"casualty-figures read: standard input: there is no text in it\n"


def test_a_table_without_a_day_of_publication_says_what_that_costs(
    article: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["read", article])
    assert "few days are known without the day of publication: --published" in capsys.readouterr().err
    main(["read", article, "--published", "2021-03-04"])
    assert capsys.readouterr().err == ""


def test_capitals_alone_are_read(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path(article).write_text(TEXT.upper(), encoding="utf-8")
    main(["read", article, "--published", "2021-03-04", "--csv"])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(row["measure"], row["low"], row["period_start"]) for row in rows] == [
        ("killed", "41", "2021-03-02"),
        ("injured", "90", "2021-03-02"),
    ]


@pytest.mark.parametrize("arguments", [[], ["reed"], ["read"], ["read", "a.txt", "--published", "Tuesday"]])
def test_a_wrong_command_line_is_status_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage: casualty-figures" in capsys.readouterr().err


def test_a_command_imports_no_tables(article: str) -> None:
    """`read` must start fast: pandas alone takes longer than reading a hundred articles."""
    code = (
        f"import sys; from casualty_figures.commands import main; main(['read', {article!r}]); "
        "print([name for name in ('pandas', 'pandera', 'frictionless', 'jsonschema') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_help_lists_every_command_with_a_line_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--help"])
    assert caught.value.code == 0
    shown = capsys.readouterr().out
    assert "Read the casualty figures of a text" in shown
