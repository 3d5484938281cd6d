"""Which phrase of time belongs to a figure: its own, or one carried from the sentences before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from casualty_figures.reading.circumstances.attaching import (
    BEFORE,
    CROSSING,
    FURTHEST,
    Anchor,
    distance,
    in_scope,
    nearest,
    of_a_war,
)
from casualty_figures.reading.circumstances.claims import claim_at
from casualty_figures.reading.circumstances.discourse import Discourse
from casualty_figures.reading.circumstances.periods import read_period
from casualty_figures.reading.figure import Mark
from casualty_figures.reading.words.event_words import boundaries
from casualty_figures.reading.words.wording import Span

POINTS = ("weekday", "weekday_last", "date", "yesterday", "today", "overnight")
"""Rules of phrases that date an event so that the sentences after may take the day too."""
SAMPLE = date(9998, 1, 1)
"""A day after any that a text may print, so that the rule of a phrase shows."""
SINCE, WHEN = re.compile(r"since\s", re.IGNORECASE), re.compile(r",?\swhen\b[^,;]*$")
LIST_GOES_ON = re.compile(r",?\s(?:and|but|while|with)\s")
"""From a day to the next figure of a list: "three on Friday and five on Saturday"."""
AFTER_CLAUSE = re.compile(r"\b(?P<phrase>[A-Za-z-]+\s(?:day|week)s?\safter)\s(?:[\w\u2019'-]+\s){0,8}$")
"""From "a day after" to a figure of the clause that it begins: "it came a day after gunmen killed six"."""
SINCE_CLAUSE = re.compile(r"\b(?P<since>[Ss]ince)\s(?:[\w\u2019'-]+\s){2,12}$")
"""From "since" to the day that a clause gives: "since rebels from the hills stormed the port on Friday"."""


def time_of(discourse: Discourse, anchor: Anchor) -> tuple[list[Mark], str]:
    """The marks that say when, and the rule that chose them: its own phrase, else one carried.

    "Earlier in the day" takes its day from the sentences before. An extent takes only the day that its own clause
    gives, an occurrence without a number only a phrase of its own sentence.
    """
    text = discourse.text
    unit = discourse.units[anchor.index]
    spans = [span for span in discourse.event_times(anchor.index) if in_scope(discourse, anchor, span)]
    named = "after" in unit.words and not anchor.extent
    after = AFTER_CLAUSE.search(text, unit.start, anchor.at[0]) if named else None
    if after and not any(span[0] > after.start() for span in spans):
        phrase = after.span("phrase")
        if day := _day_meant(discourse, anchor.index, phrase):
            return [Mark("time", *phrase, after["phrase"]), day], "time_days_after"
    if anchor.extent:
        spans = [span for span in spans if distance(text, anchor.at, span) < CROSSING]
        spans = spans if anchor.measure == "pause_duration" else []
    if spans:
        best = _of_then(text, anchor, _dated(text, anchor, spans))
        own = Mark("time", *best, text[slice(*best)])
        if read_period(own.printed, SAMPLE).rule == "same_day" and (day := _day_meant(discourse, anchor.index, best)):
            return [own, day], "time_same_day"
        since = SINCE_CLAUSE.search(text, unit.start, best[0]) if "since" in unit.words else None
        if since and not boundaries(text, since.end("since"), best[0]):
            return [Mark("time", *since.span("since"), since["since"]), own], "time_since_clause"
        return [own], "time_own"
    if anchor.extent or not anchor.counted:
        return [], ""
    return _told_before(discourse, anchor)


def _told_before(discourse: Discourse, anchor: Anchor) -> tuple[list[Mark], str]:
    """The day that the same sentence, the same speaker or the sentences before named; none for what a war has done."""
    text = discourse.text
    told = [span for span in discourse.event_times(anchor.index) if span[1] <= anchor.at[0]]
    if told and _is_point(text[slice(*told[-1])]):
        return [Mark("time", *told[-1], text[slice(*told[-1])])], "time_of_sentence"
    if of_a_war(discourse, anchor):
        return [], ""
    carried = _time_of_speaker(discourse, anchor)
    if carried:
        return [carried], "time_carried_speaker"
    carried = _time_before(discourse, anchor.index)
    return ([carried], "time_carried") if carried else ([], "")


def _dated(text: str, anchor: Anchor, spans: Sequence[Span]) -> Span:
    """The nearest phrase of time; where it gives no date ("during an operation"), another of its clause that does."""
    more = [BEFORE if LIST_GOES_ON.fullmatch(text, span[1], anchor.at[0]) else 0 for span in spans]
    best = spans[nearest(text, anchor.at, spans, more)]
    if len(spans) > 1 and read_period(text[slice(*best)], SAMPLE).rule == "during":
        near = [span for span in spans if span != best and distance(text, best, span) < CROSSING]
        return near[nearest(text, best, near)] if near else best
    return best


def _day_meant(discourse: Discourse, index: int, phrase: Span) -> Mark | None:
    """The day behind "the previous day": named before in the same sentence, else in those before."""
    for span in reversed(discourse.event_times(index)):
        printed = discourse.text[slice(*span)]
        if span[1] <= phrase[0] and read_period(printed, SAMPLE).rule in POINTS:
            return Mark("time", *span, printed)
    return _time_before(discourse, index)


def _of_then(text: str, anchor: Anchor, span: Span) -> Span:
    """A time without its "since" where the figure is of that time: "the worst since July 2018, when nine died"."""
    since = SINCE.match(text, *span)
    return (since.end(), span[1]) if since and WHEN.match(text, span[1], anchor.at[0]) else span


def _time_of_speaker(discourse: Discourse, anchor: Anchor) -> Mark | None:
    """The time of which the same speaker spoke in the sentence before."""
    if anchor.claim is None or not anchor.claim.speakers or anchor.index == 0:
        return None
    speaker = anchor.claim.speakers[0]
    for span in discourse.event_times(anchor.index - 1):
        before = claim_at(discourse, span[0])
        same = before and before.speakers and speaker.party_id and before.speakers[0].party_id == speaker.party_id
        if same or (before and before.speakers and before.speakers[0].mark.start == speaker.mark.start):
            return Mark("time", *span, discourse.text[slice(*span)], True)
    return None


def _time_before(discourse: Discourse, index: int) -> Mark | None:
    """The nearest phrase of the sentences before that names a day or days."""
    for at in range(index - 1, max(-1, index - 1 - FURTHEST), -1):
        for span in discourse.event_times(at):
            printed = discourse.text[slice(*span)]
            if _is_point(printed) and not SINCE_CLAUSE.search(discourse.text, discourse.units[at].start, span[0]):
                return Mark("time", *span, printed, True)
    return None


def _is_point(phrase: str) -> bool:
    """Whether a phrase dates an event so that the sentences after may take its day or days too."""
    period = read_period(phrase, SAMPLE)
    return period.rule in POINTS or (period.rule == "between" and period.precision == "day")
