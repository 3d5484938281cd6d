"""`casualty-figures view`: one page, nothing loaded, nothing run, everything escaped, every character kept."""

import base64
import hashlib
import html
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casualty_figures.commands import main
from casualty_figures.reading.figure import Figure, Mark, Party, Period, Place
from casualty_figures.viewing.page import ROLES, render
from casualty_figures.viewing.segments import NumberedMark, paragraphs, segments

TEXT = "More than 40 civilians were killed in Orlat on Tuesday, the governor said.\n\nHe said 90 were injured."


def _mark(text: str, role: str, phrase: str, *, carried: bool = False) -> Mark:
    start = text.index(phrase)
    return Mark(role, start, start + len(phrase), phrase, carried)


def _killed(text: str = TEXT) -> Figure:
    marks = (("figure", "More than 40"), ("people", "civilians"), ("event", "killed"), ("place", "Orlat"))
    return Figure(
        "killed", "more_than", 40, 41, None, "person", "civilians",
        tuple(_mark(text, role, phrase) for role, phrase in marks),
        place=Place("Orlat"),
        period=Period(date(2021, 3, 2), date(2021, 3, 2), "day", "weekday"),
        claimant=Party("governor"),
        voice="indirect",
        rules=("quantity", "passive"),
    )  # fmt: skip


def _injured() -> Figure:
    marks = (_mark(TEXT, "figure", "90"), _mark(TEXT, "event", "injured"))
    return Figure(
        "injured", "exact", 90, 90, 90, "person", "unknown",
        (*marks, _mark(TEXT, "claimant", "governor", carried=True)), claimant=Party("governor"),
    )  # fmt: skip


class Page(HTMLParser):
    """What a browser would see of a page: tags with their attributes, and the text of the paragraphs."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.body: list[str] = []
        self._inside = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "p" and dict(attrs).get("class") == "text":
            self._inside = "text"
        elif tag == "a":
            self._inside = self._inside and "ref"

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self._inside = ""
        elif tag == "a":
            self._inside = self._inside and "text"

    def handle_data(self, data: str) -> None:
        if self._inside == "text":
            self.body.append(data)


def test_every_character_of_the_text_is_on_the_page() -> None:
    assert "".join(Page(render(TEXT, [_killed(), _injured()], title="a")).body) == TEXT.replace("\n\n", "")


def test_a_figure_shows_bounds_period_place_and_claimant() -> None:
    page = html.unescape(render(TEXT, [_killed()], title="a", published=date(2021, 3, 4)))
    for words in ("41 or more", "civilians", "2021-03-02", "Orlat", "governor", "More than 40", "quantity, passive"):
        assert words in page.split("<article")[1]


def test_a_number_of_households_is_not_shown_as_one_of_people() -> None:
    households = replace(_killed(), unit="household", low=None, quantifier="nearly")
    assert "not stated (household)" in render(TEXT, [households], title="a").split("<article")[1]


def test_a_figure_stands_beside_the_paragraph_that_prints_it() -> None:
    sections = render(TEXT, [_injured(), _killed()], title="a").split("<section>")[1:]
    assert ['id="figure-2"' in section for section in sections] == [True, False]
    assert ['id="figure-1"' in section for section in sections] == [False, True]


def test_text_figure_and_number_lead_to_each_other_by_keyboard() -> None:
    tags = Page(render(TEXT, [_killed(), _injured()], title="a")).tags
    ids = {attributes["id"] for _, attributes in tags if "id" in attributes}
    links = {str(attributes["href"])[1:] for tag, attributes in tags if tag == "a"}
    assert links == {"figure-1", "figure-2", "at-1", "at-2"}
    assert links <= ids


def test_every_role_has_a_style_that_is_more_than_a_colour() -> None:
    """Without colour, each role is told from the others by its line or weight."""
    style = render(TEXT, [], title="a").split("<style>")[1].split("</style>")[0]
    lines = {
        role: re.sub(r"color: [^;]+;", "", match[1]).strip()
        for role in ROLES
        if (match := re.search(rf"mark\.{role} {{(.*?)}}", style))
    }
    assert set(lines) == set(ROLES)
    assert len(set(lines.values())) == len(ROLES)


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'></p></section>&amp; javascript:alert(1) \x00\x1b"


def test_nothing_of_the_text_becomes_markup() -> None:
    text = f"More than 40 civilians{HOSTILE} were killed in Orlat."
    start = text.index("civilians")
    odd = Mark("people", start, start + len("civilians" + HOSTILE), "civilians" + HOSTILE)
    killed = _killed(text)
    figure = Figure(
        HOSTILE, HOSTILE, 40, 41, None, HOSTILE, HOSTILE, (*killed.marks, odd),
        place=Place(HOSTILE, HOSTILE, HOSTILE), claimant=Party(HOSTILE, HOSTILE), actors=(Party(HOSTILE, HOSTILE),),
        period=Period(date(2021, 3, 2), None, "day", HOSTILE), cause=HOSTILE, voice=HOSTILE, modality=HOSTILE,
        part=HOSTILE, count_kind=HOSTILE, rules=(HOSTILE,),
    )  # fmt: skip
    tags = Page(render(text, [figure], title=HOSTILE)).tags
    plain = Page(render(text, [killed], title="a")).tags
    assert {tag for tag, _ in tags} <= {tag for tag, _ in plain} | {"br", "div", "span"}
    assert not [name for _, attributes in tags for name in attributes if name.startswith("on")]
    assert all(str(attributes.get("href", "#")).startswith("#") for _, attributes in tags)


def test_nothing_is_loaded_and_nothing_runs() -> None:
    page = render(TEXT, [_killed()], title="a")
    tags = Page(page).tags
    assert not [tag for tag, _ in tags if tag in ("script", "link", "img", "iframe", "object", "base", "form")]
    assert not [attributes for _, attributes in tags if "style" in attributes or "src" in attributes]
    assert "url(" not in page
    assert "@import" not in page
    policy = next(a["content"] for tag, a in tags if tag == "meta" and a.get("http-equiv"))
    style = page.split("<style>")[1].split("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_the_same_text_gives_the_same_page() -> None:
    assert render(TEXT, [_killed()], title="a") == render(TEXT, [_killed()], title="a")


def test_marks_of_two_figures_on_the_same_words_are_both_shown() -> None:
    marks = [NumberedMark(2, 8, "people", 1), NumberedMark(5, 9, "place", 2), NumberedMark(5, 9, "place", 3)]
    found = [(part.start, part.end, part.roles, part.figures) for part in segments(0, 10, marks)]
    assert found == [
        (0, 2, (), ()),
        (2, 5, ("people",), (1,)),
        (5, 8, ("people", "place"), (1, 2, 3)),
        (8, 9, ("place",), (2, 3)),
        (9, 10, (), ()),
    ]


@given(st.text(max_size=200))
def test_paragraphs_hold_all_but_white_space_and_do_not_overlap(text: str) -> None:
    spans = paragraphs(text)
    assert "".join("".join(text[start:end] for start, end in spans).split()) == "".join(text.split())
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


@given(
    st.integers(0, 20), st.integers(0, 30),
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9), st.sampled_from(sorted(ROLES)), st.integers(1, 3))),
)  # fmt: skip
def test_segments_cover_the_stretch_once(start: int, length: int, marks: list[tuple[int, int, str, int]]) -> None:
    numbered = [NumberedMark(at, at + size, role, figure) for at, size, role, figure in marks]
    parts = list(segments(start, start + length, numbered))
    assert [at for part in parts for at in range(part.start, part.end)] == list(range(start, start + length))
    for part in parts:
        on_it = [mark for mark in numbered if mark.start <= part.start and part.end <= mark.end]
        assert set(part.roles) == {mark.role for mark in on_it}
        assert set(part.figures) == {mark.figure for mark in on_it}


def test_a_text_of_blank_lines_alone_is_a_page_too() -> None:
    assert "No figure was found" in render(" \n\n\t", [], title="a")


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_the_page_goes_beside_the_text(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["view", str(article), "--published", "2021-03-04"]) == 0
    page = article.with_suffix(".html")
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert capsys.readouterr().out.startswith(f"wrote {page};")


def test_the_page_goes_where_it_is_told(article: Path, tmp_path: Path) -> None:
    assert main(["view", str(article), "--out", str(tmp_path / "other.html")]) == 0
    assert (tmp_path / "other.html").is_file()
    assert not article.with_suffix(".html").exists()


def test_a_page_never_overwrites_its_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "article.html"
    path.write_text(TEXT, encoding="utf-8")
    assert main(["view", str(path)]) == 2
    assert "would overwrite its text" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == TEXT


def test_a_page_that_somebody_else_wrote_is_not_overwritten(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A curator may have saved the article's own page beside its text."""
    page = article.with_suffix(".html")
    page.write_bytes(b"<html>the article\xe9</html>")
    assert main(["view", str(article)]) == 2
    assert f"{page} is there and is no page of this command" in capsys.readouterr().err
    assert page.read_bytes() == b"<html>the article\xe9</html>"


def test_a_page_of_before_is_written_anew(article: Path) -> None:
    assert main(["view", str(article)]) == 0
    article.write_text(TEXT.replace("40", "60"), encoding="utf-8")
    assert main(["view", str(article)]) == 0
    assert "More than 60" in html.unescape(article.with_suffix(".html").read_text(encoding="utf-8"))


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(colour: str, ground: str) -> float:
    dim, bright = sorted((_luminance(colour), _luminance(ground)))
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("ground", ["paper", "lit"])
@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_marks_can_be_read_on_their_ground(scheme: int, ground: str) -> None:
    """WCAG AA asks for 4.5 to 1, plain and lit up, in light and dark."""
    block = re.findall(r":root {(.*?)\n *}", render(TEXT, [], title="a"), re.S)[scheme]
    colours = dict(re.findall(r"--(\w+): (#\w{6})", block))
    assert [role for role in ROLES if _contrast(colours[role], colours[ground]) < 4.5] == []
