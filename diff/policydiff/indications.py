"""Reads one coverage statement: which services it is about, for which indications, and what it says of the rest.

An indication is an atom: "mild, persistent or severe disease" is three. What every use has to meet is kept
apart as a condition; a clause that narrows one indication, or a note that does, makes that indication conditional.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from policydiff.coordination import alternatives
from policydiff.limiting_notes import note_limits, without_label
from policydiff.listed import Condition, Listed, ListedUse, UseNamed, read_list
from policydiff.phrasing import (
    behind_announcement,
    clean,
    is_everything,
    says_only_how_often,
    short,
    without_auxiliary,
    without_list_lead,
    without_rest,
)
from policydiff.services import Catalogue, announces, service_name
from policydiff.uses import Use, UseKind, Uses, uses_in
from policyextract.document import Provenance
from policyextract.lexicon.scopes import names_rest
from policyextract.records import Criterion, Determination, Statement

ANY_INDICATION = "any indication"

_FEW_WORDS = 4
"""Words that may stand between a wording and the service it is said of: "does not support the use of"."""
_WITHOUT = re.compile(r"\s+(?:without|in the absence of|unless)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Indication:
    """One indication of a service in one policy.

    ``condition`` is the clause or note that narrows this indication alone, ``scope`` what the whole statement is about
    besides ("children"), ``text`` the words quoted.
    """

    phrase: str
    condition: str | None
    kind: UseKind
    determination: Determination
    scope: str
    text: str
    provenance: Provenance

    @property
    def meaning(self) -> tuple[object, ...]:
        """All but the place: indications of one meaning are the same, wherever they stand."""
        return self.phrase, self.condition, self.kind, self.determination, self.scope

    @property
    def core(self) -> str:
        """The phrase as it is set against others': what an exception goes without is the exception, not the use."""
        return _WITHOUT.split(self.phrase, maxsplit=1)[0] if self.kind is UseKind.EXCEPTION else self.phrase


@dataclass(frozen=True, slots=True)
class Remainder:
    """What a policy says of all that it does not name.

    ``residual``: in so many words ("any other indication"); else it is a statement on the service as a whole.
    """

    determination: Determination
    scope: str
    text: str
    provenance: Provenance
    residual: bool

    @property
    def meaning(self) -> tuple[object, ...]:
        """All but the place."""
        return self.determination, self.scope, self.text, self.residual


@dataclass(frozen=True, slots=True)
class Reading:
    """What one statement gives to one service (its number in the catalogue)."""

    service: int
    indications: tuple[Indication, ...] = ()
    remainder: Remainder | None = None
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What a statement is read with: the policy's services, and its title."""

    catalogue: Catalogue
    title: str


def read_statement(statement: Statement, context: Context) -> Iterator[Reading]:
    """What a statement says, service by service. One that only announces others ("the tests below") says nothing."""
    if statement.criteria is None and statement.services and all(map(announces, statement.services)):
        return
    if not statement.services and statement.criteria is not None and statement.criteria.items:
        yield from _read_items(statement, statement.criteria, context)
        if not statement.residual:
            return
    actions = [name for name in map(service_name, statement.services) if name and _is_action(name, context.catalogue)]
    for name in actions:
        yield from _actions(name, statement.text, statement.provenance, statement, context)
    if not actions:
        said = _sentence(statement, context)
        for service in services_of(statement, context):
            yield replace(said, service=service)


def services_of(statement: Statement, context: Context) -> tuple[int, ...]:
    """The services a statement is about: those it names, else that of its heading or the title, else the only one."""
    catalogue = context.catalogue
    text = clean(statement.text)
    named = [catalogue.find(name) for name in map(service_name, statement.services) if name]
    for found in (
        [at for at in named if at is not None],
        [at for at, _, _ in catalogue.mentions(_halves(statement)[0])],
        [at for at, _, _ in catalogue.mentions(text)],
        catalogue.spoken_of(text),
    ):
        if found:
            return tuple(dict.fromkeys(found))
    for heading in (*reversed((statement.section or "").split(" > ")), context.title):
        headed = catalogue.spoken_of(heading)
        if len(headed) == 1:
            return headed
    return (0,) if len(catalogue.services) == 1 else ()


def _is_action(name: str, catalogue: Catalogue) -> bool:
    return catalogue.find(name) is None and catalogue.action_on(name) is not None


def _read_items(statement: Statement, root: Criterion, context: Context) -> Iterator[Reading]:
    """A list whose items say themselves what they are about ("The following are considered ...")."""
    usual = services_of(statement, context)
    about = _about(statement, context)
    for item in root.items:
        place = item.provenance or statement.provenance
        text = clean(item.text)
        mentions = context.catalogue.mentions(text)
        if context.catalogue.action_on(alternatives(text)[0]):
            yield from _actions(text, item.text, place, statement, context)
        elif mentions and names_rest(text):
            for at, _, _ in mentions:
                yield Reading(at, (), Remainder(statement.determination, about, item.text, place, residual=True))
        elif mentions:
            at, _, end = mentions[0]
            named = uses_in(text[end:], denied=not statement.determination.covered).named
            uses = [ListedUse(use, item.text, place) for use in named or (Use(ANY_INDICATION, None, UseKind.WHOLE),)]
            yield _of_uses(at, uses, statement, about, context)
        else:
            alone = root.model_copy(update={"items": (item,)})
            listed = read_list(alone, place, denied=True, named=UseNamed.NOWHERE)
            for at in usual:
                yield _of_uses(at, listed.uses, statement, about, context)


def _actions(name: str, quote: str, place: Provenance, statement: Statement, context: Context) -> Iterator[Reading]:
    """Actions on what a service is made of ("modification or storage of the graft"), as ways of that service."""
    for one in alternatives(name):
        found = context.catalogue.action_on(one)
        if found is not None:
            action, service = found
            use = ListedUse(Use(short(action)), quote, place)
            yield Reading(service, (_indication(use, statement, "", context),))


def _of_uses(service: int, uses: Sequence[ListedUse], statement: Statement, scope: str, context: Context) -> Reading:
    whole = next((one for one in uses if one.use.kind is UseKind.WHOLE), None)
    remainder = None
    if whole is not None:
        remainder = Remainder(statement.determination, scope, whole.text, whole.provenance, residual=False)
    return Reading(service, tuple(_indication(one, statement, scope, context) for one in uses), remainder)


def _indication(listed: ListedUse, statement: Statement, scope: str, context: Context) -> Indication:
    use = listed.use
    acted = context.catalogue.action_on(use.phrase)
    phrase = short(acted[0]) if acted else use.phrase
    return Indication(phrase, use.clause, use.kind, statement.determination, scope, listed.text, listed.provenance)


def _about(statement: Statement, context: Context) -> str:
    """What the subject of a statement says beside the service: "for the treatment of children"."""
    subject, _ = _parted(statement, context)
    return _phrases(uses_in(behind_announcement(subject), denied=False).named)


def _halves(statement: Statement) -> tuple[str, str]:
    """The words before and behind the determination; all are behind it where it stands in a heading."""
    text, wording = clean(statement.text), clean(statement.wording)
    at = text.casefold().find(wording.casefold())
    return (text[:at], text[at + len(wording) :]) if at >= 0 else ("", text)


def _parted(statement: Statement, context: Context) -> tuple[str, str]:
    """The words between the service and its determination, and those behind both."""
    before, behind = _halves(statement)
    in_front = context.catalogue.mentions(before)
    if in_front:
        return without_auxiliary(before[in_front[-1][2] :]), behind
    after = context.catalogue.mentions(behind)
    if after and (not before.strip() or len(behind[: after[0][1]].split()) <= _FEW_WORDS):
        return "", behind[after[0][2] :]
    return without_auxiliary(before), behind


def _sentence(statement: Statement, context: Context) -> Reading:
    """What a statement says of each service that it names; whose service it is, the caller fills in."""
    covered = statement.determination.covered
    subject, tail = _parted(statement, context)
    if covered and says_only_how_often(tail):
        return Reading(-1, conditions=(Condition(statement.text, statement.provenance),))
    everything = is_everything(tail)
    if statement.residual or everything:
        subject, tail = without_rest(subject), without_rest(tail)
    about = uses_in(behind_announcement(subject), denied=False)
    lead = uses_in(without_list_lead(tail), denied=not covered)
    listed = _list_of(statement, about, lead)
    scope, uses = _uses_and_scope(statement, about, lead, listed)
    if not covered:
        uses = [_denied_only_if(use, listed.conditions) for use in uses]
    indications = (*(_indication(use, statement, scope, context) for use in uses), *_from_notes(statement, scope))
    whole = everything or any(use.use.kind is UseKind.WHOLE and not use.use.clause for use in uses)
    remainder = None
    if statement.residual or whole:
        reach = scope or (_phrases(about.named) if everything else "")
        remainder = Remainder(
            statement.determination, reach, statement.text, statement.provenance, residual=statement.residual
        )
    if not covered:
        return Reading(-1, indications, remainder)
    contexts = [Condition(text, statement.provenance) for text in (*about.contexts, *lead.contexts)]
    return Reading(-1, indications, remainder, (*contexts, *listed.conditions))


def _list_of(statement: Statement, about: Uses, lead: Uses) -> Listed:
    if statement.criteria is None or not statement.criteria.items:
        return Listed()
    named = UseNamed.BEHIND if lead.named else UseNamed.IN_SUBJECT if about.named else UseNamed.NOWHERE
    denied = not statement.determination.covered
    return read_list(statement.criteria, statement.provenance, denied=denied, named=named)


def _uses_and_scope(statement: Statement, about: Uses, lead: Uses, listed: Listed) -> tuple[str, list[ListedUse]]:
    """The uses of a statement, from its list, its sentence or its subject; what the others say is its scope."""

    def here(uses: Iterable[Use]) -> list[ListedUse]:
        return [ListedUse(use, statement.text, statement.provenance) for use in uses]

    if listed.uses:
        besides = here(about.named) if listed.besides else []
        return _phrases(about.named, lead.named), [*besides, *listed.uses]
    if statement.residual:
        return _phrases(about.named, lead.named), []
    if lead.named:
        return _phrases(about.named), here(lead.named)
    if about.named:
        return "", here(about.named)
    clause = "; ".join(condition.text for condition in listed.conditions) or None
    return "", here([Use(ANY_INDICATION, clause, UseKind.WHOLE)])


def _denied_only_if(listed: ListedUse, conditions: Sequence[Condition]) -> ListedUse:
    """A use that is denied where all of a list holds: the list narrows the denial, it is asked of no covered use."""
    under = "; ".join(condition.text for condition in conditions)
    clauses = dict.fromkeys(clause for clause in (listed.use.clause, under) if clause)
    return replace(listed, use=replace(listed.use, clause="; ".join(clauses) or None))


def _phrases(*groups: Sequence[Use]) -> str:
    return "; ".join(use.phrase for group in groups for use in group)


def _from_notes(statement: Statement, scope: str) -> Iterator[Indication]:
    """What the notes of a covering statement take out of it.

    "must not be given for the sole purpose of A without B" leaves A under a condition, and takes A without B out.
    """
    if not statement.determination.covered:
        return
    for note in statement.notes:
        for limit in note_limits(note.text):
            use, *without = _WITHOUT.split(limit.use, maxsplit=1)
            taken_out = Use(f"sole purpose of {limit.use}" if limit.alone else limit.use, None, UseKind.EXCEPTION)
            left = Use(short(use), without_label(note.text))
            for one in (left, taken_out) if limit.alone or without else (taken_out,):
                yield Indication(
                    one.phrase, one.clause, one.kind, statement.determination, scope, note.text, note.provenance
                )
