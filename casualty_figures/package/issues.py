"""What a failed check says, so that a person can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Issue:
    """One broken rule in one place.

    >>> print(Issue("figures", "x.01", "value", "12x", "is an integer", "write digits only"))
    figures, row x.01, column value: '12x' breaks the rule "is an integer"; write digits only
    """

    table: str
    row: str
    column: str
    value: str
    rule: str
    action: str
    """What to do next."""

    def __str__(self) -> str:
        place = ", ".join(
            part
            for part in (self.table, f"row {self.row}" * bool(self.row), f"column {self.column}" * bool(self.column))
            if part
        )
        return f'{place}: {self.value!r} breaks the rule "{self.rule}"; {self.action}'


class Invalid(Exception):
    """The tables break rules; `issues` holds all of them, not the first alone."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        self.issues = tuple(sorted(set(issues)))
        super().__init__("\n".join(str(issue) for issue in self.issues))


def demand(issues: Iterable[Issue]) -> None:
    """Raise `Invalid` with all the issues, if there are any.

    >>> demand([])
    """
    found = tuple(issues)
    if found:
        raise Invalid(found)
