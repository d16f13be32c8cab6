"""Results made of what a document may try on whoever reads the report, and of more changes than anybody likes."""

from itertools import cycle, islice

from histories import cigna_history
from policydiff.changes import (
    Action,
    Area,
    Change,
    Direction,
    Echo,
    Evidence,
    LogCheck,
    LogVerdict,
    Qualified,
    Verdict,
    VersionDiff,
    Witness,
)
from policydiff.comparison import Basis, Comparison, Fit, IndicationCell, IndicationRow
from policydiff.history import History, Position
from policyextract.records import Criterion, Determination, Operator, Payer, PolicyRecord
from samples import COMPARISON, DIFF, RECORD, STATEMENT, at

SCRIPT = "<script>document.title='taken'; alert(1)</script>"

HOSTILE = (
    SCRIPT,
    "</style><style>body{display:none}</style>",
    "</script><script>alert(2)</script>",
    "<img src=x onerror=alert(3)><svg onload=alert(4)>",
    '" onmouseover="alert(5)" x=\'" autofocus onfocus=alert(6)',
    "{{ 7 * 7 }} {% raw %} &lt;b&gt; &amp;",
    "javascript:alert(7)",
    '=HYPERLINK("https://evil.example","pay")',
    "a" * 10_000,
    "مصباح للعلاج 18 סעיף",
    "covered \u202ederevoc ton\u202c always",
    "\u2066isolated\u2069 \u200bzero \ufeffwidth",
    "bell\x07 null\x00 escape\x1b[31m delete\x7f next\x85 carriage\rreturn",
    "half \ud83d of a pair",
    "<!-- --> ]]> <![CDATA[ <base href=https://evil.example> <meta http-equiv=refresh content=0;url=https://evil.example>",
)


def evidence(text: str, line: int) -> Evidence:
    return Evidence(text=text, provenance=at(1, line))


def hostile_diff() -> VersionDiff:
    """Every text that a document can fill is hostile, in all places of a change."""
    changes = []
    for number, (text, other) in enumerate(zip(HOSTILE, reversed(HOSTILE), strict=True)):
        area = (Area.CRITERION, Area.CODE)[number % 2]
        changes.append(
            Change(
                rule="criterion-reworded" if area is Area.CRITERION else "code-description-changed",
                area=area,
                action=Action.CHANGED,
                direction=(Direction.INDETERMINATE, Direction.RESTRICTIVE)[number % 2],
                service=text,
                old=evidence(text, number + 1),
                new=evidence(f"{other} and more", number + 1),
                why=text,
                confidence=0.5,
                fingerprint=f"{number:012x}",
                witness=Witness(qualified=Qualified.BEFORE, holds=(text,), fails=(other,)),
                echoes=(Echo(rule="criterion-added", old=None, new=evidence(text, 1)),),
            )
        )
    side = DIFF.new.model_copy(update={"title": HOSTILE[0], "payer": Payer(id=HOSTILE[4], name=HOSTILE[4])})
    named = side.model_copy(update={"source": side.source.model_copy(update={"name": HOSTILE[3]})})
    log = tuple(
        LogCheck(date=None if number else text, says=text, verdict=LogVerdict.SILENT_CHANGE, changes=(), why=text)
        for number, text in enumerate(HOSTILE)
    )
    return VersionDiff(old=named, new=named, verdict=Verdict.RESTRICTIVE, changes=tuple(changes), revision_log=log)


def hostile_comparison() -> Comparison:
    """The same beside one another: names, indications, conditions, quotes and keys."""
    names = HOSTILE[:4]
    documents = tuple(
        COMPARISON.documents[0].model_copy(update={"key": f"k{HOSTILE[4]}{at_}", "payer": name, "title": name})
        for at_, name in enumerate(names)
    )
    rows = []
    for text in HOSTILE:
        cells = {
            document.key: IndicationCell(
                determination=Determination.INVESTIGATIONAL,
                basis=Basis.CONDITIONAL,
                condition=text,
                text=text,
                provenance=at(1, 1),
                named_as=text,
            )
            for document in documents
        }
        fits = {document.key: Fit.BROADER for document in documents}
        rows.append(IndicationRow(indication=text, cells=cells, fits=fits, alone=documents[0].key, review=True))
    service = COMPARISON.services[0].model_copy(
        update={"service": HOSTILE[0], "names": HOSTILE, "codes": HOSTILE[:3], "rows": tuple(rows)}
    )
    return COMPARISON.model_copy(update={"documents": documents, "services": (service,)})


def hostile_history() -> History:
    """The hostile diff as a step of a history, with hostile services and remarks."""
    whole = cigna_history()
    diff = hostile_diff()
    positions = tuple(Position(service=text, determination=Determination.COSMETIC, residual=False) for text in HOSTILE)
    step = whole.steps[-1].model_copy(
        update={"version": diff.new, "diff": diff, "positions": positions, "remarks": HOSTILE}
    )
    return whole.model_copy(update={"steps": (whole.steps[0], step)})


def hostile_record() -> PolicyRecord:
    """A record whose statements, criteria, codes, log and issues are hostile."""
    items = tuple(Criterion(label=text[:9], text=text, provenance=at(1, 1)) for text in HOSTILE)
    tree = Criterion(operator=Operator.ANY, text=HOSTILE[0], items=items)
    statements = tuple(
        STATEMENT.model_copy(update={"services": (text,), "text": text, "section": text, "criteria": tree})
        for text in HOSTILE[:3]
    )
    codes = tuple(
        RECORD.codes[0].model_copy(update={"code": text, "description": text, "group": text}) for text in HOSTILE
    )
    revisions = tuple(RECORD.revisions[0].model_copy(update={"kind": text, "summary": (text,)}) for text in HOSTILE)
    issues = tuple(RECORD.issues[0].model_copy(update={"message": text, "code": text}) for text in HOSTILE)
    return RECORD.model_copy(
        update={"statements": statements, "codes": codes, "revisions": revisions, "issues": issues, "title": HOSTILE[0]}
    )


WORDS = "lamp light candle winter sleep mood clinic member doctor visit week month trial record measure score".split()


def many_changes(number: int = 200) -> VersionDiff:
    """A diff of so many changes, of every direction and area, in the order of a diff."""
    made = []
    kinds = cycle((direction, area) for direction in Direction for area in Area)
    for at_, (direction, area) in enumerate(islice(kinds, number)):
        words = " ".join(islice(cycle(WORDS[at_ % 7 :]), 12))
        made.append(
            Change(
                rule={Area.CODE: "code-added"}.get(area, f"{area.value}-reworded"),
                area=area,
                action=Action.CHANGED,
                direction=direction,
                service=f"{WORDS[at_ % len(WORDS)]} therapy {at_}",
                old=evidence(f"{words} at least {at_} times", at_ + 1),
                new=evidence(f"{words} at least {at_ + 1} times, each year", at_ + 2),
                why=f"made for the test, number {at_}",
                confidence=1.0,
                fingerprint=f"{at_:012x}",
            )
        )
    order = {direction: rank for rank, direction in enumerate(Direction)}
    made.sort(key=lambda change: order[change.direction])
    return DIFF.model_copy(update={"verdict": Verdict.MIXED, "changes": tuple(made), "revision_log": ()})
