"""The reader's time grows with the length of a text, whatever the text is made of."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from growth import KINDS, pace

SHORT, LONG = 2_000, 20_000
MOST = 4
"""Ten times the length would take ten times as long per character where time grew with its square."""


@pytest.mark.parametrize("kind", KINDS)
def test_time_grows_with_the_length_alone(kind: str) -> None:
    ratios = (pace(kind, LONG) / pace(kind, SHORT) for _ in range(3))  # a busy machine may disturb one of them
    assert any(ratio < MOST for ratio in ratios)
