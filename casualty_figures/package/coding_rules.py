"""Rules between marks and codings, which curators keep side by side."""

from __future__ import annotations

from collections.abc import Iterator

from casualty_figures.package.issues import Issue
from casualty_figures.package.tables import Tables, records


def coding_issues(curated: Tables) -> Iterator[Issue]:
    """Every rule between marks and codings that a curator's files break."""
    codings, evidence = records(curated["codings"]), curated["evidence"]
    marks = set(zip(evidence["figure_id"], evidence["mark"], strict=True))
    for coding in codings:
        figure_id, linked, withheld = coding["figure_id"], coding["linked_mark"], coding["status"] != "active"
        if linked is not None and (figure_id, linked) not in marks:
            rule = "names a mark of the figure"
            yield Issue("codings", figure_id, "linked_mark", linked, rule, "name one of marks.csv, or none")
        if withheld != (coding["reason"] is not None):
            rule = "says why a figure is withdrawn or rejected, and is empty where it is active"
            yield Issue("codings", figure_id, "reason", coding["reason"] or "", rule, "write the reason, or empty it")
    coded = {coding["figure_id"] for coding in codings}
    for figure_id, printed in evidence.groupby("figure_id")["printed"].first().items():
        if figure_id not in coded:
            action = "add its row to codings.csv, or take its marks out"
            yield Issue("evidence", str(figure_id), "figure_id", str(printed), "a marked figure is coded", action)
