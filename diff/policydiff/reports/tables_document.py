"""``docs/reports.md``: the tables column by column, and how to read them."""

from collections.abc import Iterable, Iterator

from policydiff.reports.columns import Column, Kind, TableKind
from policydiff.reports.tables import TABLES

_OPENING = """\
# Tables

What the CSVs hold, column by column. Columns keep their names and meaning; new ones are added at the end of their group
and named in `CHANGELOG.md`, so read them by name.

## How they are written

- UTF-8, comma, CRLF, quotes where needed (RFC 4180), the header always. A file begins with a byte order mark, by which
  Excel knows the encoding; standard output has none.
- Same input, same bytes. Rows stand in the order of the documents or of the diff.
- A result without rows says so in one line, in the column that is named for it.
- Empty cells are what is not stated. Booleans are `true` and `false`. Several values in a cell are divided by “; ”.
- Line ends inside a cell are LF. Characters that cannot be shown are replaced by signs that can: control characters by
  their pictures (␀ ␛), halves of surrogate pairs and other codes that are no characters by �.
- Text that a spreadsheet could take for a formula gets an apostrophe in front. That is text that begins with `=`, `+`,
  `-`, `@` or a full-width form of these, also behind blanks, apostrophes or characters of no width; and text that
  begins with a tab or a line break. To have the text back, take off one apostrophe where what follows it is such text.

## How to read them

Codes, dates and fingerprints look like numbers to programs that guess: `00100` would lose its zeros, `2026-02` become
a day, `12345678e012` a number of twenty digits. Read every column as text but those of the kinds integer and number.

- **Excel**: do not open the file by double click, which guesses. Data › From Text/CSV, and in the dialog choose “Do not
  detect data types”. Or take the workbook, `--format xlsx`, where all of this is settled.
- **LibreOffice**: opening the file asks how; mark all columns and set their type to Text, character set UTF-8,
  separator comma, string delimiter `"`.
- **pandas**: `pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")`
- **Python**: `csv.DictReader(open(path, encoding="utf-8-sig", newline=""))`

Nothing in the cells of a CSV works around this, such as `="00100"`: every other reader would get that for data.

In a workbook (`--format xlsx`) all text is text: nothing becomes a formula, a link or a number. Quotes stand on one
line there. A cell takes 253 line ends and 32,767 characters: line ends beyond become blanks, and text that is cut says
so at its end. Rows beyond the 1,048,575 of a sheet go on a further sheet.

## Kinds of columns

| kind | what stands in it |
| --- | --- |
| text | Words as printed, or put together from them. |
| code | Text that can look like a number: leading zeros count. |
| word | One of a fixed set. |
| words | Some of a fixed set, divided by “; ”. |
| date | ISO, at the precision printed: `2026`, `2026-02` or `2026-02-11`. |
| moment | ISO date and time, UTC. |
| integer | A whole number. |
| number | A number with a point: `0.75`. |
| boolean | `true` or `false`. |
"""


def tables_document() -> str:
    """The whole document in Markdown."""
    return "\n".join((_OPENING, *(line for kind in TABLES for line in _table(kind))))


def _table(kind: TableKind) -> Iterator[str]:
    yield f"## {kind.name}.csv\n"
    yield f"{kind.says}\n"
    yield f"`{kind.command}`\n"
    yield from _columns(kind.columns)
    if kind.per_document:
        yield "And for each document, under its key (`acme-7 basis`):\n"
        yield from _columns(kind.per_document)


def _columns(columns: Iterable[Column]) -> Iterator[str]:
    yield "| column | kind | what stands in it |"
    yield "| --- | --- | --- |"
    yield from (f"| {column.name} | {column.kind.value} | {_says(column)} |" for column in columns)
    yield ""


def _says(column: Column) -> str:
    if column.kind not in (Kind.WORD, Kind.WORDS):
        return column.says
    return f"{column.says} {', '.join(f'`{word}`' for word in column.words)}"
