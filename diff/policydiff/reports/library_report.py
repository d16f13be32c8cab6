"""The reports of what the library answers of all its policies at once."""

from policydiff.changes import Version, VersionDiff
from policydiff.history import AsOf, Certainty, Decision, Policy, decisions_in_force
from policydiff.holdings import (
    ChangedVersion,
    ChangesSince,
    CodeListing,
    Due,
    DueReviews,
    HeldPolicy,
    Hit,
    Search,
    Verification,
)
from policydiff.reports import phrases
from policydiff.reports.answer import number_of
from policydiff.reports.diff_report import change_entry
from policydiff.reports.library_rows import (
    asof_table,
    changes_since_table,
    codes_table,
    decisions_table,
    hits_table,
    policies_table,
    reviews_table,
    verification_table,
)
from policydiff.reports.record_report import record_sections
from policydiff.reports.report import Chapter, Decisions, Entry, Fact, Report, Section, Table, Value

_CERTAINTIES = {
    Certainty.CERTAIN: "certain",
    Certainty.LIKELY: "likely: the best answer that the stored versions give",
    Certainty.UNKNOWN: "unknown: the stored versions do not settle it",
}


def policies_report(held: tuple[HeldPolicy, ...]) -> Report:
    """Lay out the policies that are stored."""
    rows = tuple(
        (_named(each.policy), each.versions, each.in_force_from, each.next_review_date, _verdict(each)) for each in held
    )
    columns = ("policy", "versions", "in force from", "next review", "last change")
    return Report(
        (_listing("Policies", phrases.counted("Stored", len(held)), Table(columns, rows, "no policies are stored")),),
        policies_table(held),
        held,
    )


def search_report(search: Search) -> Report:
    """Lay out the passages found, under their policies."""
    sections = []
    for name in dict.fromkeys(hit.at.policy.name for hit in search.hits):
        hits = [hit for hit in search.hits if hit.at.policy.name == name]
        title = hits[0].at.policy.title
        heading = f"{name} · {title}" if title else name
        sections.append(Section(phrases.counted(heading, len(hits)), entries=tuple(map(_hit, hits))))
    found = f"{len(search.hits)}, and there are more" if search.more else str(len(search.hits))
    nothing = Section("Passages", remark="no passage holds these words")
    facts = (Fact("words", search.text), Fact("passages", found))
    return Report((Chapter("Search", facts, tuple(sections) or (nothing,)),), hits_table(search), search)


def codes_report(listing: CodeListing) -> Report:
    """Lay out who lists a code in a current version."""
    rows = tuple(
        (
            _named(each.at.policy),
            phrases.determination(each.determination),
            f"{each.since} or longer" if each.since and each.since_first else each.since,
            each.code,
            each.heading or (f"statement {each.statement}" if each.statement else None),
            phrases.place_of(each.at.page, each.at.line),
        )
        for each in listing.listed
    )
    columns = ("policy", "determination", "since", "listed as", "under", "place")
    table = Table(columns, rows, "no policy lists this code in its newest version")
    policies = len({each.at.policy.name for each in listing.listed})
    chapter = _listing(f"Code {listing.code}", phrases.counted("Policies", policies), table)
    return Report((chapter,), codes_table(listing), listing)


def changes_since_report(found: ChangesSince) -> Report:
    """Lay out the changes of versions that took force on a date or later."""
    decisions = decisions_in_force(found.decisions)
    number = sum(len(version.diff.changes) for version in found.versions)
    facts = (
        Fact("since", f"{found.since}, by the date on which the newer version took force"),
        Fact("changes", f"{number} in {number_of(len(found.versions), 'version')}"),
    )
    sections = tuple(_changed(version, decisions) for version in found.versions)
    nothing = Section("Changes", remark="no such change is stored")
    chapter = Chapter("Changes", facts, sections or (nothing,))
    return Report((chapter,), changes_since_table(found, decisions), found, decisions)


def reviews_report(due: DueReviews) -> Report:
    """Lay out the reviews that are over or near."""
    rows = tuple(
        (_named(each.policy), each.next_review_date, _days(each.due, each.days), each.in_force_from)
        for each in due.reviews
    )
    columns = ("policy", "next review", "due", "in force from")
    facts = (
        Fact("on", due.as_of),
        Fact("ahead", f"{due.within_days} days"),
        Fact("not known", f"{number_of(due.unknown, 'policy', 'policies')} without a printed next review"),
    )
    section = Section(phrases.counted("Due", len(rows)), table=Table(columns, rows, "no review is over or near"))
    return Report((Chapter("Reviews", facts, (section,)),), reviews_table(due), due)


def asof_report(answer: AsOf) -> Report:
    """Lay out which version was in force, and what it says."""
    policy, version = answer.policy, answer.version
    title = " · ".join(part for part in (policy.payer.name, policy.policy_number, policy.title) if part) or policy.name
    facts = [Fact("date", answer.date), Fact("answer", _CERTAINTIES[answer.certainty])]
    if version:
        facts.append(Fact("version", _version(version)))
    facts.extend(Fact("why", why) for why in answer.why)
    facts.extend(Fact("candidate", _version(each)) for each in answer.candidates)
    sections = record_sections(answer.record) if answer.record else ()
    return Report((Chapter(title, tuple(facts), sections),), asof_table(answer), answer)


def _version(version: Version) -> str:
    """The date that a version goes by, and its file; the file alone where it has no date."""
    return phrases.listed(dict.fromkeys((phrases.version_name(version), version.source.name)))


def decisions_report(decisions: tuple[Decision, ...]) -> Report:
    """Lay out what was decided, the oldest first."""
    table = decisions_table(decisions)
    chapter = _listing("Decisions", phrases.counted("Trail", len(decisions)), table)
    return Report((chapter,), table, decisions, decisions_in_force(decisions))


def verification_report(found: Verification) -> Report:
    """Lay out what was found when the library was checked."""
    again = "not asked for" if found.read_again is None else f"{found.read_again} documents"
    facts = (
        Fact("documents", str(found.documents)),
        Fact("policies", str(found.policies)),
        Fact("read again", again),
    )
    damages = tuple(Entry(damage) for damage in found.damages)
    drift = tuple(
        Entry(
            f"{each.older_file} to {each.file}" if each.older_file else each.file,
            facts=(Fact("otherwise", each.refusal or phrases.listed(each.fields)),),
        )
        for each in found.drift
    )
    stored = "stored now" if found.updated else "stored as it was"
    sections = [Section(phrases.counted("Damage", len(damages)), remark=None if damages else "none", entries=damages)]
    if found.read_again is not None:
        remark = stored if drift else "none: all documents and diffs come out as they are stored"
        sections.append(Section(phrases.counted("Drift", len(drift)), remark=remark, entries=drift))
    chapter = Chapter("Check of the library", facts, tuple(sections))
    return Report((chapter,), verification_table(found), found)


def _listing(title: str, heading: str, table: Table) -> Chapter:
    return Chapter(title, (), (Section(heading, table=table),))


def _named(policy: Policy) -> str:
    """A policy in a cell: its name, and its title below."""
    return f"{policy.name}\n{policy.title}" if policy.title else policy.name


def _verdict(held: HeldPolicy) -> Value:
    return held.verdict.value.replace("_", " ") if held.verdict else None


def _hit(hit: Hit) -> Entry:
    version = hit.at.in_force_from or hit.at.file
    place = phrases.place_of(hit.at.page, hit.at.line)
    said = f"{phrases.determination(hit.determination)} · {hit.services or 'service not named'} · version {version}"
    return Entry(said, hit.determination, (Fact(hit.passage.value, f"{place}: {phrases.quoted(hit.text)}"),))


def _changed(version: ChangedVersion, decisions: Decisions) -> Section:
    diff: VersionDiff = version.diff
    entries = tuple(change_entry(change, decisions.get(change.fingerprint), named=True) for change in diff.changes)
    title = f" · {version.policy.title}" if version.policy.title else ""
    return Section(f"{version.in_force_from} · {version.policy.name}{title}", entries=entries)


def _days(due: Due, days: int) -> str:
    return f"{number_of(-days, 'day')} ago" if due is Due.OVERDUE else f"in {number_of(days, 'day')}"
