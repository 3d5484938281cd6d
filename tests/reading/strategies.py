"""Texts to try the reader on: words that it knows, put together without sense, and any characters between them."""

from __future__ import annotations

from functools import cache

from hypothesis import strategies as st

from casualty_figures.reading.words.lexicon import table

LISTS = ("casualties", "people", "numbers", "quantifiers", "grammar", "units", "event_words", "speech_words")
ODD = (
    *("\ud800", "\udfff", "\x00", "\u202e", "\u2028", "\u200d", "\ufeff", "\u0130", "\U0010ffff", "\u0661", "\u00b2"),
    *("10" * 3000, "9" * 5000, "1,000,000", "1.2.3", "5-", "-5", "1/2", "31.02.2020", "2016-13-45", "the 99th", "0"),
    *("\u201c", "\u201d", '"', "'", "\u2019s", "(", ")", "[", "--", "\u2014", "...", "!?", "&", "%", "$", "~", ">"),
    *("\n", "\n\n", "\r\n", "\t", "    "),
)
FRAMES = ("on Monday", "in Aleppo", "the city", "since 3 March", "air strikes", "a monitor", "he", "Konashenkov", "UN")


@cache
def vocabulary() -> tuple[str, ...]:
    """The words of the reader's lists."""
    return tuple(sorted({row["word"] for name in LISTS for row in table(f"words/{name}")}))


@cache
def texts() -> st.SearchStrategy[str]:
    """Words of the vocabulary and odd pieces, in any order, letter case and number."""
    word = st.sampled_from(vocabulary())
    any_characters = st.text(st.characters(), max_size=12)  # lone surrogates among them
    piece = word | word.map(str.title) | st.sampled_from(FRAMES) | st.sampled_from(ODD) | any_characters
    plain = st.lists(piece, max_size=40).map(" ".join)
    return plain | plain.map(str.upper) | st.lists(piece, max_size=20).map("".join)
