"""The fingerprint of a sentence: finds a phrase again in another copy of an article, without keeping the sentence."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

WORD = re.compile(r"[^\W_]+")


def fingerprint(sentence: str) -> str:
    """SHA-256 of the sentence in NFKC, casefolded, letters and digits only, words joined by one space.

    Typography does not change it, words do.

    >>> fingerprint("“Nine  people were hurt.”") == fingerprint('"Nine people were hurt"')
    True
    >>> fingerprint("Nine people were hurt.") == fingerprint("Ten people were hurt.")
    False
    """
    words = WORD.findall(unicodedata.normalize("NFKC", sentence).casefold())
    return sha256(" ".join(words).encode("utf-8", "surrogatepass")).hexdigest()
