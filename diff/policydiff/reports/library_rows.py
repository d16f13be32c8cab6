"""What the library answers of all its policies as rows of a spreadsheet: one table for each question."""

from collections.abc import Iterable, Iterator

from policydiff.changes import Verdict
from policydiff.history import AsOf, Certainty, Decision, DecisionStatus, Policy
from policydiff.holdings import (
    ChangesSince,
    CodeListing,
    Due,
    DueReviews,
    HeldPolicy,
    Hit,
    ListedCode,
    Passage,
    Search,
    Verification,
    VersionPlace,
)
from policydiff.reports import change_rows, phrases
from policydiff.reports.change_rows import changes_table
from policydiff.reports.columns import Column, Kind, names, one_of
from policydiff.reports.report import Decisions, Table, Values, table_of
from policyextract.records import CodeSystem, Determination

_POLICY = (
    Column("policy", Kind.TEXT, "Name of the policy in the library, such as cigna/0261."),
    Column("payer", Kind.TEXT, "Name of the payer."),
    Column("policy_number", Kind.CODE, "Number of the policy."),
    Column("title", Kind.TEXT, "Title of the policy, from its newest version."),
)
_PLACE = (
    *_POLICY,
    Column("in_force_from", Kind.DATE, "Date that the version goes by; empty where it prints none."),
    Column("in_force_until", Kind.DATE, "Date from which the next version was in force; empty for the newest."),
    Column("current", Kind.BOOLEAN, "Whether it is the newest version that is stored."),
)
_WHERE = (
    Column("file", Kind.TEXT, "File of the version, without folders."),
    Column("page", Kind.INTEGER, "Page, from 1; empty where the file has none."),
    Column("line", Kind.INTEGER, "Line on that page, or of the text, from 1."),
)

POLICIES = (
    *_POLICY,
    Column("lines_of_business", Kind.TEXT, "Whom the policy is for, divided by “; ”; empty where it does not say."),
    Column("versions", Kind.INTEGER, "How many versions are stored."),
    Column("in_force_from", Kind.DATE, "Date that the newest version goes by."),
    Column("effective_date", Kind.DATE, "Effective date printed in the newest version."),
    Column("last_review_date", Kind.DATE, "Last review printed in it."),
    Column("next_review_date", Kind.DATE, "Next review printed in it."),
    one_of("verdict", Verdict, "What changed from the version before, in one word; empty where there is none."),
    Column("file", Kind.TEXT, "File of the newest version, without folders."),
)

HITS = (
    *_PLACE,
    one_of("passage", Passage, "What holds the words."),
    Column("services", Kind.TEXT, "What the statement is about, divided by “; ”."),
    one_of("determination", Determination, "What the statement says of it."),
    Column("text", Kind.TEXT, "The passage."),
    *_WHERE,
)

CODES = (
    Column("code", Kind.CODE, "The code as listed; a range that holds it, such as A00-A09, among others."),
    one_of("system", CodeSystem, "Code system; empty of a code that a statement names."),
    *_PLACE,
    one_of("determination", Determination, "Under which determination it stands."),
    Column("since", Kind.DATE, "Date of the version since which it has stood there under this determination."),
    Column("since_first", Kind.BOOLEAN, "Whether that is the first version stored, so that it may be longer."),
    Column("description", Kind.TEXT, "Its description in a table."),
    Column("heading", Kind.TEXT, "The heading of its table."),
    Column("statement", Kind.TEXT, "The statement that names it, by its id in the record."),
    *_WHERE,
)

CHANGES = (
    Column("policy", Kind.TEXT, "Name of the policy in the library, such as cigna/0261."),
    Column("in_force_from", Kind.DATE, "Date from which the new version was in force."),
    *change_rows.COLUMNS,
)

REVIEWS = (
    *_POLICY,
    Column("next_review_date", Kind.DATE, "Next review printed in the newest version."),
    one_of("due", Due, "Whether that is over or near."),
    Column("days", Kind.INTEGER, "Days until then; below 0 where it is over."),
    Column("in_force_from", Kind.DATE, "Date that the newest version goes by."),
    Column("file", Kind.TEXT, "Its file, without folders."),
)

ASOF = (
    *_POLICY,
    Column("date", Kind.DATE, "The date asked for."),
    one_of("certainty", Certainty, "How sure the answer is."),
    Column("version", Kind.TEXT, "Date of the version in force, else its file; empty where that cannot be known."),
    Column("file", Kind.TEXT, "Its file, without folders."),
    Column("candidates", Kind.TEXT, "Files of the versions between which the date cannot choose, divided by “; ”."),
    Column("why", Kind.TEXT, "What the answer rests on, and what is not known, divided by “; ”."),
)

DECISIONS = (
    Column("fingerprint", Kind.CODE, "Name of the change."),
    one_of("status", DecisionStatus, "What was decided."),
    Column("owner", Kind.TEXT, "Who answers for it."),
    Column("note", Kind.TEXT, "What was noted with it."),
    Column("decided_at", Kind.MOMENT, "When, UTC."),
)


def policies_table(held: Iterable[HeldPolicy]) -> Table:
    lines = (
        {
            **_policy(each.policy),
            "lines_of_business": phrases.listed(each.policy.lines_of_business) or None,
            "versions": each.versions,
            "in_force_from": each.in_force_from,
            "effective_date": each.effective_date,
            "last_review_date": each.last_review_date,
            "next_review_date": each.next_review_date,
            "verdict": each.verdict.value if each.verdict else None,
            "file": each.file,
        }
        for each in held
    )
    return table_of(names(POLICIES), lines, "no policies are stored")


def hits_table(search: Search) -> Table:
    return table_of(names(HITS), map(_hit, search.hits), "no passage holds these words")


def codes_table(listing: CodeListing) -> Table:
    return table_of(names(CODES), map(_code, listing.listed), "no policy lists this code in its newest version")


def changes_since_table(found: ChangesSince, decisions: Decisions) -> Table:
    return table_of(names(CHANGES), _changes(found, decisions), "no such change is stored")


def reviews_table(due: DueReviews) -> Table:
    lines = (
        {
            **_policy(each.policy),
            "next_review_date": each.next_review_date,
            "due": each.due.value,
            "days": each.days,
            "in_force_from": each.in_force_from,
            "file": each.file,
        }
        for each in due.reviews
    )
    return table_of(names(REVIEWS), lines, "no review is over or near")


def asof_table(answer: AsOf) -> Table:
    version = answer.version
    line: Values = {
        **_policy(answer.policy),
        "date": answer.date,
        "certainty": answer.certainty.value,
        "version": phrases.version_name(version) if version else None,
        "file": version.source.name if version else None,
        "candidates": phrases.listed(each.source.name for each in answer.candidates) or None,
        "why": phrases.listed(answer.why),
    }
    return table_of(names(ASOF), (line,), "")


VERIFICATION = (
    one_of("kind", ("damage", "drift"), "Damage does not hold together; drift comes out otherwise when read again."),
    Column("file", Kind.TEXT, "Drift: the document, by the name of its file."),
    Column("older_file", Kind.TEXT, "Drift of a diff: the older document."),
    Column("sha256", Kind.CODE, "Drift: the content of the document."),
    Column("says", Kind.TEXT, "What is damaged; or the fields that come out otherwise, or why it cannot be read."),
)


def verification_table(found: Verification) -> Table:
    damages: list[Values] = [{"kind": "damage", "says": damage} for damage in found.damages]
    drift: list[Values] = [
        {
            "kind": "drift",
            "file": each.file,
            "older_file": each.older_file,
            "sha256": each.sha256,
            "says": each.refusal or phrases.listed(each.fields),
        }
        for each in found.drift
    ]
    return table_of(names(VERIFICATION), (*damages, *drift), "all is as it was stored")


def decisions_table(decisions: Iterable[Decision]) -> Table:
    lines = (decision.model_dump(mode="json") for decision in decisions)
    return table_of(names(DECISIONS), lines, "nothing was decided")


def _policy(policy: Policy) -> Values:
    return {
        "policy": policy.name,
        "payer": policy.payer.name,
        "policy_number": policy.policy_number,
        "title": policy.title,
    }


def _hit(hit: Hit) -> Values:
    return {
        **_place(hit.at),
        "passage": hit.passage.value,
        "services": hit.services or None,
        "determination": hit.determination.value,
        "text": hit.text,
    }


def _code(listed: ListedCode) -> Values:
    return {
        **_place(listed.at),
        "code": listed.code,
        "system": listed.system.value if listed.system else None,
        "determination": listed.determination.value,
        "since": listed.since,
        "since_first": listed.since_first,
        "description": listed.description,
        "heading": listed.heading,
        "statement": listed.statement,
    }


def _place(at: VersionPlace) -> Values:
    return {
        **_policy(at.policy),
        "in_force_from": at.in_force_from,
        "in_force_until": at.in_force_until,
        "current": at.current,
        "file": at.file,
        "page": at.page,
        "line": at.line,
    }


def _changes(found: ChangesSince, decisions: Decisions) -> Iterator[Values]:
    for version in found.versions:
        table = changes_table((version.diff,), decisions)
        for row in table.rows:
            told = dict(zip(table.columns, row, strict=True))
            yield {**told, "policy": version.policy.name, "in_force_from": version.in_force_from}
