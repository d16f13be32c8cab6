"""Full-text search over what statements and criteria say. What a user types is words, never a query language."""

import re
from collections.abc import Sequence
from typing import TypeAlias

from sqlalchemy import ColumnElement, and_, column, func, literal_column, select, table
from sqlalchemy.orm import Session

from policydiff.holdings import Hit, Passage, Search
from policydiff.library.errors import NotMeant
from policydiff.library.models import CriterionRow, PolicyRow, StatementRow, VersionRow
from policydiff.library.places import Query, place_of, with_places
from policyextract.records import Determination

_TERM = re.compile(r'"(?P<phrase>[^"]*)"?|(?P<word>\S+)')

Searched: TypeAlias = type[StatementRow] | type[CriterionRow]


def search(session: Session, text: str, *, all_versions: bool, limit: int) -> Search:
    """The passages that hold all words of a text, in any form ("infusion" finds "infusions"); words between quotation
    marks stand together. By policy, version and place; statements before criteria. At most ``limit``.

    Raises NotMeant where the text has none.
    """
    terms = terms_of(text)
    if not terms:
        raise NotMeant("there is no word to look for")
    hits = [*_statements(session, terms, all_versions, limit + 1)]
    if len(hits) <= limit:
        hits += _criteria(session, terms, all_versions, limit + 1 - len(hits))
    return Search(text=text, hits=tuple(hits[:limit]), more=len(hits) > limit)


def terms_of(text: str) -> list[str]:
    """The words and phrases of a text, signs taken out."""
    found = (match["phrase"] if match["phrase"] is not None else match["word"] for match in _TERM.finditer(text))
    return [words for term in found if (words := " ".join(re.findall(r"\w+", term)))]


def _statements(session: Session, terms: Sequence[str], all_versions: bool, limit: int) -> list[Hit]:
    query = select(StatementRow).where(holds_terms(session, StatementRow, terms))
    rows = with_places(query, StatementRow, all_versions=all_versions)
    return [
        Hit(
            passage=Passage.STATEMENT,
            text=row.StatementRow.text,
            services=row.StatementRow.services,
            determination=Determination(row.StatementRow.determination),
            at=place_of(row, row.StatementRow),
        )
        for row in session.execute(_ordered(rows, StatementRow, limit))
    ]


def _criteria(session: Session, terms: Sequence[str], all_versions: bool, limit: int) -> list[Hit]:
    of_same = and_(StatementRow.source_id == CriterionRow.source_id, StatementRow.statement == CriterionRow.statement)
    query = (
        select(CriterionRow, StatementRow.services, StatementRow.determination)
        .join(StatementRow, of_same)
        .where(holds_terms(session, CriterionRow, terms))
    )
    rows = with_places(query, CriterionRow, all_versions=all_versions)
    return [
        Hit(
            passage=Passage.CRITERION,
            text=row.CriterionRow.text,
            services=row.services,
            determination=Determination(row.determination),
            at=place_of(row, row.CriterionRow),
        )
        for row in session.execute(_ordered(rows, CriterionRow, limit))
    ]


def _ordered(rows: Query, of: Searched, limit: int) -> Query:
    return rows.order_by(PolicyRow.name, VersionRow.place, of.place).limit(limit)


def holds_terms(session: Session, of: Searched, terms: Sequence[str]) -> ColumnElement[bool]:
    """Whether a row holds all terms, by the full-text search of the database."""
    if session.get_bind().dialect.name == "sqlite":
        index = f"{of.__tablename__}_search"
        # Quoted, a term is taken as it stands; it holds letters, digits and underscores alone.
        query = " AND ".join(f'"{term}"' for term in terms)
        found: Query = select(column("rowid")).select_from(table(index)).where(column(index).op("MATCH")(query))
        return of.id.in_(found)
    english: ColumnElement[str] = literal_column("'english'")
    words = func.to_tsvector(english, _searched(of))
    return and_(*(words.op("@@")(func.phraseto_tsquery(english, term)) for term in terms))


def _searched(of: Searched) -> ColumnElement[str]:
    """What is searched of a table, written as in the migration that made the index: else it would not be used."""
    columns = ("services", "text") if of is StatementRow else ("text",)
    return literal_column(" || ' ' || ".join(f"{of.__tablename__}.{name}" for name in columns))
