"""A run: the same datasets whatever the workers, checked, described, and gone on with where it was stopped."""

from __future__ import annotations

import fcntl
import json
import shutil
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from corpora import TEXTS, contents, rows, write_lines
from jsonschema.validators import validator_for

from casualty_figures.commands import main
from casualty_figures.corpus import CorpusError
from casualty_figures.corpus.datasets import DATASETS
from casualty_figures.corpus.runs import run_corpus
from casualty_figures.package.tables import columns

RECORDS = [{**TEXTS[number % 3], "id": f"desk-{number:03d}"} for number in range(60)]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty texts, and five that cannot be read among them."""
    broken: list[dict[str, Any]] = [{"id": "x"}, {"text": "x"}, RECORDS[0], {"id": "y", "text": 3}, RECORDS[7]]
    return write_lines(tmp_path_factory.mktemp("source") / "news.jsonl", [*RECORDS[:30], *broken, *RECORDS[30:]])


@pytest.fixture(scope="module")
def finished(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run of seven parts."""
    out = tmp_path_factory.mktemp("finished") / "out"
    run_corpus(source, out, batch_texts=10)
    return out


@pytest.fixture
def stopped(finished: Path, tmp_path: Path) -> Path:
    """The same run, stopped while it wrote its fourth part."""
    out = tmp_path / "out"
    shutil.copytree(finished, out)
    for name in ("datapackage.json", "summary.json", "figures/part-000004.parquet"):
        (out / name).unlink()
    for number in range(4, 8):
        (out / "parts" / f"part-{number:06d}.json").unlink()
    (out / "evidence" / ".part-000005.parquet.unfinished").write_bytes(b"PAR1")
    return out


def test_the_files_are_the_same_whatever_the_workers_and_the_order_of_finishing(
    source: Path, finished: Path, tmp_path: Path
) -> None:
    run_corpus(source, tmp_path / "out", workers=3, batch_texts=10)
    assert contents(tmp_path / "out") == contents(finished)


def test_a_stopped_run_goes_on_where_it_was(source: Path, finished: Path, stopped: Path) -> None:
    kept = {path: path.stat().st_mtime_ns for path in stopped.glob("*/part-00000[123].*")}
    summary = run_corpus(source, stopped, resume=True, batch_texts=10)
    assert (summary.kept, summary.parts) == (3, 7)
    assert contents(stopped) == contents(finished)
    assert {path: path.stat().st_mtime_ns for path in kept} == kept
    assert not list(stopped.rglob("*.unfinished"))


def test_a_part_that_was_damaged_is_read_again(source: Path, finished: Path, stopped: Path) -> None:
    (stopped / "figures" / "part-000002.parquet").write_bytes(b"")
    assert run_corpus(source, stopped, resume=True, batch_texts=10).kept == 2
    assert contents(stopped) == contents(finished)


def test_a_finished_run_is_left_as_it_is(source: Path, finished: Path) -> None:
    before = contents(finished)
    assert run_corpus(source, finished, resume=True, batch_texts=10).kept == 7
    assert contents(finished) == before


def test_a_run_is_not_begun_twice(source: Path, finished: Path) -> None:
    with pytest.raises(CorpusError, match="holds a run; go on with --resume, or name a new folder"):
        run_corpus(source, finished, batch_texts=10)


def test_a_folder_of_other_things_is_left_alone(source: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("x", "utf-8")
    for resume in (False, True):
        with pytest.raises(CorpusError, match="is not empty and holds no run"):
            run_corpus(source, tmp_path, resume=resume)


def test_a_file_in_place_of_the_folder_is_refused(source: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x", "utf-8")
    with pytest.raises(CorpusError, match="is a file; name a new folder"):
        run_corpus(source, tmp_path / "out")


def test_a_folder_within_the_input_is_refused(source: Path) -> None:
    with pytest.raises(CorpusError, match="would be read as a part of it"):
        run_corpus(source.parent, source.parent / "out")


def test_parts_of_another_input_are_not_mixed(source: Path, stopped: Path, tmp_path: Path) -> None:
    other = write_lines(tmp_path / "news.jsonl", [*RECORDS[:5], {"id": "new", "text": "x"}, *RECORDS[5:]])
    with pytest.raises(CorpusError, match="the input has changed since part 1 was read"):
        run_corpus(other, stopped, resume=True, batch_texts=10)
    shorter = write_lines(tmp_path / "news.jsonl", RECORDS[:10])
    with pytest.raises(CorpusError, match="the input has become shorter since part 3 was read"):
        run_corpus(shorter, stopped, resume=True, batch_texts=10)


def test_parts_of_another_reader_are_not_mixed(source: Path, stopped: Path) -> None:
    settings = json.loads((stopped / "run.json").read_text("utf-8"))
    (stopped / "run.json").write_text(json.dumps({**settings, "reader_sha256": "0"}), "utf-8")
    with pytest.raises(CorpusError, match="another version of the reader"):
        run_corpus(source, stopped, resume=True, batch_texts=10)


def test_two_runs_in_one_folder_do_not_meet(source: Path, stopped: Path) -> None:
    with (stopped / ".lock").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(CorpusError, match="another run is at work in"):
            run_corpus(source, stopped, resume=True, batch_texts=10)


def test_an_empty_corpus_gives_empty_datasets(tmp_path: Path) -> None:
    run_corpus(write_lines(tmp_path / "news.jsonl", []), tmp_path / "out")
    assert {dataset: rows(tmp_path / "out", dataset) for dataset in DATASETS} == {dataset: [] for dataset in DATASETS}


def test_figures_and_evidence_have_the_columns_of_the_package_that_apply(finished: Path) -> None:
    left_out = {"series_id", "deep_link", "caveat", "status"}
    assert list(rows(finished, "figures")[0]) == [name for name in columns("figures") if name not in left_out]
    assert list(rows(finished, "evidence")[0]) == columns("evidence")


def test_evidence_stands_in_the_text_at_its_offsets(finished: Path) -> None:
    texts = {record["id"]: record["text"] for record in RECORDS}
    found = rows(finished, "evidence")
    assert len(found) > 100
    for mark in found:
        text = texts[mark["figure_id"].rpartition(".")[0]]
        assert text[mark["start"] : mark["end"]] == mark["printed"]


def test_the_descriptor_follows_the_profile_and_names_every_file(finished: Path) -> None:
    descriptor = json.loads((finished / "datapackage.json").read_text("utf-8"))
    profile = json.loads(files("dplib").joinpath("profiles", "2.0", "datapackage.json").read_text("utf-8"))
    validator_for(profile)(profile).validate(descriptor)
    named = {path for resource in descriptor["resources"] for path in resource["path"]}
    assert named == {path for path in contents(finished) if path.endswith(".parquet")}
    assert [resource["name"] for resource in descriptor["resources"]] == list(DATASETS)


def test_a_run_says_nothing_where_nobody_looks_on(
    source: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["corpus", str(source), str(tmp_path / "out"), "--workers", "1"]) == 0
    assert capfd.readouterr() == ("", "")


def test_what_goes_wrong_is_one_line_and_status_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["corpus", str(tmp_path / "none"), str(tmp_path / "out")]) == 2
    assert "there is no such file" in capsys.readouterr().err
