"""What goes wrong with the library itself, as opposed to with a document."""


class LibraryError(Exception):
    """The library cannot be opened, or does not hold what was asked for. The message is one line without secrets."""


class NotMeant(Exception):
    """Nothing in the library, or more than one thing, is what somebody named. The message is one line."""
