"""What commands that ask the library share: opening it, and finding the policy that is meant."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from policydiff.library.models import PolicyRow


@contextmanager
def reading(library: str | None) -> "Iterator[Session]":
    """A transaction that reads the library at a path or URL. What is meant wrongly is wrong usage."""
    from policydiff.library.opening import opened

    with told_as_wrong_usage(), opened(library) as held, held.reading() as session:
        yield session


@contextmanager
def writing(library: str | None) -> "Iterator[Session]":
    """The same of a transaction that writes."""
    from policydiff.library.opening import opened

    with told_as_wrong_usage(), opened(library) as held, held.writing() as session:
        yield session


@contextmanager
def told_as_wrong_usage() -> Iterator[None]:
    """Turn what is meant wrongly, such as a policy that is not stored, into click.UsageError."""
    from policydiff.library.errors import NotMeant

    try:
        yield
    except NotMeant as error:
        raise click.UsageError(str(error)) from error


def find(session: "Session", policy: str) -> "PolicyRow":
    """The policy that a user means."""
    from policydiff.library.finding_policies import find_policy

    return find_policy(session, policy)


def check_date(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """A date as a user gives it, at any precision: for click's ``callback``."""
    from policydiff.partial_dates import is_partial_date

    if value is not None and not is_partial_date(value):
        raise click.BadParameter(f"{value!r} is no date: 2024, 2024-05 and 2024-05-31 are.", context, parameter)
    return value
