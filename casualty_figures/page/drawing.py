"""Drawing: marks placed by Altair, turned into a small SVG that follows light and dark and is the same everywhere."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as Xml

import altair as alt
import vl_convert

Datum = dict[str, Any]

PAPER, INK, QUIET, LINE, BAND = "#fbfaf7", "#22211f", "#625e57", "#dedad2", "#efece5"
FIGURE, CONFLICT = "#1d5a8a", "#9a3412"
DARK = {
    PAPER: "#181817",
    INK: "#e6e2da",
    QUIET: "#a8a399",
    LINE: "#3a3835",
    BAND: "#2b2a28",
    FIGURE: "#8fc1ea",
    CONFLICT: "#f0a37c",
}
"""The colours of the pictures, and what each becomes in the dark; the page's style has the same."""
FONTS = "system-ui,-apple-system,'Segoe UI','Helvetica Neue',Arial,sans-serif"
"""Fonts of the reader's own system: nothing is loaded, and no width of a letter enters the drawing."""

SVG = "http://www.w3.org/2000/svg"
PLACED = ("d", "x2", "y2")
STYLED = ("fill", "stroke", "stroke-width", "stroke-dasharray", "text-anchor", "font-size", "font-weight")
"""Attributes that many shapes share; each set of them becomes a class."""
USUAL = {"stroke-width": "1", "text-anchor": "start"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A size for which a picture is laid out, in pixels."""

    name: str
    width: int
    font: int


WIDE = Sheet("wide", 1040, 13)
NARROW = Sheet("narrow", 288, 13)
SHEETS = (WIDE, NARROW)


def lines(text: str, characters: int) -> list[str]:
    """Break a text into lines by its characters, since widths of letters differ between systems.

    >>> lines("Aleppo, rebel-held east", 12)
    ['Aleppo,', 'rebel-held', 'east']
    """
    return textwrap.wrap(text, characters) or [""]


def cut(text: str, characters: int) -> str:
    """One line of a text; what does not fit stands in the table.

    >>> cut("civil defence official", 12)
    'civil defen…'
    """
    return text if len(text) <= characters else text[: characters - 1].rstrip() + "…"


def texts(rows: Sequence[Datum], colour: str, *, size: int, align: str = "left", bold: bool = False) -> alt.Chart:
    """Words at (px, y), on the line whose middle is y."""
    mark: dict[str, Any] = {"align": align, "baseline": "middle", "fontSize": size, "color": colour}
    if bold:
        mark["fontWeight"] = "bold"
    return on(rows).mark_text(**mark).encode(x=pixel("px"), y=pixel("y"), text="text:N")


def on(rows: Sequence[Datum]) -> alt.Chart:
    """A layer of its own rows."""
    return alt.Chart(alt.Data(values=list(rows)))


def pixel(field: str) -> alt.X:
    """A place on the sheet in pixels, where no scale is meant."""
    return alt.X(f"{field}:Q", scale=None, axis=None)


def render(layers: Sequence[alt.Chart], sheet: Sheet, height: int, title: str) -> bytes:
    """Draw layers as SVG. The same layers give the same bytes, on every machine."""
    chart = (
        alt.layer(*layers)
        .resolve_scale(y="independent")
        .properties(width=sheet.width, height=height, padding=0, autosize="none")
        .configure(background="transparent")
        .configure_view(stroke=None)
    )
    # each layer was validated when it was made; the whole again would take most of the time
    return slim(vl_convert.vegalite_to_svg(chart.to_dict(validate=False)), title)


def slim(svg: str, title: str) -> bytes:
    """Keep what is seen: the shapes and words, a title, and the colours for the dark.

    Links of a static drawing would carry a foreign base address, so that none is kept.
    """
    drawn = Xml.fromstring(svg)
    width, height = drawn.get("width", ""), drawn.get("height", "")
    root = Xml.Element("svg", {"xmlns": SVG, "viewBox": f"0 0 {width} {height}", "width": width, "height": height})
    Xml.SubElement(root, "title").text = title
    style = Xml.SubElement(root, "style")
    classes: dict[tuple[tuple[str, str], ...], str] = {}
    for shape in drawn.iter():
        tag = shape.tag.removeprefix(f"{{{SVG}}}")
        seen = shape.get("fill") or shape.get("stroke")
        if tag in ("path", "line", "text") and seen and shape.get("display") != "none":
            styled = tuple((name, shape.get(name, "")) for name in STYLED if shape.get(name, "") != USUAL.get(name, ""))
            named = {"class": classes.setdefault(styled, f"c{len(classes)}")}
            Xml.SubElement(root, tag, named | _placed(tag, shape)).text = shape.text
    style.text = _style(classes)
    written: bytes = Xml.tostring(root, encoding="utf-8")
    return written + b"\n"


def _placed(tag: str, shape: Xml.Element) -> dict[str, str]:
    """Where a shape stands; words by x and y, which is shorter."""
    placed = {name: _rounded(shape.get(name, "")) for name in PLACED if shape.get(name, "0") != "0"}
    moved = _rounded(shape.get("transform", ""))
    if found := tag == "text" and re.fullmatch(r"translate\(([^,]+),([^,]+)\)", moved):
        return placed | {"x": found[1], "y": found[2]}
    return placed | ({"transform": moved} if moved and moved != "translate(0,0)" else {})


def _style(classes: dict[tuple[tuple[str, str], ...], str]) -> str:
    """The rules of the classes, and of those that change in the dark."""
    plain = {name: {"fill": "none", **dict(styled)} for styled, name in classes.items()}
    dark = {name: {part: DARK[value] for part, value in rule.items() if value in DARK} for name, rule in plain.items()}
    in_dark = f"{_words(DARK[PAPER])}{_rules(dark)}"
    return f"{_words(PAPER)}{_rules(plain)}@media screen and (prefers-color-scheme:dark){{{in_dark}}}"


def _words(ground: str) -> str:
    """Words have a rim of the ground's colour, so that a line behind them stops short of them."""
    return f"text{{font-family:{FONTS};paint-order:stroke;stroke:{ground};stroke-width:4px}}"


def _rules(rules: dict[str, dict[str, str]]) -> str:
    written = {name: ";".join(f"{part}:{value}" for part, value in rule.items()) for name, rule in rules.items()}
    return "".join(f".{name}{{{rule}}}" for name, rule in written.items() if rule)


def _rounded(value: str) -> str:
    """Lengths to a tenth of a pixel."""
    return re.sub(r"\d+\.\d+", lambda found: f"{round(float(found[0]), 1):g}", value)
