"""The first picture: each series as what its figures' words allow, on a scale that shows zero as well as thousands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import altair as alt

from casualty_figures.page import drawing
from casualty_figures.page.drawing import Datum, Sheet
from casualty_figures.page.ordering import Series, behind, number, subject
from casualty_figures.using import display
from casualty_figures.using.figures import PublishedFigure

UNITS = {"person": "People", "household": "Households", "event": "Events"}
"""What can be drawn on a scale of counts, each apart; corridors, lengths and days are told in words."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of a sheet stand, in pixels; lengths of lines in characters."""

    characters: int
    claim: int
    claim_characters: int
    day: int
    """Where the day of publication ends."""
    plot: tuple[int, int]
    receipts: int
    row: int
    """Height of a figure's row."""
    tick: int
    """Half the height of a row's grid lines."""
    stacked: bool
    """Whether words stand above the plot instead of beside it."""


COLUMNS = {
    "wide": Columns(
        characters=38,
        claim=290,
        claim_characters=40,
        day=590,
        plot=(620, 910),
        receipts=955,
        row=44,
        tick=20,
        stacked=False,
    ),
    "narrow": Columns(
        characters=40,
        claim=24,
        claim_characters=38,
        day=288,
        plot=(10, 262),
        receipts=0,
        row=64,
        tick=10,
        stacked=True,
    ),
}
LINE = 18
"""Height of a line of words."""


@dataclass
class Rows:
    """The rows of each layer, filled series by series."""

    columns: Columns
    sheet: Sheet
    numbers: Mapping[str, int]
    subjects: list[Datum] = field(default_factory=list)
    amounts: list[Datum] = field(default_factory=list)
    days: list[Datum] = field(default_factory=list)
    asides: list[Datum] = field(default_factory=list)
    ticks: list[Datum] = field(default_factory=list)
    spans: list[Datum] = field(default_factory=list)
    """Closed intervals with room between their ends."""
    opens: list[Datum] = field(default_factory=list)
    """Intervals with a least and no most."""
    exacts: list[Datum] = field(default_factory=list)
    zeros: list[Datum] = field(default_factory=list)
    unstated: list[Datum] = field(default_factory=list)
    separators: list[Datum] = field(default_factory=list)


def drawn_units(series: Iterable[Series]) -> list[str]:
    """The units among series that have a picture, in its order."""
    there = {figure.unit for group in series for figure in group}
    return [unit for unit in UNITS if unit in there]


def series_picture(series: Sequence[Series], unit: str, numbers: Mapping[str, int], sheet: Sheet) -> bytes:
    """Draw the series of one unit.

    A closed bound ends in a mark, an open one in an arrow at the edge; a lower bound is never drawn as a point. Where
    the words claim no bound, the printed number stands as an "about" sign without ends. A withdrawn figure has no mark.
    """
    chosen = [group for group in series if group[0].unit == unit]
    rows = Rows(COLUMNS[sheet.name], sheet, numbers)
    height = 40.0
    for group in chosen:
        height = _add_series(rows, group, height)
    top = _ceiling(figure for group in chosen for figure in group)
    if not rows.columns.stacked:
        _add_headings(rows)
    layers = [*_scale_layers(rows, top, height), *_mark_layers(rows, top), *_word_layers(rows)]
    return drawing.render(layers, sheet, int(height) + 30, f"{UNITS[unit]}: what the words of each figure allow")


def _add_series(rows: Rows, figures: Series, top: float) -> float:
    """Place one series from `top` on; give where the next begins."""
    columns = rows.columns
    what, where = subject(figures)
    receipts = behind(figures[0]).split(", ")
    told = drawing.lines(where, columns.characters)
    if columns.stacked:
        told.append(", ".join(receipts))
    else:
        at = top + LINE * 0.9
        rows.asides += [
            {"px": columns.receipts, "y": at + LINE * place, "text": text} for place, text in enumerate(receipts)
        ]
    rows.separators.append({"px": 0, "px2": rows.sheet.width, "y": top})
    y = top + LINE * 0.9
    for text in drawing.lines(what, columns.characters - 4):
        rows.subjects.append({"px": 0, "y": y, "text": text})
        y += LINE
    for text in told:
        rows.asides.append({"px": 0, "y": y, "text": text})
        y += LINE
    row_top = y if columns.stacked else top
    for figure in figures:
        _add_figure(rows, figure, row_top)
        row_top += columns.row
    return max(row_top, y) + LINE * 0.4


def _add_headings(rows: Rows) -> None:
    columns = rows.columns
    headings = ((0, "Series"), (columns.claim, "As printed, and who says so"), (columns.receipts, "Behind it"))
    rows.asides += [{"px": px, "y": 20, "text": text} for px, text in headings]
    rows.days.append({"px": columns.day, "y": 20, "text": "Published"})


def _add_figure(rows: Rows, figure: PublishedFigure, top: float) -> None:
    columns = rows.columns
    y = top + LINE * 0.9
    who = figure.claimant or f"{figure.source.publisher}, own words"
    rows.asides += [
        {"px": columns.claim - 24, "y": y, "text": str(rows.numbers[figure.figure_id])},
        {"px": columns.claim, "y": y + LINE * 0.95, "text": drawing.cut(who, columns.claim_characters)},
    ]
    rows.amounts.append({"px": columns.claim, "y": y, "text": number(figure)})
    rows.days.append({"px": columns.day, "y": y, "text": short_day(figure)})
    y += LINE * (2.1 if columns.stacked else 0.35)
    rows.ticks.append({"y": y - columns.tick, "y2": y + columns.tick})
    if figure.withdrawn:
        return
    row: Datum = {"low": figure.value_low or 0, "high": figure.value_high, "value": figure.value, "y": y}
    _layer_of(rows, figure).append(row)


def _layer_of(rows: Rows, figure: PublishedFigure) -> list[Datum]:
    low, high = figure.value_low, figure.value_high
    if low is None and high is None:
        return rows.unstated
    if high is None:
        return rows.opens
    if low == high:
        return rows.zeros if high == 0 else rows.exacts
    return rows.spans


def short_day(figure: PublishedFigure) -> str:
    """The day of publication, short."""
    published = figure.source.published
    return f"{published.day} {display.MONTHS[published.month - 1][:3]} {published.year}"


def _ceiling(figures: Iterable[PublishedFigure]) -> int:
    """The end of the scale: the power of ten above every number, so that an open bound has room to point beyond."""
    known = [number for one in figures for number in (one.value, one.value_low, one.value_high) if number is not None]
    return int(10 ** len(str(max([9, *known]))))


def _x(field_name: str, rows: Rows, top: int) -> alt.X:
    """A logarithmic scale that begins at zero: the first step runs from 0 to 1, every other to ten times more."""
    scale = alt.Scale(type="symlog", constant=1, domain=[0, top], range=list(rows.columns.plot), nice=False)
    return alt.X(f"{field_name}:Q", scale=scale, axis=None)


def _scale_layers(rows: Rows, top: int, height: float) -> list[alt.Chart]:
    """Thin lines at the powers of ten: through all rows, or where words stand above, only beside the marks."""
    values = [0, *(10**power for power in range(len(str(top))))]
    spans = rows.ticks if rows.columns.stacked else [{"y": 34, "y2": height}]
    ticks: list[Datum] = [{"value": value, **span} for value in values for span in spans]
    named = [{"value": value, "text": f"{value:,}", "y": y} for value in values for y in (20, height + 14)]
    x = _x("value", rows, top)
    grid = drawing.on(ticks).mark_rule(color=drawing.LINE).encode(x=x, y=drawing.pixel("y"), y2="y2")
    names = drawing.on(named).mark_text(baseline="middle", fontSize=12, color=drawing.QUIET)
    return [grid, names.encode(x=x, y=drawing.pixel("y"), text="text:N")]


def _mark_layers(rows: Rows, top: int) -> list[alt.Chart]:
    y, edge = drawing.pixel("y"), rows.columns.plot[1]
    low, high, value = (_x(name, rows, top) for name in ("low", "high", "value"))
    ends = [row | {"low": row[end]} for row in rows.spans for end in ("low", "high")]
    colour, paper = drawing.FIGURE, drawing.PAPER
    arrow = {"shape": "triangle-right", "size": 90, "filled": True, "color": colour, "opacity": 1}
    dot = {"size": 75, "color": colour, "opacity": 1}
    about = [row | {"text": "≈"} for row in rows.unstated if row["value"] is not None]
    return [
        drawing.on(rows.opens).mark_rule(color=colour, size=2).encode(x=low, x2=alt.X2Value(edge), y=y),
        drawing.on(rows.opens).mark_point(**arrow).encode(x=alt.value(edge), y=y),
        drawing.on(rows.spans).mark_rule(color=colour, size=5).encode(x=low, x2="high", y=y),
        drawing.on([*rows.opens, *ends])
        .mark_tick(color=colour, thickness=2, size=15, orient="vertical")
        .encode(x=low, y=y),
        drawing.on(rows.exacts).mark_point(filled=True, **dot).encode(x=high, y=y),
        drawing.on(rows.zeros).mark_point(fill=paper, stroke=colour, strokeWidth=2, **dot).encode(x=high, y=y),
        drawing.on(about).mark_text(fontSize=20, color=colour, baseline="middle").encode(x=value, y=y, text="text:N"),
    ]


def _word_layers(rows: Rows) -> list[alt.Chart]:
    lines = drawing.on(rows.separators).mark_rule(color=drawing.LINE)
    font = rows.sheet.font
    return [
        lines.encode(x=drawing.pixel("px"), x2="px2", y=drawing.pixel("y")),
        drawing.texts(rows.subjects, drawing.INK, size=font, bold=True),
        drawing.texts(rows.amounts, drawing.INK, size=font, bold=True),
        drawing.texts(rows.days, drawing.QUIET, size=font - 1, align="right"),
        drawing.texts(rows.asides, drawing.QUIET, size=font - 1),
    ]
