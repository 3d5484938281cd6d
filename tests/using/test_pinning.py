"""Pins: what has changed is said, with reason and release; an edited or foreign lock file is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import casualty_figures
from casualty_figures.commands import main
from casualty_figures.using.opened import UnknownNameError
from casualty_figures.using.pinning import BrokenPinsError, Finding, Pins, accept, compare, pin, read_pins, write_pins
from tests.using.conftest import DENIAL, TOLL, Change

NEW_ID = "meo-2016-10-25-aleppo.99"
RELEASES = [{"version": "91.2.0", "date": "2026-02-01", "bump": "minor", "summary": "a correction"}]


@pytest.fixture
def pins() -> Pins:
    """Two figures of the package, pinned."""
    return pin(casualty_figures.catalogue(), [TOLL, DENIAL])


@pytest.fixture
def lock_file(pins: Pins, tmp_path: Path) -> Path:
    """The pins in a file."""
    file = tmp_path / "figures.lock.json"
    file.write_text(write_pins(pins), "utf-8")
    return file


def revision(column: str, old: str, new: str, **cells: str) -> dict[str, Any]:
    row = {"release": "91.2.0", "table": "figures", "row_id": TOLL, "column": column, "old": old, "new": new}
    return row | {"reason": "misread by a curator"} | cells


def test_a_lock_file_reads_back_as_the_same_pins(pins: Pins, lock_file: Path) -> None:
    assert read_pins(lock_file) == pins
    assert write_pins(read_pins(lock_file)) == lock_file.read_text("utf-8")


def test_pins_hold_version_hash_row_hash_and_last_seen_values(pins: Pins) -> None:
    package = casualty_figures.catalogue()
    assert (pins.version, pins.sha256) == (package.version, package.sha256)
    (toll,) = [one for one in pins.figures if one.figure_id == TOLL]
    assert toll.row_sha256 == package.figure(TOLL).row_sha256
    assert (toll.row["value"], toll.row["value_low"], toll.row["value_high"]) == ("800", "801", "")


def test_nothing_has_changed_where_nothing_has(pins: Pins, changed: Change) -> None:
    assert compare(pins, changed()) == []
    assert compare(pins, changed("meo-2016-10-25-aleppo.09", value=49)) == [], "not a pinned figure"


def test_a_changed_value_is_told_with_old_new_release_and_reason(pins: Pins, changed: Change) -> None:
    package = changed(value=900, rows={"releases": RELEASES, "revisions": [revision("value", "800", "900")]})
    (found,) = compare(pins, package)
    assert (found.column, found.old, found.new) == ("value", "800", "900")
    assert str(found) == f"{TOLL}: value 800 -> 900 (91.2.0: misread by a curator)"


def test_pins_of_a_release_tell_what_later_releases_have_changed_and_why() -> None:
    """The releases of the package itself: 1.1.0 added to the caveat of a figure of 1.0.0, and brought a conflict."""
    struck, denied = "meo-2016-10-25-aleppo.02", DENIAL
    found = compare(pin(casualty_figures.catalogue("1.0.0"), [struck, denied]), casualty_figures.catalogue("1.1.0"))
    assert [(one.figure_id, one.kind, one.column) for one in found] == [
        (struck, "changed", "caveat"),
        (denied, "new_conflict", ""),
    ]
    assert found[0].reasons == ("1.1.0: Reuters' own correction holds for what derives from its article.",)
    assert "citizen-2016-10-25-aleppo.04: reported, no number, according to Syrian Observatory" in str(found[1])


def test_a_change_that_no_release_holds_says_so(pins: Pins, changed: Change) -> None:
    assert "not released yet" in str(compare(pins, changed(value=900))[0])


def test_reasons_of_releases_already_seen_are_not_told_again(changed: Change) -> None:
    rows = {"releases": [*RELEASES, RELEASES[0] | {"version": "91.10.0", "date": "2026-03-01"}]}
    rows["revisions"] = [revision("value", "700", "800"), revision("value", "800", "900", release="91.10.0")]
    package = changed(value=900, rows=rows)
    package.descriptor |= {"version": "91.10.0"}
    seen = replace(pin(casualty_figures.catalogue(), [TOLL]), version="91.2.0")
    assert [one.reasons for one in compare(seen, package)] == [("91.10.0: misread by a curator",)]


def test_a_withdrawn_figure_is_told_as_such_with_its_reason(pins: Pins, changed: Change) -> None:
    rows = {"releases": RELEASES, "revisions": [revision("status", "active", "withdrawn", reason="not in the text")]}
    (found,) = compare(pins, changed(status="withdrawn", rows=rows))
    assert str(found) == f"{TOLL}: withdrawn, do not use (91.2.0: not in the text)"


def relation(kind: str) -> dict[str, list[dict[str, Any]]]:
    figure = casualty_figures.catalogue().figure(TOLL).row | {"figure_id": NEW_ID}
    row = {"figure_id": NEW_ID, "other_id": TOLL, "relation": kind, "rule": "some_rule", "condition": None}
    return {"figures": [figure], "relations": [row]}


@pytest.mark.parametrize(("kind", "said"), [("conflicts_with", "new conflict with"), ("updates", "updated by")])
def test_a_new_conflict_or_update_is_told_with_the_other_claim(
    kind: str, said: str, pins: Pins, changed: Change
) -> None:
    (found,) = compare(pins, changed(rows=relation(kind)))
    assert str(found).startswith(f"{TOLL}: {said} {NEW_ID}: >800, according to Syria Civil Defence")


def test_a_conflict_seen_before_is_no_news(changed: Change) -> None:
    package = changed(rows=relation("conflicts_with"))
    assert compare(pin(package, [TOLL]), package) == []


def test_another_relation_is_no_change(pins: Pins, changed: Change) -> None:
    assert compare(pins, changed(rows=relation("nested_in"))) == []


def test_accepting_pins_the_figures_as_they_are_now(pins: Pins, changed: Change) -> None:
    package = changed(value=900)
    assert compare(accept(pins, package), package) == []


def test_figures_can_be_pinned_one_after_the_other_but_not_over_a_change(pins: Pins, changed: Change) -> None:
    more = pin(casualty_figures.catalogue(), ["meo-2016-10-25-aleppo.09"], pins)
    assert [one.figure_id for one in more.figures] == [DENIAL, "meo-2016-10-25-aleppo.09", TOLL]
    with pytest.raises(BrokenPinsError, match="accept them first"):
        pin(changed(value=900), ["meo-2016-10-25-aleppo.09"], pins)


def test_an_unknown_id_is_refused_with_the_ids_there_are() -> None:
    with pytest.raises(UnknownNameError, match=TOLL.replace(".", r"\.")):
        pin(casualty_figures.catalogue(), [NEW_ID])


def test_a_withdrawn_figure_cannot_be_pinned_anew_but_stays_where_it_was_accepted(changed: Change) -> None:
    package = changed(status="withdrawn")
    with pytest.raises(BrokenPinsError, match=f"withdrawn, do not use: {TOLL}"):
        pin(package, [TOLL])
    accepted = accept(pin(casualty_figures.catalogue(), [TOLL]), package)
    assert [one.figure_id for one in pin(package, [TOLL, DENIAL], accepted).figures] == [DENIAL, TOLL]


def test_pins_of_a_later_version_than_the_one_installed_are_broken(pins: Pins, changed: Change) -> None:
    later = replace(pins, version="99.10.0")
    with pytest.raises(BrokenPinsError, match=r"pinned at 99\.10\.0, the package is older"):
        compare(later, changed(value=900))


@pytest.mark.parametrize("version", ["new", "1.x", ""])
def test_pins_without_a_version_are_broken(version: str, lock_file: Path) -> None:
    content = json.loads(lock_file.read_text("utf-8")) | {"version": version}
    lock_file.write_text(json.dumps(content), "utf-8")
    assert main(["check", "--file", str(lock_file)]) == 2


def test_a_pinned_figure_that_is_gone_breaks_the_pins(changed: Change) -> None:
    pins = pin(changed(rows=relation("updates")), [NEW_ID])
    with pytest.raises(BrokenPinsError, match=f"has no {NEW_ID}"):
        compare(pins, casualty_figures.catalogue())


def break_row(content: dict[str, Any]) -> None:
    content["figures"][0]["row"]["value"] = "1"


INVALID = {
    "edited_row": (break_row, "the file was edited"),
    "other_format": (lambda content: content.update(format=2), "this version reads format 1"),
    "missing_hash": (lambda content: content["figures"][0].pop("row_sha256"), "not a lock file"),
    "other_package": (lambda content: content.update(package="other"), "these are pins of 'other'"),
}


@pytest.mark.parametrize(("break_it", "said"), INVALID.values(), ids=INVALID)
def test_a_broken_lock_file_exits_2_and_says_why(
    break_it: Any, said: str, lock_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = json.loads(lock_file.read_text("utf-8"))
    break_it(content)
    lock_file.write_text(json.dumps(content), "utf-8")
    assert main(["check", "--file", str(lock_file)]) == 2
    assert said in capsys.readouterr().err
    assert main(["check", "--json", "--file", str(lock_file)]) == 2
    assert said in json.loads(capsys.readouterr().out)["error"]


@pytest.mark.parametrize("content", ["", "[]", "null", "{", '{"format": 1, "figures": 5}'])
def test_what_is_no_lock_file_exits_2(content: str, tmp_path: Path) -> None:
    (tmp_path / "pins.json").write_text(content, "utf-8")
    assert main(["check", "--file", str(tmp_path / "pins.json")]) == 2


def test_a_missing_lock_file_exits_2_and_names_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--file", str(tmp_path / "none.json")]) == 2
    assert "casualty-figures lock FIGURE_ID" in capsys.readouterr().err


def test_lock_check_and_accept_from_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = ["--file", str(tmp_path / "figures.lock.json")]
    assert main(["lock", TOLL, *file]) == 0
    assert main(["lock", DENIAL, *file]) == 0
    assert "2 figures pinned" in capsys.readouterr().out
    assert main(["check", *file]) == 0
    assert main(["check", "--json", *file]) == 0
    assert main(["accept", *file]) == 0
    assert main(["lock", NEW_ID, *file]) == 2
    assert {one.figure_id for one in read_pins(Path(file[1])).figures} == {TOLL, DENIAL}


def test_findings_are_written_in_one_line_each() -> None:
    assert "\n" not in str(Finding(TOLL, "changed", "caveat", "", "new words"))
