"""policydiff export: the whole library as files."""

import importlib.util
from pathlib import Path

import click

from policydiff.cli.exits import Exit, say
from policydiff.cli.options import PATH, format_option, library_option
from policydiff.cli.output import write_bytes, write_pieces
from policydiff.cli.stored import reading


@click.command(short_help="Write the whole library as files.")
@click.argument("folder", type=PATH, metavar="DIR")
@format_option("csv", "parquet")
@library_option
def export(folder: Path, form: str, library: str | None) -> int:
    """Write each table of the library to a file in DIR, without the bytes of the documents.

    docs/library.md says what stands in each column. Files of an export before are replaced.
    """
    if form == "parquet" and importlib.util.find_spec("pyarrow") is None:
        raise click.UsageError("--format parquet needs pyarrow: pip install 'policydiff[parquet]'")
    with reading(library) as session:
        from policydiff.library.exporting import exported_tables
        from policydiff.reports.library_files import csv_pieces, parquet

        _make(folder)
        tables = exported_tables()
        for table in tables:
            target = folder / f"{table.name}.{form}"
            if form == "csv":
                write_pieces(csv_pieces(table, session), target, mark=True)
            else:
                write_bytes(parquet(table, session), target)
    say(f"{click.format_filename(folder)}: {len(tables)} tables written")
    return Exit.DONE


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise click.UsageError(f"cannot write {click.format_filename(folder)}: {reason}") from error
