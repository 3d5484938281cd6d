"""The step of the version that differences call for: a corrected figure is never a patch."""

from __future__ import annotations

from collections.abc import Iterable

from casualty_figures.package.differences import LIST, ROW, SCHEMAS, WORDS, Difference

MAJOR, MINOR, PATCH = "major", "minor", "patch"
RECOMPUTED = ("relations", "series", "evidence")
"""Tables that follow from others: they need no reason and never make a release major."""
WORDING = {
    "figures": ("caveat", "deep_link", "printed"),
    "evidence": ("start", "end", "printed", "paragraph", "sentence_sha256", "marked_by"),
    "sources": ("title", "url", "text_status", "text_sha256", "text_characters", "redistribution"),
    "parties": ("name",),
    "populations": ("label",),
    "places": ("name",),
    "place_within": ("basis",),
    "measures": ("label", "definition"),
    "quantifiers": ("label",),
}
"""Columns whose changes are wording and metadata."""
SWITCHES = ("required", "unique")


def bump(found: Iterable[Difference]) -> str:
    """The step that some differences call for: major, minor or patch.

    >>> bump([Difference("figures", "x.01", "value", "81", "85"), Difference("figures", "x.02", "caveat", "", "Late.")])
    'minor'
    """
    steps = {_step(one) for one in found}
    return next((step for step in (MAJOR, MINOR) if step in steps), PATCH)


def next_version(last: str | None, step: str) -> str:
    """The version after `last`; the first is 1.0.0.

    >>> next_version(None, "minor"), next_version("1.4.2", "minor"), next_version("1.4.2", "major")
    ('1.0.0', '1.5.0', '2.0.0')
    """
    if last is None:
        return "1.0.0"
    major, minor, patch = (int(part) for part in last.split("."))
    steps = {MAJOR: (major + 1, 0, 0), MINOR: (major, minor + 1, 0), PATCH: (major, minor, patch + 1)}
    return ".".join(str(part) for part in steps[step])


def _step(one: Difference) -> str:
    if one.table == SCHEMAS:
        return _schema_step(one)
    if one.went and one.table not in (*RECOMPUTED, "actors"):
        return MAJOR
    return PATCH if one.column in WORDING.get(one.table, ()) else MINOR


def _schema_step(one: Difference) -> str:
    if one.column in WORDS:
        return PATCH
    if one.column == ROW:
        new_table = one.came and " " not in one.row_id
        return MINOR if new_table else MAJOR
    return MINOR if _looser(one) else MAJOR


def _looser(one: Difference) -> bool:
    """Whether a changed constraint allows all that it did, and more; what cannot be told counts as harder."""
    if one.column in SWITCHES:
        return one.new != "true"
    if one.column == "enum":
        return not one.new or (bool(one.old) and set(one.old.split(LIST)) <= set(one.new.split(LIST)))
    if one.column in ("minimum", "maximum") and one.old and one.new:
        grows = float(one.new) > float(one.old)
        return grows == (one.column == "maximum")
    return one.column in ("minimum", "maximum", "pattern", "format", "foreign_keys") and not one.new
