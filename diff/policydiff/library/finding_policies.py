"""Which stored policy a person means: by its name, its number, or words of its payer and title."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from policydiff.history import Policy
from policydiff.library.errors import NotMeant
from policydiff.library.models import PolicyRow
from policydiff.naming import number_key
from policyextract.records import Payer

_NAMED = 10
_NEAR = 60


class WhichPolicy(NotMeant):
    """It is not clear which policy is meant. ``names`` are those that may be."""

    def __init__(self, message: str, names: Sequence[str]) -> None:
        super().__init__(message)
        self.names = tuple(names)


def find_policy(session: Session, wanted: str) -> PolicyRow:
    """The policy of a name ("cigna/0261"), of a number alone, or whose payer and title hold all of the words.

    Raises WhichPolicy where there is none such, or more than one.
    """
    exact = session.scalars(select(PolicyRow).where(PolicyRow.name == wanted)).one_or_none()
    if exact is not None:
        return exact
    every = session.scalars(select(PolicyRow).order_by(PolicyRow.name)).all()
    for found in (
        [each for each in every if each.name == wanted.casefold()],
        [each for each in every if _same_number(each, wanted)],
        [each for each in every if _holds(each, wanted)],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            names = [each.name for each in found]
            raise WhichPolicy(f"{wanted!r} may be any of {_told(names)}", names)
    near = _near(every, wanted)
    hint = f"; did you mean {_told(near)}?" if near else ""
    raise WhichPolicy(f"no policy {wanted!r} is stored{hint}", near)


def policy_of(row: PolicyRow) -> Policy:
    """A stored policy as results name it."""
    return Policy(
        name=row.name,
        payer=Payer(id=row.payer_id, name=row.payer),
        policy_number=row.policy_number,
        title=row.title,
        lines_of_business=tuple(part for part in row.lines_of_business.split("; ") if part),
    )


def _same_number(policy: PolicyRow, wanted: str) -> bool:
    return bool(_digits(wanted)) and _digits(policy.policy_number) == _digits(wanted)


def _digits(number: str | None) -> str:
    """A number as loosely as people write it: "CP MP 101" for CP.MP.101, "261" for 0261."""
    return number_key(number).replace("-", "").replace(".", "").lstrip("0")


def _holds(policy: PolicyRow, wanted: str) -> bool:
    """Whether all words are among those of the policy; the beginning of a word will do."""
    from policydiff.wording import normalise

    own = _words(policy).split()
    looked_for = normalise(wanted).split()
    return bool(looked_for) and all(any(word.startswith(part) for word in own) for part in looked_for)


def _words(policy: PolicyRow) -> str:
    from policydiff.wording import normalise

    parts = (policy.name, policy.payer_id, policy.payer, policy.policy_number, policy.title, policy.lines_of_business)
    return normalise(" ".join(part.replace("/", " ") for part in parts if part))


def _near(policies: Sequence[PolicyRow], wanted: str) -> list[str]:
    """The names of the policies whose words are nearest to those wanted."""
    # What tells likeness loads slowly, and a name that is right does without.
    from rapidfuzz import fuzz, process

    from policydiff.wording import normalise

    words = {policy.name: _words(policy) for policy in policies}
    scored = process.extract(
        normalise(wanted.replace("/", " ")), words, scorer=fuzz.WRatio, limit=3, score_cutoff=_NEAR
    )
    return [name for _, _, name in scored]


def _told(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
