"""Citations: the phrase, both works, and nothing that TeX or JSON would obey."""

from __future__ import annotations

import json
import re

import jsonschema

import casualty_figures
from tests.using.conftest import TOLL, Change

DATE: dict[str, object] = {"type": "array", "items": {"type": "integer"}, "minItems": 3, "maxItems": 3}
CSL_TEXTS = ("id", "title", "version", "note", "container-title", "language", "URL")
CSL = {
    "type": "array",
    "minItems": 2,
    "items": {
        "type": "object",
        "required": ["id", "type", "title", "issued"],
        "additionalProperties": False,
        "properties": {
            "type": {"enum": ["dataset", "article-newspaper"]},
            **{name: {"type": "string"} for name in CSL_TEXTS},
            "author": {
                "type": "array",
                "items": {"type": "object", "properties": {"literal": {"type": "string"}}, "required": ["literal"]},
            },
            "issued": {
                "type": "object",
                "required": ["date-parts"],
                "properties": {"date-parts": {"type": "array", "items": DATE, "minItems": 1, "maxItems": 2}},
            },
        },
    },
}
"""What of csl-data.json, the schema of CSL-JSON 1.0, our items use."""


def test_the_text_citation_has_the_phrase_of_the_readme() -> None:
    toll = casualty_figures.figure(TOLL)
    version = casualty_figures.metadata()["version"]
    phrase = (
        "according to Syria Civil Defence, as reported by Middle East Observer on 25 October 2016; "
        f"Casualty figures, as reported {version}, figure {TOLL}"
    )
    assert phrase in toll.cite()
    assert toll.deep_link
    assert toll.deep_link in toll.cite()


def test_every_figure_is_cited_in_the_phrase() -> None:
    package = casualty_figures.catalogue()
    for figure in package.figures.values():
        printed = f"as reported by {figure.source.publisher} on "
        said = f", according to {figure.claimant}, {printed}" if figure.claimant else f", {printed}"
        assert said in figure.cite()
        assert f"; {package.descriptor['title']} {package.version}, figure {figure.figure_id}. " in figure.cite()


def test_csl_items_have_the_shape_of_csl_json() -> None:
    for figure in casualty_figures.catalogue().figures.values():
        jsonschema.validate(json.loads(figure.cite("csl")), CSL)


def test_every_citation_names_the_article_too() -> None:
    for figure in casualty_figures.catalogue().figures.values():
        assert figure.source.url in figure.cite()
        assert figure.cite("bibtex").count("@misc{") == 2
        data, article = json.loads(figure.cite("csl"))
        assert (data["type"], article["type"]) == ("dataset", "article-newspaper")
        assert article["URL"].startswith(figure.source.url)
        published = figure.source.published
        assert article["issued"]["date-parts"] == [[published.year, published.month, published.day]]


def test_an_article_without_a_known_headline_is_cited_as_such(changed: Change) -> None:
    package = changed()
    package.tables["sources"]["title"] = None
    assert "title = {Headline not known}" in package.figure(TOLL).cite("bibtex")
    assert json.loads(package.figure(TOLL).cite("csl"))[1]["title"] == "Headline not known"


def test_bibtex_escapes_what_tex_obeys_and_keeps_braces_balanced(changed: Change) -> None:
    package = changed(caveat=r"50% of {A & B}_#1 cost $5 ~ \end{document} ^")
    entry = package.figure(TOLL).cite("bibtex")
    note = next(line for line in entry.splitlines() if line.startswith("  note"))
    assert r"50\% of \{A \& B\}\_\#1 cost \$5 \textasciitilde{} \textbackslash{}end\{document\}" in note
    unescaped = re.sub(r"\\[{}]", "", entry)
    assert unescaped.count("{") == unescaped.count("}")


def test_csl_is_json_whatever_the_caveat_holds(changed: Change) -> None:
    caveat = 'a "quoted" </script> \\ caveat'
    assert caveat in json.loads(changed(caveat=caveat).figure(TOLL).cite("csl"))[0]["note"]
