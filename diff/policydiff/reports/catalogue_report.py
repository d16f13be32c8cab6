"""The reports of what the program itself knows: its rules and its payer profiles."""

from policydiff.changes import Rule
from policydiff.reports.report import Chapter, Fact, Report, Section, Table
from policyextract.records import Payer


def rules_report(rules: tuple[Rule, ...]) -> Report:
    """Lay out the rule catalogue in its order. A rule whose direction the calculus works out says "computed"."""
    rows = tuple(
        (
            rule.id,
            rule.area.value,
            rule.action.value,
            rule.direction.value if rule.direction else "computed",
            rule.mirror or f"none: {rule.no_mirror}",
            rule.summary,
        )
        for rule in rules
    )
    table = Table(("rule", "area", "action", "direction", "mirror", "summary"), rows, "no rules")
    return Report((_chapter("Rules", table),), table, rules)


def payers_report(payers: tuple[Payer, ...]) -> Report:
    """Lay out the payers that have a profile."""
    table = Table(("id", "name"), tuple((payer.id, payer.name) for payer in payers), "no payer has a profile")
    return Report((_chapter("Payers with a profile", table),), table, payers)


def _chapter(title: str, table: Table) -> Chapter:
    return Chapter(title, (Fact("number", str(len(table.rows))),), (Section(title, table=table),))
