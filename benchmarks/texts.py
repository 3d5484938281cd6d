"""Texts for benchmarks, written by rules of our own: news of invented places and people, in many lengths.

    python benchmarks/texts.py 10000 > texts.jsonl

The same number always gives the same texts. A text tells of one event and its day, who says so, who was hurt and who is
suspected, with figures in words and digits, and between them of markets, roads and weather, where there is no figure.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

PLACES = ("Dorvan", "Orlat", "Velm", "Kastra", "Upper Tamil", "Port Selin", "Brenna", "Halmady", "Zorkino", "Mirabad")
FIRST = ("Maria", "Tomas", "Lena", "Ivo", "Samir", "Ruth", "Pavel", "Nadia", "Oskar", "Hana", "Emil", "Farah")
LAST = ("Lindt", "Harker", "Oaks", "Vost", "Brodska", "Salim", "Ferrand", "Kemeny", "Adeyo", "Morrow", "Tariq", "Novak")
NUMBERS = ("{n}", "at least {n}", "more than {n}", "nearly {n}", "about {n}", "up to {n}", "some {n}")
WORDS = ("two", "three", "four", "five", "six", "seven", "nine", "eleven", "a dozen", "dozens of", "scores of")
PEOPLE = (
    "people",
    "civilians",
    "children",
    "women",
    "soldiers",
    "police officers",
    "villagers",
    "workers",
    "passengers",
)
KILLED = ("were killed", "died", "lost their lives")
HURT = ("were wounded", "were injured", "were taken to hospital with burns", "suffered injuries")
EVENTS = (
    "an air strike",
    "a bus crash",
    "a bomb blast",
    "a landslide",
    "shelling",
    "a fire in a textile mill",
    "a raid",
)
DAYS = ("on Monday", "on Tuesday", "on Saturday", "overnight", "yesterday", "in the past three days", "since 3 March")
SPEAKERS = ("police said", "a hospital official said", "the interior ministry said", "residents said", "a monitor said")

FIGURES = (
    "{number} {people} {killed} in {event} near {place} {day}, {speaker}.",
    "{number} {people} {killed} and {n2} {hurt} when {event} struck {place} {day}, {speaker}.",
    "{word} {people}, including {word2} children, {killed} in {place}.",
    "{speaker_start} that {number} {people} {hurt} {day}.",
    "Between {n} and {n3} {people} {hurt} in {place}, according to the provincial health office.",
    "The toll rose to {n}, {speaker}, and {word} {people} were still missing.",
    "{number} families fled {place} {day}.",
    "Neither side reported any deaths in {place} {day}.",
)
PERSONS = (
    "{victim}, {age}, was among the dead.",
    "{victim}, a teacher from {place}, was killed on her way home.",
    "Police named the suspect as {suspect}, {age}, of {place}.",
    "{suspect} was charged with the murder of {victim}.",
    "Relatives of {victim} gathered outside the hospital.",
    "{victim}\u2019s family said {word} {people} {killed} {day}.",
    "{number} {people} {hurt} at the house of {victim} in {place}.",
    "{suspect} told the court that he had killed {word} {people} {day}.",
    "According to {victim}, who was herself hurt, {number} {people} {killed} in {event}.",
    "{number} {people} {hurt} when {suspect} drove into a crowd in {place}, {speaker}.",
)
FILLING = (
    "The market in {place} opened late because of the rain.",
    "A bridge on the road to {place} has been closed for repairs since the spring.",
    "The council will meet again next week to discuss the price of grain.",
    "Traffic was slow, and the school bus came {n} minutes late.",
    "The company sold {n} million shares at {n2} crowns each.",
    "“We shall rebuild what was lost,” a shopkeeper said, and went back to sweeping.",
    "Power lines were down in parts of {place}, and engineers worked through the night.",
    "Rescue teams came from {place} with dogs and heavy machinery.",
)
LENGTHS = {"note": 1, "flash": 1, "brief": 4, "report": 14, "feature": 45, "long": 150}
"""Sentences of a text, by kind; the first sentence of all but a note has figures."""
SHARES = {"note": 270, "flash": 30, "brief": 30, "report": 28, "feature": 10, "long": 2}
NEWS = ("flash", "brief", "report", "feature", "long")
FIRST_DAY = date(2021, 1, 4)


@dataclass(frozen=True, slots=True)
class News:
    """A text, and whom it names."""

    id: str
    text: str
    published: str
    persons: tuple[str, ...]
    """Victims and suspects, as named in the text."""


def news(count: int, kinds: tuple[str, ...] = NEWS, start: int = 0) -> Iterator[News]:
    """Write texts of the given kinds, mixed as `SHARES` says.

    >>> first = next(news(1, ("flash",)))
    >>> first.id, first.text == next(news(1, ("flash",))).text
    ('news-00000000', True)
    """
    shares = [SHARES[kind] for kind in kinds]
    for number in range(start, start + count):
        choose = random.Random(f"news {number}")
        yield _write(number, choose.choices(kinds, shares)[0], choose)


def _write(number: int, kind: str, choose: random.Random) -> News:
    length = LENGTHS[kind]
    victims = [f"{choose.choice(FIRST)} {choose.choice(LAST)}" for _ in range(1 + length // 20)]
    suspect = f"{choose.choice(FIRST)} {choose.choice(LAST)}"
    home = choose.choice(PLACES)
    sentences = []
    for order in range(length):
        first = FILLING if kind == "note" else FIGURES
        rules = first if order == 0 else choose.choices((FIGURES, PERSONS, FILLING), (4, 2, 6))[0]
        sentence = choose.choice(rules).format(**_slots(choose, home), victim=choose.choice(victims), suspect=suspect)
        sentences.append(sentence[0].upper() + sentence[1:])
    paragraphs = [" ".join(sentences[start : start + 3]) for start in range(0, length, 3)]
    text = "\n\n".join(paragraphs) + "\n"
    published = (FIRST_DAY + timedelta(days=number % 700)).isoformat()
    named = tuple(name for name in sorted({*victims, suspect}) if name in text)
    return News(f"news-{number:08d}", text, published, named)


def _slots(choose: random.Random, home: str) -> dict[str, str]:
    n = choose.choice((choose.randint(2, 20), choose.randint(21, 400), choose.randint(1_000, 20_000)))
    word, word2 = choose.choice(WORDS), choose.choice(WORDS[:8])
    speaker = choose.choice(SPEAKERS)
    return {
        "number": choose.choice((*NUMBERS, word)).format(n=f"{n:,}"),
        "n": f"{n:,}",
        "n2": str(choose.randint(2, 90)),
        "n3": f"{n + choose.randint(1, 40):,}",
        "word": word,
        "word2": word2,
        "people": choose.choice(PEOPLE),
        "killed": choose.choice(KILLED),
        "hurt": choose.choice(HURT),
        "event": choose.choice(EVENTS),
        "place": choose.choice((home, home, choose.choice(PLACES))),
        "day": choose.choice(DAYS),
        "speaker": speaker,
        "speaker_start": speaker,
        "age": str(choose.randint(18, 90)),
    }


def main() -> None:
    """Write texts as JSON Lines to standard output."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", type=int, help="how many texts")
    parser.add_argument("--kind", action="append", choices=tuple(LENGTHS), help="of these lengths alone")
    parser.add_argument("--start", type=int, default=0, help="number of the first text")
    arguments = parser.parse_args()
    for each in news(arguments.count, tuple(arguments.kind or NEWS), arguments.start):
        record = {"id": each.id, "text": each.text, "published": each.published}
        sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
