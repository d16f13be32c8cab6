"""The words of a statement besides its services and its determination, and the notes that stand with it."""

from collections.abc import Iterator

from policydiff.align.pairing import Pairing, Pass
from policydiff.align.records import StatementPair
from policydiff.align.statements import VERB, around_wording, without_codes
from policydiff.changes import Action, Area, Direction, Evidence, Rule
from policydiff.direction import Effect, determination_sign, statement_name
from policydiff.edits import Edit, Kind, edits, edits_of
from policydiff.rules import quotes
from policydiff.rules.finding import Finding
from policydiff.rules.thresholds import THRESHOLDS
from policydiff.wording import Difference, closeness, differences, same_letters, words
from policyextract.records import Note, Statement

REWORDED = Rule(
    "statement-reworded",
    Area.STATEMENT,
    Action.CHANGED,
    "A statement has other words. Editorial where they mean the same, else indeterminate.",
    mirror="statement-reworded",
)
EXCEPTION_ADDED = Rule(
    "statement-exception-added",
    Area.STATEMENT,
    Action.CHANGED,
    "A statement has an exception (“unless”, “except”) more.",
    mirror="statement-exception-removed",
)
EXCEPTION_REMOVED = Rule(
    "statement-exception-removed",
    Area.STATEMENT,
    Action.CHANGED,
    "A statement has an exception (“unless”, “except”) less.",
    mirror="statement-exception-added",
)
QUALIFIER_ADDED = Rule(
    "statement-qualifier-added",
    Area.STATEMENT,
    Action.CHANGED,
    "A statement says the same with a further qualification.",
    mirror="statement-qualifier-removed",
)
QUALIFIER_REMOVED = Rule(
    "statement-qualifier-removed",
    Area.STATEMENT,
    Action.CHANGED,
    "A statement says the same with a qualification less.",
    mirror="statement-qualifier-added",
)
NOTE_ADDED = Rule(
    "statement-note-added",
    Area.STATEMENT,
    Action.ADDED,
    "A note that may limit a statement is new.",
    direction=Direction.INDETERMINATE,
    mirror="statement-note-removed",
)
NOTE_REMOVED = Rule(
    "statement-note-removed",
    Area.STATEMENT,
    Action.REMOVED,
    "A note that may have limited a statement is gone.",
    direction=Direction.INDETERMINATE,
    mirror="statement-note-added",
)
NOTE_REWORDED = Rule(
    "statement-note-reworded",
    Area.STATEMENT,
    Action.CHANGED,
    "A note has other words. Editorial where they mean the same, else indeterminate.",
    mirror="statement-note-reworded",
)

RULES = (
    REWORDED,
    EXCEPTION_ADDED,
    EXCEPTION_REMOVED,
    QUALIFIER_ADDED,
    QUALIFIER_REMOVED,
    NOTE_ADDED,
    NOTE_REMOVED,
    NOTE_REWORDED,
)

_RULES = THRESHOLDS | {Kind.QUALIFIER_ADDED: QUALIFIER_ADDED, Kind.QUALIFIER_REMOVED: QUALIFIER_REMOVED}
_WORDS_ALONE = (Kind.REWORDED, Kind.QUALIFIER_ADDED, Kind.QUALIFIER_REMOVED)
"""Kinds of edits that a rule of its own may tell better."""
_SAME_NOTE = 0.6


def content(pair: StatementPair, explained: bool, counted: bool) -> Iterator[Finding]:
    """What a statement says besides its services and its determination.

    ``explained`` tells that the change of words is already reported, as another group of patients for one, ``counted``
    that another operator of its list is: the sentence names it.
    """
    old, new = pair.old, pair.new
    found = edits_of(old.content, new.content, old.said, new.said)
    counted = counted and {*differences(old.content, new.content)} <= {Difference.NUMBERS, Difference.OPERATORS}
    for edit in found:
        if edit.kind in _WORDS_ALONE and (explained or counted):
            continue
        yield _said_otherwise(pair, edit)
    if not found and not explained:
        yield from _said_in_other_words(pair)


def _said_in_other_words(pair: StatementPair) -> Iterator[Finding]:
    """Other words of the same meaning: behind the determination, else those of the determination itself."""
    old, new = pair.old.statement, pair.new.statement
    before, after = quotes.remainder(old), quotes.remainder(new)
    why = "numbers, negations, modals, operators and determination agree; other words of the same meaning"
    if same_letters(without_codes(before.text, old), without_codes(after.text, new)):
        if pair.old.determination is not pair.new.determination or same_letters(*map(_put, (old, new))):
            return
        before, after = quotes.sentence(old), quotes.sentence(new)
        why = f"the same determination in other words: “{_put(old)}” became “{_put(new)}”"
    yield Finding(REWORDED, Direction.EDITORIAL, quotes.service_name(pair.new), before, after, why, pair.confidence)


def _put(statement: Statement) -> str:
    """How a determination is put, with the verb before it: "may be considered medically necessary"."""
    verb = VERB.search(around_wording(statement)[0])
    return f"{verb[0] if verb else ''}{statement.wording}".strip()


def _said_otherwise(pair: StatementPair, edit: Edit) -> Finding:
    sign = determination_sign(pair.new.determination) if _one_sign(pair) else 0
    effect, rule = edit.effect.under(sign), REWORDED
    if edit.kind is Kind.EXCEPTION_ADDED:
        effect, rule = Effect.NARROWS.under(sign), EXCEPTION_ADDED
    elif edit.kind is Kind.EXCEPTION_REMOVED:
        effect, rule = Effect.WIDENS.under(sign), EXCEPTION_REMOVED
    else:
        rule = _RULES.get(edit.kind, REWORDED)
    name = statement_name(pair.new.determination)
    return Finding(
        rule,
        effect.direction,
        quotes.service_name(pair.new),
        quotes.sentence(pair.old.statement),
        quotes.sentence(pair.new.statement),
        f"{edit.why}, in {name}",
        pair.confidence,
    )


def _one_sign(pair: StatementPair) -> bool:
    return determination_sign(pair.old.determination) == determination_sign(pair.new.determination)


def notes(pair: StatementPair) -> Iterator[Finding]:
    """Notes that came, went or changed."""
    pairing = Pairing(pair.old.statement.notes, pair.new.statement.notes)
    pairing.exact(_words)
    pairing.best(_alike, _SAME_NOTE, Pass.LIKENESS)
    result = pairing.result(_alike)
    service = quotes.service_name(pair.new)
    for same in result.pairs:
        yield from _note_reworded(same.old, same.new, service, same.confidence)
    for lone in result.added:
        why = "a note more stands with the statement and may limit it"
        yield Finding(NOTE_ADDED, Direction.INDETERMINATE, service, None, _quote(lone.part), why, lone.confidence)
    for lone in result.removed:
        why = "a note less stands with the statement"
        yield Finding(NOTE_REMOVED, Direction.INDETERMINATE, service, _quote(lone.part), None, why, lone.confidence)


def _note_reworded(old: Note, new: Note, service: str | None, confidence: float) -> Iterator[Finding]:
    found = edits(_words(old), _words(new))
    if found:
        why, towards = f"{found[0].why}, in a note", Direction.INDETERMINATE
    elif not same_letters(old.text, new.text):
        why, towards = "a note in other words of the same meaning", Direction.EDITORIAL
    else:
        return
    yield Finding(NOTE_REWORDED, towards, service, _quote(old), _quote(new), why, confidence)


def _words(note: Note) -> tuple[str, ...]:
    return words(note.text)


def _alike(old: Note, new: Note) -> float:
    return closeness(_words(old), _words(new))


def _quote(note: Note) -> Evidence:
    return Evidence(text=note.text, provenance=note.provenance)
