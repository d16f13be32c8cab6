"""The plain sentences over a comparison of payers."""

from collections import Counter
from collections.abc import Iterator, Mapping

from policydiff.comparison import (
    Agreement,
    Basis,
    ComparedDocument,
    Comparison,
    Extreme,
    IndicationRow,
    Kinship,
    SharedText,
)
from policydiff.reports.answer import Answer, Point, Summary, capital, joined, number_of

WHERE, AGREE, STRICTEST, CONDITIONS, REVIEW = (
    "Where do they part?",
    "Where do they agree?",
    "Who is strictest?",
    "Which conditions does one alone set?",
    "What needs a look?",
)
_MOST = 6
_MOST_NAMED = 4

_KINSHIPS = {
    Kinship.SAME_TEXT: "print the same coverage text",
    Kinship.SAME_SOURCE: "take their criteria from one source",
}

Names = Mapping[str, str]


def document_names(comparison: Comparison) -> dict[str, str]:
    """What each document is called: its payer, with the number where two have the same payer, else its key."""
    documents = comparison.documents
    payers = Counter(document.payer for document in documents)
    numbered = Counter(_numbered(document) for document in documents)
    names = {}
    for document in documents:
        name = document.payer if payers[document.payer] == 1 else _numbered(document)
        names[document.key] = name if document.payer and name and numbered[_numbered(document)] == 1 else document.key
    return names


def _numbered(document: ComparedDocument) -> str:
    return f"{document.payer} {document.policy_number}"


def comparison_summary(comparison: Comparison) -> Summary:
    names = document_names(comparison)
    answers = (
        _parting(comparison, names),
        _agreeing(comparison),
        _strictest(comparison, names),
        _conditions(comparison, names),
        _doubtful(comparison, names),
    )
    several = len(names) > _MOST_NAMED
    title = f"{len(names)} policies side by side" if several else f"{joined(list(names.values()))} side by side"
    return Summary(title, answers)


def _rows(comparison: Comparison) -> Iterator[tuple[str, IndicationRow]]:
    for service in comparison.services:
        for row in service.rows:
            yield service.service, row


def _parting(comparison: Comparison, names: Names) -> Answer:
    apart = [(service, row) for service, row in _rows(comparison) if row.agreement is Agreement.DIFFERENT]
    points = [Point(f"{capital(service)}: {row.indication}", why=_stands(row, names)) for service, row in apart[:_MOST]]
    if len(apart) > _MOST:
        points.append(Point(f"{len(apart) - _MOST} more, marked “payers differ” below"))
    text = "Some cover these and others deny them." if apart else "Nothing is covered by one and denied by another."
    return Answer(WHERE, number_of(len(apart), "indication"), text, points=tuple(points))


def _stands(row: IndicationRow, names: Names) -> str:
    """Who covers it, who denies it, who says nothing."""
    groups: dict[str, list[str]] = {"covered by": [], "denied by": [], "not settled by": [], "not mentioned by": []}
    for key, name in names.items():
        cell = row.cells.get(key)
        if cell is None or cell.basis is Basis.SILENT:
            groups["not mentioned by"].append(name)
        elif cell.determination is None:
            groups["not settled by"].append(name)
        else:
            groups["covered by" if cell.determination.covered else "denied by"].append(name)
    return "; ".join(f"{said} {joined(of)}" for said, of in groups.items() if of)


def _agreeing(comparison: Comparison) -> Answer:
    counts = Counter(row.agreement for _, row in _rows(comparison))
    number = counts.total()
    if not number:
        return Answer(AGREE, "Nothing to compare", "No services were found.")
    words = {
        Agreement.CONDITIONS_DIFFER: "covered by all that speak, under conditions that differ",
        Agreement.GROUNDS_DIFFER: "denied by all that speak, on different grounds",
        Agreement.ONE_SPEAKS: "mentioned by one alone",
        Agreement.NOT_STATED: "without a stated determination",
    }
    others = [f"{counts[agreement]} {said}" for agreement, said in words.items() if counts[agreement]]
    text = f"Of the others, {joined(others)}." if others else ""
    return Answer(AGREE, f"{counts[Agreement.SAME]} of {number_of(number, 'indication')}", text)


def _strictest(comparison: Comparison, names: Names) -> Answer:
    points = tuple(
        Point(
            f"{capital(service.service)}: strictest {_end(service.strictest, names)}, most permissive "
            f"{_end(service.most_permissive, names)}"
        )
        for service in comparison.services
        if service.strictest or service.most_permissive
    )
    found = {service.strictest.keys for service in comparison.services if service.strictest}
    if not found:
        return Answer(STRICTEST, "Not settled", "The policies do not settle it for any service.", points=points)
    short = joined([names[key] for key in next(iter(found))]) if len(found) == 1 else "It depends on the service"
    return Answer(STRICTEST, short, "By the indications that both sides of a pair speak of.", points=points)


def _end(extreme: Extreme | None, names: Names) -> str:
    return joined([names[key] for key in extreme.keys]) if extreme else "not settled"


def _conditions(comparison: Comparison, names: Names) -> Answer:
    rows = [(service.service, row) for service in comparison.services for row in service.conditions]
    alone = Counter(names[row.alone] for _, row in rows if row.alone)
    differ = sum(row.thresholds_differ for _, row in rows)
    told = [f"{name} {count}" for name, count in alone.items()]
    text = (
        f"Set by no other: {joined(told)}." if told else "No payer sets one for every use that the others do not set."
    )
    if differ:
        text += f" In {differ} the numbers differ."
    return Answer(CONDITIONS, number_of(alone.total(), "condition"), text)


def _doubtful(comparison: Comparison, names: Names) -> Answer:
    doubtful = sum(row.review for _, row in _rows(comparison))
    text = "Their payers may not mean the same; they are marked “review”." if doubtful else "No pairing is in doubt."
    points = tuple(Point(kinship_words(shared, names)) for shared in comparison.shared_texts)
    return Answer(REVIEW, number_of(doubtful, "indication") if doubtful else "Nothing", text, points=points)


def kinship_words(shared: SharedText, names: Names) -> str:
    """Which two documents share how much of their text."""
    return f"{joined([names[key] for key in shared.keys])} {_KINSHIPS[shared.kinship]} ({shared.share:.0%} of it)"
