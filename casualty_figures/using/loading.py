"""Load the tables: verified, typed, in the data frame library of your choice, in any released version."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

from casualty_figures.files import package_folder
from casualty_figures.using import engines
from casualty_figures.using.opened import OpenedPackage, unknown

if TYPE_CHECKING:
    import pandas as pd

ENGINES = ("pandas", "polars", "duckdb", "arrow")


def tables(*, version: str | None = None, as_of: dt.date | str | None = None) -> list[str]:
    """The names of the tables.

    >>> tables()[0]
    'figures'
    """
    return list(opened(version, as_of).resources)


@overload
def load(
    table: str,
    engine: Literal["pandas"] | None = None,
    *,
    version: str | None = None,
    as_of: dt.date | str | None = None,
) -> pd.DataFrame: ...


@overload
def load(table: str, engine: str, *, version: str | None = None, as_of: dt.date | str | None = None) -> Any: ...


def load(
    table: str, engine: str | None = None, *, version: str | None = None, as_of: dt.date | str | None = None
) -> Any:
    """Load a table with the types of its schema; empty cells are missing, a text "NA" is a text.

    `engine` is pandas (the default), polars, duckdb or arrow; the last three need the extra `engines`. `version` loads
    a frozen release, `as_of` the one that was the latest on a day. A pandas frame has the package's version and
    citation in `attrs`, an Arrow table in its schema's metadata. The first load verifies every file against the
    descriptor.

    Raises `UnknownNameError` for a table or version that there is not, `DamagedPackageError` naming each wrong file.

    >>> figures = load("figures")
    >>> figures["value_low"].dtype, figures["period_start"].dtype
    (Int64Dtype(), dtype('<M8[s]'))
    """
    engine = engine or "pandas"
    if engine not in ENGINES:
        raise unknown("engine", engine, list(ENGINES))
    package = opened(version, as_of)
    schema_ = package.schema(table)
    if engine == "duckdb":
        return engines.read_duckdb(package.path(table), schema_)
    content = package.content(table)
    about = {"name": table, "version": package.descriptor["version"], "citation": citation(package.descriptor)}
    if engine == "pandas":
        frame = engines.read_pandas(content, schema_)
        frame.attrs.update(about)
        return frame
    if engine == "arrow":
        return engines.read_arrow(content, schema_).replace_schema_metadata(about)
    return engines.read_polars(content, schema_)


def path(table: str, *, version: str | None = None, as_of: dt.date | str | None = None) -> Path:
    """A file that holds a table's CSV, for tools that want one; also where the package is in a zip file.

    >>> path("figures").read_text("utf-8")[:9]
    'figure_id'
    """
    return opened(version, as_of).path(table)


def schema(table: str, *, version: str | None = None, as_of: dt.date | str | None = None) -> dict[str, Any]:
    """A table's Table Schema.

    >>> schema("figures")["primaryKey"]
    ['figure_id']
    """
    return opened(version, as_of).schema(table)


def metadata(*, version: str | None = None, as_of: dt.date | str | None = None) -> dict[str, Any]:
    """The package's descriptor: version, licence, sources, and each table's bytes and hash.

    >>> metadata()["name"]
    'casualty-figures'
    """
    return opened(version, as_of).descriptor


def citation(descriptor: Mapping[str, Any]) -> str:
    """How to cite the package as a whole.

    >>> citation(metadata()).endswith("Please cite the article that printed a figure too.")
    True
    """
    authors = ", ".join(contributor["title"] for contributor in descriptor["contributors"])
    return (
        f"{authors} ({descriptor['created'][:4]}). {descriptor['title']}. Version {descriptor['version']} [data set]. "
        "Please cite the article that printed a figure too."
    )


def opened(version: str | None = None, as_of: dt.date | str | None = None) -> OpenedPackage:
    """The package of a version, of a day, or of this installation."""
    if version is None and as_of is None:
        return _installed_package()
    from casualty_figures.using.frozen import frozen_package  # noqa: PLC0415 (the installed package needs no release)

    return frozen_package(version, as_of)


@cache
def _installed_package() -> OpenedPackage:
    return OpenedPackage(package_folder())
