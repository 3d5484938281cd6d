"""Where the package's own files are: inside the wheel, or in the checkout around this folder."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def packaged(name: str) -> Traversable:
    """Find a file or folder that ships with the package (`vocabulary`, `data`, `schemas`, `releases`, ...).

    A wheel holds it beside the modules, a checkout at its top level. Works from a zip file too.

    >>> packaged("vocabulary").joinpath("measures.csv").is_file()
    True
    """
    inside = files("casualty_figures").joinpath(name)
    if inside.is_file() or inside.is_dir():
        return inside
    return Path(__file__).resolve().parent.parent / name


def package_folder() -> Traversable:
    """Find the folder that holds the data package: `datapackage.json`, `data` and `schemas`.

    >>> package_folder().joinpath("schemas").is_dir()
    True
    """
    inside = files("casualty_figures")
    return inside if inside.joinpath("schemas").is_dir() else Path(__file__).resolve().parent.parent
