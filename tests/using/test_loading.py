"""Loading: verified bytes, right types, names that help, no cost at import."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pandas as pd
import pytest

import casualty_figures
from casualty_figures.package.tables import read_table
from casualty_figures.using.engines import read_pandas
from casualty_figures.using.opened import DamagedPackageError, OpenedPackage, UnknownNameError
from casualty_figures.using.records import rows_of
from tests.using.cells import CSV, ROWS, SCHEMA
from tests.using.conftest import TOLL

IMPORT_SECONDS = 0.05


@pytest.fixture
def package(root: Path, tmp_path: Path) -> Path:
    """A copy of the package that a test may damage."""
    for name in ("data", "schemas"):
        shutil.copytree(root / name, tmp_path / name)
    shutil.copy(root / "datapackage.json", tmp_path)
    return tmp_path


def test_every_table_of_the_descriptor_loads_with_its_columns_and_rows(root: Path) -> None:
    assert casualty_figures.tables()
    for table in casualty_figures.tables():
        frame = casualty_figures.load(table)
        assert list(frame.columns) == [field["name"] for field in casualty_figures.schema(table)["fields"]]
        assert len(frame) == len(read_table(table, (root / "data" / f"{table}.csv").read_bytes()))


def test_the_loader_gives_the_types_that_the_build_checked(root: Path) -> None:
    for table in casualty_figures.tables():
        checked = read_table(table, (root / "data" / f"{table}.csv").read_bytes())
        pd.testing.assert_frame_equal(casualty_figures.load(table), checked, check_exact=True)


def test_empty_is_missing_a_text_na_is_a_text_and_large_counts_are_exact() -> None:
    frame = read_pandas(CSV, SCHEMA)
    assert rows_of(frame) == ROWS
    assert [str(kind) for kind in frame.dtypes] == ["str", "Int64", "Float64", "boolean", "datetime64[s]"]


def test_a_frame_carries_version_and_citation() -> None:
    attributes = casualty_figures.load("figures").attrs
    assert attributes["version"] == casualty_figures.metadata()["version"]
    assert attributes["version"] in attributes["citation"]
    assert "article" in attributes["citation"]


def test_frames_and_schemas_are_copies() -> None:
    changed = casualty_figures.load("figures")
    changed.loc[0, "value"] = 99
    casualty_figures.schema("figures")["fields"].clear()
    casualty_figures.metadata().clear()
    assert not (casualty_figures.load("figures")["value"] == 99).any()
    assert casualty_figures.schema("figures")["fields"]
    assert casualty_figures.metadata()


@pytest.mark.parametrize("ask", [casualty_figures.load, casualty_figures.path, casualty_figures.schema])
def test_an_unknown_table_lists_the_tables(ask: object) -> None:
    with pytest.raises(UnknownNameError, match=r"'figure' is no table; there are: figures, actors"):
        ask("figure")  # type: ignore[operator]


def test_an_unknown_engine_lists_the_engines() -> None:
    with pytest.raises(UnknownNameError, match="pandas, polars, duckdb, arrow"):
        casualty_figures.load("figures", "spark")


def test_an_engine_that_is_not_installed_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(ImportError, match=r"casualty-figures\[engines\]"):
        casualty_figures.load("figures", "polars")


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda file: file.write_bytes(file.read_bytes() + b"x"), r"data/series.csv: \d+ bytes, the descriptor says"),
        (lambda file: file.write_bytes(file.read_bytes().replace(b"killed", b"kilted")), r"data/series.csv: sha256:"),
        (lambda file: file.unlink(), "data/series.csv: the file is missing"),
    ],
    ids=["longer", "altered", "missing"],
)
def test_a_wrong_file_is_named_whatever_table_is_asked_for(package: Path, damage: object, said: str) -> None:
    damage(package / "data" / "series.csv")  # type: ignore[operator]
    with pytest.raises(DamagedPackageError, match=said) as caught:
        OpenedPackage(package).content("figures")
    assert "build.py" in str(caught.value)


def test_without_a_descriptor_the_error_says_to_build(package: Path) -> None:
    (package / "datapackage.json").unlink()
    with pytest.raises(DamagedPackageError, match=r"not built; run `python build.py`"):
        OpenedPackage(package).content("figures")


def test_path_names_a_file_with_the_described_bytes(root: Path) -> None:
    for resource in casualty_figures.metadata()["resources"]:
        content = casualty_figures.path(resource["name"]).read_bytes()
        assert f"sha256:{hashlib.sha256(content).hexdigest()}" == resource["hash"]


def run_python(code: str, *paths: str) -> str:
    """What a fresh process prints, with only these paths and the installed libraries."""
    command = [sys.executable, "-c", f"import sys\nsys.path[:0] = {list(paths)!r}\n{code}"]
    result = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


def test_import_is_fast_and_loads_nothing_but_itself(root: Path) -> None:
    """Processor time, since other processes of this machine are not ours to count."""
    code = (
        "import time\nbefore = set(sys.modules)\nstart = time.process_time()\nimport casualty_figures\n"
        "spent = time.process_time() - start\n"
        "new = {name.partition('.')[0] for name in set(sys.modules) - before} - sys.stdlib_module_names\n"
        "print(spent, *new, *(name for name in sys.modules if name.startswith('casualty_figures.')))"
    )
    runs = [run_python(code, str(root)).split() for _ in range(5)]
    assert {tuple(loaded) for _, *loaded in runs} == {("casualty_figures",)}
    assert min(float(seconds) for seconds, *_ in runs) < IMPORT_SECONDS


def test_the_wheel_holds_the_package_its_releases_and_the_vocabulary(root: Path, wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("data", "schemas", "vocabulary", "releases"):
        for path in (path for path in (root / folder).rglob("*") if path.is_file()):
            assert f"casualty_figures/{path.relative_to(root).as_posix()}" in inside
    for name in ("datapackage.json", "load.sql", "py.typed"):
        assert f"casualty_figures/{name}" in inside
    assert {name.partition("/")[0] for name in inside} == {
        "casualty_figures",
        f"casualty_figures-{casualty_figures.__version__}.dist-info",
    }


def test_a_zipped_wheel_on_the_path_works_without_a_network(wheel: Path) -> None:
    code = f"""
import json, socket
def refuse(*_): raise OSError("no network in this test")
socket.socket.connect = refuse
import casualty_figures as cf
assert cf.__file__.startswith({str(wheel)!r}), cf.__file__
released = cf.load("releases")["version"].tolist()
print(json.dumps([
    [len(cf.load(table)) for table in cf.tables()],
    cf.path("figures").read_text("utf-8")[:9],
    cf.schema("figures")["primaryKey"],
    cf.metadata()["version"],
    cf.figure({TOLL!r}).display("long"),
    cf.figure({TOLL!r}).cite("csl"),
    [len(cf.load("figures", version=version)) for version in released],
    [cf.path("figures", version=version).read_text("utf-8")[:9] for version in released],
]))
"""
    toll, released = casualty_figures.figure(TOLL), casualty_figures.load("releases")["version"].tolist()
    assert json.loads(run_python(code, str(wheel))) == [
        [len(casualty_figures.load(table)) for table in casualty_figures.tables()],
        "figure_id",
        ["figure_id"],
        casualty_figures.metadata()["version"],
        toll.display("long"),
        toll.cite("csl"),
        [len(casualty_figures.load("figures", version=version)) for version in released],
        ["figure_id" for _ in released],
    ]
    assert released
