"""``docs/library.md`` and ``docs/datasette.yaml``: the tables of the library column by column."""

from collections.abc import Iterable, Iterator, Mapping

from policydiff.library.base import Base
from policydiff.library.described import TABLES, Described
from policydiff.library.described_views import VIEWS
from policydiff.library.exporting import type_of

_OPENING = """\
# The library

What stands in a library of stored versions, table by table. It is for people who open the SQLite file or the database
with other programs, and for those who read an export; policydiff itself needs none of it.

What is *given*: `sources` with their `records`, `links`, `decisions`, `quarantine`. What is *laid out* from the
records so that it can be searched: `statements`, `criteria`, `codes`, `revisions`. What is *derived* from records and
links, and could be made anew at any time: `policies`, `versions`, `renderings`, `diffs`, `changes`, `log_checks`. Read
as much as you like; what writes should be policydiff alone.

Dates are ISO text at the precision printed (`2026`, `2026-02`, `2026-02-11`), moments ISO text in UTC.

## Asking it

| Question | Command |
| --- | --- |
| What did we have in force on a date of service? | `policydiff asof cigna/0261 2024-08-01` |
| What became of a policy? | `policydiff history cigna/0261` |
| Who lists a code, and since when? | `policydiff codes 38242` |
| Who speaks of something? | `policydiff search '"chronic pain" opioid'` |
| What got stricter this year? | `policydiff changes --since 2026 --direction restrictive` |
| What should have been reviewed? | `policydiff due --within 60d` |

A policy is named by its name (`cigna/0261`), by its number where one payer alone has it, or by words of payer and title
(`"cigna lymphocyte"`). What may be several is refused with their names.

`asof` is *certain* only where effective dates are printed, the log of the next version reaches back and names nothing
between, or the day is the effective date itself. It is *likely* where something of that is missing, which it names:
a date of review instead of an effective one, a revision that only a later log names, no newer version in the library.
It is *unknown* before the first version, where two versions bear the same date, where a month or year was asked for
during which the version changed, and where the text was revised or reviewed after the date asked for.

## Copying it

`policydiff export DIR` writes every table as CSV, or as Parquet with `--format parquet`; the bytes of the documents are
left out. A copy of everything, taken while others go on adding:

- SQLite: `sqlite3 library.db "VACUUM INTO 'copy.db'"`. Copying the file alone may miss what still stands in
  `library.db-wal`.
- PostgreSQL: `pg_dump --format=custom DATABASE > copy.dump`.

`policydiff verify` says whether a library or a copy holds together.

## Datasette

```sh
datasette --immutable library.db --metadata docs/datasette.yaml
```

shows it in the browser; `docs/datasette.yaml` says there what is said here. Begin with the views.

## Tables

"""

_TYPES: Mapping[type, str] = {str: "text", int: "integer", bool: "boolean", float: "number", bytes: "bytes"}
_DATABASE = "library"


def library_document() -> str:
    """The document in Markdown."""
    tables = (line for name, of in TABLES.items() for line in _described(name, of, _types(name)))
    views = (line for name, of in VIEWS.items() for line in _described(name, of, {}))
    return _OPENING + "\n".join((*tables, "## Views\n", "They stand in no export.\n", *views))


def _types(table: str) -> dict[str, str]:
    """What the cells of each column are."""
    return {column.name: _TYPES[type_of(column)] for column in Base.metadata.tables[table].columns}


def _described(name: str, of: Described, types: Mapping[str, str]) -> Iterator[str]:
    yield f"### {name}\n"
    yield f"{of.says}\n"
    if types:
        yield "| column | type | what stands in it |"
        yield "| --- | --- | --- |"
        yield from (f"| {column} | {types[column]} | {says} |" for column, says in of.columns.items())
    else:
        yield "| column | what stands in it |"
        yield "| --- | --- |"
        yield from (f"| {column} | {says} |" for column, says in of.columns.items())
    yield ""


def datasette_metadata() -> str:
    """The metadata in YAML. Texts stand in quotation marks as JSON writes them, which YAML reads the same way."""
    lines = (
        "# Made from the descriptions of the tables, as docs/library.md is.",
        "title: Library of coverage policies",
        "description: >-",
        "  Versions of payers' coverage policies, what changed from each to the next, and what was decided.",
        "  Begin with the views.",
        "databases:",
        f"  {_DATABASE}:",
        "    tables:",
        *_tables(VIEWS.items()),
        *_tables(TABLES.items()),
    )
    return "\n".join(lines) + "\n"


_SETTINGS = {
    "version_list": ("facets: [payer, is_current]",),
    "change_list": ("facets: [payer, direction, area]",),
    "code_list": ("facets: [payer, system, determination]",),
    "policies": ("label_column: name",),
    "sources": ("label_column: name",),
    "statements": ("fts_table: statements_search", "fts_pk: id"),
    "criteria": ("fts_table: criteria_search", "fts_pk: id"),
}
"""What else Datasette is told: what to count by, what a row is called by, and where the full text is."""


def _tables(described: Iterable[tuple[str, Described]]) -> Iterator[str]:
    for name, of in described:
        yield f"      {name}:"
        yield f"        description: {_quoted(of.says)}"
        yield from (f"        {setting}" for setting in _SETTINGS.get(name, ()))
        yield "        columns:"
        yield from (f"          {column}: {_quoted(says)}" for column, says in of.columns.items())


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
