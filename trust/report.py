"""What a run has found, as a table by kind of change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a proof comes to."""

    summary: str
    """Its numbers in one line."""
    wrong: list[str]
    """What does not hold; empty where the proof holds."""


@dataclass
class Report:
    """Counts by kind, for each of some guards, of what they caught."""

    guards: Sequence[str]
    tried: Counter[str] = field(default_factory=Counter)
    caught: Counter[tuple[str, str]] = field(default_factory=Counter)
    missed: dict[str, Counter[str]] = field(default_factory=dict)
    """For each guard, the places where it caught nothing, and how often."""

    def add(self, kind: str, place: str, verdicts: Mapping[str, bool]) -> None:
        """Count one change, and which guards caught it."""
        self.tried[kind] += 1
        for guard, caught in verdicts.items():
            self.caught[kind, guard] += caught
            if not caught:
                self.missed.setdefault(guard, Counter())[place] += 1

    def all_caught(self, guard: str) -> bool:
        """Whether a guard caught every change, of which there were some."""
        return bool(self.tried) and not self.missed.get(guard)

    def share(self, guard: str, but: str = "") -> float:
        """The share that a guard caught of all kinds but one."""
        kinds = [kind for kind in self.tried if kind != but]
        return sum(self.caught[kind, guard] for kind in kinds) / max(sum(self.tried[kind] for kind in kinds), 1)

    def __str__(self) -> str:
        rows = [
            [kind, *self._cells(self.tried[kind], [self.caught[kind, one] for one in self.guards])]
            for kind in self.tried
        ]
        sums = [sum(self.caught[kind, one] for kind in self.tried) for one in self.guards]
        return aligned(["kind", "tried", *self.guards], [*rows, ["all", *self._cells(self.tried.total(), sums)]])

    def _cells(self, tried: int, caught: Iterable[int]) -> list[str]:
        return [str(tried), *(f"{count / max(tried, 1):.1%}" for count in caught)]

    def counted(self, guard: str) -> str:
        """How many changes a guard caught of all, in words."""
        caught = sum(self.caught[kind, guard] for kind in self.tried)
        return f"{guard}: {caught} of {self.tried.total()}"

    def places_missed(self, guard: str, most: int = 40) -> str:
        """Where a guard caught nothing, the most frequent first."""
        found = self.missed.get(guard, Counter()).most_common(most)
        return ", ".join(f"{place} {count}" for place, count in found) or "nothing"


def aligned(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows in columns: the first to the left, numbers to the right.

    >>> print(aligned(["kind", "tried"], [["sign set", "7"]]))
    kind      tried
    sign set      7
    """
    lines = [header, *rows]
    widths = [max(len(line[place]) for line in lines) for place in range(len(header))]
    return "\n".join(
        "  ".join(
            [line[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True))]
        )
        for line in lines
    )
