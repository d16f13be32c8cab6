"""From bytes to record: every field of small policies, and what holds for every value of every document."""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from textwrap import dedent
from time import monotonic

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT
from policyextract.dates import find_dates
from policyextract.document import Provenance
from policyextract.errors import ExtractError, NotAPolicy
from policyextract.pipeline import Extraction, extract
from policyextract.records import Criterion, PolicyRecord, Revision
from snippets import criteria

CORPUS = sorted(path for path in (ROOT / "corpus").iterdir() if path.suffix in (".pdf", ".txt"))
REAL = Path(os.environ.get("POLICYDIFF_REAL", ROOT.parent / "shared")) / "corpus"
TIME_FOR_REAL = 40.0
"""Seconds in which as many real documents are read as can be."""
LARGEST_REAL = 600_000

POLICY = """
    # Erewhon Health Plan

    Clinical Policy: Lamp Therapy
    Policy Number: LT.7
    Effective Date: 01/15/2026
    Last Review Date: 12/2025
    Next Review Date: December 2026
    Original Effective Date: 3/1/2019

    ## Related Policies

    - Heater Therapy
    - Fans at Home

    ## Description

    Lamp therapy (LT) lightens dark rooms. It has been used since lamps were first made.

    ## Policy

    I. Lamp therapy (LT) is considered **medically necessary** for adults when ALL of the following are met:^{1,2}

      A. Age ≥ 18 years; and
      B. ONE of the following:
         1. Gloom for at least 6 months
         2. Night
      C. The member does not have any of the following:
         1. Glare
         2. Fire

    Note: Winter counts as night.

    II. For any other indication, LT is considered not medically necessary.<sup>3</sup>

    Lamps must stand on a table.

    Refer to the benefit plan for heaters.

    ## Coding

    Considered medically necessary when criteria are met:

    CPT Code\tDescription
    12345\tLighting of a lamp
    12346\tTrimming of a lamp

    ## Revision History

    Date\tRevision
    01/15/2026\tAnnual review. Age criterion added.
    3/1/2019\tNew policy.

    ## References

    1. Lamplighter A. Lamps in winter. J Imag Light. 2019;1(2):3-4.
    2. Wick B. Oil or candle? Imag Rev. 2021.
    """


def read(content: str, name: str = "lamp.txt") -> Extraction:
    return extract(dedent(content).lstrip("\n").encode(), name)


@cache
def of_corpus(path: Path) -> Extraction:
    return extract(path.read_bytes(), path.name)


# A policy in one layout, field by field.


def test_header() -> None:
    record = read(POLICY, "folder/lamp.txt").record
    assert (record.payer.id, record.payer.name) == ("erewhon-health-plan", "Erewhon Health Plan")
    assert (record.title, record.policy_number) == ("Lamp Therapy", "LT.7")
    assert (record.effective_date, record.last_review_date, record.next_review_date) == (
        "2026-01-15",
        "2025-12",
        "2026-12",
    )
    assert [(each.label, each.date) for each in record.other_dates] == [("Original Effective Date", "2019-03-01")]
    assert record.lines_of_business == ()
    assert (record.source.name, record.source.media_type, record.source.pages) == ("lamp.txt", "text/plain", None)


def test_policy_part() -> None:
    covered, residual = read(POLICY).record.statements
    assert (covered.id, covered.label, covered.section) == ("s1", "I.", "Policy")
    assert (covered.determination, covered.wording) == ("medically_necessary", "considered medically necessary")
    assert (covered.services, covered.populations, covered.residual) == (("Lamp therapy (LT)",), ("adults",), False)
    assert criteria(covered.criteria) == (
        "all(A. Age ≥ 18 years; and, B. any(1. Gloom for at least 6 months, 2. Night), C. none_of(1. Glare, 2. Fire))"
    )
    assert [note.text for note in covered.notes] == ["Note: Winter counts as night."]
    assert (residual.id, residual.label, residual.services, residual.residual) == ("s2", "II.", ("LT",), True)
    assert (residual.determination, residual.criteria) == ("not_medically_necessary", None)
    assert residual.text == "For any other indication, LT is considered not medically necessary.³"


def test_what_follows_the_policy_part() -> None:
    record = read(POLICY).record
    assert [(code.system, code.code, code.description, code.determination) for code in record.codes] == [
        ("CPT", "12345", "Lighting of a lamp", "medically_necessary"),
        ("CPT", "12346", "Trimming of a lamp", "medically_necessary"),
    ]
    assert [(entry.date, entry.summary, entry.claims) for entry in record.revisions] == [
        ("2026-01-15", ("Annual review. Age criterion added.",), ("criteria_changed", "reviewed")),
        ("2019-03-01", ("New policy.",), ("new_policy",)),
    ]
    assert [(each.label, each.text.split(".")[0]) for each in record.references] == [
        ("1.", "Lamplighter A"),
        ("2.", "Wick B"),
    ]
    assert [each.title for each in record.related_policies] == ["Heater Therapy", "Fans at Home"]
    assert [(section.title, section.kind) for section in record.sections] == [
        ("Erewhon Health Plan", "header"),
        ("Related Policies", "related"),
        ("Description", "description"),
        ("Policy", "policy"),
        ("Coding", "codes"),
        ("Revision History", "revisions"),
        ("References", "references"),
    ]


def test_what_was_not_understood_is_said_with_its_place() -> None:
    extraction = read(POLICY)
    issues = {issue.code: issue for issue in extraction.record.issues}
    unparsed = issues["line-unparsed"]
    assert unparsed.message == "not understood: Lamps must stand on a table."
    assert unparsed.provenance is not None
    assert (unparsed.severity, unparsed.provenance.line) == ("warning", 35)
    assert issues["profile-generic"].severity == "info"
    totals = extraction.record.accounting
    assert (totals.lines, totals.parsed, totals.ignored, totals.unparsed) == (13, 11, 1, 1)


# Another layout: capitals, bullets, furniture in mid-sentence, no table.

SECOND = """
    EREWHON HEALTH
    LAMP THERAPY
    Policy No. 12

    POLICY

    Lamps are covered when at least two of the following are met:
    • dark rooms
    • long
    EREWHON HEALTH
    LAMP THERAPY
    Policy No. 12
    nights
    • cold

    Not Medically Necessary:

    • Lamps at noon
    • Lamps in summer

    EREWHON HEALTH
    LAMP THERAPY
    Policy No. 12

    REVISION HISTORY

    May 2024: Added criterion for cold.
    """


def test_furniture_is_taken_out_of_mid_sentence() -> None:
    extraction = read(SECOND)
    covered, denied = extraction.record.statements
    assert criteria(covered.criteria) == "at_least2(• dark rooms, • long nights, • cold)"
    assert (denied.text, denied.determination) == ("Not Medically Necessary", "not_medically_necessary")
    assert criteria(denied.criteria) == "any(• Lamps at noon, • Lamps in summer)"
    assert [(entry.date, entry.claims) for entry in extraction.record.revisions] == [("2024-05", ("criteria_changed",))]
    assert extraction.record.policy_number == "12"


def test_a_policy_without_a_heading_for_its_part_is_read_and_said_to_be() -> None:
    content = "Policy Number: 7\nEffective Date: 1/1/2026\n\nOverview\n\nLamps are considered medically necessary.\n"
    record = read(content).record
    assert [statement.text for statement in record.statements] == ["Lamps are considered medically necessary."]
    assert "policy-part-unnamed" in [issue.code for issue in record.issues]
    assert "policy-part-unnamed" not in [issue.code for issue in read(POLICY).record.issues]


@pytest.mark.parametrize(("heading", "granted"), [("Policy", 0), ("Noncovered Services", 1), ("Limitations", 1)])
def test_what_is_covered_may_stand_elsewhere_where_only_exclusions_are_named(heading: str, granted: int) -> None:
    described = "Overview\n\nLamp repair is considered medically necessary in winter.\n"
    content = f"Policy Number: 7\nEffective Date: 1/1/2026\n\n{described}\n{heading}\n\nLamps are investigational.\n"
    found = [statement.determination.covered for statement in read(content).record.statements]
    assert found == [True] * granted + [False]


def test_what_is_no_policy_is_refused_by_name() -> None:
    with pytest.raises(NotAPolicy) as refused:
        read("Dear neighbour,\n\nthe lamp in the hall is broken.\n", "letter.txt")
    assert (refused.value.name, refused.value.reason) == (
        "letter.txt",
        "holds no coverage statement and no section of a coverage policy",
    )


# What holds for every value of every document of the corpus.


def bare(text: str) -> str:
    """A text without its white space, among it the joints of lines and cells."""
    return "".join(text.split())


def quoted(extraction: Extraction, place: Provenance) -> str:
    return extraction.document.text[slice(*place.span)]


def below(criterion: Criterion) -> Iterator[Criterion]:
    """The items at all depths; not a group without a lead-in, which has no place of its own."""
    for item in criterion.items:
        if not (item.items and item.provenance == item.items[0].provenance):
            yield item
        yield from below(item)


def printed(record: PolicyRecord) -> Iterator[tuple[str, Provenance | None]]:
    """The values that stand in the document as they are, with their places."""
    for statement in record.statements:
        yield statement.text, statement.provenance
        yield from ((note.text, note.provenance) for note in statement.notes)
        if statement.criteria:
            yield from ((item.text, item.provenance) for item in below(statement.criteria))
            if statement.criteria.text:
                yield statement.criteria.text, statement.criteria.provenance
    yield from ((each.code, each.provenance) for each in record.codes)
    yield from ((each.text, each.provenance) for each in record.references)
    yield from ((each.title, each.provenance) for each in record.related_policies)
    yield from ((each.title, each.provenance) for each in record.sections)
    for name in ("title", "policy_number"):
        if name in record.provenance:
            yield getattr(record, name), record.provenance[name]
    for issue in record.issues:
        if issue.code == "line-unparsed":
            yield issue.message.removeprefix("not understood: "), issue.provenance


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_spans_reproduce_what_is_printed_but_for_white_space(path: Path) -> None:
    extraction = of_corpus(path)
    pairs = [(value, place and quoted(extraction, place)) for value, place in printed(extraction.record)]
    assert len(pairs) > 20
    assert [(value, quote) for value, quote in pairs if quote is None or bare(value) != bare(quote)] == []


def dated(record: PolicyRecord) -> Iterator[tuple[str, Provenance]]:
    yield from ((each.date, each.provenance) for each in record.other_dates)
    for name, place in record.provenance.items():
        if name.endswith("date"):
            yield getattr(record, name), place


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_spans_of_dates_hold_that_date_and_nothing_else(path: Path) -> None:
    extraction = of_corpus(path)
    for value, place in dated(extraction.record):
        quote = quoted(extraction, place)
        assert [(found.iso, found.start, found.end) for found in find_dates(quote)] == [(value, 0, len(quote))]


def said(entry: Revision) -> Iterator[str]:
    yield from entry.summary
    if entry.kind:
        yield entry.kind


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_spans_of_log_entries_hold_their_dates_and_words(path: Path) -> None:
    extraction = of_corpus(path)
    for entry in extraction.record.revisions:
        quote = quoted(extraction, entry.provenance)
        dates = {date for date in (entry.date, entry.date_end, entry.approval_date) if date}
        assert dates
        assert dates <= {found.iso for found in find_dates(quote)}
        assert [words for words in said(entry) if bare(words) not in bare(quote)] == []


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_descriptions_of_codes_stand_behind_them_and_aliases_in_their_spans(path: Path) -> None:
    extraction = of_corpus(path)
    for code in extraction.record.codes:
        behind = extraction.document.text[code.provenance.span[1] :]
        assert bare(behind).startswith(bare(code.description or ""))
    for alias in extraction.record.aliases:
        assert bare(alias.name).casefold() in bare(quoted(extraction, alias.provenance)).casefold()


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_places_are_those_of_the_lines_they_name(path: Path) -> None:
    """Pages and lines count from 1; a box lies on its page; a text has lines alone, a PDF pages and boxes."""
    extraction = of_corpus(path)
    pages = {page.number: page for page in extraction.document.pages}
    for _, place in printed(extraction.record):
        assert place is not None
        assert 0 <= place.span[0] < place.span[1] <= len(extraction.document.text)
        assert place.line >= 1
        if not pages:
            assert (place.page, place.box) == (None, None)
            continue
        assert place.page in pages
        assert place.box is not None
        left, top, right, bottom = place.box
        page = pages[place.page]
        assert 0 <= left < right <= page.width
        assert 0 <= top < bottom <= page.height


@pytest.mark.parametrize("path", [path for path in CORPUS if path.suffix == ".txt"], ids=lambda path: path.name)
def test_lines_of_a_text_are_those_of_the_file(path: Path) -> None:
    rows = path.read_text(encoding="utf-8").split("\n")
    extraction = of_corpus(path)
    for value, place in printed(extraction.record):
        first = re.search("[A-Za-z0-9]+", value)
        assert place is not None
        assert first is not None
        assert first[0] in rows[place.line - 1], value


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_every_line_of_the_policy_part_is_accounted_for(path: Path) -> None:
    extraction = of_corpus(path)
    fates = Counter(entry.fate.value for entry in extraction.ledger.entries)
    totals = extraction.record.accounting
    assert totals.lines == totals.parsed + totals.ignored + totals.unparsed == len(extraction.ledger.entries)
    assert (totals.parsed, totals.ignored, totals.unparsed) == (fates["parsed"], fates["ignored"], fates["unparsed"])
    assert all(entry.reason for entry in extraction.ledger.entries if entry.fate == "ignored")
    said_unparsed = [issue for issue in extraction.record.issues if issue.code == "line-unparsed"]
    assert len(said_unparsed) == totals.unparsed
    assert totals.unparsed_share <= 0.1


@pytest.mark.parametrize("path", CORPUS[::4], ids=lambda path: path.name)
def test_the_same_bytes_give_the_same_record(path: Path) -> None:
    again = extract(path.read_bytes(), path.name)
    assert again.record == of_corpus(path).record
    assert again.document == of_corpus(path).document


LINES = [line.strip() for line in POLICY.split("\n") if line.strip()]


@given(st.lists(st.sampled_from([*LINES, "", "", "AND", "OR all of the following:", "Page 2 of 3"]), max_size=25))
@settings(deadline=None, max_examples=60)
def test_any_order_of_lines_is_read_or_refused_and_its_spans_hold(lines: list[str]) -> None:
    try:
        extraction = extract("\n".join(lines).encode(), "made.txt")
    except ExtractError:
        return
    for value, place in printed(extraction.record):
        assert place is not None
        assert bare(value) == bare(quoted(extraction, place))
    totals = extraction.record.accounting
    assert totals.lines == totals.parsed + totals.ignored + totals.unparsed


# Real documents, where they are at hand.


def real_documents() -> Iterator[Path]:
    """One document of each payer first, then the others; the large ones are left out for their time."""
    files = [path for path in sorted(REAL.rglob("*")) if path.is_file() and path.stat().st_size < LARGEST_REAL]
    seen: Counter[str] = Counter()
    ranked = []
    for path in files:
        ranked.append((seen[path.parent.name], path))
        seen[path.parent.name] += 1
    return (path for _, path in sorted(ranked))


def holds(extraction: Extraction, values: Iterable[tuple[str, Provenance | None]]) -> bool:
    return all(place is not None and bare(value) == bare(quoted(extraction, place)) for value, place in values)


def statement_values(record: PolicyRecord) -> Iterator[tuple[str, Provenance | None]]:
    return printed(record.model_copy(update={"codes": (), "issues": ()}))


def test_real_documents_are_read_or_refused_and_never_fail() -> None:
    if not REAL.is_dir():
        pytest.skip(f"NOT CHECKED: no real documents under {REAL} (set POLICYDIFF_REAL)")
    until = monotonic() + TIME_FOR_REAL
    read_ones, wrong = [], []
    for path in real_documents():
        if monotonic() > until:
            break
        try:
            extraction = extract(path.read_bytes(), path.name)
        except ExtractError:
            continue
        read_ones.append(path.name)
        if not holds(extraction, statement_values(extraction.record)):
            wrong.append(path.name)
        totals = extraction.record.accounting
        assert totals.lines == totals.parsed + totals.ignored + totals.unparsed, path.name
    assert wrong == []
    assert len(read_ones) >= 5


@pytest.mark.parametrize("kind", ["faq", "manual"])
def test_negative_controls_are_refused(kind: str) -> None:
    controls = [path for path in REAL.glob("negative_controls/*") if kind in path.name.casefold()]
    if not controls:
        pytest.skip(f"NOT CHECKED: no real documents under {REAL} (set POLICYDIFF_REAL)")
    for path in controls:
        with pytest.raises(NotAPolicy):
            extract(path.read_bytes(), path.name)
