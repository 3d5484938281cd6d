"""A tiny reader that speaks the form of the kit: digits, a few bounds, and people killed or injured.

It stands here to be copied, not to be good. It needs Python alone, and nothing of this package.
"""

import json
import re
import sys

BOUNDS = {
    "at least": ("at_least", lambda number: (number, None)),
    "more than": ("more_than", lambda number: (number + 1, None)),
    "over": ("more_than", lambda number: (number + 1, None)),
    "up to": ("at_most", lambda number: (0, number)),
    "": ("exact", lambda number: (number, number)),
}
CLAIM = re.compile(
    r"(?P<figure>(?:\b(?P<bound>at least|more than|over|up to) )?\b(?P<digits>\d{1,3}(?:,\d{3})+|\d+))"
    r" (?P<people>people|civilians) were (?P<event>killed|injured)\b",
    re.IGNORECASE,
)


def read(text: str) -> list[dict[str, object]]:
    """The figures of a text, in the form that the kit asks for."""
    return [figure(found) for found in CLAIM.finditer(text)]


def figure(found: re.Match[str]) -> dict[str, object]:
    """One claim as a figure, with its marks; Python counts characters as the kit does, in code points."""
    number = int(found["digits"].replace(",", ""))
    quantifier, bounds = BOUNDS[(found["bound"] or "").lower()]
    low, high = bounds(number)
    return {
        "measure": found["event"].lower(),
        "quantifier": quantifier,
        "value": number,
        "low": low,
        "high": high,
        "unit": "person",
        "population": found["people"].lower(),
        "marks": [
            {"role": role, "start": found.start(role), "end": found.end(role), "printed": found[role]}
            for role in ("figure", "people", "event")
        ],
    }


for line in sys.stdin:
    passage = json.loads(line)
    print(json.dumps({"id": passage["id"], "figures": read(passage["text"])}))
