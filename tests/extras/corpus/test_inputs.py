"""What a corpus is read from: four forms of file, and what becomes of what cannot be read."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import duckdb
import pytest
from corpora import TEXTS, rows, write_lines

from casualty_figures.corpus import CorpusError
from casualty_figures.corpus.runs import run_corpus
from casualty_figures.corpus.texts import documents
from casualty_figures.corpus.texts.batches import batches
from casualty_figures.corpus.texts.documents import Document, Entry, Rejection
from casualty_figures.corpus.texts.files import entries, find_files
from casualty_figures.corpus.texts.register import Register


def found(source: Path) -> list[Entry]:
    return list(entries(sorted(find_files(source), key=lambda file: file.name)))


def read(source: Path) -> list[tuple[str, str, str]]:
    """Id, text and day of what could be read."""
    documents = [entry.found for entry in found(source) if isinstance(entry.found, Document)]
    return [(each.id, each.text, str(each.published or "")) for each in documents]


def rejected(source: Path) -> list[tuple[str, str | None, str]]:
    """Position, id and reason of what could not."""
    rejections = [entry.found for entry in found(source) if isinstance(entry.found, Rejection)]
    return [(each.position, each.id, each.reason) for each in rejections]


def given() -> list[tuple[str, str, str]]:
    return [(each["id"], each["text"], each["published"]) for each in TEXTS]


def write_parquet(path: Path, statement: str) -> Path:
    duckdb.execute(f"COPY ({statement}) TO '{path}' (FORMAT parquet)")
    return path


def test_json_lines_csv_and_parquet_hold_the_same_texts(tmp_path: Path) -> None:
    lines = write_lines(tmp_path / "a.jsonl", TEXTS)
    table = tmp_path / "b.csv"
    with table.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, ["published", "id", "text"])
        writer.writeheader()
        writer.writerows(TEXTS)
    parquet = write_parquet(
        tmp_path / "c.parquet",
        f"SELECT * FROM read_json('{lines}', columns={{id: 'VARCHAR', text: 'VARCHAR', published: 'VARCHAR'}})",
    )
    assert read(lines) == read(table) == read(parquet) == given()


def test_each_txt_file_of_a_folder_is_a_text_named_by_its_path(tmp_path: Path) -> None:
    (tmp_path / "2021").mkdir()
    (tmp_path / "2021" / "velm.txt").write_text("Two died.", "utf-8")
    (tmp_path / "orlat.TXT").write_text("Three died.", "utf-8")
    (tmp_path / "notes.md").write_text("Four died.", "utf-8")
    assert read(tmp_path) == [("2021/velm", "Two died.", ""), ("orlat", "Three died.", "")]


def test_published_may_be_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,text\na,Two died.\n", "utf-8")
    assert read(tmp_path / "a.csv") == [("a", "Two died.", "")]


def test_parquet_gives_dates_and_whole_numbers_as_they_are(tmp_path: Path) -> None:
    statement = "SELECT 7 AS id, 'Two died.' AS text, DATE '2021-03-04' AS published"
    assert read(write_parquet(tmp_path / "a.parquet", statement)) == [("7", "Two died.", "2021-03-04")]


def test_a_cell_of_csv_may_hold_commas_quotes_and_lines(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b'\xef\xbb\xbfid,text\r\na,"Two died, ""all"" said.\nThree\r\n\r\nlived."\r\n')
    assert read(tmp_path / "a.csv") == [("a", 'Two died, "all" said.\nThree\r\n\r\nlived.', "")]


@pytest.mark.parametrize("name", ["a.csv", "a.parquet"])
def test_a_table_without_a_column_it_needs_is_refused_before_anything_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "a0.txt").write_text("Two died.", "utf-8")
    if name.endswith("csv"):
        (tmp_path / name).write_text("id,body\na,Two died.\n", "utf-8")
    else:
        write_parquet(tmp_path / name, "SELECT 'a' AS id, 'Two died.' AS body")
    with pytest.raises(CorpusError, match="no column text; a corpus has id, text and published"):
        run_corpus(tmp_path, tmp_path.with_name("out"))


def test_a_folder_without_texts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"ends in \.txt, \.jsonl, \.ndjson, \.csv, \.parquet"):
        list(find_files(tmp_path))


def test_a_broken_line_of_json_costs_itself_alone(tmp_path: Path) -> None:
    lines = [
        b'{"id": "a", "text": "Two died."}',
        b'{"id": "b", "text": ',
        b'["c"]',
        b'{"id": "d", "text": "Three died."}',
    ]
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(lines))
    assert [text[0] for text in read(tmp_path / "a.jsonl")] == ["a", "d"]
    assert rejected(tmp_path / "a.jsonl") == [("a.jsonl:2", None, "broken_line"), ("a.jsonl:3", None, "broken_line")]


def test_a_broken_record_of_csv_costs_itself_alone(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        'id,text\na,"Two\ndied."\nb,one,too many\nc,"never closed\nd,Three died.\n', "utf-8"
    )
    assert [text[0] for text in read(tmp_path / "a.csv")] == ["a", "d"]
    assert rejected(tmp_path / "a.csv") == [("a.csv:4", None, "broken_line"), ("a.csv:5", None, "broken_line")]


def test_text_that_is_not_utf8_costs_itself_alone(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(
        b'{"id": "a", "text": "\xff"}\n{"id": "b", "text": "\\ud800"}\n{"id": "c", "text": "ok"}'
    )
    (tmp_path / "b.csv").write_bytes(b"id,text\nd,\xff\ne,ok\n")
    (tmp_path / "c.txt").write_bytes(b"Two died\xff.")
    write_parquet(tmp_path / "d.parquet", "SELECT 'f' AS id, '\\xFF'::BLOB AS text UNION ALL SELECT 'g', 'ok'::BLOB")
    assert [text[0] for text in read(tmp_path)] == ["c", "e", "g"]
    assert [(position, reason) for position, _, reason in rejected(tmp_path)] == [
        ("a.jsonl:1", "not_utf8"),
        ("a.jsonl:2", "not_utf8"),
        ("b.csv:2", "not_utf8"),
        ("c.txt", "not_utf8"),
        ("d.parquet:1", "not_utf8"),
    ]


def test_a_text_without_id_or_text_or_with_another_date_is_rejected(tmp_path: Path) -> None:
    records = [{"text": "x"}, {"id": " ", "text": "x"}, {"id": "c"}, {"id": "d", "text": "x", "published": "4 March"}]
    write_lines(tmp_path / "a.jsonl", [*records, {"id": ["e"], "text": "x"}])
    reasons = [reason for _, _, reason in rejected(tmp_path / "a.jsonl")]
    assert reasons == ["no_id", "no_id", "no_text", "bad_date", "no_id"]


def test_a_text_that_is_too_large_is_rejected_and_never_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casualty_figures.corpus.texts.lines.LONGEST_LINE", 200)
    monkeypatch.setattr(documents, "MOST_CHARACTERS", 100)
    write_lines(
        tmp_path / "a.jsonl", [{"id": "a", "text": "x" * 101}, {"id": "b", "text": "x" * 500}, {"id": "c", "text": "x"}]
    )
    (tmp_path / "b.csv").write_text(f"id,text\nd,{'x' * 500}\ne,x\n", "utf-8")
    assert [text[0] for text in read(tmp_path)] == ["c", "e"]
    assert {reason for _, _, reason in rejected(tmp_path)} == {"too_large"}


def test_a_file_that_cannot_be_opened_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Two died.", "utf-8")
    (tmp_path / "b.parquet").write_bytes(b"PAR1 no more")
    files = sorted(find_files(tmp_path), key=lambda file: file.name)
    (tmp_path / "a.txt").unlink()
    reasons = [
        (entry.found.position, entry.found.reason) for entry in entries(files) if isinstance(entry.found, Rejection)
    ]
    assert reasons == [("a.txt", "unreadable"), ("b.parquet", "broken_line")]


def test_of_texts_with_one_id_the_first_is_read_also_across_files_and_batches(tmp_path: Path) -> None:
    write_lines(
        tmp_path / "a.jsonl", [{"id": "a", "text": "first"}, {"id": "b", "text": "x"}, {"id": "a", "text": "second"}]
    )
    write_lines(tmp_path / "b.jsonl", [{"id": "c", "text": "x"}, {"id": "b", "text": "third"}])
    register = Register(tmp_path / "register")
    register.list_files(tmp_path)
    parts = list(batches(register, most_texts=1))
    register.close()
    assert [document.text for batch in parts for document in batch.documents] == ["first", "x", "x"]
    doubled = [(each.position, each.detail) for batch in parts for each in batch.rejections]
    assert doubled == [("a.jsonl:3", "first at a.jsonl:1"), ("b.jsonl:2", "first at a.jsonl:2")]


def test_two_ids_never_give_figures_of_one_id(tmp_path: Path) -> None:
    lines = write_lines(
        tmp_path / "a.jsonl", [{"id": id_, "text": "Two died."} for id_ in ("Desk 1", "desk-1", "desk/1", "1")]
    )
    run_corpus(lines, tmp_path / "out")
    assert len({row["figure_id"] for row in rows(tmp_path / "out", "figures")}) == 4


def test_rejected_texts_are_counted_by_reason_in_the_summary(tmp_path: Path) -> None:
    lines = write_lines(tmp_path / "a.jsonl", [*TEXTS, TEXTS[0], {"text": "x"}, {"id": "e", "text": 5}])
    run_corpus(lines, tmp_path / "out")
    summary = json.loads((tmp_path / "out" / "summary.json").read_text("utf-8"))
    assert summary["rejected"] == {"duplicate_id": 1, "no_id": 1, "no_text": 1}
    assert (summary["rows"]["texts"], summary["rows"]["rejected"]) == (3, 3)
    listed = [(row["position"], row["reason"]) for row in rows(tmp_path / "out", "rejected")]
    assert listed == [("a.jsonl:4", "duplicate_id"), ("a.jsonl:5", "no_id"), ("a.jsonl:6", "no_text")]
