"""The kit itself: valid by its schema, in the vocabulary's words, and covering every rule."""

import csv
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from casualty_figures.conforming.kit import KitError, load_kit
from casualty_figures.files import packaged

KIT = Path(__file__).resolve().parents[2] / "conformance"
SCHEMAS = [KIT / "answer.schema.json", KIT / "schema.json"]
FILES = sorted(set(KIT.glob("*.json")) - set(SCHEMAS))
PASSAGES = [passage for topic in load_kit(KIT).values() for passage in topic]


def _ids(table: str, column: str) -> set[str]:
    with packaged("vocabulary").joinpath(table).open(encoding="utf-8") as lines:
        return {row[column] for row in csv.DictReader(lines)}


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.name)
def test_each_schema_is_a_json_schema(path: Path) -> None:
    Draft202012Validator.check_schema(json.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_file_fits_the_schema(path: Path) -> None:
    validator = Draft202012Validator(
        json.loads((KIT / "schema.json").read_text(encoding="utf-8")),
        format_checker=Draft202012Validator.FORMAT_CHECKER,
    )
    assert [error.message for error in validator.iter_errors(json.loads(path.read_text(encoding="utf-8")))] == []


def test_the_example_of_the_readme_fits_the_schema() -> None:
    readme = (KIT / "README.md").read_text(encoding="utf-8")
    example = json.loads(readme.split("```json\n")[1].split("```")[0])
    Draft202012Validator(json.loads((KIT / "schema.json").read_text(encoding="utf-8"))).validate(example)


def test_the_answer_of_the_readme_fits_its_schema() -> None:
    readme = (KIT / "README.md").read_text(encoding="utf-8")
    example = json.loads(readme.split("```json\n")[2].split("```")[0])
    Draft202012Validator(json.loads((KIT / "answer.schema.json").read_text(encoding="utf-8"))).validate(example)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_ids_of_a_file_begin_with_its_name(path: Path) -> None:
    ids = [passage["id"] for passage in json.loads(path.read_text(encoding="utf-8"))["passages"]]
    assert [name for name in ids if name.split(".")[0] != path.stem] == []


def test_every_measure_of_the_vocabulary_is_tried() -> None:
    stated = {row["measure"] for passage in PASSAGES for row in passage.rows}
    assert stated == _ids("measures.csv", "measure_id")


def test_every_quantifier_of_the_vocabulary_is_tried() -> None:
    stated = {row["quantifier"] for passage in PASSAGES for row in passage.rows if "quantifier" in row}
    assert stated == _ids("quantifiers.csv", "quantifier_id")


def test_every_population_stated_is_in_the_vocabulary() -> None:
    stated = {
        name for passage in PASSAGES for row in passage.rows for name in _choices(row.get("population", "unknown"))
    }
    assert stated <= _ids("populations.csv", "population_id") | {"unknown"}


def _choices(value: object) -> list[str]:
    return [str(item) for item in value["one_of"]] if isinstance(value, dict) else [str(value)]


def test_every_published_day_is_a_day() -> None:
    assert all(date.fromisoformat(passage.published) for passage in PASSAGES)


def test_no_period_lies_after_the_publication() -> None:
    late = [
        passage.id
        for passage in PASSAGES
        for row in passage.rows
        for end in ("start", "end")
        for day in _choices((row.get("period") or {}).get(end) or "")
        if day > passage.published
    ]
    assert late == []


def test_there_are_a_hundred_passages_at_least() -> None:
    assert len(PASSAGES) >= 100


def _write(folder: Path, name: str, content: object) -> Path:
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def _topic(*ids: str) -> dict[str, object]:
    passages = [
        {"id": name, "rule": "A rule for this test.", "published": "2021-03-04", "text": "Quiet.", "rows": []}
        for name in ids
    ]
    return {"topic": "A topic", "about": "A rule.", "passages": passages}


@pytest.mark.parametrize("name", ["no-such-folder", "a.json"])
def test_what_is_no_folder_is_said_to_be_none(tmp_path: Path, name: str) -> None:
    _write(tmp_path, "a.json", _topic("a.one"))
    with pytest.raises(KitError, match="is no folder"):
        load_kit(tmp_path / name)


def test_a_day_that_no_calendar_has_is_named(tmp_path: Path) -> None:
    topic = _topic("a.one")
    topic["passages"][0]["published"] = "2021-02-30"  # type: ignore[index]
    _write(tmp_path, "invalid_day.json", topic)
    with pytest.raises(KitError, match=r"invalid_day\.json: \$\.passages\[0\]\.published: '2021-02-30'"):
        load_kit(tmp_path)


def test_the_schemas_of_the_kit_are_no_passages(tmp_path: Path) -> None:
    for path in SCHEMAS:
        (tmp_path / path.name).write_bytes(path.read_bytes())
    _write(tmp_path, "a.json", _topic("a.one"))
    assert list(load_kit(tmp_path)) == ["a.json"]


def test_the_wheel_holds_both_schemas(wheel: Path) -> None:
    """Without them an installed `casualty-figures conform` could run no kit."""
    with zipfile.ZipFile(wheel) as inside:
        names = set(inside.namelist())
    assert {f"casualty_figures/conformance/{path.name}" for path in SCHEMAS} <= names


def test_an_empty_folder_is_no_kit(tmp_path: Path) -> None:
    with pytest.raises(KitError, match="no files of passages"):
        load_kit(tmp_path)


def test_a_file_that_is_no_json_is_named(tmp_path: Path) -> None:
    _write(tmp_path, "broken.json", "{")
    with pytest.raises(KitError, match=r"broken\.json: not JSON"):
        load_kit(tmp_path)


def test_an_unknown_column_is_named_with_its_place(tmp_path: Path) -> None:
    topic = _topic("a.one")
    topic["passages"][0]["rows"] = [{"measure": "killed", "lowest": 3}]  # type: ignore[index]
    _write(tmp_path, "invalid_column.json", topic)
    with pytest.raises(KitError, match=r"invalid_column\.json: \$\.passages\[0\]\.rows\[0\].*lowest"):
        load_kit(tmp_path)


def test_an_id_that_stands_twice_is_refused(tmp_path: Path) -> None:
    _write(tmp_path, "a.json", _topic("a.one"))
    _write(tmp_path, "b.json", _topic("a.one"))
    with pytest.raises(KitError, match=r"b\.json: the id a\.one stands in a\.json already"):
        load_kit(tmp_path)


def test_all_faults_are_shown_not_the_first_alone(tmp_path: Path) -> None:
    _write(tmp_path, "a.json", "[")
    _write(tmp_path, "b.json", {"topic": "x"})
    with pytest.raises(KitError) as caught:
        load_kit(tmp_path)
    assert {line.split(":")[0] for line in str(caught.value).splitlines()} == {"a.json", "b.json"}
