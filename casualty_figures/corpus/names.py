"""Names of persons, which no mark of a corpus covers: nobody looks a corpus over before it is used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby

from casualty_figures.package.row_rules import LONGEST_MARK_WORDS
from casualty_figures.reading.circumstances.parties import find_named
from casualty_figures.reading.figure import Mark
from casualty_figures.reading.words.lexicon import table, words_of
from casualty_figures.reading.words.wording import listed

Words = Sequence[re.Match[str]]

WORD = re.compile(r"(?:[^\W_]|[-.'\u2019](?=[^\W_]))+")
POSSESSIVE = re.compile(r"['\u2019]s$")
NOUN_LISTS = (
    "kinship",
    "party_forces",
    "party_kinds",
    "party_roles",
    "people",
    "people_modifiers",
    "place_adjectives",
    "place_countries",
    "place_not",
    "place_not_last",
    "place_parts",
    "place_words",
)
"""Word lists of what is no person's name even where it begins with a capital."""
COUNT_LISTS = ("numbers", "quantifiers")
EVENT_LISTS = ("casualties", "event_words", "events", "grammar", "period_words", "tolls", "units")
"""More such lists for marks of events and times: a verb may be a name ("Mark Grant"), where a party is named."""
EVENT_ROLES = ("event", "time", "said_on", "cause", "negation")
SMALL_CLASSES = (
    *("adverb", "and", "anyone", "article", "be", "before", "beside", "but", "by", "definite", "have", "including"),
    *("negative", "of", "or", "other", "plural_pronoun", "preposition", "relative", "singular_pronoun", "subordinator"),
    "to",
)
"""Classes of grammar.csv whose words name nothing."""


class Guard:
    """Cuts what may be a person's name out of the marks of one text.

    A word with a capital may be such a name unless the vocabulary knows it, or unless everywhere in the text it is part
    of the name of a body ("Red Lamp charity") or, for a mark of a place, everywhere stands as a place does ("in Orlat",
    "the town of Orlat"). So a text that says much about a place in other ways loses its marks; none shows a name.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._names: set[str] = set()
        """Words of the vocabulary that are part of a name here: "King" in "Ada King"."""
        self._not_bodies: set[str] = set()
        self._not_places: set[str] = set()
        place_end = -1
        for run in _runs(WORD.finditer(text)):
            place_end = self._learn(run, place_end)

    def cut(self, mark: Mark) -> Mark | None:
        """The longest stretch of a mark, at most eight words, that shows no name; None where nothing is left.

        >>> text = "Relatives of Ivo Harker said that two people were killed in Orlat."
        >>> guard = Guard(text)
        >>> guard.cut(Mark("claimant", 0, 23, text[:23])).printed, guard.cut(Mark("claimant", 13, 23, "Ivo Harker"))
        ('Relatives', None)
        >>> guard.cut(Mark("place", 60, 65, "Orlat")).printed
        'Orlat'
        """
        words = list(WORD.finditer(self._text, mark.start, mark.end))
        parties = find_named(self._text, mark.start, mark.end)
        named = [any(one.start <= word.start() and word.end() <= one.end for one in parties) for word in words]
        shown = [known or self._is_shown(word[0], mark.role) for word, known in zip(words, named, strict=True)]
        if all(shown) and len(mark.printed.split()) <= LONGEST_MARK_WORDS:
            return mark
        stretches = [
            list(pairs) for fits, pairs in groupby(zip(words, shown, strict=True), lambda pair: pair[1]) if fits
        ]
        kept = max((_trimmed([word for word, _ in pairs]) for pairs in stretches), key=len, default=[])
        if not kept or (mark.role == "place" and not all(shown)):
            return None
        kept = kept[:LONGEST_MARK_WORDS]
        start, end = kept[0].start(), kept[-1].end()
        return Mark(mark.role, start, end, self._text[start:end], mark.carried, mark.means)

    def _is_shown(self, word: str, role: str) -> bool:
        if not _has_capital(word):
            return True
        plain = POSSESSIVE.sub("", word)
        if _fold(plain) in _known(events=role in EVENT_ROLES):
            return plain not in self._names
        return plain not in self._not_bodies or (role == "place" and plain not in self._not_places)

    def _learn(self, run: Words, place_end: int) -> int:
        """See what the words of a run of capitals are; the end of the run where it stands as a place, else -1."""
        words = [POSSESSIVE.sub("", word[0]) for word in run]
        unknown = [_fold(word) not in _known(events=False) for word in words]
        is_body = any(_fold(word) in _contexts("body") for word in [*words, self._next_word(run)])
        is_place = not POSSESSIVE.search(run[-1][0]) and self._stands_as_place(run, place_end)
        names = [word for word, new in zip(words, unknown, strict=True) if new]
        if not is_body:
            self._not_bodies.update(names)
            if not is_place:
                self._not_places.update(names)
        for order, word in enumerate(words):
            before = order > 0 and (unknown[order - 1] or _fold(words[order - 1]) in _titles())
            after = any(unknown[order:]) and _fold(word) not in _nouns()
            if not unknown[order] and (before or after) and _fold(word) not in _small() | _contexts("body"):
                self._names.add(word)
        return run[-1].end() if is_place else -1

    def _next_word(self, run: Words) -> str:
        found = WORD.match(self._text, run[-1].end() + 1)
        return found[0] if found else ""

    def _stands_as_place(self, run: Words, place_end: int) -> bool:
        """Whether the words before a run, or another place before it, say that it is a place."""
        start = run[0].start()
        if 0 <= place_end <= start and self._text[place_end:start] in (", ", " and "):
            return True
        if {_fold(run[-1][0]), self._next_word(run).lower()} & _contexts("part"):
            return True
        found = _before_place().search(self._text, max(0, start - 80), start)
        if not found:
            return False
        following = self._next_word(run)
        return not found["the"] or not following.islower() or following in _small()


def _runs(words: Iterable[re.Match[str]]) -> Iterator[Words]:
    """Words with capitals that follow one another with one blank between them, without a small word before them."""
    run: list[re.Match[str]] = []
    for word in words:
        if run and word.string[run[-1].end() : word.start()] != " ":
            yield run
            run = []
        if _has_capital(word[0]):
            if run and _fold(run[0][0]) in _small():
                run = []
            run.append(word)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _trimmed(words: list[re.Match[str]]) -> list[re.Match[str]]:
    """A stretch without the small words at its end; empty where nothing in it names anybody or counts."""
    while words and _fold(words[-1][0]) in _small():
        words = words[:-1]
    telling = _nouns() | _words(COUNT_LISTS) | _contexts("body")
    return words if any(_fold(word[0]) in telling or word[0][0].isdigit() for word in words) else []


def _has_capital(word: str) -> bool:
    """Whether a word may be a name: it has a capital, or its script has none."""
    return word != word.lower() or (word == word.upper() and any(letter.isalpha() for letter in word))


def _fold(word: str) -> str:
    return POSSESSIVE.sub("", word.lower().replace("\u2019", "'"))


@cache
def _known(*, events: bool) -> frozenset[str]:
    known = _nouns() | _small() | _words(COUNT_LISTS) | _contexts("body")
    return known | _words(EVENT_LISTS) if events else known


@cache
def _nouns() -> frozenset[str]:
    sides = words_of("place_before", "kind", "side")
    return _words(NOUN_LISTS) | _titles() | sides | frozenset(row["plural"] for row in table("words/people"))


@cache
def _small() -> frozenset[str]:
    return frozenset(row["word"] for row in table("words/grammar") if row["class"] in SMALL_CLASSES)


@cache
def _titles() -> frozenset[str]:
    return words_of("grammar", "class", "title")


def _contexts(kind: str) -> frozenset[str]:
    return words_of("name_contexts", "kind", kind)


@cache
def _words(lists: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for name in lists for phrase in words_of(name) for word in phrase.split())


@cache
def _before_place() -> re.Pattern[str]:
    """What stands before the name of a place: "in the eastern", "fled with their children to", "the town of"."""
    sides, heads = (listed("place_before", "kind", kind) for kind in ("side", "head"))
    inside, movement = (listed("name_contexts", "kind", kind) for kind in ("preposition", "movement"))
    moved = rf"(?:{movement})\s(?:[a-z]+\s){{0,3}}(?:from|to|into|towards?)"
    return re.compile(
        rf"\b(?:{inside}|{moved}|(?:{heads}|{sides})\sof)\s(?P<the>the\s)?(?:(?:{sides})\s)*$", re.IGNORECASE
    )
