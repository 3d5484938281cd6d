"""Citations of a figure: the claimant, the article, this package; the caveat and the number of origins with them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from casualty_figures.using import display
from casualty_figures.using.opened import unknown

if TYPE_CHECKING:
    from casualty_figures.using.figures import PublishedFigure

FORMS = ("text", "bibtex", "csl")


def cite(figure: PublishedFigure, form: str = "text") -> str:
    """A citation as text, BibTeX (two entries: this figure and its article) or CSL-JSON (the same two items)."""
    if form not in FORMS:
        raise unknown("form of citation", form, list(FORMS))
    return {"text": cite_text, "bibtex": cite_bibtex, "csl": cite_csl}[form](figure)


def cite_text(figure: PublishedFigure) -> str:
    """The citation in one paragraph."""
    said = display.spoken(figure)
    return f"{said[0].upper()}{said[1:]}; {package_and_figure(figure)}. {address(figure)} ({note(figure)})"


def cite_bibtex(figure: PublishedFigure) -> str:
    """Two BibTeX entries, of which the first refers to the second."""
    descriptor, source = figure.catalogue.descriptor, figure.source
    key = re.sub(r"[^A-Za-z0-9-]", "-", figure.figure_id)
    data: dict[str, str | list[str]] = {
        "author": [contributor["title"] for contributor in descriptor["contributors"]],
        "title": f"{descriptor['title']}: figure {figure.figure_id}",
        "year": descriptor["created"][:4],
        "version": figure.catalogue.version,
        "howpublished": "Data set",
        "note": f"{display.sentence(display.spoken(figure))} {note(figure)}",
        "related": f"{key}-article",
    }
    article: dict[str, str | list[str]] = {
        "author": [source.publisher],
        "title": source.title or "Headline not known",
        "year": str(source.published.year),
        "month": str(source.published.month),
        "day": str(source.published.day),
        "url": address(figure),
    }
    return f"{_entry(key, data)}\n{_entry(f'{key}-article', article)}"


def cite_csl(figure: PublishedFigure) -> str:
    """Two CSL-JSON items: the figure in this package, and the article."""
    return json.dumps(csl_items(figure), ensure_ascii=False, indent=2) + "\n"


def csl_items(figure: PublishedFigure) -> list[dict[str, Any]]:
    """The citation as CSL items."""
    descriptor, source = figure.catalogue.descriptor, figure.source
    created = [int(part) for part in descriptor["created"][:10].split("-")]
    published = [source.published.year, source.published.month, source.published.day]
    return [
        {
            "id": figure.figure_id,
            "type": "dataset",
            "title": f"{descriptor['title']}: figure {figure.figure_id}",
            "author": [{"literal": contributor["title"]} for contributor in descriptor["contributors"]],
            "issued": {"date-parts": [created]},
            "version": figure.catalogue.version,
            "note": f"{display.sentence(display.spoken(figure))} {note(figure)}",
        },
        {
            "id": f"{figure.figure_id}-article",
            "type": "article-newspaper",
            "title": source.title or "Headline not known",
            "container-title": source.publisher,
            "issued": {"date-parts": [published]},
            "language": source.language,
            "URL": address(figure),
        },
    ]


def package_and_figure(figure: PublishedFigure) -> str:
    """The package, its version and the figure's id."""
    return f"{figure.catalogue.descriptor['title']} {figure.catalogue.version}, figure {figure.figure_id}"


def address(figure: PublishedFigure) -> str:
    """The phrase in the article where it can be linked to, else the article."""
    return figure.deep_link or figure.source.url


def note(figure: PublishedFigure) -> str:
    """What travels with every figure: origins, outlets, disputes, what is not known of the article, the caveat."""
    withdrawn = ["withdrawn, do not use"] if figure.withdrawn else []
    return " ".join(map(display.sentence, [*withdrawn, *display.qualifications(figure)]))


def _entry(key: str, fields: dict[str, str | list[str]]) -> str:
    lines = [f"  {name} = {{{_bibtex_value(name, value)}}}," for name, value in fields.items()]
    return "\n".join([f"@misc{{{key},", *lines, "}"])


def _bibtex_value(name: str, value: str | list[str]) -> str:
    if isinstance(value, list):
        return " and ".join(f"{{{_escape_tex(one)}}}" for one in value)
    return re.sub(r"[{}\\]", lambda found: f"%{ord(found[0]):02X}", value) if name == "url" else _escape_tex(value)


def _escape_tex(text: str) -> str:
    """Characters that TeX or BibTeX would obey, written so that they are printed."""
    return re.sub(r"[\\{}$&#^_~%]", lambda found: _TEX[found[0]], text)


_TEX = {
    "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    **{plain: f"\\{plain}" for plain in "{}$&#_%"},
}
