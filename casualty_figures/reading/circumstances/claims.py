"""Claims: who says what stands at a place of a text, who "he" is, and when a quoted day was."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from casualty_figures.reading.circumstances.discourse import FURTHEST_PLACE, Claim, Discourse, Speaker
from casualty_figures.reading.circumstances.parties import FoundParty, is_role, kind_of
from casualty_figures.reading.circumstances.speakers import PRONOUN
from casualty_figures.reading.circumstances.speech import Attribution, speaker_at
from casualty_figures.reading.figure import Mark
from casualty_figures.reading.text.quotations import quote_at
from casualty_figures.reading.words.wording import Span

FURTHEST_SPEAKER = 5
"""Sentences back in which the speaker behind a pronoun is looked for."""
FURTHEST_NAME = 20_000
"""Characters after "a monitor" in which its name is looked for."""


def claim_at(discourse: Discourse, position: int) -> Claim | None:
    """Who claims what stands at a position; None where the narrator does.

    >>> from casualty_figures.reading.text.sentences import sentences
    >>> text = "The mayor said all was well. He added on Friday that two had fallen ill."
    >>> claim = claim_at(Discourse(text, sentences(text)), 60)
    >>> claim.speakers[0].mark.printed, claim.voice, claim.said_on.printed
    ('The mayor', 'indirect', 'on Friday')
    """
    index = discourse.unit_at(position)
    quote = quote_at(position, discourse.quoted)
    if quote:
        found = _quoting(discourse, index, quote)
        return (
            _claim(discourse, *found, "direct_quote", quote)
            if found
            else Claim((), "direct_quote", None, quote, ("quote_unattributed",))
        )
    attribution = speaker_at(position, discourse.attributions(index))
    return _claim(discourse, index, attribution, "indirect", attribution.scope) if attribution else None


def _quoting(discourse: Discourse, index: int, quote: Span) -> tuple[int, Attribution] | None:
    """The attribution of a quotation: after it, before it in its paragraph, or of the quotation before it."""
    closing = discourse.unit_at(quote[1] - 1)
    following = (
        (at, one)
        for at in (closing, closing + 1)
        if at < len(discourse.units) and discourse.units[at].paragraph == discourse.units[closing].paragraph
        for one in discourse.attributions(at)
        if one.verb[0] >= quote[1] - 1
    )
    after = next(following, None)
    if after and _adjacent(discourse, quote[1], after[1]):
        return after
    for at in range(index, max(-1, index - FURTHEST_SPEAKER), -1):
        same = discourse.units[at].paragraph == discourse.units[index].paragraph
        before = [one for one in discourse.attributions(at) if one.verb[0] < quote[0]]
        if before and (same or discourse.units[at].paragraph == discourse.units[index].paragraph - 1):
            return at, before[-1]
    return after


def _adjacent(discourse: Discourse, position: int, attribution: Attribution) -> bool:
    """Whether nothing but the speaker stands between a quotation and its verb."""
    start = min(attribution.verb[0], attribution.subjects[0][0])
    return not re.search(r"[.;]\s|\u201c", discourse.text[position : max(position, start)])


def _claim(discourse: Discourse, index: int, attribution: Attribution, voice: str, scope: Span) -> Claim:
    key = (index, attribution.verb[0], scope)
    if key not in discourse.claims:
        discourse.claims[key] = _read_claim(discourse, index, attribution, voice, scope)
    return discourse.claims[key]


def _read_claim(discourse: Discourse, index: int, attribution: Attribution, voice: str, scope: Span) -> Claim:
    speakers, rules = [], []
    for party in discourse.claimants(attribution):
        speaker, rule = _speaker(discourse, index, attribution, party)
        speakers.append(speaker)
        rules.append(rule)
    said_on = attribution.said_on
    if said_on:
        mark = Mark("said_on", *said_on, discourse.text[slice(*said_on)])
        return Claim(tuple(speakers), voice, mark, scope, (*rules, "said_on"))
    carried = _carried_day(discourse, index, attribution, speakers)
    return Claim(tuple(speakers), voice, carried, scope, (*rules, "said_on_carried") if carried else tuple(rules))


def _mark(discourse: Discourse, party: FoundParty, carried: bool = False, means: str = "") -> Mark:
    return Mark("claimant", party.start, party.end, discourse.text[party.start : party.end], carried, means)


def _speaker(discourse: Discourse, index: int, attribution: Attribution, party: FoundParty) -> tuple[Speaker, str]:
    """The party behind a claimant's phrase."""
    printed = discourse.text[party.start : party.end]
    if PRONOUN.fullmatch(printed):
        return _antecedent(discourse, index, attribution, party)
    if party.party_id:
        return Speaker(_mark(discourse, party), party.party_id), "claimant_named"
    meant = _meant(discourse, party) if party.generic else None
    if meant:
        return Speaker(_mark(discourse, party, means=meant), meant), "claimant_means"
    if re.fullmatch(r"[A-Z][\w\u2019-]+", printed) and not is_role(printed):
        introduced = _introduced(discourse, index, party)
        if introduced:
            return Speaker(_mark(discourse, introduced, carried=True), introduced.party_id), "claimant_by_name"
    return Speaker(_mark(discourse, party), None), "claimant_printed"


def _antecedent(discourse: Discourse, index: int, attribution: Attribution, pronoun: FoundParty) -> tuple[Speaker, str]:
    """Whom "he" stands for: the last who was named before, as a party of the vocabulary or by the words printed."""
    for at in range(index, max(-1, index - FURTHEST_SPEAKER), -1):
        named = discourse.named_claimants(at)
        earlier = bisect_left(named, attribution.verb[0], key=_verb) if at == index else len(named)
        if earlier:
            before, _ = _speaker(discourse, at, *named[earlier - 1])
            if before.party_id:
                return Speaker(_mark(discourse, pronoun, means=before.party_id), before.party_id), "claimant_pronoun"
            mark = before.mark
            return Speaker(Mark("claimant", mark.start, mark.end, mark.printed, True), None), "claimant_carried"
    return Speaker(_mark(discourse, pronoun), None), "claimant_printed"


def _meant(discourse: Discourse, party: FoundParty) -> str | None:
    """The one party that "a monitor" means: named later by a longer phrase, or the only one of its kind."""
    if not discourse.named:
        return None
    printed = discourse.text[party.start : party.end]
    first = bisect_left(discourse.named, party.end, key=_start)
    last = bisect_left(discourse.named, party.end + FURTHEST_NAME, key=_start)
    for other in discourse.named[first:last]:
        reach = max(party.end, other.start - len(printed) + 1), min(other.start + len(printed), other.end - 1)
        if discourse.text.find(printed, *reach) >= 0:
            return other.party_id
    of_kind = discourse.named_of_kind.get(kind_of(printed) or "none", set())
    return next(iter(of_kind)) if len(of_kind) == 1 else None


def _introduced(discourse: Discourse, index: int, party: FoundParty) -> FoundParty | None:
    """Where the office of somebody named by surname alone was given before."""
    surname = discourse.text[party.start : party.end]
    for at in range(index, max(-1, index - FURTHEST_PLACE), -1):
        for one in discourse.attributions(at):
            for subject, claimant in zip(one.subjects, discourse.claimants(one), strict=False):
                phrase = discourse.text[slice(*subject)]
                if (
                    subject[0] < party.start
                    and surname in phrase
                    and phrase != surname
                    and is_role(discourse.text[claimant.start : claimant.end])
                ):
                    return claimant
    return None


def _surname(discourse: Discourse, attribution: Attribution) -> str:
    return discourse.text[slice(*attribution.subjects[0])].split(",")[0].split()[-1]


def _carried_day(
    discourse: Discourse, index: int, attribution: Attribution, speakers: Sequence[Speaker]
) -> Mark | None:
    """The day on which the same speaker spoke in the sentence before."""
    if not speakers or index == 0:
        return None
    for one in reversed(discourse.attributions(index - 1)):
        if one.said_on is None:
            continue
        before = [_speaker(discourse, index - 1, one, party)[0] for party in discourse.claimants(one)]
        same = before and (
            (speakers[0].party_id and before[0].party_id == speakers[0].party_id)
            or before[0].mark.start == speakers[0].mark.start
            or _surname(discourse, one) == _surname(discourse, attribution)
        )
        if same:
            return Mark("said_on", *one.said_on, discourse.text[slice(*one.said_on)], True)
    return None


def _start(party: FoundParty) -> int:
    return party.start


def _verb(named: tuple[Attribution, FoundParty]) -> int:
    return named[0].verb[0]
