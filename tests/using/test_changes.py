"""What changed between versions, with reasons: in Python and from the command line."""

from __future__ import annotations

import json

import pytest

import casualty_figures
from casualty_figures.commands import main
from casualty_figures.using.opened import UnknownNameError

REWORDED = "meo-2016-10-25-aleppo.02"


def test_each_changed_cell_comes_with_old_new_and_reason() -> None:
    changed = casualty_figures.changes("1.0.0", "1.1.0")
    assert list(changed.columns) == ["table", "row_id", "column", "old", "new", "reason"]
    ((_, row),) = changed[(changed["table"] == "figures") & (changed["row_id"] == REWORDED)].iterrows()
    before, after = (casualty_figures.figure(REWORDED, version=version) for version in ("1.0.0", "1.1.0"))
    assert (row["column"], row["old"], row["new"]) == ("caveat", before.caveat, after.caveat)
    assert row["reason"] == "Reuters' own correction holds for what derives from its article."


def test_a_new_row_has_no_old_value_and_a_change_of_a_curated_row_has_a_reason() -> None:
    changed = casualty_figures.changes("1.0.0", "1.1.0")
    figures = changed[changed["table"] == "figures"]
    new = figures[figures["column"] == "row"]
    added = set(casualty_figures.load("figures", version="1.1.0")["figure_id"])
    added -= set(casualty_figures.load("figures", version="1.0.0")["figure_id"])
    assert set(new["row_id"]) == added
    assert new["old"].isna().all()
    assert figures[~figures["column"].isin(["row", "series_id"])]["reason"].notna().all()


def test_a_version_has_not_changed_from_itself() -> None:
    assert casualty_figures.changes("1.1.0", "1.1.0").empty


def test_without_a_second_version_the_installed_one_is_compared() -> None:
    installed = casualty_figures.changes(casualty_figures.load("releases")["version"].iloc[-1])
    assert installed.empty == ("+" not in casualty_figures.metadata()["version"])


def test_an_unknown_version_lists_the_releases() -> None:
    with pytest.raises(UnknownNameError, match=r"'9' is no release; there are: 1\.0\.0"):
        casualty_figures.changes("9")


def test_diff_exits_1_and_prints_every_change(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "1.0.0", "1.1.0"]) == 1
    printed = capsys.readouterr().out
    assert printed.startswith(f"1.0.0 to 1.1.0: {len(casualty_figures.changes('1.0.0', '1.1.0'))} changes\n")
    assert f"  {REWORDED}, caveat: " in printed
    assert "  meo-2016-10-13-aleppo.01: new" in printed


def test_diff_of_the_same_exits_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "1.1.0", "1.1.0"]) == 0
    assert capsys.readouterr().out == "1.1.0 to 1.1.0: no difference\n"


def test_diff_of_an_unknown_version_exits_2_and_lists_the_releases(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "9"]) == 2
    assert "'9' is no release; there are: 1.0.0" in capsys.readouterr().err


def test_diff_prints_json_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "1.0.0", "1.1.0", "--json"]) == 1
    read = json.loads(capsys.readouterr().out)
    assert (read["since"], read["until"]) == ("1.0.0", "1.1.0")
    assert len(read["changes"]) == len(casualty_figures.changes("1.0.0", "1.1.0"))
