"""What stands in each table of the library, column by column, for people who open it with other programs.

``docs/library.md`` and ``docs/datasette.yaml`` are written from this; a test holds it to the tables that are there.
"""

from collections.abc import Mapping
from dataclasses import dataclass

SOURCE = "Number of the source, in `sources`."
PLACE = "Where it stands among those of its source, from 1."
PAGE = "Page, from 1; empty where the file has none."
LINE = "Line on that page, or of the text, from 1."
ID = "Number of the row. It depends on the order of adding."
POLICY = "Name of the policy, such as cigna/0261."
PAYER = "Name of the payer."
FROM = "Date that the version goes by, from which it was in force; empty where it prints none."
UNTIL = "Date from which the next version was in force; empty for the newest."
CURRENT = "Whether it is the newest version with a date, else the last."
FILE = "Name of the file, without folders."
FINGERPRINT = "Name of the change, under which decisions are kept: 12 hex digits."
DETERMINATION = "What the policy says of it, such as medically_necessary."
VERDICT = "What changed, in one word, such as restrictive."


@dataclass(frozen=True, slots=True)
class Described:
    """What a table or view holds, and what stands in each of its columns, in their order."""

    says: str
    columns: Mapping[str, str]


TABLES: Mapping[str, Described] = {
    "policies": Described(
        "Lines of versions. Derived from the records and the links.",
        {
            "id": ID,
            "name": "What commands call the policy by: payer and number, else payer and title.",
            "payer_id": "Short name of the payer.",
            "payer": PAYER,
            "policy_number": "Number, as the newest version prints it.",
            "title": "Title of the newest version.",
            "lines_of_business": "Whom the policy is for, divided by “; ”; empty where it does not say.",
        },
    ),
    "versions": Described(
        "Versions of policies in their order. Derived from the records and the links.",
        {
            "source_id": "Number of the source that stands for the version, in `sources`.",
            "policy_id": "Number of the policy, in `policies`.",
            "place": "Place in the line, 1 being the oldest. Versions without a date come last.",
            "is_current": CURRENT,
            "policy_number": "Number, as this version prints it.",
            "title": "Title of this version.",
            "effective_date": "Effective date that it prints.",
            "last_review_date": "Last review that it prints.",
            "next_review_date": "Next review that it prints.",
            "in_force_from": FROM,
            "in_force_until": UNTIL,
            "remarks": "What is not settled about its place, a line each.",
        },
    ),
    "renderings": Described(
        "Other files of a version, such as its text beside its PDF. Derived.",
        {"source_id": SOURCE, "version_id": "Number of the source that stands for the version."},
    ),
    "sources": Described(
        "The files that were added, by their content.",
        {
            "id": ID,
            "sha256": "SHA-256 of the bytes, in hex.",
            "name": "Name of the file when it was added first, without folders.",
            "media_type": "What kind of file it is.",
            "size": "Bytes.",
            "pages": "Pages; empty for a text.",
            "added_at": "When it was added, UTC.",
            "content": "The bytes of the file. An export leaves them out.",
        },
    ),
    "records": Described(
        "What was read from each source.",
        {
            "source_id": SOURCE,
            "bucket": "Payer and number in one form: only records of one bucket can be versions of one policy.",
            "read_by": "Version of policydiff that read it.",
            "engine": "Library that opened the file.",
            "generic": "Whether it was read without payer profiles.",
            "code_sets": "Code systems whose codes were checked against a set, divided by “; ”.",
            "record": "The record as JSON, as `policydiff extract --format json` prints it.",
        },
    ),
    "statements": Described(
        "Coverage statements of all sources, older versions and renderings among them.",
        {
            "id": ID,
            "source_id": SOURCE,
            "place": PLACE,
            "statement": "Its id in the record.",
            "section": "Section that it stands in.",
            "services": "What it is about, divided by “; ”.",
            "determination": DETERMINATION,
            "wording": "The phrase that carries the determination.",
            "text": "The statement.",
            "residual": "Whether it is about everything else (“any other indication”).",
            "populations": "Whom it is about, divided by “; ”.",
            "lines_of_business": "Lines of business that it names, divided by “; ”.",
            "codes": "Codes that it names, divided by “; ”.",
            "notes": "Notes that may limit it, a line each.",
            "page": PAGE,
            "line": LINE,
        },
    ),
    "criteria": Described(
        "Lists of criteria and their items, in reading order.",
        {
            "id": ID,
            "source_id": SOURCE,
            "place": PLACE,
            "statement": "Id of the statement that it belongs to, in the record.",
            "depth": "0 for the list of the statement itself, 1 for its items, and so on.",
            "operator": "How the items of a list combine: all, any, at_least, none_of, unclear.",
            "minimum": "How many must be met, where that is said.",
            "label": "Printed marker, such as “a.”.",
            "text": "The criterion.",
            "thresholds": "Numbers that decide, divided by “; ”.",
            "page": PAGE,
            "line": LINE,
        },
    ),
    "codes": Described(
        "Codes of tables and lists, and those that statements name.",
        {
            "id": ID,
            "source_id": SOURCE,
            "place": PLACE,
            "system": "Code system, such as CPT; empty of a code that a statement names.",
            "code": "The code; of a range the first.",
            "last_code": "Of a range the last; else empty.",
            "description": "Its description in the table.",
            "determination": DETERMINATION,
            "heading": "Heading that it stands under.",
            "statement": "Id of the statement that names it, in the record; empty where it stands in a table.",
            "page": PAGE,
            "line": LINE,
        },
    ),
    "revisions": Described(
        "Entries of revision logs.",
        {
            "id": ID,
            "source_id": SOURCE,
            "place": PLACE,
            "date": "Date of the entry.",
            "date_end": "Last day of a span.",
            "approval_date": "Date of approval.",
            "kind": "Printed kind of revision.",
            "summary": "What it says, a line for each sentence or bullet.",
            "claims": "What it claims was done, divided by “; ”.",
            "page": PAGE,
            "line": LINE,
        },
    ),
    "diffs": Described(
        "What changed from each version to the next. Derived.",
        {
            "id": ID,
            "older_id": "Number of the source of the older version.",
            "newer_id": "Number of the source of the newer version.",
            "verdict": VERDICT,
            "diff": "The diff as JSON, as `policydiff diff --format json` prints it.",
        },
    ),
    "changes": Described(
        "The changes of diffs, the gravest first. Derived.",
        {
            "id": ID,
            "diff_id": "Number of the diff, in `diffs`.",
            "place": "Place in the diff, from 1.",
            "fingerprint": FINGERPRINT,
            "rule": "Kind of change; `docs/rules.md` lists them.",
            "area": "What part of the policy changed.",
            "action": "What was done: added, removed, changed, moved.",
            "direction": "What it does to the patients and services that qualify.",
            "service": "What it is about.",
            "old_text": "Words of the older version.",
            "old_page": "Page of the words in the older version.",
            "new_text": "Words of the newer version.",
            "new_page": "Page of the words in the newer version.",
            "why": "How the direction follows from the text.",
            "confidence": "How sure it is that old and new words belong together, 0 to 1.",
        },
    ),
    "log_checks": Described(
        "Entries of the newer version's log against what was found. Derived.",
        {
            "id": ID,
            "diff_id": "Number of the diff, in `diffs`.",
            "place": "Place in the diff, from 1.",
            "date": "Date of the entry; empty for the log as a whole.",
            "says": "What it says.",
            "verdict": "What it is worth: consistent, silent_change, claim_without_change, log_gap, no_log.",
            "why": "Why.",
            "changes": "Fingerprints of the changes that it is about, divided by “; ”.",
        },
    ),
    "links": Described(
        "What people said: that a source continues the policy of another one.",
        {
            "source_id": SOURCE,
            "continues_id": "Number of the source whose policy it continues.",
            "linked_at": "When that was said, UTC.",
        },
    ),
    "decisions": Described(
        "What was decided on changes. Rows are only ever added; the newest of a fingerprint holds.",
        {
            "id": ID,
            "fingerprint": FINGERPRINT,
            "status": "accepted, rejected or deferred.",
            "owner": "Who answers for it.",
            "note": "What was noted with it.",
            "decided_at": "When, UTC.",
        },
    ),
    "quarantine": Described(
        "Files that could not be added, by their content. Their bytes are not kept.",
        {
            "sha256": "SHA-256 of the bytes, in hex.",
            "name": "Name of the file.",
            "kind": "What kind of reason it was.",
            "reason": "The reason.",
            "read_with": "With what reading it was tried.",
            "set_aside_at": "When, UTC.",
        },
    ),
}
