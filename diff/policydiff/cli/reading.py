"""One file into a record, or into the reason why there is none. What is here also runs in other processes."""

import threading
import traceback
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from policydiff.cli.sources import Source

if TYPE_CHECKING:
    from policyextract.codesets import CodeSet
    from policyextract.explained import ExplainedRecord
    from policyextract.readers.engine import Engine
    from policyextract.records import PolicyRecord


@dataclass(frozen=True)
class ReadingOptions:
    """How files are read. ``explained`` asks for the account of every line beside the record, ``code_sets`` are those
    that its codes are checked against.
    """

    generic: bool = False
    engine: "Engine" = "pdfium"
    explained: bool = False
    code_sets: "tuple[CodeSet, ...]" = ()


class Reason(StrEnum):
    """The kinds of reasons why a file gives no record, as the summary counts them."""

    UNREADABLE = "cannot be read"
    NO_POLICY = "no coverage policy"
    LOST = "ended the process that read it"
    BUG = "met a bug in policydiff"


@dataclass(frozen=True)
class Refusal:
    """Why a file gave no record, in one line. ``trace`` says where a bug is.

    ``lasting``: it is the content that is refused, so that reading the same bytes again comes to the same.
    """

    reason: Reason
    message: str
    trace: str = ""
    lasting: bool = False


Result: TypeAlias = "PolicyRecord | ExplainedRecord | Refusal"


@dataclass(frozen=True)
class Outcome:
    """What became of one file."""

    path: Path
    result: Result


Task: TypeAlias = tuple[bytes | Refusal, str, ReadingOptions]
"""The arguments of ``read_content``."""

_ONE_AT_A_TIME = threading.Lock()
"""PDFium must not run in two threads at once, and the workers of a cluster may have several."""


def tasks(sources: Iterable[Source], options: ReadingOptions) -> Iterator[Task]:
    """What there is to do for each source. Bytes are read here, so that nobody else needs to see the file."""
    for source in sources:
        yield _content(source), source.path.name, options


def read_one_by_one(sources: Sequence[Source], options: ReadingOptions) -> Iterator[Outcome]:
    """Read files in this process."""
    for source, task in zip(sources, tasks(sources, options), strict=True):
        yield Outcome(source.path, read_content(*task))


def _content(source: Source) -> bytes | Refusal:
    if source.refusal is not None:
        return Refusal(Reason.UNREADABLE, source.refusal)
    from policyextract.readers.limits import LARGEST_FILE

    try:
        with source.path.open("rb") as file:
            # One byte more than is read at most, so that the reader refuses it and the rest never comes into memory.
            return file.read(LARGEST_FILE + 1)
    except OSError as error:
        return Refusal(Reason.UNREADABLE, (error.strerror or str(error)).lower())
    except ValueError as error:  # a name with a null byte
        return Refusal(Reason.UNREADABLE, str(error))


def read_content(content: bytes | Refusal, name: str, options: ReadingOptions) -> Result:
    """Extract from a file's bytes. Nothing is raised: a bug that one file meets must not stop the rest."""
    if isinstance(content, Refusal):
        return content
    from policyextract.errors import ExtractError, NotAPolicy

    try:
        return _extract(content, name, options)
    except ExtractError as error:
        reason = Reason.NO_POLICY if isinstance(error, NotAPolicy) else Reason.UNREADABLE
        return Refusal(reason, " ".join(error.reason.split()), lasting=True)
    except Exception as error:
        return Refusal(Reason.BUG, f"{type(error).__name__}: {error}", traceback.format_exc())


def _extract(content: bytes, name: str, options: ReadingOptions) -> "PolicyRecord | ExplainedRecord":
    from policyextract.codesets import with_sets_checked
    from policyextract.pipeline import extract

    with _ONE_AT_A_TIME:
        extraction = extract(content, name, generic=options.generic, engine=options.engine)
    if options.code_sets:
        extraction = replace(extraction, record=with_sets_checked(extraction.record, options.code_sets))
    if not options.explained:
        return extraction.record
    from policyextract.explained import explain

    return explain(extraction)
