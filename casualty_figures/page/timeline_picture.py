"""The second picture: when it happened and when it was published, by who says so, with conflicts as links."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import altair as alt

from casualty_figures.page import drawing
from casualty_figures.page.context import Moment, moments, spans
from casualty_figures.page.disputes import Dispute
from casualty_figures.page.drawing import Datum, Sheet
from casualty_figures.page.ordering import capital
from casualty_figures.using import display
from casualty_figures.using.figures import Catalogue, PublishedFigure

MARGIN_DAYS = 4
"""Days before the first that is known, into which a period of unknown beginning reaches."""
LANE = 15
"""Between the lanes of disputes, in pixels."""
LINE = 18
"""Height of a line of words."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of a sheet stand, in pixels; lengths of lines in characters."""

    characters: int
    plot: tuple[int, int]
    row: int
    bar: int
    """From a row's line of words down to its bar."""
    days: int
    """How many days are named at most."""
    stacked: bool


COLUMNS = {
    "wide": Columns(characters=62, plot=(430, 960), row=25, bar=0, days=8, stacked=False),
    "narrow": Columns(characters=34, plot=(0, 240), row=42, bar=19, days=3, stacked=True),
}


@dataclass(frozen=True, slots=True)
class Calendar:
    """Where days stand: the first and the day after the last as day numbers, over a range of pixels."""

    first: int
    last: int
    plot: tuple[int, int]

    def at(self, day: dt.date, part: float = 0) -> float:
        """The pixel of a day's beginning, or of a later part of it."""
        left, right = self.plot
        return left + (right - left) * (day.toordinal() + part - self.first) / (self.last - self.first)


@dataclass
class Rows:
    """The rows of each layer, filled claimant by claimant; every place is in pixels."""

    columns: Columns
    calendar: Calendar
    numbers: Mapping[str, int]
    groups: list[Datum] = field(default_factory=list)
    names: list[Datum] = field(default_factory=list)
    asides: list[Datum] = field(default_factory=list)
    reported: list[Datum] = field(default_factory=list)
    zeros: list[Datum] = field(default_factory=list)
    unstarted: list[Datum] = field(default_factory=list)
    """Bars whose first day is not known."""
    published: list[Datum] = field(default_factory=list)
    ends: dict[str, Datum] = field(default_factory=dict)
    """Where the link of each figure's bar begins."""


def timeline_picture(
    catalogue: Catalogue, disputes: Sequence[Dispute], numbers: Mapping[str, int], sheet: Sheet
) -> bytes:
    """Draw the periods of all figures: one bar each, by root of the claimant.

    A bar runs from the first day to the last, both included; that of a zero is hollow. Where the first day is not
    known, it is a broken line that comes in by an arrow at the edge; where neither is, words say so.
    """
    found = moments(catalogue)
    columns = COLUMNS[sheet.name]
    rows = Rows(columns, _calendar(catalogue.figures.values(), found, columns), numbers)
    height = top = 56.0 + LINE * len(found)
    for root, group in by_claimant(catalogue, numbers):
        rows.groups.append({"px": 0, "y": height + 14, "text": capital(root)})
        height += 30
        for figure in group:
            _add_figure(rows, figure, root, height)
            height += columns.row
        height += 8
    layers = [
        *_calendar_layers(rows, found, top, height),
        *_link_layers(rows, disputes, top, sheet.width),
        *_bar_layers(rows),
        drawing.texts(rows.groups, drawing.INK, size=sheet.font, bold=True),
        drawing.texts(rows.names, drawing.INK, size=sheet.font - 1),
        drawing.texts(rows.asides, drawing.QUIET, size=sheet.font - 1),
    ]
    return drawing.render(layers, sheet, int(height) + 28, "When each figure's events are said to have happened")


def by_claimant(catalogue: Catalogue, numbers: Mapping[str, int]) -> Iterator[tuple[str, list[PublishedFigure]]]:
    """Figures by who stands behind them, those with the most first; each group by number."""
    groups: dict[str, list[PublishedFigure]] = {}
    for figure in catalogue.figures.values():
        groups.setdefault(catalogue.root_name(figure), []).append(figure)
    for root, group in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        yield root, sorted(group, key=lambda one: numbers[one.figure_id])


def name(figure: PublishedFigure, root: str) -> str:
    """What a row says beside its bar: the amount, and who says it where that is not the group's name."""
    amount = display.amount(figure)
    if figure.quantifier_id == "occurred":
        amount += " (no number)"
    return capital(f"{amount}: {figure.claimant}" if figure.claimant and figure.claimant != root else amount)


def _add_figure(rows: Rows, figure: PublishedFigure, root: str, top: float) -> None:
    y, calendar = top + 12, rows.calendar
    rows.asides.append({"px": 0, "y": y, "text": str(rows.numbers[figure.figure_id])})
    rows.names.append({"px": 24, "y": y, "text": drawing.cut(name(figure, root), rows.columns.characters)})
    y += rows.columns.bar
    start, end, published = figure.period_start, figure.period_end, figure.source.published
    rows.published.append({"px": calendar.at(published, 0.5), "y": y})
    rows.ends[figure.figure_id] = {"px": max(calendar.at(end or published, 1), calendar.at(published, 1)), "y": y}
    if figure.withdrawn:
        rows.asides.append({"px": rows.columns.plot[0] + 6, "y": y, "text": "withdrawn"})
    elif start is None and end is None:
        rows.asides.append({"px": rows.columns.plot[0] + 6, "y": y, "text": "the words give no date"})
    elif start is None and end is not None:
        rows.unstarted.append({"px": rows.columns.plot[0], "px2": calendar.at(end, 1), "y": y})
    else:
        bar = {"px": calendar.at(start), "px2": calendar.at(end or published, 1), "y": y - 5, "y2": y + 5}  # type: ignore[arg-type]
        (rows.zeros if figure.value_high == 0 else rows.reported).append(bar)


def _calendar(figures: Iterable[PublishedFigure], found: Sequence[Moment], columns: Columns) -> Calendar:
    known = {moment.day for moment in found}
    for one in figures:
        known |= {day for day in (one.source.published, one.period_start, one.period_end) if day}
    return Calendar(min(known).toordinal() - MARGIN_DAYS, max(known).toordinal() + 1, columns.plot)


def _calendar_layers(rows: Rows, found: Sequence[Moment], top: float, height: float) -> list[alt.Chart]:
    """Named days, and truces and pauses as context: a band where both ends are known, a line for each end."""
    calendar, stacked = rows.calendar, rows.columns.stacked
    named: list[Datum] = [
        {"px": calendar.at(day, 0.5), "y": y, "y2": height, "top": top - 8, "text": text}
        for day, text in _named_days(calendar, rows.columns.days)
        for y in (top - 18, height + 14)
    ]
    bands: list[Datum] = [
        {"px": calendar.at(first), "px2": calendar.at(last, 0.5), "y": top - 8, "y2": height}
        for first, last in spans(found)
    ]
    edges: list[Datum] = [
        {
            "px": calendar.at(one.day, 0 if one.begins else 0.5),
            "y": LINE * place + (20 if stacked else 3),
            "y2": height,
            "left": 0 if stacked else calendar.at(one.day, 0 if one.begins else 0.5) - 6,
            "line": LINE * place + 11,
            "text": f"{_short(one.day)}: {one.label} ({one.said_by})"
            if not stacked
            else f"{_short(one.day)}: {one.label}",
        }
        for place, one in enumerate(reversed(found))
    ]
    x, y = drawing.pixel("px"), drawing.pixel("y")
    told = drawing.on(edges).mark_text(
        align="left" if stacked else "right", baseline="middle", fontSize=12, color=drawing.QUIET
    )
    return [
        drawing.on(bands).mark_rect(color=drawing.BAND).encode(x=x, x2="px2", y=y, y2="y2"),
        drawing.on(named).mark_rule(color=drawing.LINE).encode(x=x, y=drawing.pixel("top"), y2="y2"),
        drawing.on(edges).mark_rule(color=drawing.QUIET, strokeDash=[2, 3]).encode(x=x, y=y, y2="y2"),
        told.encode(x=drawing.pixel("left"), y=drawing.pixel("line"), text="text:N"),
        drawing.texts(named, drawing.QUIET, size=12, align="center"),
    ]


def _named_days(calendar: Calendar, most: int) -> list[tuple[dt.date, str]]:
    """Days at even steps back from the last, whole weeks where they are long; the year stands at the first."""
    step = max(1, -(-(calendar.last - calendar.first) // most))
    step = 7 * -(-step // 7) if step > 4 else step
    days = [dt.date.fromordinal(one) for one in range(calendar.last - 1, calendar.first + MARGIN_DAYS - 1, -step)]
    return [(day, f"{_short(day)} {day.year}" if day in (days[0], days[-1]) else _short(day)) for day in days]


def _bar_layers(rows: Rows) -> list[alt.Chart]:
    x, y, colour = drawing.pixel("px"), drawing.pixel("y"), drawing.FIGURE
    left = rows.columns.plot[0] + 5
    unstarted = drawing.on(rows.unstarted)
    heads = unstarted.mark_point(shape="triangle-left", size=80, filled=True, color=colour, opacity=1)
    bars = {"x": x, "x2": "px2", "y": y, "y2": "y2"}
    return [
        drawing.on(rows.reported).mark_rect(color=colour).encode(**bars),
        drawing.on(rows.zeros).mark_rect(color=drawing.PAPER, stroke=colour, strokeWidth=1.5).encode(**bars),
        unstarted.mark_rule(color=colour, size=2, strokeDash=[5, 3]).encode(x=x, x2="px2", y=y),
        heads.encode(x=alt.value(left), y=y),
        unstarted.mark_tick(color=colour, thickness=2, size=11, orient="vertical").encode(x=drawing.pixel("px2"), y=y),
        drawing.on(rows.published)
        .mark_point(shape="diamond", size=42, fill=drawing.PAPER, stroke=drawing.INK, strokeWidth=1.5, opacity=1)
        .encode(x=x, y=y),
    ]


def _link_layers(rows: Rows, found: Sequence[Dispute], top: float, width: int) -> list[alt.Chart]:
    """A lane for each knot of conflicts, right of the calendar; a thin line from each of its bars, and its letter."""
    knots = [(dispute, knot) for dispute in found for knot in _knots(dispute)]
    right = rows.columns.plot[1]
    step = min(LANE, (width - right - 16) / max(1, len(knots)))
    leaders, lanes, letters = [], [], []
    for place, (dispute, knot) in enumerate(knots):
        px = right + 12 + step * place
        at = [rows.ends[figure_id]["y"] for figure_id in knot]
        leaders += [{"px": px, "px2": rows.ends[one]["px"], "y": rows.ends[one]["y"]} for one in knot]
        lanes.append({"px": px, "y": min(at), "y2": max(at)})
        letters.append({"px": px, "y": top, "text": dispute.letter})
    colour, x, y = drawing.CONFLICT, drawing.pixel("px"), drawing.pixel("y")
    ends = drawing.on(leaders)
    return [
        ends.mark_rule(color=colour, size=0.75, strokeDash=[1, 2]).encode(x=x, x2="px2", y=y),
        drawing.on(lanes).mark_rule(color=colour, size=1.5).encode(x=x, y=y, y2="y2"),
        ends.mark_point(size=28, filled=True, color=colour, opacity=1).encode(x=x, y=y),
        drawing.texts(letters, colour, size=13, align="center", bold=True),
    ]


def _knots(dispute: Dispute) -> list[tuple[str, ...]]:
    """The figures of a dispute in groups that conflicts join, directly or through each other."""
    joined: dict[str, set[str]] = {}
    for one in dispute.conflicts:
        group = joined.get(one.figure_id, {one.figure_id}) | joined.get(one.other_id, {one.other_id})
        joined.update(dict.fromkeys(group, group))
    return sorted({tuple(sorted(group)) for group in joined.values()})


def _short(day: dt.date) -> str:
    return f"{day.day} {display.MONTHS[day.month - 1][:3]}"
