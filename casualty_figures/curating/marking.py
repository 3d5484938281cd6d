"""Marks and codings of a text, as the reader proposes them for a curator's review."""

from __future__ import annotations

from datetime import date

from casualty_figures.package.tables import Tables, typed_table
from casualty_figures.reading.figure import Figure, Mark
from casualty_figures.reading.fingerprints import fingerprint
from casualty_figures.reading.reader import read
from casualty_figures.reading.text.layout import coded
from casualty_figures.reading.text.sentences import Sentence, sentences

LINKED_ROLES = ("figure", "event", "place", "time", "people")
"""Whose phrase makes the better deep link, best first."""


def propose(source_id: str, text: str, published: date) -> Tables:
    """The tables `evidence` and `codings` that the reader proposes for a text."""
    split = sentences(text)
    marks, codings = [], []
    for number, figure in enumerate(coded(read(text, published)), start=1):
        figure_id = f"{source_id}.{number:02d}"
        marks += [
            [figure_id, f"{order:02d}", *mark_row(mark, text, split)]
            for order, mark in enumerate(figure.marks, start=1)
        ]
        codings.append(_coding_row(figure_id, figure, text))
    return {"evidence": typed_table("evidence", marks), "codings": typed_table("codings", codings)}


def mark_row(mark: Mark, text: str, split: list[Sentence]) -> list[str]:
    """A mark as cells of the evidence table, from `role` on."""
    sentence = next(found for found in split if found.start <= mark.start < found.end)
    hashed = fingerprint(text[sentence.start : sentence.end])
    carried = "true" if mark.carried else "false"
    place = [str(mark.start), str(mark.end)]
    return [mark.role, mark.means, carried, *place, mark.printed, str(sentence.paragraph + 1), hashed, "reader"]


def occurs_once(phrase: str, text: str) -> bool:
    """Whether a browser that looks for the phrase finds just one.

    >>> occurs_once("nine people", "Nine people fled. Nobody else did."), occurs_once("fled", "They fled, all fled.")
    (True, False)
    """
    return text.casefold().count(phrase.casefold()) == 1


def _coding_row(figure_id: str, figure: Figure, text: str) -> list[str]:
    modality = "pledged" if figure.modality == "pledged" else "reported"
    role = figure.place.role if figure.place else "occurred"
    return [figure_id, figure.voice, modality, role, "", "", _linked_mark(figure, text), "active", ""]


def _linked_mark(figure: Figure, text: str) -> str:
    for role in LINKED_ROLES:
        for order, mark in enumerate(figure.marks, start=1):
            if mark.role == role and occurs_once(mark.printed, text):
                return f"{order:02d}"
    return ""
