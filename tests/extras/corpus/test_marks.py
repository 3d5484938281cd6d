"""What the marks of a corpus never show: a victim's or a suspect's name, and a sentence of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from corpora import news

from casualty_figures.corpus.datasets import DATASETS, column_types
from casualty_figures.corpus.rows import rows_of
from casualty_figures.corpus.texts.documents import Document, read_published

NAMED = (
    ("Maria Lindt, 34, was killed in Orlat on Monday, police said.", "Maria Lindt"),
    ("Police arrested Ivo Harker, 29, after two people were killed in Orlat.", "Ivo Harker"),
    ("Ivo Harker is accused of killing three people, including Maria Lindt, in Orlat.", "Ivo Harker, Maria Lindt"),
    ("Three people - Maria Lindt, Tomas Vost and Lena Oaks - were killed.", "Maria Lindt, Tomas Vost, Lena Oaks"),
    ("Two people were shot dead by suspect Ivo Harker near Velm on Tuesday.", "Ivo Harker"),
    ("“Two of my sons were killed,” Samir Salim said.", "Samir Salim"),
    ("Samir Salim, whose brother Pavel Salim was killed, said 12 people died.", "Samir Salim, Pavel"),
    (
        "According to Samir Salim, 12 people died in the strike on the home of Pavel Brodska.",
        "Samir Salim, Pavel Brodska",
    ),
    ("12 people were injured at the house of Maria Lindt in Orlat.", "Maria Lindt"),
    ("Victim Maria Lindt told reporters that six people were injured.", "Maria Lindt"),
    ("Oskar Novak said he killed two women. Novak told the court that a man was injured too.", "Oskar Novak"),
    ("Dr Nadia Morrow, who was killed on Tuesday, had said that 14 people were injured.", "Nadia Morrow"),
    ("Relatives of Ruth Kemeny said she and two other women were killed on Saturday.", "Ruth Kemeny"),
    ("Kemeny family members said three people were killed. Ruth Kemeny was one of them.", "Kemeny, Ruth"),
    ("Maria Lindt's family said two people were killed in the fire.", "Maria Lindt"),
    ("Lindt\u2019s lawyer said two men were injured.", "Lindt"),
    ("Six people died in the Lindt house fire.", "Lindt"),
    ("Five were hurt in Orlat, and Maria Lindt died on the way.", "Maria Lindt"),
    ("Nine people were killed by militants loyal to Samir Tariq.", "Samir Tariq"),
    ("After Lindt died on Friday, 40 people were arrested in Harker's home town of Velm.", "Lindt, Harker"),
    ("The mayor, Lena Oaks, who was injured, said five people were killed.", "Lena Oaks"),
    ("Ada King was killed. Two others were injured, King's sister said. “Six died,” King said.", "Ada, King"),
    ("Mark Grant said two people were killed. Grant was charged with murder.", "Mark, Grant"),
    ("Rose Baker was hurt as the toll rose to six. Baker said four people were missing.", "Rose, Baker"),
    ("Mr Young said two people died. The young man was later charged.", "Young"),
    ("Élodie Čapek said two people died at Čapek\u2019s farm.", "Élodie, Čapek"),
    ("Two people died, said María del Carmen Ruiz de la Vega.", "María del Carmen Ruiz de la Vega"),
    ("al-Hariri said two people died in the home of Abu Bakr al-Hariri.", "Hariri, Abu Bakr"),
    ("李明 said two people died in Orlat.", "李明"),
    ("The Harker Foundation was raided. Ivo Harker said that two people were injured.", "Harker"),
)
"""Texts, and the names of the victims and suspects in them."""

KEPT = (
    ("Two people were killed in Orlat on Monday.", "place", "Orlat"),
    ("Two people were killed in the town of Orlat. Orlat hospital took in nine wounded.", "place", "Orlat"),
    ("Forty families fled from northern Velm to Port Selim.", "place", "northern Velm"),
    ("The Red Lamp charity said 12 people were injured in Orlat.", "claimant", "The Red Lamp charity"),
    ("Two people were killed, the Orlat Interior Ministry said.", "claimant", "the Orlat Interior Ministry"),
    ("Konashenkov said that 12 people were killed in Aleppo.", "claimant", "Konashenkov"),
    ("Relatives of Ruth Kemeny said two women were killed.", "claimant", "Relatives"),
    ("Police Chief Ivo Harker said two women were killed.", "claimant", "Police Chief"),
)
"""Texts, and what their marks show all the same."""


def read(text: str, published: str = "2021-03-09") -> dict[str, list[dict[str, Any]]]:
    found = rows_of(Document("desk-1", text, read_published(published)))
    return {
        dataset: [dict(zip(column_types(dataset), row, strict=True)) for row in found[dataset]]
        for dataset in DATASETS
        if dataset in found
    }


def shown_names(text: str, names: Iterable[str], published: str = "2021-03-09") -> list[str]:
    """Every value of a row that holds a word of a name, and every mark that covers one."""
    found = read(text, published)
    words = {word for name in names for word in re.findall(r"[^\W\d]{2,}", name) if word not in ("del", "de", "la")}
    held = [
        str(value)
        for table in found.values()
        for row in table
        for value in row.values()
        if words & set(re.findall(r"\w+", str(value)))
    ]
    spans = [span.span() for word in words for span in re.finditer(rf"\b{word}\b", text)]
    covered = [
        mark["printed"]
        for mark in found["evidence"]
        for start, end in spans
        if mark["start"] < end and start < mark["end"]
    ]
    return held + covered


@pytest.mark.parametrize(("text", "names"), NAMED)
def test_no_mark_covers_a_victims_or_a_suspects_name(text: str, names: str) -> None:
    assert shown_names(text, names.split(", ")) == []


def test_no_mark_of_a_generated_corpus_covers_a_victims_or_a_suspects_name(root: Path) -> None:
    generated = news(root, 300)
    assert sum(len(each.persons) for each in generated) > 200
    assert [shown for each in generated for shown in shown_names(each.text, each.persons, each.published)] == []


@pytest.mark.parametrize(("text", "role", "phrase"), KEPT)
def test_places_bodies_and_known_speakers_are_shown(text: str, role: str, phrase: str) -> None:
    assert phrase in [mark["printed"] for mark in read(text)["evidence"] if mark["role"] == role]


def test_marks_laid_together_cover_no_nine_words_in_a_row(root: Path) -> None:
    for each in news(root, 300):
        assert longest_run(each.text, read(each.text, each.published)["evidence"]) <= 8


def test_no_mark_has_more_than_eight_words(root: Path) -> None:
    marks = [mark["printed"] for each in news(root, 300) for mark in read(each.text, each.published)["evidence"]]
    assert 4 <= max(len(mark.split()) for mark in marks) <= 8


def longest_run(text: str, marks: list[dict[str, Any]]) -> int:
    shown = set()
    for mark in marks:
        shown.update(range(mark["start"], mark["end"]))
    longest = run = 0
    for word in re.finditer(r"\w\S*", text):
        run = run + 1 if word.start() in shown else 0
        longest = max(longest, run)
    return longest
