"""All checks of the built tables, in the order in which a person would want to hear of them."""

from __future__ import annotations

from casualty_figures.package.adapter import schema_issues
from casualty_figures.package.claim_rules import claim_issues
from casualty_figures.package.derived_rules import related_issues, reread_issues
from casualty_figures.package.evidence_rules import evidence_issues
from casualty_figures.package.history_rules import history_issues
from casualty_figures.package.issues import demand
from casualty_figures.package.row_rules import row_issues
from casualty_figures.package.table_rules import table_issues
from casualty_figures.package.tables import PUBLISHED, Tables


def check(tables: Tables) -> None:
    """Check the published tables by their schemas, then by row, then across tables.

    Raises `Invalid` with all the issues of the first of these layers that has any: a later layer relies on the earlier.
    """
    published = {table: tables[table] for table in PUBLISHED}
    demand(issue for table, frame in published.items() for issue in schema_issues(table, frame))
    check_rules(published)


def check_rules(published: Tables) -> None:
    """The layers after the schemas: by row and across tables, then what is derived, computed again."""
    rules = (row_issues, table_issues, evidence_issues, claim_issues, history_issues)
    demand(issue for rule in rules for issue in rule(published))
    demand(reread_issues(published))
    demand(related_issues(published))
