"""The site as files: what every page holds, what the pictures draw, and that nothing of it depends on a server."""

from __future__ import annotations

import json
import posixpath
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag
from xml.etree import ElementTree as Xml

import pytest

import casualty_figures
from casualty_figures.page import drawing
from casualty_figures.page.disputes import disputes
from casualty_figures.page.ordering import numbers, ordered_series
from casualty_figures.page.series_picture import series_picture
from casualty_figures.page.site import write_site
from casualty_figures.page.timeline_picture import timeline_picture
from casualty_figures.reading.words.lexicon import table
from casualty_figures.using.exporting import ExportError
from casualty_figures.using.loading import opened
from tests.extras.generated import catalogue_of
from tests.package.claims import claim

Element = tuple[str, dict[str, str]]

DIRECTIVES = {"default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "base-uri 'none'"}


class Page(HTMLParser):
    """The elements of a page with their attributes, and the text of its scripts."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.scripts: list[str] = []
        self.in_script = False
        self.feed(content.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self.in_script = tag == "script"

    def handle_data(self, data: str) -> None:
        if self.in_script and data.strip():
            self.scripts.append(data)

    def handle_endtag(self, tag: str) -> None:
        self.in_script = False

    def values(self, *names: str) -> list[str]:
        """What some attributes hold, over all elements."""
        return [value for _, attributes in self.elements for name, value in attributes.items() if name in names]


@pytest.fixture(scope="module")
def pages(site_folder: Path) -> dict[str, Page]:
    """Every page by its path."""
    return {path.relative_to(site_folder).as_posix(): Page(path.read_bytes()) for path in site_folder.rglob("*.html")}


def test_there_is_a_page_for_every_figure_and_source_and_for_changes_and_rules(pages: dict[str, Page]) -> None:
    catalogue = casualty_figures.catalogue()
    assert set(pages) == {
        "index.html",
        "changes/index.html",
        "rules/index.html",
        *(f"figures/{one}/index.html" for one in catalogue.figures),
        *(f"sources/{one}/index.html" for one in catalogue.sources),
    }


def test_every_link_and_anchor_resolves(site_folder: Path, pages: dict[str, Page]) -> None:
    for path, page in pages.items():
        for address in page.values("href", "src", "srcset"):
            if re.match("https?://", address):
                continue
            file, anchor = urldefrag(address)
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(file))) if file else path
            assert (site_folder / target).is_file(), (path, address)
            assert not anchor or anchor in pages[target].values("id"), (path, address)


def test_every_id_stands_once_and_every_reference_to_one_resolves(pages: dict[str, Page]) -> None:
    for path, page in pages.items():
        ids = page.values("id")
        assert len(ids) == len(set(ids)), path
        for reference in page.values("for", "aria-labelledby", "aria-describedby", "data-copies"):
            assert reference in ids, (path, reference)


def test_every_page_has_a_strict_policy_and_nothing_inline(pages: dict[str, Page]) -> None:
    for path, page in pages.items():
        policies = [
            attributes["content"] for tag, attributes in page.elements if tag == "meta" and "http-equiv" in attributes
        ]
        assert len(policies) == 1, path
        assert set(policies[0].split("; ")) >= DIRECTIVES, path
        assert not page.values("style"), path
        assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")], path
        assert "style" not in [tag for tag, _ in page.elements], path
        for tag, attributes in page.elements:
            assert tag != "script" or "src" in attributes or attributes["type"] == "application/ld+json", path


def test_the_start_page_is_small_with_its_style_and_script(site_folder: Path) -> None:
    assert sum((site_folder / name).stat().st_size for name in ("index.html", "style.css", "script.js")) < 60_000


def test_the_start_page_describes_the_dataset_for_machines(pages: dict[str, Page]) -> None:
    (script,) = pages["index.html"].scripts
    described = json.loads(script)
    assert described["@type"] == "sc:Dataset"
    assert described["version"] == casualty_figures.catalogue().version


def test_numbers_and_days_carry_what_machines_read(pages: dict[str, Page]) -> None:
    for page in pages.values():
        for tag, attributes in page.elements:
            assert tag != "time" or re.fullmatch(r"\d{4}-\d\d-\d\d", attributes["datetime"])
            assert tag != "data" or re.fullmatch(r"\d+|(\d+|\.\.)/(\d+|\.\.)|\d+~", attributes["value"])
    assert ("data", {"value": "801/.."}) in pages["figures/meo-2016-10-25-aleppo.17/index.html"].elements


def test_a_figures_page_shows_its_receipts(site_folder: Path) -> None:
    figure = casualty_figures.figure("meo-2016-10-25-aleppo.17")
    shown = Path(site_folder, "figures", figure.figure_id, "index.html").read_text(encoding="utf-8")
    for words in (
        "More than 800 civilians killed",
        "more than 800 civilians</q>",
        "801 or more, open above",
        "value + 1",
        "Aleppo Governorate (part of the governorate)",
        "Since 19 September",
        "the text names no end and it cannot end later",
        "1 outlet, 1 origin",
        "In the package since 1.0.0",
        "This figure updates ",
        "v1/figures/meo-2016-10-25-aleppo.17.json",
        figure.caveat or "",
    ):
        assert words in shown, words
    assert figure.deep_link in Page(shown.encode()).values("href")


def test_a_relation_is_told_from_both_ends_with_its_conditions(site_folder: Path) -> None:
    one, other = "meo-2016-10-25-aleppo.10", "meo-2016-10-25-aleppo.05"
    for at, to in ((one, other), (other, one)):
        shown = Path(site_folder, "figures", at, "index.html").read_text(encoding="utf-8")
        told = re.search(f'This figure conflicts with <a href="../../figures/{to}/index.html">.*', shown)
        assert told
        assert "if the actor left unnamed is the one meant" in told[0]


def test_a_folder_that_holds_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ExportError, match="holds other files"):
        write_site(tmp_path, opened(), casualty_figures.catalogue())
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_no_picture_names_a_foreign_address(site_folder: Path) -> None:
    drawn = list(site_folder.glob("pictures/*.svg"))
    assert len(drawn) == 6
    for path in drawn:
        said = path.read_text(encoding="utf-8").replace(f'xmlns="{drawing.SVG}"', "")
        assert "://" not in said
        assert "href" not in said


def shapes(quantifier: str, value: int | None, status: str = "active") -> list[str]:
    """The outlines in the picture of one claim."""
    told = claim("post-2020-03-05.01", value, quantifier_id=quantifier, status=status)
    series = ordered_series(catalogue_of([told]))
    svg = Xml.fromstring(series_picture(series, "person", numbers(series), drawing.WIDE))
    return [shape.get("d", "") for shape in svg.iter(f"{{{drawing.SVG}}}path")]


@pytest.mark.parametrize(("quantifier", "value"), [("exact", 48), ("none", None)])
def test_an_exact_number_and_a_zero_are_points(quantifier: str, value: int | None) -> None:
    assert len([outline for outline in shapes(quantifier, value) if "A" in outline]) == 1


@pytest.mark.parametrize("quantifier", ["more_than", "at_least"])
def test_a_lower_bound_is_an_arrow_and_never_a_point(quantifier: str) -> None:
    outlines = shapes(quantifier, 800)
    assert not [outline for outline in outlines if "A" in outline]
    assert len([outline for outline in outlines if outline.count("L") == 2]) == 1


def words(svg: bytes) -> list[str]:
    """The words of a picture."""
    return [text.text or "" for text in Xml.fromstring(svg).iter(f"{{{drawing.SVG}}}text")]


def test_a_growing_toll_is_one_series_each_figure_dated() -> None:
    tolls = [claim("post-2020-03-05.01", 600, since="2020-02-01"), claim("post-2020-03-09.01", 800, since="2020-02-01")]
    series = ordered_series(catalogue_of([{**toll, "count_kind": "cumulative"} for toll in tolls]))
    shown = words(series_picture(series, "person", numbers(series), drawing.WIDE))
    assert len(series) == 1
    for said in (
        "600",
        "800",
        "5 Mar 2020",
        "9 Mar 2020",
        "In port_vell, from 1 February 2020",
        "1 outlet",
        "1 origin",
    ):
        assert shown.count(said) == 1, said


def test_each_dispute_has_a_letter_at_its_link_in_the_timeline() -> None:
    strikes = {"measure_id": "air_strikes"}
    catalogue = catalogue_of(
        [
            claim("post-2020-03-05.01", quantifier_id="none", claimant_id="northland", **strikes),
            claim("post-2020-03-05.02", quantifier_id="none", claimant_id="northland_speaker", **strikes),
            claim("post-2020-03-05.03", quantifier_id="occurred", claimant_id="watch", **strikes),
            claim("post-2020-03-05.04", quantifier_id="occurred", claimant_id="rescue", **strikes),
        ]
    )
    found = disputes(catalogue)
    assert [(one.letter, one.roots, len(one.conflicts)) for one in found] == [
        ("a", ("Northland", "Orland Rescue"), 2),
        ("b", ("Northland", "Orland Watch"), 2),
    ]
    shown = words(timeline_picture(catalogue, found, numbers(ordered_series(catalogue)), drawing.WIDE))
    assert {"a", "b"} <= set(shown)


def test_a_withdrawn_figure_has_no_mark() -> None:
    assert shapes("exact", 48, "withdrawn") == []


def test_words_that_claim_no_bound_draw_none() -> None:
    assert shapes("about", 50) == []


def test_the_page_and_its_pictures_have_the_same_colours(site_folder: Path) -> None:
    light, dark = re.findall(r":root {(.*?)}", (site_folder / "style.css").read_text(encoding="utf-8"), re.S)[:2]
    names = {"paper": drawing.PAPER, "ink": drawing.INK, "quiet": drawing.QUIET, "line": drawing.LINE}
    names |= {"band": drawing.BAND, "figure": drawing.FIGURE, "conflict": drawing.CONFLICT}
    assert dict(re.findall(r"--(\w+): (#\w{6})", light)) == names
    assert dict(re.findall(r"--(\w+): (#\w{6})", dark)) == {name: drawing.DARK[one] for name, one in names.items()}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colour", [drawing.INK, drawing.QUIET, drawing.FIGURE, drawing.CONFLICT])
@pytest.mark.parametrize("ground", [drawing.PAPER, drawing.BAND])
def test_words_and_marks_of_a_picture_can_be_read_in_light_and_dark(colour: str, ground: str) -> None:
    for one, behind in ((colour, ground), (drawing.DARK[colour], drawing.DARK[ground])):
        dim, bright = sorted((luminance(one), luminance(behind)))
        assert (bright + 0.05) / (dim + 0.05) >= 4.5


def test_each_moment_of_the_context_is_a_day_of_a_figure() -> None:
    for row in table("context"):
        assert casualty_figures.figure(row["figure_id"]).row[row["column"]]
        assert row["edge"] in ("begins", "ends")
