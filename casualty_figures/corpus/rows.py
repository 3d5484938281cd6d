"""The figures of one text as rows of the datasets."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from casualty_figures.corpus.datasets import Row
from casualty_figures.corpus.excerpts import left_out
from casualty_figures.corpus.names import Guard
from casualty_figures.corpus.texts.documents import Document, source_id
from casualty_figures.package.resolve import UNNAMED_PEOPLE
from casualty_figures.reading.figure import Figure, Total
from casualty_figures.reading.fingerprints import fingerprint
from casualty_figures.reading.reader import read
from casualty_figures.reading.text.sentences import sentences
from casualty_figures.reading.totals.tally import tally
from casualty_figures.reading.words.kinds import bounds_of

PEOPLE_UNITS = ("person", "household")
UNDATED = (None, None, "unknown", "none")


def rows_of(document: Document) -> dict[str, list[Row]]:
    """Read one text: its row of texts, and its rows of figures, evidence and tallies.

    >>> rows = rows_of(Document("desk-1", "Two miners were killed in Orlat."))
    >>> rows["figures"][0][:6], rows["tallies"][0]
    (('desk-1.01', 'desk-1', 'killed', 'exact', 2, 2), ('desk-1', 'killed', 'person', 2, 2, 2, 'desk-1.01'))
    """
    source, text = source_id(document.id), document.text
    figures = read(text, document.published)
    shown = _without_names(text, figures)
    ids = [f"{source}.{number:02d}" for number in range(1, len(figures) + 1)]
    hashed = sha256(text.encode("utf-8")).hexdigest()
    return {
        "texts": [(source, document.id, document.published, hashed, len(text), len(figures))],
        "figures": [_figure_row(name, source, figure) for name, figure in zip(ids, shown, strict=True)],
        "evidence": _evidence_rows(text, ids, shown),
        "tallies": [_tally_row(source, total, ids, figures) for total in tally(figures)],
    }


def _without_names(text: str, figures: Sequence[Figure]) -> list[Figure]:
    if not figures:
        return []
    guard = Guard(text)
    return [replace(one, marks=tuple(kept for mark in one.marks if (kept := guard.cut(mark)))) for one in figures]


def _figure_row(figure_id: str, source: str, figure: Figure) -> Row:
    period = figure.period
    dated = (period.start, period.end, period.precision, period.rule) if period else UNDATED
    printed = next((mark for role in ("figure", "event") for mark in figure.marks if mark.role == role), None)
    return (
        figure_id,
        source,
        figure.measure,
        figure.quantifier,
        figure.value,
        figure.low,
        figure.high,
        bounds_of(figure.low, figure.high),
        figure.unit,
        figure.count_kind,
        figure.modality,
        _population(figure),
        figure.cause or None,
        figure.place.place_id if figure.place else None,
        figure.place.role if figure.place else "occurred",
        *dated,
        figure.claimant.party_id if figure.claimant else None,
        figure.voice,
        figure.asserted_on,
        printed.printed if printed else None,
    )


def _population(figure: Figure) -> str | None:
    if figure.unit not in PEOPLE_UNITS:
        return None
    return UNNAMED_PEOPLE if figure.population in ("", "unknown") else figure.population


def _evidence_rows(text: str, ids: Sequence[str], figures: Sequence[Figure]) -> list[Row]:
    """The marks of all figures, each with the paragraph and the hash of its sentence."""
    if not figures:
        return []
    split = sentences(text)
    hidden = left_out(text, (mark for figure in figures for mark in figure.marks))
    starts = [sentence.start for sentence in split]
    hashes: dict[int, tuple[int, str]] = {}
    rows: list[Row] = []
    for figure_id, figure in zip(ids, figures, strict=True):
        shown = (mark for mark in figure.marks if (mark.start, mark.end) not in hidden)
        for order, mark in enumerate(shown, start=1):
            at = bisect_right(starts, mark.start) - 1
            if at not in hashes:
                sentence = split[at]
                hashes[at] = sentence.paragraph + 1, fingerprint(text[sentence.start : sentence.end])
            place = (mark.start, mark.end, mark.printed, *hashes[at])
            rows.append((figure_id, f"{order:02d}", mark.role, mark.means or None, mark.carried, *place, "reader"))
    return rows


def _tally_row(source: str, total: Total, ids: Sequence[str], figures: Sequence[Figure]) -> Row:
    names = {id(figure): name for name, figure in zip(ids, figures, strict=True)}
    used = {names[id(figure)] for figure in total.figures}
    listed = " ".join(name for name in ids if name in used)
    return source, total.measure, total.unit, total.best, total.low, total.high, listed
