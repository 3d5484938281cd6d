"""Figures in words: no bound lost, no ceiling invented, caveat and origins always there."""

from __future__ import annotations

import json

import pytest

import casualty_figures
from casualty_figures.using.code_words import words
from casualty_figures.using.opened import UnknownNameError
from tests.using.conftest import DENIAL, TOLL, Change

SHORT = {
    "exact": ("48", {"value": 48, "value_low": 48, "value_high": 48, "bounds": "closed"}),
    "more_than": (">800", {"value": 800, "value_low": 801, "value_high": None}),
    "at_least": ("≥81", {"value": 81, "value_low": 81, "value_high": None}),
    "less_than": ("<10", {"value": 10, "value_low": 0, "value_high": 9}),
    "at_most": ("≤1,200", {"value": 1200, "value_low": 0, "value_high": 1200}),
    "about": ("about 50", {"value": 50, "value_low": None, "value_high": None}),
    "nearly": ("nearly 50", {"value": 50, "value_low": None, "value_high": None}),
    "between": ("30 to 40", {"value": None, "value_low": 30, "value_high": 40}),
    "none": ("0 claimed", {"value": None, "value_low": 0, "value_high": 0}),
    "occurred": ("reported, no number", {"value": None, "value_low": 1, "value_high": None}),
    "several": ("several (≥2)", {"value": None, "value_low": 2, "value_high": None}),
    "dozens": ("dozens (≥24)", {"value": None, "value_low": 24, "value_high": None}),
    "scores": ("scores (≥40)", {"value": None, "value_low": 40, "value_high": None}),
    "hundreds": ("hundreds (≥200)", {"value": None, "value_low": 200, "value_high": None}),
    "thousands": ("thousands (≥2,000)", {"value": None, "value_low": 2000, "value_high": None}),
    "tens_of_thousands": ("tens of thousands (≥20,000)", {"value": None, "value_low": 20000, "value_high": None}),
}


@pytest.mark.parametrize("quantifier", SHORT)
def test_the_short_form_keeps_the_bound(quantifier: str, changed: Change) -> None:
    expected, cells = SHORT[quantifier]
    assert changed(quantifier_id=quantifier, **cells).figure(TOLL).display() == expected


def test_every_quantifier_has_a_short_and_a_spoken_form() -> None:
    for quantifier in casualty_figures.load("quantifiers")["quantifier_id"]:
        assert quantifier in SHORT
        assert words("spoken", quantifier)


@pytest.mark.parametrize(("column", "kind"), [("unit", "unit"), ("unit", "one"), ("place_role", "place_role")])
def test_every_code_has_its_words(column: str, kind: str) -> None:
    field = next(field for field in casualty_figures.schema("figures")["fields"] if field["name"] == column)
    assert all(words(kind, code) for code in field["constraints"]["enum"])


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({}, "more than 800 civilians killed in Aleppo Governorate, rebel-held areas"),
        ({"quantifier_id": "exact", "value": 1, "value_low": 1, "value_high": 1}, "1 person killed (civilians) in "),
        ({"population_id": None}, "more than 800 persons killed in "),
        ({"unit": "household", "measure_id": "displaced"}, "more than 800 households displaced (civilians) in "),
        ({"cause_id": "air_strikes"}, "more than 800 civilians killed in air strikes in "),
        ({"quantifier_id": "none", "value": None, "value_low": 0, "value_high": 0}, "no civilians killed in "),
        ({"quantifier_id": "dozens", "value": None, "value_low": 24}, "dozens of civilians killed in "),
        ({"place_role": "destination", "measure_id": "evacuated"}, "civilians evacuated to Aleppo Governorate"),
    ],
)
def test_spoken_words_say_who_what_and_where(cells: dict[str, object], said: str, changed: Change) -> None:
    assert said in changed(**cells).figure(TOLL).display("spoken")


def test_a_single_event_is_not_written_as_several(changed: Change) -> None:
    cells = {"quantifier_id": "exact", "value": 1, "value_low": 1, "value_high": 1, "modality": "reported"}
    assert changed(DENIAL, **cells).figure(DENIAL).display("spoken").startswith("1 event (air strikes) ")


def test_a_zero_names_those_whom_it_clears_and_says_that_it_is_a_denial() -> None:
    said = casualty_figures.figure(DENIAL).display("spoken")
    assert said.startswith("no air strikes by Russia or Syrian government forces in Aleppo, ")
    assert "a denial by the side concerned" in said


def test_spoken_and_long_words_name_claimant_publisher_and_day() -> None:
    for figure in casualty_figures.catalogue().figures.values():
        for form in ("spoken", "long"):
            assert figure.attribution in figure.display(form)
        assert figure.source.publisher in figure.attribution
        assert figure.claimant in figure.attribution


def test_a_narrators_figure_is_the_articles_own() -> None:
    figures = casualty_figures.catalogue().figures.values()
    narrated = [one.display("spoken") for one in figures if one.voice == "narrator"]
    assert narrated
    assert all("in its own words" in words and "according to" not in words for words in narrated)


def test_caveat_and_origins_travel_with_the_long_form_and_every_citation() -> None:
    for figure in casualty_figures.catalogue().figures.values():
        bibtex = figure.cite("bibtex").replace("\\", "")
        texts = [figure.display("long"), figure.cite(), bibtex, json.loads(figure.cite("csl"))[0]["note"]]
        for text in texts:
            assert f"{figure.origins} origin" in text
            assert (figure.caveat or "") in text


def test_a_dispute_is_told_by_its_parties() -> None:
    assert "In conflict with figures of Syria Civil Defence and " in casualty_figures.figure(DENIAL).display("long")


@pytest.mark.parametrize("form", ["short", "spoken", "long"])
def test_a_withdrawn_figure_says_so_in_every_form(form: str, changed: Change) -> None:
    assert "withdrawn" in changed(status="withdrawn").figure(TOLL).display(form).lower()


@pytest.mark.parametrize("form", ["text", "bibtex", "csl"])
def test_a_withdrawn_figure_says_so_in_every_citation(form: str, changed: Change) -> None:
    assert "withdrawn" in changed(status="withdrawn").figure(TOLL).cite(form).lower()


def test_a_figure_of_a_partly_known_article_says_so(changed: Change) -> None:
    package = changed()
    package.tables["sources"]["coverage"] = "partial"
    for text in (package.figure(TOLL).display("long"), package.figure(TOLL).cite()):
        assert "Only a part of the article is known." in text


def test_an_unknown_form_lists_the_forms() -> None:
    with pytest.raises(UnknownNameError, match="short, spoken, long"):
        casualty_figures.figure(TOLL).display("shout")
    with pytest.raises(UnknownNameError, match="text, bibtex, csl"):
        casualty_figures.figure(TOLL).cite("apa")
