"""Lines of business, where a document says for whom it is."""

from collections.abc import Sequence

import pytest

from pages import line, opened, table
from policyextract.document import Block
from policyextract.scope import lines_of_business

TITLE = line("Lamp Therapy", 18, bold=True)
POLICY = line("Coverage Policy", 14, bold=True)


def scope(
    *blocks: Block | str, running: Sequence[str] = (), author: str | None = None, known: Sequence[str] = ()
) -> tuple[str, ...]:
    page = opened(*blocks, running=running)
    return lines_of_business(page.document, page.sections, page.furniture, author, known)


def heading(text: str) -> Block:
    return line(text, 14, bold=True)


@pytest.mark.parametrize(
    ("blocks", "found"),
    [
        (("Line(s) of Business: HMO; PPO; QUEST Integration",), ("commercial", "medicaid")),
        ((table(("Line(s) of Business: HMO", "Precertification: Required")),), ("commercial",)),
        ((line("Commercial", 16), TITLE), ("commercial",)),
        (("ErewhonCare® Commercial and Individual Exchange", "Medical Policy"), ("commercial", "marketplace")),
        ((table(("MEDICAL POLICY STATEMENT\nOhio Medicaid", "")),), ("medicaid",)),
        ((TITLE, heading("Table of Contents"), "Policy: Commercial", "Policy: Medicare"), ()),
        ((TITLE, heading("Application"), "This policy applies to Medicare Advantage plans."), ("medicare",)),
        ((TITLE, heading("Application"), "This policy does not apply to Medicare plans."), ()),
        ((TITLE, heading("Application"), "☒ Gold Plan (Medicaid-only)", "☐ Silver Medicare Plan"), ("medicaid",)),
        (("Lines of Business: ☒ Commercial ☒ Medicaid ☐ Medicare",), ("commercial", "medicaid")),
        ((TITLE, POLICY, line("Commercial Members: managed care", bold=True), "Lamps are covered."), ("commercial",)),
        ((TITLE, POLICY, "Commercial Members: PPO; Medicare Members: HMO"), ("commercial", "medicare")),
        ((TITLE, POLICY, "Lamp therapy for Medicare patients is considered investigational."), ()),
        ((TITLE, heading("Background"), line("Medicare members", bold=True), "Lamps shine for them."), ()),
    ],
)
def test_where_it_is_said(blocks: Sequence[Block | str], found: tuple[str, ...]) -> None:
    assert scope(*blocks) == found


def test_the_payers_name_and_profile_say_it_too() -> None:
    assert scope(TITLE, author="Erewhon Federal Employee Program") == ("federal",)
    assert scope(TITLE, known=("medicare",)) == ("medicare",)
    assert scope(TITLE) == ()
