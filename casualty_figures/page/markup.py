"""Templates: every value is escaped, and a name that a template does not know is an error."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from casualty_figures.page import ordering
from casualty_figures.using import citing, display
from casualty_figures.using.figures import PublishedFigure
from casualty_figures.using.jsonld import for_script


def templates() -> Environment:
    """The templates of the page, with the functions that they call."""
    found = Environment(
        loader=PackageLoader("casualty_figures.page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.globals.update(
        amount=display.amount,
        bounds=display.bounds,
        day=display.day,
        listed=display.listed,
        package_and_figure=citing.package_and_figure,
        qualifications=display.qualifications,
        sentence=display.sentence,
        counted=display.counted,
        aside=ordering.aside,
        behind=ordering.behind,
        claim=display.claim,
        capital=ordering.capital,
        where=ordering.where,
        interval=interval,
        plain=plain,
    )
    found.filters["json_data"] = json_data
    return found


def interval(figure: PublishedFigure) -> str:
    """A figure's bounds for machines that read the page: "801/.." is 801 or more, "50~" claims no bounds.

    >>> from casualty_figures.using.figures import figure
    >>> interval(figure("meo-2016-10-25-aleppo.17")), interval(figure("meo-2016-10-25-aleppo.16"))
    ('801/..', '7~')
    """
    low, high = figure.value_low, figure.value_high
    if low is None and high is None:
        return f"{figure.value}~" if figure.value is not None else "../.."
    if low == high:
        return str(low)
    return f"{'..' if low is None else low}/{'..' if high is None else high}"


def plain(code: str) -> str:
    """A code in words: "direct_quote" is "direct quote"."""
    return code.replace("_", " ")


def json_data(content: Any) -> Markup:
    """JSON for a `<script>` of data: no character of it can end the element."""
    return Markup(for_script(content))
