"""The columns of a record's parts as rows: ``statements.csv``, ``criteria.csv``, ``codes.csv``, ``revisions.csv``."""

from policydiff.reports.columns import Column, Kind, one_of, some_of
from policyextract.records import Claim, CodeSystem, Determination, Operator

IDENTITY = (
    Column("payer", Kind.TEXT, "Name of the payer. Where there are no rows, that is said here."),
    Column("policy_number", Kind.CODE, "Number of the policy."),
    Column("title", Kind.TEXT, "Title of the policy."),
    Column("effective_date", Kind.DATE, "Effective date printed in it."),
    Column("file", Kind.TEXT, "The file, without folders."),
)
_PLACE = (
    Column("page", Kind.INTEGER, "Page, from 1; empty where the document has no pages."),
    Column("line", Kind.INTEGER, "Line on that page, or of the text, from 1."),
)
_STATEMENT = Column("statement", Kind.TEXT, "The statement's id in the record: s1, s2, ...")
_DETERMINATION = one_of("determination", Determination, "What the payer says of the services.")
_SERVICES = Column("services", Kind.TEXT, "What it is said of, as printed, divided by “; ”.")

STATEMENTS = (
    _STATEMENT,
    Column("section", Kind.TEXT, "Heading that it stands under."),
    _SERVICES,
    _DETERMINATION,
    Column("wording", Kind.TEXT, "The phrase that carries the determination."),
    Column("text", Kind.TEXT, "The sentence or lead-in."),
    Column("residual", Kind.BOOLEAN, "Whether it is about everything else, such as “any other indication”."),
    Column("populations", Kind.TEXT, "Patients that it is limited to, divided by “; ”."),
    Column("lines_of_business", Kind.TEXT, "Lines of business that it is limited to, divided by “; ”."),
    Column("codes", Kind.CODE, "Codes named in its text, divided by “; ”."),
    one_of("operator", Operator, "How the items of its list combine; empty where it has no list."),
    Column("minimum", Kind.INTEGER, "How many items are needed, where the operator is at_least."),
    Column("criteria", Kind.INTEGER, "Number of items in its list, those of sub-lists included."),
    Column("notes", Kind.TEXT, "Notes that stand with it and may limit it, divided by “; ”."),
    *_PLACE,
)
CRITERIA = (
    _STATEMENT,
    _DETERMINATION,
    _SERVICES,
    Column("path", Kind.CODE, "Place in the tree: 2.1 is the first item of the second."),
    Column("under", Kind.TEXT, "How the list that it stands in combines, in words."),
    Column("label", Kind.CODE, "Marker as printed, such as 1., a. or •."),
    Column("text", Kind.TEXT, "The criterion, without its marker."),
    one_of("operator", Operator, "How its own items combine; empty where it has none."),
    Column("minimum", Kind.INTEGER, "How many of them are needed, where the operator is at_least."),
    Column("items", Kind.INTEGER, "Number of its own items, those of sub-lists not included."),
    Column("thresholds", Kind.TEXT, "Numbers that decide, divided by “; ”."),
    *_PLACE,
)
CODES = (
    one_of("system", CodeSystem, "System of codes."),
    Column("code", Kind.CODE, "The code, or a range such as A00-A09."),
    Column("description", Kind.TEXT, "Its description as printed."),
    one_of("determination", Determination, "What the heading of its table says."),
    Column("group", Kind.TEXT, "That heading."),
    *_PLACE,
)
REVISIONS = (
    Column("date", Kind.DATE, "Date of the entry."),
    Column("date_end", Kind.DATE, "Last date, where the entry covers a span."),
    Column("approval_date", Kind.DATE, "Date of approval."),
    Column("kind", Kind.TEXT, "Type of revision as printed."),
    Column("summary", Kind.TEXT, "Its sentences or bullets, divided by “; ”."),
    some_of("claims", Claim, "What the entry says was done."),
    *_PLACE,
)
