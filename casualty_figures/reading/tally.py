"""What a text says of its main event, in one total per measure and unit."""

from __future__ import annotations

from collections.abc import Iterable

from casualty_figures.reading.figure import Figure, Total

LEFT_OUT = {"civilian": ("combatants", "attackers", "police"), "aid_worker": ()}


def _counts_for(figure: Figure, who: str | None) -> bool:
    if who == "civilian":
        return figure.population not in LEFT_OUT["civilian"]
    if who == "aid_worker":
        return figure.population in ("aid_workers", "medical_workers", "unknown", "people")
    return True


def _once(figures: Iterable[Figure]) -> list[Figure]:
    """Figures without those that only repeat a phrase for another claimant."""
    seen: set[tuple[str, int, int]] = set()
    kept = []
    for figure in figures:
        first = figure.marks[0]
        key = (figure.measure, first.start, first.end)
        if figure.part in COUNTED and key not in seen:
            seen.add(key)
            kept.append(figure)
    return kept


COUNTED = ("whole", "item")


def tally(figures: Iterable[Figure], who: str | None = None) -> list[Total]:
    """Totals of the main event; `who` (civilian, aid_worker) leaves others out. No figure is no total."""
    totals = []
    by: dict[tuple[str, str], list[Figure]] = {}
    for figure in _once(figures):
        if figure.unit in ("person", "household") and figure.part in ("whole", "item"):
            by.setdefault((figure.measure, figure.unit), []).append(figure)
    for (measure, unit), found in by.items():
        groups: dict[int, list[Figure]] = {}
        for figure in found:
            if _counts_for(figure, who):
                groups.setdefault(figure.group, []).append(figure)
        best: tuple[int, list[Figure]] | None = None
        extra: list[Figure] = []
        for members in groups.values():
            if any("other" in member.rules for member in members[:1]):
                extra += members
                continue
            size = sum(
                member.value if member.value is not None else (member.low or 0)
                for member in members
                if member.quantifier != "occurred"
            )
            if best is None or size > best[0]:
                best = (size, members)
        if best or extra:
            used = [*(best[1] if best else []), *extra]
            used = [member for member in used if member.quantifier != "occurred"]
            if not used:
                continue
            size = sum(member.value if member.value is not None else (member.low or 0) for member in used)
            totals.append(Total(measure, unit, size, size, size, tuple(used)))
    return totals
