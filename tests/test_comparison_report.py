"""A comparison as a person reads it, and as rows of a spreadsheet, long and wide."""

import csv
import io
from collections.abc import Callable

import pytest

from conftest import ROOT, Run
from making import ALL, ANY, INVESTIGATIONAL, code, criterion, record, statement
from policydiff.payers import compare
from policydiff.reports import to_csv, to_table
from policydiff.reports.comparison_report import comparison_report
from policydiff.reports.comparison_rows import CELL_COLUMNS, LONG_COLUMNS, WIDE_COLUMNS
from policyextract.records import Code, Payer, PolicyRecord, Statement


def payer(name: str, *statements: Statement, codes: tuple[Code, ...] = ()) -> PolicyRecord:
    made = record(*statements, policy_number="7", title=None, codes=codes)
    return made.model_copy(update={"payer": Payer(id=name, name=name.title())})


COMPARISON = compare(
    [
        payer(
            "acme",
            statement("for knee pain.", criteria=criterion(ALL, "No fever for at least 6 weeks")),
            codes=(code("11111", description="lamp therapy"), code("22222")),
        ),
        payer("best", statement("for ANY of:", criteria=criterion(ANY, "Nightly pain of the knee in cold weather"))),
        payer(
            "core",
            statement("for knee pain.", INVESTIGATIONAL),
            statement("for lupus.", criteria=criterion(ALL, "No fever for at least 12 weeks")),
            codes=(code("11111", description="lamp therapy"),),
        ),
    ]
)


def rows(*, wide: bool) -> list[dict[str, str]]:
    text = to_csv.render(comparison_report(COMPARISON, wide=wide))
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_long_form_has_one_cell_a_line() -> None:
    found = rows(wide=False)
    assert tuple(found[0]) == LONG_COLUMNS
    assert [(row["kind"], row["indication"], row["code"], row["document"], row["basis"]) for row in found] == [
        ("indication", "knee pain", "", "acme-7", "explicit"),
        ("indication", "knee pain", "", "best-7", "explicit"),
        ("indication", "knee pain", "", "core-7", "explicit"),
        ("indication", "lupus", "", "acme-7", "silent"),
        ("indication", "lupus", "", "best-7", "silent"),
        ("indication", "lupus", "", "core-7", "explicit"),
        ("condition", "", "", "acme-7", "asked"),
        ("condition", "", "", "best-7", "not asked"),
        ("condition", "", "", "core-7", "asked"),
        ("code", "", "11111", "acme-7", "listed"),
        ("code", "", "11111", "best-7", "not listed"),
        ("code", "", "11111", "core-7", "listed"),
        ("code", "", "22222", "acme-7", "listed"),
        ("code", "", "22222", "best-7", "not listed"),
        ("code", "", "22222", "core-7", "not listed"),
        ("strictest", "", "", "core-7", ""),
        ("most_permissive", "", "", "acme-7", ""),
    ]


def test_the_aids_stand_in_the_long_form() -> None:
    found = rows(wide=False)
    knee, condition, lone, ends = found[1], found[6], found[12], found[15]
    assert {name: knee[name] for name in ("agreement", "alone", "review", "named_as", "fit")} == {
        "agreement": "different",
        "alone": "core-7",
        "review": "true",
        "named_as": "Nightly pain of the knee in cold weather",
        "fit": "narrower",
    }
    assert (condition["condition"], condition["thresholds"]) == (
        "No fever for at least 6 weeks",
        "no fever >= 1.5 months",
    )
    assert (lone["code"], lone["alone"]) == ("22222", "acme-7")
    assert ends["text"].startswith("core-7: rows wider/narrower 0/1 against acme-7, 0/1 against best-7")


def test_the_wide_form_has_the_payers_side_by_side() -> None:
    found = rows(wide=True)
    keys = ("acme-7", "best-7", "core-7")
    assert tuple(found[0]) == (*WIDE_COLUMNS, *(f"{key} {column}" for key in keys for column in CELL_COLUMNS))
    assert [(row["kind"], row["indication"] or row["condition"] or row["code"]) for row in found] == [
        ("indication", "knee pain"),
        ("indication", "lupus"),
        ("condition", "No fever for at least 6 weeks"),
        ("code", "11111"),
        ("code", "22222"),
    ]
    knee, _, condition, lamp, _ = found
    assert [knee[f"{key} determination"] for key in keys] == ["medically_necessary"] * 2 + ["investigational"]
    assert (knee["alone"], knee["fits"], knee["strictest"]) == ("core-7", "best-7: narrower", "core-7")
    assert [condition[f"{key} basis"] for key in keys] == ["asked", "not asked", "asked"]
    assert [lamp[f"{key} basis"] for key in keys] == ["listed", "not listed", "listed"]


def test_what_a_person_reads() -> None:
    text = to_table.render(comparison_report(COMPARISON))
    for line in (
        "LAMP THERAPY: CONDITIONS",
        "[payers differ; alone:",
        "[one speaks; alone:",
        "[numbers differ]",
        "narrower: “Nightly pain",
        "listed by acme-7 alone: 22222",
        "strictest: core-7: rows wider/narrower 0/1 against acme-7",
    ):
        assert line in text


LEAD = statement(
    "for seasonal gout when ALL of these are met:",
    criteria=criterion(
        ALL,
        "The member has had exercises at home under the eye of a trained therapist without better sleep",
        "The member has no known fever, rash or swelling of the knees, ankles or elbows",
        "A written plan of care says how many lamps are ordered and when they are to be returned",
    ),
)


def test_who_shares_whose_text_stands_first() -> None:
    result = compare([payer("acme", LEAD), payer("best", LEAD), payer("core", LEAD, statement("for lupus."))])
    text = to_table.render(comparison_report(result))
    assert "acme-7: same text as best-7 (100% of the words)" in text
    assert "differences  none found in statements, criteria and codes" in text
    assert "acme-7: criteria of the same source as core-7" in text
    assert "statement-added (indeterminate) · lamp therapy" in text
    assert text.index("SHARED TEXT") < text.index("LAMP THERAPY")
    lines = list(csv.DictReader(io.StringIO(to_csv.render(comparison_report(result)), newline="")))
    shared = [row for row in lines if row["other_document"]]
    told = [(row["kind"], row["document"], row["other_document"], row["rule"]) for row in shared]
    assert told == [
        ("same_text", "acme-7", "best-7", ""),
        ("same_source", "acme-7", "core-7", ""),
        ("difference", "acme-7", "core-7", "statement-added"),
        ("same_source", "best-7", "core-7", ""),
        ("difference", "best-7", "core-7", "statement-added"),
    ]


FILES = [ROOT / "corpus" / name for name in ("cigna-0261__2026-05-15.txt", "molina-210__2026-02-11.txt")]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--wide"], "--wide says how the rows of a CSV are laid out: it goes with --format csv."),
        (["--service", "sun hat"], "no service is called “sun hat”"),
        (["--code", "00000"], "no policy lists “00000”"),
        (["--payer", "nobody"], "no payer is called “nobody”; there are: Cigna; Molina"),
    ],
)
def test_what_cannot_be_had_is_wrong_usage(run: Callable[..., Run], options: list[str], said: str) -> None:
    done = run("compare", *FILES, *options)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_a_part_is_asked_for_by_options(run: Callable[..., Run]) -> None:
    done = run("compare", *FILES, "--code", "38243", "--payer", "molina", "--wide", "--format", "csv")
    found = list(csv.DictReader(io.StringIO(done.out, newline="")))
    assert done.code == 0
    assert {row["service_codes"] for row in found if row["kind"] != "code"} == {"38243"}
    assert [row["code"] for row in found if row["kind"] == "code"] == ["38243"]
    assert {name.split()[0] for name in found[0] if " " in name} == {"molina-210"}
