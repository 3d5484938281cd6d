"""Headlines and furniture of a page, told from its body by the shape of their lines."""

from __future__ import annotations

from dataclasses import replace

from casualty_figures.reading.figure import Figure
from casualty_figures.reading.text.sentences import Sentence

LONGEST = 160
"""Characters of a line that may be a headline, a caption, a link or a menu."""
SHORTEST = 40
"""Characters that a paragraph of the body has at the least."""
ENDS = ".!?:;,\"'\u201d\u2019"
"""What a line of the body ends with."""


def _is_bare(text: str, first: Sentence, last: Sentence) -> bool:
    line = text[first.start : last.end]
    return len(line) <= LONGEST and (line[-1] not in ENDS or line.endswith("..."))


def layout(text: str, sentences: list[Sentence]) -> dict[int, str]:
    r"""`headline` or `furniture` for each sentence that stands outside the body.

    Short lines without a full stop are headlines before the first paragraph of the body, and furniture after it. A
    text without line breaks, or without a paragraph that ends like one, is all body.

    >>> from casualty_figures.reading.text.sentences import sentences
    >>> text = "Home | News\nTwo hurt in Orlat\nTwo porters were hurt in Orlat on Monday.\nMore: Six dead in Vessin"
    >>> layout(text, sentences(text))
    {0: 'headline', 1: 'headline', 3: 'furniture'}
    """
    paragraphs: dict[int, list[int]] = {}
    for number, sentence in enumerate(sentences):
        paragraphs.setdefault(sentence.paragraph, []).append(number)
    if len(paragraphs) < 2:
        return {}
    found: dict[int, str] = {}
    kind = "headline"
    for numbers in paragraphs.values():
        first, last = sentences[numbers[0]], sentences[numbers[-1]]
        if _is_bare(text, first, last):
            found |= dict.fromkeys(numbers, kind)
        elif last.end - first.start >= SHORTEST:
            kind = "furniture"
    return found if kind == "furniture" else {}


def body(figures: list[Figure], outside: dict[int, str]) -> list[Figure]:
    """The figures of the body, each that a headline repeats with the rule `headlined`.

    A list of people that stands in a headline alone is kept with the rule `headline`: the tally needs it, but it is
    not coded.
    """
    inside = [figure for figure in figures if figure.sentence not in outside]
    above = [figure for figure in figures if outside.get(figure.sentence) == "headline" and figure.unit == "person"]
    if not above:
        return inside
    said = {(figure.measure, figure.value) for figure in inside}
    alone = {figure.group for figure in above if (figure.measure, figure.value) not in said}
    headlined = {(figure.measure, figure.value) for figure in above if figure.group not in alone}
    kept = [replace(figure, rules=(*figure.rules, "headline")) for figure in above if figure.group in alone]
    for figure in inside:
        again = (figure.measure, figure.value) in headlined
        kept.append(replace(figure, rules=(*figure.rules, "headlined")) if again else figure)
        headlined.discard((figure.measure, figure.value))
    return kept


def coded(figures: list[Figure]) -> list[Figure]:
    r"""The figures that become rows: not those of a headline alone.

    >>> from casualty_figures.reading.reader import read
    >>> text = "Two dead in Orlat\n\nA fire in Orlat injured nine people on Monday, the brigade said."
    >>> [figure.value for figure in coded(read(text))]
    [9]
    """
    return [figure for figure in figures if "headline" not in figure.rules]
