"""A change as a page shows it: in words, as a redline, with both quotes and where they stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from policydiff.changes import Area, Change, Direction, Echo, Evidence, LogCheck, LogVerdict, Qualified, VersionDiff
from policydiff.reports import phrases
from policydiff.reports.answer import capital, joined, number_of
from policydiff.reports.change_words import deed, many_codes, rule_words
from policydiff.reports.redline import Mark, Run, redline
from policydiff.reports.report import Decisions

SIGNS = {
    Direction.RESTRICTIVE: "▼",
    Direction.PERMISSIVE: "▲",
    Direction.LATERAL: "◆",
    Direction.INDETERMINATE: "?",
    Direction.EDITORIAL: "≈",
    Direction.ADMINISTRATIVE: "#",
}
"""A sign for each direction, so that nobody has to tell them by colour."""

_AREAS = {
    Area.STATEMENT: "coverage statement",
    Area.CRITERION: "criterion",
    Area.CODE: "code",
    Area.DATE: "date",
    Area.METADATA: "policy and sections",
    Area.REVISION: "revision log",
    Area.REFERENCE: "references",
}

_LOG = {
    LogVerdict.CONSISTENT: ("accounted for by the entry of {dates}", "accounted for by an entry without a date"),
    LogVerdict.SILENT_CHANGE: ("denied by the entry of {dates}", "not mentioned by any entry"),
    LogVerdict.LOG_GAP: (
        "denied by the entry of {dates}, though the log does not reach back to the old version",
        "not mentioned, though the log does not reach back to the old version",
    ),
    LogVerdict.NO_LOG: ("there is no log", "there is no log"),
    LogVerdict.CLAIM_WITHOUT_CHANGE: ("not what the entry of {dates} claims", "not what the log claims"),
}
"""What the check says of one change: of entries, and of the log as a whole."""

_LONG_RUN = 420
"""Letters of unchanged text that a redline shows whole."""

_KEPT = 150
"""Letters of longer unchanged text that it keeps on either side of a change."""

_SEVERAL = 3
"""Codes of one fate from which on they stand in one table."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a redline. ``mark``: same, removed, added, or gap for unchanged words that are left out."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """What stands on one side, and where; ``text`` is null on the side that has nothing."""

    label: str
    place: str
    text: str | None


@dataclass(frozen=True, slots=True)
class WitnessView:
    when: str
    holds: tuple[str, ...]
    fails: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EchoView:
    words: str
    rule: str
    pieces: tuple[Piece, ...]
    places: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    """``anchor`` is the id on the page. ``told`` is what happened, ``service`` to what."""

    anchor: str
    direction: str
    area: str
    rule: str
    service: str | None
    told: str
    pieces: tuple[Piece, ...]
    before: Quote
    after: Quote
    why: str
    witness: WitnessView | None
    echoes: tuple[EchoView, ...]
    log: str | None
    decision: str | None
    confidence: str | None
    fingerprint: str

    @property
    def both(self) -> bool:
        """Whether there are two texts that differ, so that a redline says more than the quotes."""
        return self.before.text is not None and self.after.text is not None and len(self.pieces) > 1

    @property
    def same(self) -> bool:
        """Whether both sides have the same words, and only their places differ."""
        return self.before.text is not None and self.before.text == self.after.text


@dataclass(frozen=True, slots=True)
class Block:
    """What stands on its own under a direction: one change, or a table of codes of one fate under ``heading``."""

    anchor: str
    heading: str | None
    why: str | None
    changes: tuple[ChangeView, ...]

    @property
    def log(self) -> str | None:
        """What the log says of all of them, where it says the same."""
        said = {view.log for view in self.changes}
        return said.pop() if len(said) == 1 else None

    @property
    def decided(self) -> bool:
        return any(view.decision for view in self.changes)


@dataclass(frozen=True, slots=True)
class Group:
    """The changes of one direction."""

    direction: str
    sign: str
    meaning: str
    count: int
    blocks: tuple[Block, ...]


def area_name(area: Area) -> str:
    return _AREAS[area]


def groups(diff: VersionDiff, decisions: Decisions, prefix: str = "") -> tuple[Group, ...]:
    """The changes of a diff by direction. ``prefix`` keeps anchors apart where a page shows several diffs."""
    anchors = _anchors(diff.changes, prefix)
    views = [
        (change, _view(change, anchor, diff.revision_log, decisions))
        for change, anchor in zip(diff.changes, anchors, strict=True)
    ]
    made = []
    for direction in Direction:
        of_it = [(change, view) for change, view in views if change.direction is direction]
        if of_it:
            meaning = phrases.DIRECTIONS[direction]
            made.append(Group(direction.value, SIGNS[direction], meaning, len(of_it), tuple(_blocks(of_it))))
    return tuple(made)


def _anchors(changes: Sequence[Change], prefix: str) -> list[str]:
    """The fingerprints as ids, and where two changes have the same words a number behind the later ones."""
    met: dict[str, int] = {}
    made = []
    for change in changes:
        met[change.fingerprint] = number = met.get(change.fingerprint, 0) + 1
        made.append(f"{prefix}change-{change.fingerprint}" + (f"-{number}" if number > 1 else ""))
    return made


def _blocks(views: Sequence[tuple[Change, ChangeView]]) -> Iterator[Block]:
    for _, run in groupby(views, key=lambda pair: _fate(pair[0])):
        alike = list(run)
        if alike[0][0].area is Area.CODE and len(alike) >= _SEVERAL:
            first, shown = alike[0][0], tuple(view for _, view in alike)
            yield Block(f"codes-{shown[0].anchor}", many_codes(first.rule, len(alike)), first.why, shown)
        else:
            yield from (Block(view.anchor, None, None, (view,)) for _, view in alike)


def _fate(change: Change) -> tuple[str, ...]:
    return (change.rule, change.why) if change.area is Area.CODE else (change.rule, "")


def shared_change(change: Change, anchor: str, names: tuple[str, str]) -> ChangeView:
    """A difference of two documents that share their text: its sides bear the documents' names."""
    view = _view(change, anchor, (), {})
    before, after = (replace(side, label=name) for side, name in zip((view.before, view.after), names, strict=True))
    return replace(view, before=before, after=after)


def _view(change: Change, anchor: str, log: Sequence[LogCheck], decisions: Decisions) -> ChangeView:
    held = decisions.get(change.fingerprint)
    return ChangeView(
        anchor=anchor,
        direction=change.direction.value,
        area=change.area.value,
        rule=change.rule,
        service=capital(change.service) if change.service else None,
        told=deed(change) if change.service else capital(deed(change)),
        pieces=_pieces(change),
        before=quote("Only in the old version" if change.new is None else "Before", change.old),
        after=quote("Only in the new version" if change.old is None else "Now", change.new),
        why=change.why,
        witness=_witness(change),
        echoes=tuple(map(_echo, change.echoes)),
        log=_log(change, log),
        decision=phrases.decision(held) if held else None,
        confidence=f"{change.confidence:.2f}" if change.confidence < 1 else None,
        fingerprint=change.fingerprint,
    )


def quote(label: str, evidence: Evidence | None) -> Quote:
    if evidence is None:
        return Quote(label, "–", None)
    return Quote(label, phrases.place(evidence.provenance) or "place not known", evidence.text)


def _pieces(change: Change | Echo) -> tuple[Piece, ...]:
    old, new = (side.text if side else "" for side in (change.old, change.new))
    return pieces(old, new)


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """The redline of two texts as it is shown."""
    runs = redline(old, new)
    return tuple(
        piece for at, run in enumerate(runs) for piece in _of_run(run, at == 0, at == len(runs) - 1) if piece.text
    )


def _of_run(run: Run, first: bool, last: bool) -> Iterator[Piece]:
    """A run as it is shown: long text that stayed is left out but for what is next to a change.

    White space behind a word that changed is not marked with it, and what is struck out never touches what follows.
    """
    if run.mark is not Mark.SAME:
        words = run.shown.rstrip()
        yield Piece(run.mark.value, words)
        yield Piece(Mark.SAME.value, run.shown[len(words) :] or " " * (run.mark is Mark.REMOVED and not last))
        return
    if len(run.shown) <= _LONG_RUN or (first and last):
        yield Piece(Mark.SAME.value, run.shown)
        return
    head = "" if first else run.shown[:_KEPT].rsplit(" ", 1)[0]
    tail = "" if last else run.shown[-_KEPT:].split(" ", 1)[-1]
    left_out = len(run.shown[len(head) : len(run.shown) - len(tail)].split())
    if head:
        yield Piece("same", head)
    yield Piece("gap", f" … {number_of(left_out, 'word')} unchanged … ")
    if tail:
        yield Piece("same", tail)


def _witness(change: Change) -> WitnessView | None:
    found = change.witness
    if found is None:
        return None
    when = "before and not now" if found.qualified is Qualified.BEFORE else "now and not before"
    return WitnessView(when, found.holds, found.fails)


def _echo(echo: Echo) -> EchoView:
    places = [phrases.place(side.provenance) for side in (echo.old, echo.new) if side]
    return EchoView(rule_words(echo.rule), echo.rule, _pieces(echo), " → ".join(place for place in places if place))


def _log(change: Change, checks: Sequence[LogCheck]) -> str | None:
    """What the check of the log says of this change, the worst first."""
    of_it = [check for check in checks if change.fingerprint in check.changes]
    told = []
    for verdict in phrases.log_verdicts(check.verdict for check in of_it):
        dates = joined([check.date for check in of_it if check.verdict is verdict and check.date])
        entry, whole = _LOG[verdict]
        told.append(entry.format(dates=dates) if dates else whole)
    return phrases.listed(told) or None
