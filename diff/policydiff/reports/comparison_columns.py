"""The columns of a comparison as rows: ``comparison.csv``, long and wide."""

from policydiff.changes import Direction
from policydiff.comparison import Agreement, Basis, Fit, Kinship
from policydiff.reports.columns import Column, Kind, names, one_of
from policyextract.records import CodeSystem, Determination

NO_SERVICES = "no services were found"
NOT_LISTED = "not listed"
LISTED = "listed"
ASKED = "asked"
NOT_ASKED = "not asked"

KINDS = (
    "indication",
    "condition",
    "code",
    "strictest",
    "most_permissive",
    *(kinship.value for kinship in Kinship),
    "difference",
)
"""What a line is: a cell of the matrix, of the conditions or of the codes; an end of a service; a shared text."""
BASES = (*(basis.value for basis in Basis), LISTED, NOT_LISTED, ASKED, NOT_ASKED)

_KIND = one_of("kind", KINDS, "What the line is. A comparison without services says so here.")
_SERVICE = (
    Column("service", Kind.TEXT, "The service, under its first name."),
    Column("service_codes", Kind.TEXT, "Codes that belong to the service, divided by “; ”."),
)
_CODE = (
    one_of("system", CodeSystem, "Code lines: the system of codes."),
    Column("code", Kind.CODE, "Code lines: the code, or a range such as A00-A09."),
)
_DETERMINATION = one_of("determination", Determination, "What the payer says; empty where it is silent.")
_BASIS = one_of(
    "basis", BASES, "Why the cell says so: named, with a condition, by the residual statement, or not at all."
)
_PLACE = (
    Column("page", Kind.INTEGER, "Page of the words, from 1; empty where the document has no pages."),
    Column("line", Kind.INTEGER, "Line on that page, or of the text, from 1."),
)
_ROW = (
    one_of("agreement", Agreement, "How the payers of the row stand to one another."),
    Column("alone", Kind.TEXT, "Key of the one document that says otherwise than all others."),
    Column(
        "confidence", Kind.NUMBER, "How sure it is that the payers mean the same, 0 to 1; share of words in common."
    ),
    Column("review", Kind.BOOLEAN, "Whether a person should look at the pairing."),
)

LONG = (
    _KIND,
    *_SERVICE,
    Column("indication", Kind.TEXT, "The indication; of a condition the uses that it is asked for."),
    *_CODE,
    Column("document", Kind.TEXT, "Key of the document: payer and number."),
    Column("payer", Kind.TEXT, "Name of the payer."),
    Column("policy_number", Kind.CODE, "Number of the policy."),
    Column("effective_date", Kind.DATE, "Effective date printed in it."),
    _DETERMINATION,
    _BASIS,
    Column("condition", Kind.TEXT, "The extra condition of the cell; of a difference how its direction follows."),
    Column("text", Kind.TEXT, "The words it rests on; of a code its description; of an end of a service the reason."),
    *_PLACE,
    Column("named_as", Kind.TEXT, "Words under which the payer names the indication."),
    one_of("fit", Fit, "How these words lie to those of the row."),
    Column("thresholds", Kind.TEXT, "Numbers in the words and the condition, in common units, divided by “; ”."),
    *_ROW,
    Column("other_document", Kind.TEXT, "Shared text: key of the other document."),
    Column("other_text", Kind.TEXT, "Differences: the words of the other document."),
    Column("other_page", Kind.INTEGER, "Page of these words."),
    Column("other_line", Kind.INTEGER, "Line of these words."),
    Column("rule", Kind.TEXT, "Differences: their kind, as `docs/rules.md` lists them."),
    one_of("direction", Direction, "Differences: what they do, read from `document` to `other_document`."),
)

WIDE = (
    _KIND,
    *_SERVICE,
    Column("indication", Kind.TEXT, "The indication."),
    Column("condition", Kind.TEXT, "A condition of every use of the service."),
    *_CODE,
    *_ROW,
    Column("fits", Kind.TEXT, "Per document how its words lie to those of the row, divided by “; ”."),
    Column("strictest", Kind.TEXT, "Keys of the strictest documents on the service."),
    Column("most_permissive", Kind.TEXT, "Keys of the most permissive."),
)
CELL = (
    _DETERMINATION,
    _BASIS,
    Column("condition", Kind.TEXT, "The extra condition of the cell."),
    Column("text", Kind.TEXT, "The words it rests on; of a code its description."),
    *_PLACE,
)
"""What the wide form has of each document, under the document's key: "acme-7 basis"."""

LONG_COLUMNS = names(LONG)
WIDE_COLUMNS = names(WIDE)
CELL_COLUMNS = names(CELL)
