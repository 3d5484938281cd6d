"""Releases of a copy of the checkout: versions, reasons, revisions, frozen copies."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
import sys
import tomllib
from functools import partial
from pathlib import Path

import pytest
import yaml

from casualty_figures.package.checks import check
from casualty_figures.package.curated import read_curated
from casualty_figures.package.documents import describe
from casualty_figures.package.frozen import faults, read_index
from casualty_figures.package.issues import Invalid
from casualty_figures.package.relating import relate
from casualty_figures.package.releases import history, release
from casualty_figures.package.resolve import resolve
from casualty_figures.package.tables import Tables, read_table
from casualty_figures.package.writing import write_package

SOURCE = "meo-2016-10-25-aleppo"
CODINGS = f"sources/{SOURCE}/codings.csv"
MARKS = f"sources/{SOURCE}/marks.csv"
FOLDERS = ("sources", "vocabulary", "schemas")
FILES = ("README.md", "CITATION.cff", "pyproject.toml", "casualty_figures/__init__.py")
DAY = dt.date(2030, 1, 1)
LATER = dt.date(2030, 2, 1)


@pytest.fixture
def checkout(root: Path, tmp_path: Path) -> Path:
    """A copy of the first source alone, as if nothing had been released yet."""
    copy = tmp_path / "checkout"
    for name in FOLDERS:
        shutil.copytree(root / name, copy / name, ignore=shutil.ignore_patterns("text.txt"))
    for folder in (copy / "sources").iterdir():
        if folder.name != SOURCE:
            shutil.rmtree(folder)
    edit(copy / f"sources/{SOURCE}/source.csv", r",reuters-2016-10-25-aleppo,inferred,", ",,,")
    (copy / "casualty_figures").mkdir()
    for name in FILES:
        shutil.copy(root / name, copy / name)
    edit(copy / "CITATION.cff", r"^version: .*$", "version: 0.1.0")
    return copy


def edit(path: Path, pattern: str, new: str) -> None:
    """Replace what a pattern finds once."""
    text, count = re.subn(pattern, new, path.read_text("utf-8"), flags=re.MULTILINE)
    assert count == 1, f"{path.name}: {count} times {pattern}"
    path.write_text(text, "utf-8")


def caveat(checkout: Path, said: str) -> None:
    """Change the caveat of figure 12, which has none."""
    edit(checkout / CODINGS, rf"^({SOURCE}\.12,indirect,reported,occurred,,)[^,]*", rf"\g<1>{said}")


def give_reason(checkout: Path, *lines: str) -> None:
    text = "\n".join(("table,row_id,column,reason", *lines)) + "\n"
    (checkout / "releases/reasons.csv").write_text(text, "utf-8")


def tables_of(checkout: Path) -> Tables:
    tables = {**relate(resolve(read_curated(checkout))), **history(checkout)}
    check(tables)
    return tables


def build(checkout: Path) -> None:
    write_package(checkout, describe(checkout, tables_of(checkout)))


def make_release(checkout: Path, day: dt.date) -> Tables:
    tables, files = release(checkout, tables_of(checkout), day, partial(describe, checkout))
    check(tables)
    write_package(checkout, files)
    return tables


def version_strings(checkout: Path) -> set[str]:
    citation = yaml.safe_load((checkout / "CITATION.cff").read_text("utf-8"))
    project = tomllib.loads((checkout / "pyproject.toml").read_text("utf-8"))
    module = re.search(r'^__version__ = "(.*)"$', (checkout / FILES[3]).read_text("utf-8"), re.MULTILINE)
    descriptor = yaml.safe_load((checkout / "datapackage.json").read_text("utf-8"))
    assert module
    return {str(citation["version"]), project["project"]["version"], module[1], descriptor["version"]}


def created(checkout: Path) -> str:
    descriptor = yaml.safe_load((checkout / "datapackage.json").read_text("utf-8"))
    return str(descriptor["created"])[:10]


def test_before_the_first_release_the_version_is_the_authored_one(checkout: Path) -> None:
    build(checkout)
    assert version_strings(checkout) == {"0.1.0"}


def test_the_first_release_is_1_0_0(checkout: Path) -> None:
    tables = make_release(checkout, DAY)
    assert tables["releases"]["version"].tolist() == ["1.0.0"]
    assert tables["revisions"].empty
    assert version_strings(checkout) == {"1.0.0"}
    assert created(checkout) == "2030-01-01"


def test_a_rebuild_after_a_release_changes_nothing(checkout: Path) -> None:
    make_release(checkout, DAY)
    assert write_package(checkout, describe(checkout, tables_of(checkout))) == []


def test_what_differs_from_the_last_release_is_unreleased_and_dated_as_it(checkout: Path) -> None:
    make_release(checkout, DAY)
    caveat(checkout, "Later.")
    build(checkout)
    assert version_strings(checkout) == {"1.0.0+unreleased"}
    assert created(checkout) == "2030-01-01"
    caveat(checkout, "")
    build(checkout)
    assert version_strings(checkout) == {"1.0.0"}


def test_invalid_release_of_a_change_without_reason(checkout: Path) -> None:
    make_release(checkout, DAY)
    caveat(checkout, "Later.")
    with pytest.raises(Invalid, match=rf"{SOURCE}\.12, column caveat.*reason") as refused:
        make_release(checkout, LATER)
    assert "releases/reasons.csv" in str(refused.value)
    assert [one.version for one in read_index(checkout / "releases")] == ["1.0.0"]


def test_a_reason_becomes_a_revision_and_leaves_the_list(checkout: Path) -> None:
    make_release(checkout, DAY)
    caveat(checkout, "Later.")
    give_reason(checkout, f"figures,{SOURCE}.12,caveat,The editors read it again.")
    tables = make_release(checkout, LATER)
    row = ("1.0.1", "figures", f"{SOURCE}.12", "caveat", None, "Later.", "The editors read it again.")
    found = tables["revisions"].astype("object")
    assert tuple(found.where(found.notna(), None).iloc[0]) == row
    assert tables["releases"]["bump"].tolist() == ["first", "patch"]
    assert (checkout / "releases/reasons.csv").read_text("utf-8") == "table,row_id,column,reason\n"
    assert "The editors read it again." in (checkout / "CHANGELOG.md").read_text("utf-8")


def test_a_reason_without_column_holds_for_the_row(checkout: Path) -> None:
    make_release(checkout, DAY)
    edit(checkout / MARKS, r"(.*\.17,.*)more than 800 civilians(.*)$", r"\g<1>more than 850 civilians\2")
    give_reason(checkout, f"figures,{SOURCE}.17,,The article was corrected.")
    tables = make_release(checkout, LATER)
    assert tables["releases"]["bump"].tolist() == ["first", "minor"]
    figures = tables["revisions"].query("table == 'figures'")
    assert set(figures["column"]) >= {"value", "value_low", "printed"}
    assert set(figures["reason"]) == {"The article was corrected."}


def test_invalid_reason_without_change(checkout: Path) -> None:
    make_release(checkout, DAY)
    caveat(checkout, "Later.")
    give_reason(checkout, f"figures,{SOURCE}.12,caveat,Why.", f"figures,{SOURCE}.14,caveat,Why.")
    with pytest.raises(Invalid, match="a reason has its change"):
        make_release(checkout, LATER)


def test_a_figure_that_vanishes_is_major_and_needs_a_reason(checkout: Path) -> None:
    make_release(checkout, DAY)
    edit(checkout / CODINGS, rf"^({SOURCE}\.16,.*),active,$", r"\1,rejected,Not a duration.")
    with pytest.raises(Invalid, match="a change has a reason"):
        make_release(checkout, LATER)
    give_reason(checkout, f"figures,{SOURCE}.16,row,It is no duration.")
    tables = make_release(checkout, LATER)
    assert tables["releases"]["version"].tolist() == ["1.0.0", "2.0.0"]
    assert "**Check your code and your figures.**" in (checkout / "CHANGELOG.md").read_text("utf-8")


def test_invalid_release_of_nothing(checkout: Path) -> None:
    make_release(checkout, DAY)
    with pytest.raises(Invalid, match="nothing to release"):
        make_release(checkout, LATER)


def test_invalid_release_before_the_last(checkout: Path) -> None:
    make_release(checkout, LATER)
    caveat(checkout, "Later.")
    give_reason(checkout, f"figures,{SOURCE}.12,caveat,Why.")
    with pytest.raises(Invalid, match="not before the last release"):
        make_release(checkout, DAY)


@pytest.mark.parametrize("name", ["datapackage.json", "data/figures.csv", "schemas/figures.json"])
def test_invalid_frozen_copy_that_was_touched(checkout: Path, name: str) -> None:
    make_release(checkout, DAY)
    (frozen,) = read_index(checkout / "releases")
    assert list(faults(frozen)) == []
    touched = checkout / "releases/1.0.0" / name
    touched.write_bytes(touched.read_bytes() + b"\n")
    with pytest.raises(Invalid, match=r"releases/1\.0\.0.*sha256"):
        history(checkout)


def test_invalid_frozen_copy_with_a_missing_file(checkout: Path) -> None:
    make_release(checkout, DAY)
    (checkout / "releases/1.0.0/data/actors.csv").unlink()
    with pytest.raises(Invalid, match="missing"):
        history(checkout)


def test_a_frozen_copy_is_a_package_of_its_own(checkout: Path) -> None:
    make_release(checkout, DAY)
    command = [str(Path(sys.executable).parent / "frictionless"), "validate", "datapackage.json"]
    found = subprocess.run(command, cwd=checkout / "releases/1.0.0", capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout


def test_a_release_broken_off_before_its_index_line_is_none(checkout: Path) -> None:
    make_release(checkout, DAY)
    index = (checkout / "releases/index.csv").read_bytes()
    caveat(checkout, "Later.")
    give_reason(checkout, f"figures,{SOURCE}.12,caveat,Why.")
    tables = make_release(checkout, LATER)
    whole = {path: path.read_bytes() for path in (checkout / "releases/1.0.1").rglob("*.csv")}
    (checkout / "releases/index.csv").write_bytes(index)
    (checkout / "datapackage.json").unlink()
    give_reason(checkout, f"figures,{SOURCE}.12,caveat,Why.")
    build(checkout)
    assert version_strings(checkout) == {"1.0.0+unreleased"}
    assert "1.0.1" not in (checkout / "CHANGELOG.md").read_text("utf-8")
    make_release(checkout, LATER)
    assert {path: path.read_bytes() for path in whole} == whole
    assert read_table("releases", (checkout / "data/releases.csv").read_bytes()).equals(tables["releases"])


def test_the_committed_version_strings_are_equal(root: Path) -> None:
    assert len(version_strings(root)) == 1


def test_every_frozen_release_is_listed_and_untouched(root: Path) -> None:
    listed = read_index(root / "releases")
    folders = sorted(path.name for path in (root / "releases").glob("*/"))
    assert folders == sorted(one.version for one in listed)
    assert [fault for one in listed for fault in faults(one)] == []
