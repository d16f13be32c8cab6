"""A table of the library as a file: CSV as every other, or Parquet where pyarrow is installed."""

import io
from collections.abc import Iterator

from sqlalchemy.orm import Session

from policydiff.library.exporting import ExportedTable
from policydiff.reports.report import Table
from policydiff.reports.to_csv import table_csv


def csv_pieces(table: ExportedTable, session: Session) -> Iterator[str]:
    """CSV in pieces. Where there are no rows it is the header alone: nobody reads it for an answer."""
    names = tuple(column.name for column in table.columns)
    begun = False
    for rows in table.rows(session):
        yield table_csv(Table(names, tuple(rows), ""), header=not begun)
        begun = True
    if not begun:
        yield ",".join(names) + "\r\n"


def parquet(table: ExportedTable, session: Session) -> bytes:
    """Parquet with the description of each column in its metadata. Raises ImportError without pyarrow."""
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

    types = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    fields = [pa.field(each.name, types[each.type], metadata={"description": each.says}) for each in table.columns]
    schema = pa.schema(fields, metadata={"description": table.says})
    written = io.BytesIO()
    with ParquetWriter(written, schema) as writer:
        for rows in table.rows(session):
            columns = zip(*rows, strict=True)
            arrays = [pa.array(column, type=field.type) for column, field in zip(columns, fields, strict=True)]
            writer.write_batch(pa.record_batch(arrays, schema=schema))
    return written.getvalue()
