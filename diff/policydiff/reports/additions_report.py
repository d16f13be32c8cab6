"""The report of what was added to the library: where each file stands, and what changed around it."""

from policydiff.additions import Addition, Additions, Neighbour, Placement, RefusedFile
from policydiff.changes import Direction, Verdict
from policydiff.reports import phrases
from policydiff.reports.report import Chapter, Entry, Fact, Report, Section, Table

_COLUMNS = ("file", "outcome", "policy", "version", "in_force_from", "verdict", "reason")

_TONES = {
    Verdict.RESTRICTIVE: Direction.RESTRICTIVE,
    Verdict.MIXED: Direction.RESTRICTIVE,
    Verdict.PERMISSIVE: Direction.PERMISSIVE,
    Verdict.LATERAL: Direction.LATERAL,
    Verdict.INDETERMINATE: Direction.INDETERMINATE,
}


def additions_report(found: Additions) -> Report:
    """Lay out a run of ``add``: new versions at length, what was known or refused in a line each."""
    sections = (
        _section("Added", tuple(_added(each) for each in found.added)),
        _section("Other files of a version", tuple(_rendering(each) for each in found.renderings)),
        _section("Known already", tuple(_known(each) for each in found.known)),
        _section("Not added", tuple(_refused(each) for each in found.refused)),
    )
    shown = tuple(section for section in sections if section.entries)
    remark = Section("Nothing to add", remark="no file was found")
    return Report((Chapter("Library", (), shown or (remark,)),), Table(_COLUMNS, _rows(found), "no files"), found)


def _section(heading: str, entries: tuple[Entry, ...]) -> Section:
    return Section(phrases.counted(heading, len(entries)), entries=entries)


def _added(addition: Addition) -> Entry:
    placement = addition.placement
    facts = (
        Fact("file", addition.file),
        *_neighbour_facts("before", placement.predecessor),
        *_neighbour_facts("after", placement.successor),
        *(Fact("note", remark) for remark in placement.remarks),
        *(
            Fact("like", f"{each.policy}: {each.why}; if it continues it: {each.command}")
            for each in addition.suggestions
        ),
    )
    before = placement.predecessor
    return Entry(_title(placement), _TONES.get(before.verdict) if before and before.verdict else None, facts)


def _title(placement: Placement) -> str:
    """Which version of what it is: "cigna/0261 · version 2 of 3, in force from 2024-05-15"."""
    since = f", in force from {placement.in_force_from}" if placement.in_force_from else ", without a date"
    return f"{placement.policy.name} · version {placement.place} of {placement.versions}{since}"


def _neighbour_facts(label: str, neighbour: Neighbour | None) -> tuple[Fact, ...]:
    if neighbour is None:
        return ()
    verdict = phrases.VERDICTS[neighbour.verdict] if neighbour.verdict else "not compared, for want of a date"
    counts = ", ".join(f"{number} {direction.value}" for direction, number in neighbour.changes.items())
    name = neighbour.version.source.name
    return (Fact(label, f"{name}: {verdict}{f' ({counts})' if counts else ''}"),)


def _rendering(addition: Addition) -> Entry:
    standing = addition.placement.rendering_of
    told = f"another file of {standing}" if standing else "stands for its version from now on"
    return Entry(f"{addition.file}: {told}, {_title(addition.placement)}")


def _known(addition: Addition) -> Entry:
    return Entry(f"{addition.file}: {_title(addition.placement)}")


def _refused(refused: RefusedFile) -> Entry:
    return Entry(f"{refused.file}: {refused.reason}")


def _rows(found: Additions) -> tuple[tuple[str | None, ...], ...]:
    placed = (("added", found.added), ("rendering", found.renderings), ("known", found.known))
    return (
        *(_row(each, outcome) for outcome, additions in placed for each in additions),
        *((each.file, "refused", None, None, None, None, each.reason) for each in found.refused),
    )


def _row(addition: Addition, outcome: str) -> tuple[str | None, ...]:
    placement = addition.placement
    before = placement.predecessor
    place = f"{placement.place} of {placement.versions}"
    verdict = before.verdict.value if before and before.verdict else None
    return addition.file, outcome, placement.policy.name, place, placement.in_force_from, verdict, None
