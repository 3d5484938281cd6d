"""Which version a build has, and the files that must all say the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from casualty_figures.package.frozen import read_index
from casualty_figures.package.issues import Issue, demand

UNRELEASED = "+unreleased"
LINES = {
    "CITATION.cff": (r"^version: (?P<version>\S+)$", r"^date-released: (?P<date>\S+)$"),
    "pyproject.toml": (r'^version = "(?P<version>[^"]+)"$',),
    "casualty_figures/__init__.py": (r'^__version__ = "(?P<version>[^"]+)"$',),
}
"""The line of each file that holds the version or its date. The releases' index is the one truth about both; before
the first release, CITATION.cff is."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A version and the day that it is dated."""

    version: str
    date: str


def release_number(version: str) -> tuple[int, ...]:
    """The release that a version is or comes after, in numbers that can be compared. Raises ValueError for no version.

    >>> release_number("1.10.0+unreleased") > release_number("1.9.2")
    True
    """
    return tuple(int(part) for part in version.removesuffix(UNRELEASED).split("."))


def current_stamp(root: Path, describe: Callable[[Stamp], Mapping[str, bytes]]) -> Stamp:
    """The last release where the build gives just that, else `<last>+unreleased`; both dated as the last release.

    `describe` gives the descriptor and the schemas of the build under a stamp, by their paths. Before the first release
    the stamp is the authored one of CITATION.cff.
    """
    releases = read_index(root / "releases")
    if not releases:
        return authored_stamp(root)
    last = releases[-1]
    released = Stamp(last.version, last.date.isoformat())
    built = describe(released)
    same = all(last.holds(path) and last.read(path) == content for path, content in built.items())
    return released if same else Stamp(last.version + UNRELEASED, released.date)


def authored_stamp(root: Path) -> Stamp:
    """The version and date that CITATION.cff says."""
    text = (root / "CITATION.cff").read_text("utf-8")
    version, day = (_line("CITATION.cff", text, pattern) for pattern in LINES["CITATION.cff"])
    return Stamp(version["version"], day["date"])


def stamped_files(root: Path, stamp: Stamp) -> dict[str, bytes]:
    """The files of `LINES` below `root`, as far as they are there, with the stamp in their lines."""
    files = {}
    for name, patterns in LINES.items():
        if (root / name).is_file():
            text = (root / name).read_text("utf-8")
            for pattern in patterns:
                text = _set(text, _line(name, text, pattern), stamp)
            files[name] = text.encode("utf-8")
    return files


def _line(name: str, text: str, pattern: str) -> re.Match[str]:
    found = list(re.finditer(pattern, text, re.MULTILINE))
    if len(found) != 1:
        demand([Issue(name, "", "", f"{len(found)} lines", f"one line is {pattern}", "restore the line")])
    return found[0]


def _set(text: str, line: re.Match[str], stamp: Stamp) -> str:
    (name,) = line.groupdict()
    start, end = line.span(name)
    return text[:start] + (stamp.version if name == "version" else stamp.date) + text[end:]
