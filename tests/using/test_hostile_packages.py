"""Packages and lock files made to harm are refused clearly, in time, and without reading what is not theirs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casualty_figures.using import opened
from casualty_figures.using.opened import DamagedPackageError, OpenedPackage
from casualty_figures.using.pinning import BrokenPinsError, read_pins

SECRET = "nobody,may,read,this\n"
EMPTY_SHA256 = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for a package, and a file beside it that is none of its business."""
    (tmp_path / "secret.csv").write_text(SECRET, "utf-8")
    (tmp_path / "package/data").mkdir(parents=True)
    return tmp_path / "package"


def describe(folder: Path, path: str, **changed: Any) -> OpenedPackage:
    """A package of one table at a path."""
    resource = {"name": "figures", "path": path, "bytes": len(SECRET), "hash": EMPTY_SHA256, **changed}
    (folder / "datapackage.json").write_text(json.dumps({"resources": [resource]}), "utf-8")
    return OpenedPackage(folder)


@pytest.mark.parametrize(
    "path",
    ["../secret.csv", "data/../../secret.csv", "/etc/hostname", "c:\\secret.csv", "data\\..\\x", "data//x", "a\0b"],
)
def test_a_path_out_of_the_package_is_refused(folder: Path, path: str) -> None:
    with pytest.raises(DamagedPackageError, match="leads out of the package"):
        describe(folder, path).content("figures")


def test_a_link_out_of_the_package_is_refused(folder: Path) -> None:
    (folder / "data/figures.csv").symlink_to(folder.parent / "secret.csv")
    with pytest.raises(DamagedPackageError, match="leads out of the package"):
        describe(folder, "data/figures.csv").content("figures")


def test_a_linked_folder_out_of_the_package_is_refused(folder: Path) -> None:
    (folder / "linked").symlink_to(folder.parent)
    with pytest.raises(DamagedPackageError, match="leads out of the package"):
        describe(folder, "linked/secret.csv").content("figures")


def test_a_package_that_is_linked_as_a_whole_is_read(folder: Path) -> None:
    (folder / "data/figures.csv").write_bytes(b"")
    describe(folder, "data/figures.csv", bytes=0)
    farm = folder.parent / "farm"
    (farm / "data").mkdir(parents=True)
    for name in ("datapackage.json", "data/figures.csv"):
        (farm / name).symlink_to(folder / name)
    assert OpenedPackage(farm).content("figures") == b""


def test_a_giant_table_is_refused_by_its_size_and_not_read(folder: Path) -> None:
    with (folder / "data/figures.csv").open("wb") as giant:
        giant.truncate(1 << 40)
    with pytest.raises(DamagedPackageError, match="1099511627776 bytes, the descriptor says"):
        describe(folder, "data/figures.csv").content("figures")


def test_a_giant_descriptor_is_refused_by_its_size_and_not_read(folder: Path) -> None:
    with (folder / "datapackage.json").open("wb") as giant:
        giant.truncate(1 << 40)
    with pytest.raises(DamagedPackageError, match=f"more than {opened.LARGEST_DESCRIPTOR:,} bytes"):
        OpenedPackage(folder).content("figures")


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b'{"resources": 5}', b'{"resources": [{"name": "figures"}]}', b"\xff\xfe", b"[" * 100_000],
    ids=["empty", "a_list", "without_resources", "a_number", "without_a_path", "no_utf8", "nested_without_end"],
)
def test_what_is_no_descriptor_is_refused(folder: Path, content: bytes) -> None:
    (folder / "datapackage.json").write_bytes(content)
    with pytest.raises(DamagedPackageError, match="is no descriptor"):
        OpenedPackage(folder).content("figures")


def steer_the_terminal(pins: dict[str, Any]) -> None:
    pins["figures"][0]["row"]["caveat"] = "\x1b]0;owned\x07"


def a_list_as_row(pins: dict[str, Any]) -> None:
    pins["figures"][0]["row"] = ["a", "b"]


def a_nested_row(pins: dict[str, Any]) -> None:
    pins["figures"][0]["row"]["value"] = {"deep": []}


def a_path_as_figure(pins: dict[str, Any]) -> None:
    pins["figures"][0]["figure_id"] = "../../secret"


@pytest.mark.parametrize("break_it", [steer_the_terminal, a_list_as_row, a_nested_row, a_path_as_figure])
def test_a_hostile_lock_file_is_refused(folder: Path, break_it: Callable[[dict[str, Any]], None]) -> None:
    from casualty_figures.using.figures import catalogue
    from casualty_figures.using.pinning import pin, write_pins

    pins = json.loads(write_pins(pin(catalogue(), ["meo-2016-10-25-aleppo.17"])))
    break_it(pins)
    (folder / "pins.json").write_text(json.dumps(pins), "utf-8")
    with pytest.raises(BrokenPinsError) as error:
        read_pins(folder / "pins.json")
    assert "\x1b" not in str(error.value)


@pytest.mark.parametrize("content", [b"[" * 100_000, b"\xff\xfe", b'{"format": 1e999}'])
def test_what_is_no_lock_file_is_refused(folder: Path, content: bytes) -> None:
    (folder / "pins.json").write_bytes(content)
    with pytest.raises(BrokenPinsError):
        read_pins(folder / "pins.json")


def test_a_giant_lock_file_is_refused_by_its_size_and_not_read(folder: Path) -> None:
    with (folder / "pins.json").open("wb") as giant:
        giant.truncate(1 << 40)
    with pytest.raises(BrokenPinsError, match="more than"):
        read_pins(folder / "pins.json")
