"""One self-contained HTML page of a text, its marks and its figures."""

from __future__ import annotations

import base64
import hashlib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from importlib.resources import files

from casualty_figures import plain_words
from casualty_figures.reading.figure import Figure
from casualty_figures.viewing.segments import NumberedMark, Segment, paragraphs, segments

Numbered = tuple[int, Figure]

_SHORT = ("bounds", "people")
"""Entries of a card that share a line."""
_HALF = ' class="half"'

KICKER = '<p class="kicker">Figures as reported</p>'
"""The first line of every page, by which one is known again."""

ROLES = {
    "figure": "number",
    "event": "event",
    "people": "people",
    "time": "when it happened",
    "said_on": "when it was said",
    "place": "place",
    "claimant": "who says it",
    "actor": "who is said to have done it",
    "cause": "cause",
    "negation": "negation",
}
"""The roles of marks, in the order of the legend, and what each is called there."""


def render(text: str, figures: Sequence[Figure], *, title: str, published: date | None = None) -> str:
    """Write the page: every character of the text, and each figure beside the paragraph that prints it.

    The page loads nothing and runs nothing; all of the text and of the title is escaped.
    """
    numbered = list(enumerate(figures, 1))
    style = files(__package__).joinpath("style.css").read_text(encoding="utf-8") + _lighting(len(figures))
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    spans = paragraphs(text)
    marks, beside = _marks_by_paragraph(spans, numbered), _figures_by_paragraph(spans, numbered)
    rows = "\n".join(_row(text, *parts) for parts in zip(spans, marks, beside, strict=True))
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" \
content="default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{_text(title)}: figures as reported</title>
<style>{style}</style>
</head>
<body>
<header>
{KICKER}
<h1>{_text(title)}</h1>
<p class="about">{_about(figures, published)}</p>
<ul class="legend" aria-label="How marks are shown">
{"".join(f'<li><mark class="{role}">{name}</mark></li>' for role, name in ROLES.items())}
</ul>
</header>
<main>
{rows}
</main>
</body>
</html>
"""


def _about(figures: Sequence[Figure], published: date | None) -> str:
    count = {0: "No figure was", 1: "One figure was"}.get(len(figures), f"{len(figures)} figures were")
    day = f"Published {published}." if published else "No day of publication was given, so that few days are known."
    return f"{day} {count} found. Each is a claim that the text reports, not a verified fact."


def _marks_by_paragraph(spans: Sequence[tuple[int, int]], numbered: Sequence[Numbered]) -> list[list[NumberedMark]]:
    """Sort marks to every paragraph into which they reach."""
    ends = [end for _, end in spans]
    inside: list[list[NumberedMark]] = [[] for _ in spans]
    for number, figure in numbered:
        for mark in figure.marks:
            paragraph = bisect_right(ends, mark.start)
            while paragraph < len(spans) and spans[paragraph][0] < mark.end:
                inside[paragraph].append(NumberedMark(mark.start, mark.end, mark.role, number))
                paragraph += 1
    return inside


def _figures_by_paragraph(spans: Sequence[tuple[int, int]], numbered: Sequence[Numbered]) -> list[list[Numbered]]:
    """Sort figures to the paragraph in which their number, or else their event, is printed."""
    ends = [end for _, end in spans]
    beside: list[list[Numbered]] = [[] for _ in spans]
    for number, figure in sorted(numbered, key=lambda item: (_anchor(item[1]), item[0])):
        beside[min(bisect_right(ends, _anchor(figure)), len(spans) - 1)].append((number, figure))
    return beside


def _anchor(figure: Figure) -> int:
    """Where a figure stands in the text: at its number, its event, or the first of its marks."""
    for role in ("figure", "event"):
        for mark in figure.marks:
            if mark.role == role and not (mark.carried and role == "event"):
                return mark.start
    return min((mark.start for mark in figure.marks), default=0)


def _row(text: str, span: tuple[int, int], marks: Sequence[NumberedMark], beside: Sequence[Numbered]) -> str:
    anchors = {_anchor(figure): [n for n, other in beside if _anchor(other) == _anchor(figure)] for _, figure in beside}
    marked = "".join(_segment(text, part, anchors.get(part.start, [])) for part in segments(*span, marks))
    cards = "\n".join(_card(number, figure) for number, figure in beside)
    return f'<section><p class="text" dir="auto">{marked}</p><div class="cards">{cards}</div></section>'


def _segment(text: str, part: Segment, anchored: Sequence[int]) -> str:
    phrase = _text(text[part.start : part.end])
    if not part.roles:
        return phrase
    classes = " ".join([*part.roles, *(f"of-{number}" for number in part.figures)])
    names = ", ".join(ROLES.get(role, role) for role in part.roles)
    links = "".join(
        f'<a class="ref" id="at-{number}" href="#figure-{number}" aria-label="Figure {number}">{number}</a>'
        for number in anchored
    )
    return f'{links}<mark class="{classes}" title="{escape(names)}">{phrase}</mark>'


def _card(number: int, figure: Figure) -> str:
    entries = "".join(
        f"<div{_HALF if name in _SHORT else ''}><dt>{name}</dt><dd>{value}</dd></div>"
        for name, value in _entries(figure)
        if value
    )
    return f"""<article id="figure-{number}" tabindex="-1" aria-labelledby="name-{number}">
<h2 id="name-{number}"><a href="#at-{number}" aria-label="Figure {number} in the text">{number}</a> \
{_text(plain_words.code_in_words(figure.measure))}{_qualities(figure)} \
<bdi class="printed">{_text(plain_words.printed(figure))}</bdi></h2>
<dl>{entries}</dl>
{_receipts(figure)}
</article>"""


def _qualities(figure: Figure) -> str:
    """Say what is not as usual with a figure: that it is denied, a part, cumulative."""
    usual = ("reported", "whole", "flow")
    words = [word for word in (figure.modality, figure.part, figure.count_kind) if word not in usual]
    return "".join(f' <span class="quality">{_text(word)}</span>' for word in words)


def _entries(figure: Figure) -> Iterator[tuple[str, str]]:
    yield "bounds", _text(plain_words.bounds_in_words(figure))
    yield "people", _text(plain_words.people_in_words(figure))
    yield "period", _period(figure)
    yield "place", _phrase(plain_words.place_in_words(figure), figure.place.place_id if figure.place else None)
    yield "claimant", _claimant(figure)
    yield (
        "actors",
        "; ".join(
            _phrase(f"{actor.printed}{f' ({actor.role})' if actor.role else ''}", actor.party_id)
            for actor in figure.actors
        ),
    )
    yield "cause", _text(plain_words.code_in_words(figure.cause))


def _period(figure: Figure) -> str:
    words = plain_words.period_in_words(figure)
    rule = figure.period.rule if figure.period else ""
    said = f"said on {figure.asserted_on}" if figure.asserted_on else ""
    shown = _text(words) + (
        f' <span class="id">{_text(plain_words.code_in_words(rule))}</span>' if words and rule else ""
    )
    return "<br>".join(filter(None, (shown, said)))


def _claimant(figure: Figure) -> str:
    if figure.claimant is None:
        return "narrator"
    voice = "" if figure.voice == "indirect" else f", {plain_words.code_in_words(figure.voice)}"
    return _phrase(figure.claimant.printed, figure.claimant.party_id) + _text(voice)


def _phrase(words: str, known_as: str | None) -> str:
    if not words:
        return ""
    return f"<bdi>{_text(words)}</bdi>" + (f' <span class="id">{_text(known_as)}</span>' if known_as else "")


def _receipts(figure: Figure) -> str:
    """List every mark, and the rules that made the figure, for whoever asks why."""
    marks = "".join(
        f"<li>{_text(ROLES.get(mark.role, mark.role))}: <bdi>{_text(mark.printed)}</bdi>"
        f'{" (carried)" if mark.carried else ""} <span class="id">{mark.start} to {mark.end}</span></li>'
        for mark in sorted(figure.marks, key=lambda mark: (mark.start, mark.end, mark.role))
    )
    rules = f'<p class="rules">{_text(", ".join(figure.rules))}</p>' if figure.rules else ""
    return f"<details><summary>Marks and rules</summary><ul>{marks}</ul>{rules}</details>"


def _lighting(count: int) -> str:
    """Light up the marks of the figure that is pointed at, has the focus, or was followed to."""
    return "".join(
        f"body:has(#figure-{n}:is(:hover,:focus-within,:target)) .of-{n}{{background:var(--lit)}}\n"
        for n in range(1, count + 1)
    )


def _text(words: str) -> str:
    """Escape words for HTML; what HTML cannot hold is shown as U+FFFD."""
    held = "".join(c if c in "\t\n\r" or (c >= " " and not "\x7f" <= c <= "\x9f") else "\ufffd" for c in words)
    return escape(held.replace("\r\n", "\n"))
