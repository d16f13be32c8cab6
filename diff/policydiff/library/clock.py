"""What time it is, as the library writes it."""

from datetime import UTC, datetime


def now() -> str:
    """This moment: ISO, in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
