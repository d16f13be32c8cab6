"""What a record says twice and not alike: codes against text, references against labels, the log against the text.

Nothing here is wrong for certain; each issue names what a reader should look at, and where. Severity is ``warning``.
"""

import re
from collections.abc import Iterator, Sequence

from policyextract.crossreferences import (
    Path,
    labels_of,
    references_in,
    statement_text,
    text_under,
    walk,
)
from policyextract.document import Provenance
from policyextract.records import Code, CodeSystem, Determination, Issue, PolicyRecord, Revision, Statement

_QUOTE = 100


def inconsistencies(record: PolicyRecord) -> Iterator[Issue]:
    """The issues of one record that lie in the document itself, in a fixed order."""
    yield from _denied_codes(record)
    yield from _codes_without_table(record)
    yield from _dangling_references(record)
    yield from _entries_not_borne_out(record)


def _issue(code: str, message: str, provenance: Provenance) -> Issue:
    return Issue(code=code, severity="warning", message=message, provenance=provenance)


# Codes against the text.

_NAME = re.compile(r"[a-z][a-z\d-]{2,}")
_JOINTS = frozenset("and the for with without per any all not each".split())
_ENOUGH = 2
"""Words that a service's name must have for a description to be known by them."""
_MOST = 0.6


def _denied_codes(record: PolicyRecord) -> Iterator[Issue]:
    """Codes under a heading of denial only, where the text covers their service and nowhere denies it by name."""
    covered = {code.code for code in record.codes if code.determination.covered}
    for code in record.codes:
        if _is_denied(code) and code.code not in covered and (by := _covering(code, record.statements)):
            yield _issue(
                "code-denied-service-covered",
                f"{code.system} {code.code} stands under “{code.group or code.determination.value}”, "
                f"while the text covers {_named(by)} (line {by.provenance.line})",
                code.provenance,
            )


def _is_denied(code: Code) -> bool:
    return code.determination is not Determination.UNSPECIFIED and not code.determination.covered


def _covering(code: Code, statements: Sequence[Statement]) -> Statement | None:
    """The statement that covers a code's service, where no other one denies it but as part of all the rest."""
    about = [one for one in statements if not one.residual]
    if any(not one.determination.covered and (_speaks_of(one, code) or _lists(one, code)) for one in about):
        return None
    return next((one for one in about if one.determination.covered and _speaks_of(one, code)), None)


def _lists(statement: Statement, code: Code) -> bool:
    """Whether the list of a statement names the code's service in most of its words."""
    described = _words(code.description or "")
    shared = described & _words(statement_text(statement))
    return len(shared) > len(described) * _MOST


def _speaks_of(statement: Statement, code: Code) -> bool:
    if code.code in statement.codes:
        return True
    described = _words(code.description or "")
    names = (_words(service) for service in statement.services)
    return any(len(name) >= _ENOUGH and name <= described for name in names)


def _words(text: str) -> frozenset[str]:
    return frozenset(word.removesuffix("s") for word in _NAME.findall(text.casefold()) if word not in _JOINTS)


def _named(statement: Statement) -> str:
    return f"“{statement.services[0]}”" if statement.services else "it"


def _codes_without_table(record: PolicyRecord) -> Iterator[Issue]:
    """Codes that the policy's statements name and its tables of that system leave out."""
    told: set[str] = set()
    for statement in record.statements:
        for code in statement.codes:
            if code not in told and _left_out(code, record.codes):
                told.add(code)
                message = f"the text names code {code}, and the code tables do not list it"
                yield _issue("code-not-in-tables", message, statement.provenance)


def _left_out(code: str, listed: Sequence[Code]) -> bool:
    systems = _PROCEDURES if re.fullmatch(r"[A-Z]?\d{4,5}[A-Z]?", code) else frozenset()
    same = [entry for entry in listed if entry.system in systems]
    return bool(same) and not any(_holds(entry.code, code) for entry in same)


_PROCEDURES = frozenset({CodeSystem.CPT, CodeSystem.HCPCS})


def _holds(entry: str, code: str) -> bool:
    """Whether an entry of a table is the code, or a range that holds it."""
    first, _, last = entry.partition("-")
    return entry == code or (bool(last) and len(first) == len(code) and first <= code <= last)


# References against labels.


def _dangling_references(record: PolicyRecord) -> Iterator[Issue]:
    """References to a label that nothing bears, where others of its kind are borne."""
    known = labels_of(record)
    kinds = {_kind(label) for label in known}
    for statement in record.statements:
        for text, place in _places(statement):
            for reference in references_in(text):
                missing = [part for path in reference.paths for part in path if part not in known]
                if missing and all(_kind(part) in kinds for part in missing):
                    message = f"“{reference.text}” points to what no part of the policy is labelled: {missing[0]}"
                    yield _issue("reference-unresolved", message, place)


def _places(statement: Statement) -> Iterator[tuple[str, Provenance]]:
    yield statement.text, statement.provenance
    for item in walk(statement.criteria) if statement.criteria else ():
        # The root repeats the sentence's quantifier.
        if item is not statement.criteria:
            yield item.text, item.provenance or statement.provenance
    for note in statement.notes:
        yield note.text, note.provenance


def _kind(label: str) -> str:
    return "number" if label.isdigit() else "roman" if re.fullmatch(r"[ivx]+", label) else "letter"


# The log against the text.

_DEED = re.compile(
    r"\b(?P<deed>add(?:ed|ing|ition of)?|insert(?:ed|ing)|remov(?:ed|al of|ing)|delet(?:ed|ion of|ing))\b"
    r"[^“”\"]{0,60}[“\"](?P<words>[^“”\"]{2,120})[”\"](?P<where>[^“”\"]*)",
    re.IGNORECASE,
)
"""Matches 'Added "non-urgent" to Criteria I. and II.'; the words and, behind them, the place."""
_REMOVING = ("remov", "delet")
_NOT_LETTERS = re.compile(r"[^a-z\d]+")


def _entries_not_borne_out(record: PolicyRecord) -> Iterator[Issue]:
    """Entries that name quoted words as added to labelled parts that lack them, or as taken from such that have them.

    An entry is left alone where a newer one speaks of the same words: the text may have changed once more.
    """
    for entry in record.revisions:
        for deed in _DEED.finditer(" ".join(entry.summary)):
            removing = deed["deed"].casefold().startswith(_REMOVING)
            quoted = deed["words"].strip(" .,;:")
            if _spoken_of_later(quoted, entry, record.revisions):
                continue
            for label, path in _named_places(deed["where"]):
                text = text_under(record, path)
                if text is not None and (_letters(quoted) in _letters(text)) is removing:
                    yield _not_borne_out(entry, quoted, label, removing)


def _not_borne_out(entry: Revision, quoted: str, label: str, removing: bool) -> Issue:
    done, found = ("taken from", "still stands there") if removing else ("added to", "does not stand there")
    date = entry.date or entry.approval_date or "without a date"
    message = f"the log entry of {date} says that “{quoted[:_QUOTE]}” was {done} {label}, and it {found}"
    return _issue("revision-not-borne-out", message, entry.provenance)


def _named_places(where: str) -> Iterator[tuple[str, Path]]:
    """The labels behind the quoted words, each with its path. Only the first reference belongs to them."""
    for reference in references_in(where):
        yield from ((".".join(path).upper(), path) for path in reference.paths)
        return


def _spoken_of_later(quoted: str, entry: Revision, entries: Sequence[Revision]) -> bool:
    since = _date(entry)
    later = (other for other in entries if since and _date(other) > since)
    return any(_REMOVED_LATER.search(said) and _letters(quoted) in _letters(said) for said in map(_said, later))


_REMOVED_LATER = re.compile(r"\b(?:remov|delet|replac|revert|revis|rephras|reword)\w*", re.IGNORECASE)


def _said(entry: Revision) -> str:
    return " ".join(entry.summary)


def _date(entry: Revision) -> str:
    return entry.date or entry.approval_date or ""


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub(" ", text.casefold()).strip()
