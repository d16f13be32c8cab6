"""The reports of what the program itself knows: its rules, its payer profiles and the tables that it writes."""

from dataclasses import replace

from policydiff.changes import Area, Rule
from policydiff.reports import phrases
from policydiff.reports.columns import Column, TableKind
from policydiff.reports.report import Chapter, Fact, Report, Section, Table
from policyextract.records import Payer

_COMPUTED = "computed"


def rules_report(rules: tuple[Rule, ...]) -> Report:
    """Lay out the rule catalogue in its order. A rule whose direction the calculus works out says "computed"."""
    sections = tuple(_area_section(area, tuple(rule for rule in rules if rule.area is area)) for area in Area)
    chapter = Chapter("Rules", (Fact("number", str(len(rules))),), sections)
    rows = tuple(
        (
            rule.id,
            rule.area.value,
            rule.action.value,
            _direction(rule),
            rule.mirror,
            rule.no_mirror,
            rule.summary,
        )
        for rule in rules
    )
    columns = ("rule", "area", "action", "direction", "mirror", "no_mirror", "summary")
    return Report((chapter,), Table(columns, rows, "no rules"), rules)


def _area_section(area: Area, rules: tuple[Rule, ...]) -> Section:
    rows = tuple((rule.id, _direction(rule), rule.summary) for rule in rules)
    heading = phrases.counted(area.value, len(rules))
    return Section(heading, table=Table(("rule", "direction", "summary"), rows, "no rules"))


def _direction(rule: Rule) -> str:
    return rule.direction.value if rule.direction else _COMPUTED


def payers_report(payers: tuple[Payer, ...]) -> Report:
    """Lay out the payers that have a profile."""
    table = Table(("id", "name"), tuple((payer.id, payer.name) for payer in payers), "no payer has a profile")
    section = Section(phrases.counted("With a profile", len(payers)), table=table)
    return Report((Chapter("Payers", (), (section,)),), table, payers)


def tables_report(tables: tuple[TableKind, ...]) -> Report:
    """Lay out the tables that CSVs hold, column by column."""
    sections = tuple(_table_section(kind) for kind in tables)
    rows = tuple((kind.name, *_described(column)) for kind in tables for column in _all_columns(kind))
    columns = ("table", "column", "kind", "what stands in it", "words")
    return Report((Chapter("Tables", (), sections),), Table(columns, rows, "no tables"), tables)


def _table_section(kind: TableKind) -> Section:
    rows = tuple(_described(column)[:3] for column in _all_columns(kind))
    return Section(
        kind.name, remark=kind.says, table=Table(("column", "kind", "what stands in it"), rows, "no columns")
    )


def _all_columns(kind: TableKind) -> tuple[Column, ...]:
    keyed = (replace(column, name=f"KEY {column.name}") for column in kind.per_document)
    return (*kind.columns, *keyed)


def _described(column: Column) -> tuple[str, str, str, str]:
    return (column.name, column.kind.value, column.says, phrases.listed(column.words))
