"""Which policydiff this is."""

DISTRIBUTION = "policydiff"


def release() -> str:
    """The version that is installed."""
    # It loads slowly, and most commands never ask.
    from importlib.metadata import version

    return version(DISTRIBUTION)
