"""Which stored version of a policy a person means, by a date that it prints."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from policydiff.library.errors import NotMeant
from policydiff.library.models import PolicyRow, SourceRow, VersionRow


def find_version(session: Session, policy: PolicyRow, date: str | None) -> VersionRow:
    """The current version, or the one of a date: that it goes by, else another that it prints; the name of its file
    will do too. Of a date the beginning is enough.

    Raises NotMeant where there is none such, or more than one.
    """
    query = select(VersionRow, SourceRow.name).join(SourceRow).where(VersionRow.policy_id == policy.id)
    rows = session.execute(query.order_by(VersionRow.place)).all()
    if date is None:
        return next(version for version, _ in rows if version.is_current)
    for found in (
        [version for version, _ in rows if (version.in_force_from or "").startswith(date)],
        [version for version, _ in rows if any(own.startswith(date) for own in _dates(version))],
        [version for version, name in rows if name == date],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            break
    names = ", ".join(f"{version.in_force_from or 'without date'} ({name})" for version, name in rows)
    raise NotMeant(f"{policy.name} has {'more than one' if found else 'no'} version of {date}; stored are: {names}")


def _dates(version: VersionRow) -> list[str]:
    dates = (version.effective_date, version.last_review_date)
    return [date for date in dates if date]
