"""A statement that is also an item of another statement's list is told of once."""

from making import ALL, criterion, item, record, statement
from policydiff.changes import Direction
from policydiff.versions import diff
from policyextract.document import Provenance
from policyextract.records import Determination, PolicyRecord, Statement

PLACE = Provenance(2, 7, (900, 980))


def _nested(tail: str, *found: str) -> Statement:
    tree = criterion(ALL, *found) if found else None
    return statement(tail, services=["candles"], criteria=tree).model_copy(update={"provenance": PLACE})


def _version(*nested: Statement) -> PolicyRecord:
    """A statement on lamps, in whose list the others stand as well."""
    items = [
        item(one.text).model_copy(
            update={"provenance": PLACE, "items": one.criteria.items if one.criteria else (), "operator": ALL}
        )
        for one in nested
    ]
    tree = criterion(ALL, "the hall is dark", "oil is at hand", *items)
    return record(statement("when ALL are met:", services=["lamps"], criteria=tree), *nested)


def _told(old: PolicyRecord, new: PolicyRecord) -> list[tuple[str, str | None, Direction]]:
    return [(change.rule, change.service, change.direction) for change in diff(old, new).changes]


def test_another_number_in_a_nested_statement() -> None:
    old, new = _version(_nested("for at least 6 years.")), _version(_nested("for at least 2 years."))
    assert _told(old, new) == [("threshold-loosened", "candles", Direction.PERMISSIVE)]


def test_another_determination_of_a_nested_statement() -> None:
    before = _nested("in winter.")
    after = statement("in winter.", Determination.INVESTIGATIONAL, ["candles"]).model_copy(update={"provenance": PLACE})
    found = _told(_version(before), _version(after))
    assert found == [("statement-medically-necessary-to-investigational", "candles", Direction.RESTRICTIVE)]


def test_a_nested_statement_that_came() -> None:
    found = _told(_version(), _version(_nested("in winter.")))
    assert found == [("statement-added", "candles", Direction.PERMISSIVE)]
