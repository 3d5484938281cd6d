"""Loading: verified bytes, right types, names that help, no cost at import."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import casualty_figures
from casualty_figures.package.tables import read_table
from casualty_figures.using.engines import read_pandas
from casualty_figures.using.opened import DamagedPackageError, OpenedPackage, UnknownNameError

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


def test_empty_is_missing_and_a_text_na_is_a_text() -> None:
    schema = {
        "fields": [
            {"name": "code", "type": "string"},
            {"name": "count", "type": "integer"},
            {"name": "share", "type": "number"},
            {"name": "known", "type": "boolean"},
            {"name": "day", "type": "date"},
        ]
    }
    large = 2**53 + 1
    content = f"code,count,share,known,day\nNA,{large},0.5,false,2016-10-25\n,,,,\nnull,1,2,true,1970-01-01\n".encode()
    frame = read_pandas(content, schema)
    assert frame["code"].tolist()[0] == "NA"
    assert frame["code"].tolist()[2] == "null"
    assert frame.loc[1].isna().all()
    assert (frame.loc[0, "count"], frame.loc[0, "share"], frame.loc[0, "known"]) == (large, 0.5, False)
    assert frame.loc[0, "day"] == pd.Timestamp(dt.date(2016, 10, 25))
    assert [str(kind) for kind in frame.dtypes[1:]] == ["Int64", "Float64", "boolean", "datetime64[s]"]


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


def test_an_unknown_release_lists_the_releases() -> None:
    with pytest.raises(UnknownNameError, match=r"'0\.0\.9' is no release; there are: "):
        casualty_figures.load("figures", version="0.0.9")


def test_before_the_first_release_there_is_none() -> None:
    with pytest.raises(UnknownNameError, match="as of 1999-12-31"):
        casualty_figures.load("figures", as_of="1999-12-31")


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


def test_import_is_fast_and_loads_no_pandas(root: Path) -> None:
    code = (
        "import time\nstart = time.process_time()\nimport casualty_figures\n"
        "print(time.process_time() - start, 'pandas' in sys.modules, 'numpy' in sys.modules)"
    )
    runs = [run_python(code, str(root)).split() for _ in range(3)]
    assert min(float(seconds) for seconds, *_ in runs) < IMPORT_SECONDS
    assert {tuple(loaded) for _, *loaded in runs} == {("False", "False")}


def test_a_zipped_wheel_on_the_path_loads_and_gives_paths(root: Path, tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=root, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    code = (
        "import casualty_figures as cf, json\nassert '.whl' in cf.__file__, cf.__file__\n"
        "print(json.dumps([len(cf.load('figures')), cf.path('figures').read_text('utf-8')[:9], "
        "cf.figure('meo-2016-10-25-aleppo.17').display(), cf.metadata()['version']]))"
    )
    loaded = json.loads(run_python(code, str(wheel)))
    expected = [len(casualty_figures.load("figures")), "figure_id", ">800", casualty_figures.metadata()["version"]]
    assert loaded == expected
