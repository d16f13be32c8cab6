"""A comparison as a page shows it: columns, rows and cells in words and signs."""

from dataclasses import dataclass

from policydiff.reports.html.change_view import ChangeView


@dataclass(frozen=True, slots=True)
class ColumnView:
    """One document. ``under`` stands beneath its name, ``facts`` are labelled lines."""

    key: str
    name: str
    under: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CellView:
    """What one document says: ``tone`` is covered, denied, open, asked or silent, ``words`` say it.

    ``condition`` is what it is bound to, ``basis`` why it holds where it is not named, ``quote`` the words behind it.
    """

    key: str
    tone: str
    sign: str
    words: str
    basis: str | None = None
    condition: str | None = None
    named: str | None = None
    numbers: str | None = None
    quote: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class RowView:
    """One indication. ``alone`` names the payer that says otherwise than all others.

    ``review`` is how sure the pairing is, of a doubtful row.
    """

    indication: str
    agreement: str
    words: str
    alone: str | None
    review: str | None
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class ConditionView:
    condition: str
    alone: str | None
    review: str | None
    numbers_differ: bool
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class ServiceView:
    """``ends`` are label, who and derivation.

    ``speaking`` are the keys of the columns of its rows: payers that say nothing of it have none; ``asked`` those of
    its conditions.
    """

    anchor: str
    name: str
    facts: tuple[tuple[str, str], ...]
    ends: tuple[tuple[str, str, str], ...]
    speaking: tuple[str, ...]
    rows: tuple[RowView, ...]
    asked: tuple[str, ...]
    conditions: tuple[ConditionView, ...]


@dataclass(frozen=True, slots=True)
class CodeView:
    system: str
    code: str
    alone: str | None
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class SharedView:
    """Two documents that share their text, in words, and what differs all the same."""

    words: str
    differences: tuple[ChangeView, ...]
