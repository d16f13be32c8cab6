"""policydiff rules, tables, schema and payers: what the program itself knows."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydiff.cli.exits import Exit
from policydiff.cli.options import FORMATS, format_option, output_option, output_options
from policydiff.cli.output import deliver, write

if TYPE_CHECKING:
    from policydiff.reports.render import Format

CONTRACTS = (
    *("record", "explained", "diff", "explained-diff", "comparison", "manifest", "additions", "quarantine"),
    *("history", "asof", "policies", "search", "codes", "changes", "reviews", "decisions", "verification"),
)


@click.command()
@output_option
@format_option(*FORMATS)
def rules(form: "Format", output: Path | None) -> int:
    """List the kinds of changes that a diff can report."""
    from policydiff.reports.catalogue_report import rules_report
    from policydiff.rules import CATALOGUE, catalogue_table

    if form == "md":
        write(catalogue_table(), output)
        return Exit.DONE
    deliver(rules_report(CATALOGUE), form, output)
    return Exit.DONE


@click.command()
@output_option
@format_option(*FORMATS)
def tables(form: "Format", output: Path | None) -> int:
    """List the tables that CSVs hold, column by column."""
    from policydiff.reports.catalogue_report import tables_report
    from policydiff.reports.tables import TABLES
    from policydiff.reports.tables_document import tables_document

    if form == "md":
        write(tables_document(), output)
        return Exit.DONE
    deliver(tables_report(TABLES), form, output)
    return Exit.DONE


@click.command()
@output_options
def payers(form: "Format", output: Path | None) -> int:
    """List the payers that have a profile. Others are read by the generic one."""
    from policydiff.reports.catalogue_report import payers_report
    from policyextract.payers import PROFILES
    from policyextract.records import Payer

    deliver(payers_report(tuple(Payer(id=profile.id, name=profile.name) for profile in PROFILES)), form, output)
    return Exit.DONE


@click.command(short_help="Print the JSON Schema of the results.")
@click.argument("contract", required=False, type=click.Choice(CONTRACTS))
@output_option
def schema(contract: str | None, output: Path | None) -> int:
    """Print the JSON Schema of what commands print as JSON, and of a packet's manifest.

    Without CONTRACT the schema fits every one of them.
    """
    from policydiff.reports.schema import json_schema

    write(json.dumps(json_schema(contract), indent=2, ensure_ascii=False) + "\n", output)
    return Exit.DONE
