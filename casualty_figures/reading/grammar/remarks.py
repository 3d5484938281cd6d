"""People whom a remark says not to be counted: "(not counted here)"."""

from __future__ import annotations

from casualty_figures.reading.grammar.drafts import Draft, Sentence

OTHERS = ("people", "unknown")
"""Populations whom a remark on the last people of a sentence means too: "killed 3 and hurt 12 (not counted)"."""


def _last_told(sentence: Sentence, index: int) -> list[Draft]:
    """The figures of the last list of people before a token, without aid workers where others are in it.

    People after "of" only say whose the people before them are: "a member of his family (not counted)".
    """
    clauses = sentence.clauses
    for position in range(len(clauses.items) - 1, -1, -1):
        item = clauses.items[position]
        if item.last >= index or item.letter not in "P#Y%V":
            continue
        lists = [one.members for one in clauses.starting.values() if position in one.members]
        items = [clauses.items[member] for member in (lists[0] if lists else (position,))]
        told = [one for one in sentence.drafts if any(it.first <= one.found.first <= it.last for it in items)]
        if told or clauses.letters[position - 1 : position] != "f":
            return [draft for draft in told if draft.found.population != "aid_workers"] or told
    return []


def leave_out(sentence: Sentence, index: int) -> None:
    """Leave out those whom a remark at a token says not to be counted, and other people of the same clause.

    >>> from casualty_figures.reading.reader import read
    >>> text = "A raid killed 3 people and hurt 12 (not counted). A nurse died and 2 others were hurt (not counted)."
    >>> [(figure.value, figure.part) for figure in read(text)]
    [(3, 'background'), (12, 'background'), (1, 'whole'), (2, 'background')]
    """
    last = _last_told(sentence, index)
    for draft in sentence.drafts if last else []:
        found = draft.found
        apart = draft.group != last[0].group and found.first < last[0].found.first
        if draft in last or (apart and found.kind == "number" and found.population in OTHERS):
            draft.part = "background"
