"""Capitalised names: how the name of a place is written, and which names are of something else."""

from __future__ import annotations

import re
from functools import cache

from casualty_figures.reading.words.lexicon import words_of
from casualty_figures.reading.words.time_words import words_of_time
from casualty_figures.reading.words.wording import listed

CITIES = ("city", "town", "village", "capital")
CITY = "|".join(CITIES)
LINK = r"(?:(?:de|del|da|do|dos|la|el|al|ar|as|es)[ -])?(?:al-|el-|ar-|as-|[A-Z])"
NAME = rf"[A-Z][\w\u2019'-]*(?:[ -]{LINK}[\w\u2019'-]*){{0,3}}(?:(?<=Republic)\sof\s(?:the\s)?[A-Z][\w-]+)?"
KEYWORDS = (
    r"province|governorate|region|district|county|city|town|village|state|island|valley|prefecture|municipality|camp"
    r"|capital|enclave|neighbou?rhood|quarter|suburb|township|peninsula"
)
NAMES = re.compile(rf"(?P<name>{NAME})(?P<kind>\s(?:{KEYWORDS})\b)?")
HOSPITAL = re.compile(r"\b(?:hospital|clinic|medical (?:cent(?:er|re)|college|complex))\b")
"""Where the injured are taken; an event's place only where it was itself attacked."""
ATTACKED = re.compile(r"\b(?:hit|struck|bombed|shelled|attacked|targeted|raided|on|against)\s(?:the\s)?$")
LED = re.compile(r"-(?:affiliated|led|backed|based|held|controlled|linked|run|born|owned|made|era|style)$")
OF_NAME = re.compile(rf"(?:\s[a-z]+)?(?:\s(?:{CITY}))?\sof\s(?:the\s)?[A-Z]")
"""What follows a name that another place is called by: "the Oru Sea port city of Vessin"."""
KIND = re.compile(rf"\s(?=[A-Z])(?i:{KEYWORDS})$")
"""The word for what a place is, in its name: "Duk County"; not "the Velian capital"."""


@cache
def _people_or_group() -> re.Pattern[str]:
    """What follows a name of people: "from the Oru and Vessin communities", "from the Oru Band, an armed group"."""
    people = listed("name_contexts", "kind", "people")
    group = listed("name_contexts", "kind", "group")
    return re.compile(rf"(?:(?:,\s[A-Z][\w-]+)*\sand\s[A-Z][\w-]+)?\s{people}\b|,\san?\s(?:[\w-]+\s){{0,3}}{group}\b")


@cache
def other_names() -> frozenset[str]:
    """First words of capitalised names that are no places."""
    return frozenset(words_of_time("weekday")) | frozenset(words_of_time("month")) | words_of("place_not")


def is_other_name(text: str, begin: int, stop: int, end: int) -> bool:
    """Whether a capitalised name is a day, a month, a body, a title, or an adjective ("Nigerian troops").

    >>> [is_other_name("Nigerian troops", 0, 8, 15), is_other_name("Friday", 0, 6, 6), is_other_name("Oru", 0, 3, 3)]
    [True, True, False]
    """
    name = text[begin:stop].lower()
    if text.startswith("DR Congo", begin):
        return False
    if re.split(r"[ '\u2019]", name, maxsplit=1)[0] in other_names() or LED.search(name):
        return True
    last = name.rsplit(" ", 1)[-1]
    hospital = HOSPITAL.search(name) or HOSPITAL.match(text, stop + 1)
    if (
        last in words_of("place_adjectives")
        or (" " in name and last in words_of("place_not_last"))
        or (hospital and not ATTACKED.search(text, max(0, begin - 20), begin))
    ):
        return True
    acronym = (
        name.isalpha() and 2 < len(name) < 7 and text[begin:stop].isupper() and name not in words_of("place_countries")
    )
    of_name = not KIND.search(text[begin:stop]) and OF_NAME.match(text, stop, end)  # "Duk County of Oru state" is one
    others = of_name or _people_or_group().match(text, stop, end)
    return acronym or bool(others) or text.startswith(" border", stop)
