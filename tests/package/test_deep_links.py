"""Links to a phrase in an article: nothing in the phrase can end it, and a browser finds it once."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest

from casualty_figures.package.resolve import deep_link
from casualty_figures.package.tables import Tables, records

DIRECTIVE = ":~:text="
ENCODED = re.compile(r"(?:[A-Za-z0-9._~]|%[0-9A-F]{2})+")


def phrase_of(link: str) -> str:
    """The encoded phrase of a link."""
    _, directive, phrase = urldefrag(link).fragment.partition(DIRECTIVE)
    assert directive
    return phrase


@pytest.mark.parametrize("sign", [*"-,&=#%+ ?/:;@'\"()[]<>", "\u00e9", "\u2019", "\u2013", "\u2028"])
def test_what_could_end_the_phrase_is_encoded(sign: str) -> None:
    phrase = phrase_of(deep_link("https://example.org/a", f"ten{sign}killed"))
    assert ENCODED.fullmatch(phrase)
    assert unquote(phrase) == f"ten{sign}killed"


def test_an_address_that_has_a_fragment_keeps_it() -> None:
    assert urldefrag(deep_link("https://example.org/a#part-2", "ten")).fragment == f"part-2{DIRECTIVE}ten"


def test_every_link_leads_to_a_marked_phrase_of_its_own_figure(built_tables: Tables) -> None:
    urls = {row["source_id"]: row["url"] for row in records(built_tables["sources"])}
    marks = {(row["figure_id"], row["printed"]) for row in records(built_tables["evidence"])}
    linked = [row for row in records(built_tables["figures"]) if row["deep_link"]]
    assert linked
    for row in linked:
        phrase = phrase_of(row["deep_link"])
        assert ENCODED.fullmatch(phrase), row["figure_id"]
        assert (row["figure_id"], unquote(phrase)) in marks
        assert row["deep_link"] == deep_link(urls[row["source_id"]], unquote(phrase))


def test_every_linked_phrase_occurs_once_in_its_text(built_tables: Tables, texts_folder: Path) -> None:
    """Letters large or small: a browser that looks for the phrase makes no difference."""
    texts = {path.stem: path.read_text("utf-8").casefold() for path in texts_folder.glob("*.txt")}
    linked = [row for row in records(built_tables["figures"]) if row["deep_link"] and row["source_id"] in texts]
    assert linked
    for row in linked:
        assert texts[row["source_id"]].count(unquote(phrase_of(row["deep_link"])).casefold()) == 1, row["figure_id"]
