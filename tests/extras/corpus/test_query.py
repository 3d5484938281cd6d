"""SQL over a corpus: one SELECT over its datasets, and nothing else of the machine."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from corpora import TEXTS, write_lines

from casualty_figures.commands import main
from casualty_figures.corpus.runs import run_corpus


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of three texts in two parts, with one text rejected."""
    folder = tmp_path_factory.mktemp("query")
    run_corpus(write_lines(folder / "news.jsonl", [*TEXTS, {"text": "x"}]), folder / "o'ut", batch_texts=2)
    return folder / "o'ut"


def ask(corpus: Path, statement: str, *form: str) -> int:
    return main(["query", str(corpus), statement, *form])


@pytest.mark.parametrize(("dataset", "count"), [("texts", 3), ("figures", 3), ("tallies", 3), ("rejected", 1)])
def test_each_dataset_is_a_table(corpus: Path, capsys: pytest.CaptureFixture[str], dataset: str, count: int) -> None:
    assert ask(corpus, f"SELECT count(*) AS n FROM {dataset}", "--csv") == 0
    assert capsys.readouterr().out == f"n\n{count}\n"


def test_datasets_are_joined(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    statement = """
        SELECT t.id, f.value, e.printed FROM texts t JOIN figures f USING (source_id) JOIN evidence e USING (figure_id)
        WHERE f.quantifier_id = 'at_least' AND e.role = 'figure'
    """
    assert ask(corpus, statement, "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"id": "Desk/2", "value": 12, "printed": "At least 12 people"}


def test_rows_are_printed_in_columns(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(corpus, "SELECT id, published FROM texts ORDER BY id") == 0
    assert capsys.readouterr().out.splitlines() == [
        "id      published",
        "Desk/2",
        "desk-1  2021-03-04",
        "desk-3  2021-03-05",
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM '/etc/passwd'",
        "COPY texts TO '/tmp/texts.csv'",
        "SELECT 1; SELECT 2",
        "SET enable_external_access = true",
        "ATTACH 'other.db'",
        "DROP VIEW texts",
        "not sql",
    ],
)
def test_nothing_but_one_select_over_the_corpus_is_run(
    corpus: Path, capsys: pytest.CaptureFixture[str], statement: str
) -> None:
    assert ask(corpus, statement) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("casualty-figures query: ")


def test_an_unknown_column_is_named(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(corpus, "SELECT deaths FROM figures") == 2
    assert "deaths" in capsys.readouterr().err


def test_an_unfinished_corpus_is_not_queried(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(tmp_path, "SELECT 1") == 2
    assert "holds no finished corpus" in capsys.readouterr().err


def test_a_descriptor_cannot_lead_out_of_the_corpus(corpus: Path, tmp_path: Path) -> None:
    descriptor = json.loads((corpus / "datapackage.json").read_text("utf-8"))
    descriptor["resources"][0]["path"] = ["../../elsewhere.parquet"]
    (tmp_path / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
    assert ask(tmp_path, "SELECT 1") == 2
