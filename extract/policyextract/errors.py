"""Why a file gives no record. Each error names the file and the reason in one line."""


class ExtractError(Exception):
    """A file could not be turned into a record. ``name`` is the file's, ``reason`` one line without a final stop."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


class UnreadableFile(ExtractError):
    """The bytes are not what they claim to be: empty, truncated, encrypted, without text, or of an unknown type."""


class NotAPolicy(ExtractError):
    """The file can be read, but nothing in it is a coverage policy."""
