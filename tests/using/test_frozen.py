"""Releases as users load them: by version or by day, proven untouched."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

import casualty_figures
from casualty_figures.using import frozen
from casualty_figures.using.opened import DamagedPackageError, UnknownNameError

FIRST_DAY = dt.date(2026, 11, 22)
SECOND_DAY = dt.date(2026, 11, 25)


def test_the_releases_are_those_of_the_table() -> None:
    listed = casualty_figures.load("releases")
    assert [one.version for one in frozen.releases()] == listed["version"].tolist()
    assert [one.date for one in frozen.releases()] == [day.date() for day in listed["date"]]


@pytest.mark.parametrize("version", [one.version for one in frozen.releases()])
def test_a_release_loads_with_its_own_version_and_citation(version: str) -> None:
    for table in casualty_figures.tables(version=version):
        attributes = casualty_figures.load(table, version=version).attrs
        assert attributes["version"] == version
        assert f"Version {version} " in attributes["citation"]
    assert casualty_figures.metadata(version=version)["version"] == version
    assert casualty_figures.catalogue(version).versions[-1] == version


@pytest.mark.parametrize(
    ("day", "version"),
    [
        (FIRST_DAY, "1.0.0"),
        (SECOND_DAY - dt.timedelta(days=1), "1.0.0"),
        (SECOND_DAY, "1.1.0"),
        (SECOND_DAY.isoformat(), "1.1.0"),
        (dt.datetime(2026, 11, 24, 23, 59, tzinfo=dt.UTC), "1.0.0"),
    ],
)
def test_a_day_gives_the_latest_release_up_to_it(day: dt.date | str, version: str) -> None:
    assert casualty_figures.metadata(as_of=day)["version"] == version


def test_a_day_before_the_first_release_lists_the_releases() -> None:
    with pytest.raises(UnknownNameError, match=r"'as of 2026-11-21' is no release; there are: 1\.0\.0 \(2026-11-22\)"):
        casualty_figures.load("figures", as_of="2026-11-21")


def test_an_unknown_version_lists_the_releases() -> None:
    with pytest.raises(UnknownNameError, match=r"'0\.0\.9' is no release; there are: 1\.0\.0 \(2026-11-22\), 1\.1\.0"):
        casualty_figures.figure("meo-2016-10-25-aleppo.17", version="0.0.9")


def test_a_version_and_a_day_together_are_refused() -> None:
    with pytest.raises(ValueError, match="not both"):
        casualty_figures.load("figures", version="1.0.0", as_of=FIRST_DAY)


def test_a_day_that_is_none_is_named_with_the_form_of_days() -> None:
    with pytest.raises(ValueError, match="as_of: 'last week' is not a day; write it as YYYY-MM-DD"):
        casualty_figures.load("figures", as_of="last week")


def test_a_figure_of_a_release_is_as_it_was() -> None:
    figure_id = "meo-2016-10-25-aleppo.02"
    before, after = (casualty_figures.figure(figure_id, version=version) for version in ("1.0.0", "1.1.0"))
    assert (before.history(), before.catalogue.version) == ((), "1.0.0")
    (revision,) = after.history()
    assert (revision.release, revision.column) == ("1.1.0", "caveat")
    assert (revision.old, revision.new) == (before.caveat, after.caveat)
    assert before.row_sha256 != after.row_sha256


@pytest.mark.parametrize("file", ["datapackage.json", "data/figures.csv", "schemas/figures.json"])
def test_a_release_that_was_edited_is_not_loaded(
    file: str, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(root / "releases", tmp_path / "releases")
    path = tmp_path / "releases" / "1.0.0" / file
    path.write_bytes(path.read_bytes().replace(b"figure", b"number", 1))
    monkeypatch.setattr(frozen, "packaged", lambda name: tmp_path / name)
    with pytest.raises(DamagedPackageError, match=rf"releases/1\.0\.0/{file.removesuffix('/figures.json')}"):
        casualty_figures.load("parties", version="1.0.0")
    assert len(casualty_figures.load("figures", version="1.1.0"))
