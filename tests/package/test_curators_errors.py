"""What a curator is told: each slip of the hand, made in a source of our own, and the message that it brings."""

from __future__ import annotations

import csv
import re
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from casualty_figures.curating.marking import mark_row
from casualty_figures.curating.rereading import reread
from casualty_figures.curating.texts import find_texts
from casualty_figures.package.checks import check
from casualty_figures.package.curated import read_curated
from casualty_figures.package.issues import Invalid
from casualty_figures.package.relating import relate
from casualty_figures.package.releases import history
from casualty_figures.package.resolve import resolve
from casualty_figures.package.tables import columns
from casualty_figures.reading.figure import Mark
from casualty_figures.reading.text.sentences import sentences

FIRST, LATER = "courier-2021-03-09-aleppo", "courier-2021-03-16-aleppo"
TEXT = (
    "At least 30 people have been killed in Aleppo since 1 March 2021, Russia said. "
    "Of them 12 were women and children.\n"
)
TOLL = {
    "figure": "At least 30 people",
    "event": "killed",
    "place": "Aleppo",
    "time": "since 1 March 2021",
    "claimant": "Russia",
}
Figure = dict[str, str]


@pytest.fixture
def checkout(root: Path, tmp_path: Path) -> Path:
    """What curators keep, without any source."""
    shutil.copytree(root / "vocabulary", tmp_path / "vocabulary")
    (tmp_path / "sources").mkdir()
    return tmp_path


def add_source(checkout: Path, source_id: str, text: str, figures: list[Figure], codings: dict[str, Figure]) -> Path:
    """Mark a text as a curator does: each figure's phrases by role, its codings by number; phrases carried unsaid."""
    folder = checkout / "sources" / source_id
    folder.mkdir()
    (day,) = re.findall(r"\d{4}-\d{2}-\d{2}", source_id)
    source = {"source_id": source_id, "publisher": "The Courier", "published": day, "language": "en"}
    source |= {"url": "https://example.org/", "text_status": "located", "coverage": "complete"}
    source |= {"text_sha256": sha256(text.encode()).hexdigest(), "text_characters": str(len(text))}
    write(folder / "source.csv", "sources", [{**source, "redistribution": "citation and marks only"}])
    marks, coded = [], []
    for number, phrases in enumerate(figures, start=1):
        figure_id = f"{source_id}.{number:02d}"
        for order, (role, phrase) in enumerate(phrases.items(), start=1):
            start = text.index(phrase)
            carried = role != "figure" and text.index(".", start) != text.index(".", text.index(phrases["figure"]))
            mark = Mark(role, start, start + len(phrase), phrase, carried)
            cells = [figure_id, f"{order:02d}", *mark_row(mark, text, sentences(text))]
            marks.append(dict(zip(columns("evidence"), cells, strict=True)))
        coding = {"figure_id": figure_id, "voice": "indirect", "modality": "reported", "place_role": "occurred"}
        coded.append({**coding, "status": "active", **codings.get(f"{number:02d}", {})})
    write(folder / "marks.csv", "evidence", marks)
    write(folder / "codings.csv", "codings", coded)
    return folder


def write(path: Path, table: str, rows: list[Figure]) -> None:
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, columns(table), restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def build(checkout: Path) -> None:
    """What `build.py` does until it writes."""
    curated = read_curated(checkout)
    reread(curated, find_texts(checkout, curated["sources"]))
    check({**relate(resolve(curated)), **history(checkout)})


def message(checkout: Path) -> str:
    """What the build says to the curator."""
    with pytest.raises(Invalid) as error:
        build(checkout)
    return str(error.value)


def test_a_source_without_a_slip_is_taken(checkout: Path) -> None:
    part = {**TOLL, "figure": "12", "people": "women and children"}
    add_source(checkout, FIRST, TEXT, [TOLL, part], {"02": {"part_of": f"{FIRST}.01"}})
    build(checkout)


def test_a_phrase_marked_in_the_wrong_place_is_told_where_it_stands(checkout: Path) -> None:
    folder = add_source(checkout, FIRST, TEXT, [TOLL], {})
    (folder / "text.txt").write_text(TEXT, "utf-8")
    marks = (folder / "marks.csv").read_text("utf-8")
    start = TEXT.index("Aleppo")
    (folder / "marks.csv").write_text(marks.replace(f"{start},{start + 6},Aleppo", f"{start + 2},{start + 8},Aleppo"))
    assert (
        f"evidence, row {FIRST}.01 03, column start: 'Aleppo' breaks the rule "
        f'"the text holds the phrase at its offsets"; it stands at {start}'
    ) in message(checkout)


def test_a_phrase_marked_over_another_is_told_without_the_text(checkout: Path) -> None:
    folder = add_source(checkout, FIRST, TEXT, [TOLL], {})
    marks = (folder / "marks.csv").read_text("utf-8")
    start, time = TEXT.index("Aleppo"), TEXT.index("since")
    (folder / "marks.csv").write_text(marks.replace(f"{start},{start + 6},Aleppo", f"{time},{time + 6},Aleppo"))
    told = message(checkout)
    assert f"evidence, row {FIRST}.01 04, column printed: 'since 1 March 2021' breaks the rule" in told
    assert f"prints the characters that {FIRST}.01 03 prints at the same place, 'Aleppo'" in told
    assert "mark each phrase where it stands" in told


def test_a_period_after_publication_is_told_with_the_day(checkout: Path) -> None:
    text = TEXT.replace("since 1 March 2021", "on 12 March 2021")
    add_source(checkout, FIRST, text, [{**TOLL, "time": "on 12 March 2021"}], {})
    assert message(checkout) == (
        f"evidence, row {FIRST}.01 04, column printed: 'on 12 March 2021' breaks the rule "
        '"no day of a period, here 2021-03-12, is after publication, 2021-03-09"; '
        "correct the time mark, or `published` in source.csv"
    )


def test_a_part_larger_than_its_whole_is_told_with_both(checkout: Path) -> None:
    text = TEXT.replace("At least 30", "30").replace("12", "40")
    whole, part = {**TOLL, "figure": "30 people"}, {**TOLL, "figure": "40", "people": "women and children"}
    add_source(checkout, FIRST, text, [whole, part], {"02": {"part_of": f"{FIRST}.01"}})
    assert message(checkout) == (
        f"figures, row {FIRST}.02, column value_low: '40' breaks the rule "
        f"\"a part is not larger than its whole, {FIRST}.01: '30 people', at most 30\"; "
        "correct the figure marks, or take part_of out of codings.csv"
    )


def test_a_claim_marked_twice_is_told_with_both_ids(checkout: Path) -> None:
    add_source(checkout, FIRST, TEXT, [TOLL, {**TOLL, "figure": "30 people"}], {})
    assert message(checkout) == (
        f"figures, row {FIRST}.02, column printed: '30 people' breaks the rule "
        f'"a claim is marked once; {FIRST}.01 marks the same words for the same claimant, place and days"; '
        "reject one of the two in codings.csv"
    )


@pytest.fixture
def falling_toll(checkout: Path) -> Path:
    """A toll of at least 30, and a week later one of 20 by the same claimant; the folder of the later source."""
    add_source(checkout, FIRST, TEXT, [TOLL], {})
    return add_source(checkout, LATER, TEXT.replace("At least 30", "20"), [{**TOLL, "figure": "20 people"}], {})


def test_a_toll_below_an_earlier_one_is_told_to_give_its_reason(checkout: Path, falling_toll: Path) -> None:
    assert message(checkout) == (
        f"figures, row {LATER}.01, column value_high: '20' breaks the rule "
        f"\"a later toll of the same claimant is not below the earlier one, {FIRST}.01: 'At least 30 people', "
        'at least 30, unless its caveat says why"; '
        "read the article again; correct the marks, or give the reason as caveat in codings.csv"
    )


def test_a_toll_below_an_earlier_one_stands_with_its_reason(checkout: Path, falling_toll: Path) -> None:
    codings = falling_toll / "codings.csv"
    codings.write_text(codings.read_text("utf-8").replace("occurred,,,", "occurred,,Ten were found alive.,"))
    build(checkout)


def test_a_rejected_figure_says_why(checkout: Path) -> None:
    add_source(checkout, FIRST, TEXT, [TOLL], {"01": {"status": "rejected"}})
    assert f"codings, row {FIRST}.01, column reason" in message(checkout)


def test_a_linked_mark_is_one_of_the_figure(checkout: Path) -> None:
    add_source(checkout, FIRST, TEXT, [TOLL], {"01": {"linked_mark": "77"}})
    assert f"codings, row {FIRST}.01, column linked_mark: '77' breaks the rule" in message(checkout)


def test_marks_without_a_coding_are_named(checkout: Path) -> None:
    folder = add_source(checkout, FIRST, TEXT, [TOLL], {})
    write(folder / "codings.csv", "codings", [])
    assert f"evidence, row {FIRST}.01, column figure_id" in message(checkout)
