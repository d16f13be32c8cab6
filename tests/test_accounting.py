"""What became of every line of the policy part, and for which reason."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyextract.accounting import account
from policyextract.ledger import Fate, Ledger
from policyextract.records import Accounting
from policyextract.statements import find_statements
from snippets import policy, sections


def ledger(snippet: str) -> Ledger:
    parts = policy(snippet)
    return account(parts, find_statements(parts).used)


def fates(snippet: str) -> list[tuple[str, str, str]]:
    """Line, fate and reason of each line behind the heading."""
    return [(each.line.text, each.fate.value, each.reason) for each in ledger(snippet).entries[1:]]


def test_headings_and_what_gave_a_statement_are_parsed() -> None:
    snippet = "Lamps are covered when:\n\n1. dark\n2. cold\n\nNote: in winter.\n\n## Fans\n\nFans are not covered.\n"
    assert [each.line.text for each in ledger(snippet).entries] == [
        "Coverage Policy",
        "Lamps are covered when:",
        "1. dark",
        "2. cold",
        "Note: in winter.",
        "Fans",
        "Fans are not covered.",
    ]
    assert {each.fate for each in ledger(snippet).entries} == {Fate.PARSED}
    assert [each.line.text for each in ledger(snippet).entries if each.reason == "heading"] == [
        "Coverage Policy",
        "Fans",
    ]


LEFT_OUT = {
    "Note: lamps shine.": "note",
    "*Examples of lamps.": "note",
    "† Lamps shine.": "note",
    "Refer to the policy on lamps.": "referral or scope",
    "This policy does not address lamps.": "referral or scope",
    "Please see the section on lamps.": "referral or scope",
    "Lamps need prior authorization.": "benefit or billing remark",
    "The benefit plan prevails.": "benefit or billing remark",
    "Lamps shine at night.": "remark without a determination",
}


@pytest.mark.parametrize("line", LEFT_OUT)
def test_what_makes_no_rule_is_ignored_for_a_reason(line: str) -> None:
    assert fates(f"{line}\n") == [(line, "ignored", LEFT_OUT[line])]


def test_the_list_of_a_note_is_left_out_with_it_and_any_other_list_is_not() -> None:
    listed = [("Hall lamps", "ignored", "list of a note"), ("Desk lamps", "ignored", "list of a note")]
    assert fates("Examples of lamps are:\n\n- Hall lamps\n- Desk lamps\n")[1:] == listed
    assert [fate for _, fate, _ in fates("Lamps shine:\n\n- Hall lamps\n")[1:]] == ["unparsed"]


@pytest.mark.parametrize(
    "line",
    [
        "1. Lamps shine at night",
        "- Lamps shine at night",
        "Lamps must shine.",
        "Lamps are limited to members who are cold.",
        "The lamp is contraindicated in caves.",
        "Lamps that are medically necessary shine.",
        "Lamps were considered investigational.",
    ],
)
def test_what_may_hold_a_rule_is_unparsed(line: str) -> None:
    made = ledger(f"{line}\n")
    assert [(each.fate, each.reason) for each in made.entries[1:]] == [(Fate.UNPARSED, "")]
    assert [each.text for each in made.unparsed()] == [made.entries[1].line.text]


def test_a_table_that_gave_nothing_is_unparsed_row_by_row() -> None:
    assert fates("Lamp\tbright\n\tdim\n") == [("Lamp", "unparsed", ""), ("dim", "unparsed", "")]


def test_every_line_of_a_paragraph_has_its_fate() -> None:
    snippet = "Lamps are covered\nfor members who\nare cold.\n\nFans blow\nat night.\n"
    assert [fate for _, fate, _ in fates(snippet)] == ["parsed"] * 3 + ["ignored"] * 2


def test_other_parts_are_not_accounted_for() -> None:
    parts = sections("# Background\n\n1. Lamps must shine.\n\n# Policy\n\nLamps are covered.\n\n# References\n\n1. A\n")
    made = account(parts, find_statements(parts).used)
    assert [each.line.text for each in made.entries] == ["Policy", "Lamps are covered."]


def test_totals_count_the_entries() -> None:
    made = ledger("Lamps are covered.\n\nFans blow.\n\nLamps must shine.\n\n1. Heaters\n")
    assert made.totals() == Accounting(lines=5, parsed=2, ignored=1, unparsed=2)
    assert made.totals().unparsed_share == pytest.approx(0.4)
    assert Ledger(()).totals() == Accounting(lines=0, parsed=0, ignored=0, unparsed=0)
    assert Ledger(()).totals().unparsed_share == 0.0


LINES = st.sampled_from(
    ["Lamps are covered when:", "1. Age", "  a. child", "Note: so.", "## Fans", "A\tB", "Lamps must shine.", "AND", ""]
)


@given(st.lists(LINES, max_size=12).map("\n".join))
@settings(deadline=None)
def test_lines_are_parsed_ignored_or_unparsed_and_none_is_lost(snippet: str) -> None:
    parts = policy(snippet)
    made = account(parts, find_statements(parts).used)
    totals = made.totals()
    assert totals.lines == totals.parsed + totals.ignored + totals.unparsed == len(made.entries)
    printed = [line for line in snippet.split("\n") if line.strip()]
    assert totals.lines == len(printed) + 1, "and the heading"
